/** Every text of a lab that may hold commands: what learners read, what they type, what checks ask. */
import { commandPlaces } from './command-places.ts'
import { checksOf, fieldsOf, listOf, stepsOf } from './lab.ts'
import { isFields } from './value.ts'
import type { Path, Value } from './value.ts'

export interface LabText {
  path: Path
  text: string
  form: 'markdown' | 'code'
  /** The host that code runs on, where it says so. */
  host?: string
  step?: number
}

const markdownKeys = ['title', 'summary', 'text', 'ask']

export function textsOf(lab: Value): LabText[] {
  return [
    ...fieldsAs(lab, ['summary'], [], 'markdown'),
    ...listed(fieldsOf(lab)['learn'], ['learn']),
    ...stepsOf(lab).flatMap((step, index) =>
      stepTexts(step, ['steps', index]).map((text) => ({ ...text, step: index })),
    ),
    ...listOf(fieldsOf(lab)['accepts']).flatMap((accept, index) =>
      fieldsAs(accept, ['mutation'], ['accepts', index], 'code'),
    ),
    ...checksOf(lab).flatMap(({ args, path, kind, step }) =>
      checkTexts(args, [...path, kind]).map((text) => ({ ...text, step })),
    ),
  ]
}

function fieldsAs(value: Value, keys: string[], base: Path, form: LabText['form']): LabText[] {
  return keys.flatMap((key) => {
    const text = fieldsOf(value)[key]
    return typeof text === 'string' ? [{ path: [...base, key], text, form }] : []
  })
}

function listed(value: Value | undefined, base: Path): LabText[] {
  return listOf(value).flatMap((text, index) =>
    typeof text === 'string' ? [{ path: [...base, index], text, form: 'markdown' as const }] : [],
  )
}

function stepTexts(step: Value, base: Path): LabText[] {
  const { hints, mistakes } = fieldsOf(step)
  return [
    ...fieldsAs(step, ['title', 'text'], base, 'markdown'),
    ...listOf(hints).flatMap((hint, index) =>
      fieldsAs(hint, ['text'], [...base, 'hints', index], 'markdown'),
    ),
    // Parts of sentences, where a name means the thing with or without backquotes.
    ...listOf(hints).flatMap((hint, index) =>
      fieldsAs(hint, ['when'], [...base, 'hints', index], 'code'),
    ),
    ...listOf(mistakes).flatMap((mistake, index) =>
      fieldsAs(mistake, ['says'], [...base, 'mistakes', index], 'code'),
    ),
    ...commandPlaces(step).flatMap(({ inside, key, path }) =>
      commandTexts(inside, key, [...base, ...path]),
    ),
  ]
}

function commandTexts(inside: Value, key: string, base: Path): LabText[] {
  return [
    ...fieldsAs(inside, [key], base, 'code'),
    ...listOf(fieldsOf(inside)[key]).flatMap((part, index) => {
      const path = [...base, key, index]
      if (typeof part === 'string') return [{ path, text: part, form: 'code' as const }]
      const host = fieldsOf(part)['host']
      const found = fieldsAs(part, ['run'], path, 'code')
      return typeof host === 'string' ? found.map((text) => ({ ...text, host })) : found
    }),
  ]
}

/** Below a check's arguments: questions are Markdown; commands and JMESPaths are code. */
function checkTexts(args: Value, base: Path): LabText[] {
  if (!isFields(args)) return []
  return Object.entries(args).flatMap(([key, value]): LabText[] => {
    const path = [...base, key]
    if (isFields(value)) return checkTexts(value, path)
    const named = ['container', 'network', 'volume', 'image'].some((kind) => kind in args)
    const isCode = key === 'run' || (key === 'path' && named && !String(value).startsWith('/'))
    const texts = Array.isArray(value) ? value : [value]
    return texts.flatMap((text, index): LabText[] => {
      if (typeof text !== 'string') return []
      const place = Array.isArray(value) ? [...path, index] : path
      if (markdownKeys.includes(key)) return [{ path: place, text, form: 'markdown' }]
      return isCode ? [{ path: place, text, form: 'code' }] : []
    })
  })
}
