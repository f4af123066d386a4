/** A written check in words, and whether a form's content is one. */
import { checkKind, writtenKinds } from '../../../labs/checks/index.ts'
import type { CheckKind } from '../../../labs/define.ts'
import type { Fields } from '../../../labs/edit/index.ts'
import { at } from '../../../labs/edit/value.ts'

export interface KnownCheck {
  kind: CheckKind
  args: Fields
}

/** The kind that a written check is of, if it is of a known one. */
export function knownCheck(fields: Fields): KnownCheck | undefined {
  for (const [key, args] of Object.entries(fields)) {
    const kind = checkKind(key)
    if (kind === undefined) continue
    const isMap = typeof args === 'object' && args !== null && !Array.isArray(args)
    return { kind, args: isMap ? args : {} }
  }
  return undefined
}

/** What the learner would read; the bare kind while it is not complete. */
export function checkWords(fields: Fields): string {
  const known = knownCheck(fields)
  if (known === undefined) return 'A check that only the text can show'
  if (typeof fields['title'] === 'string') return fields['title']
  if (!known.kind.fields.safeParse(known.args).success) return `${known.kind.kind}: not complete`
  return known.kind.describe(known.args)
}

/** What is wrong with a form's content, by key joined with dots; none where it can be written. */
export function checkProblems(kind: CheckKind, args: Fields): Record<string, string> {
  const { error } = kind.fields.safeParse(args)
  const issues = error?.issues ?? []
  return Object.fromEntries(
    issues.map(({ path, message }) => [path.join('.'), said(args, path, message)]).toReversed(),
  )
}

/** The schema's own words are about types; who fills in a form wants to know what is missing. */
function said(args: Fields, path: PropertyKey[], message: string): string {
  const keys = path.map((key) => (typeof key === 'number' ? key : String(key)))
  if (keys.length > 0 && at(args, keys) === undefined) return 'This is needed.'
  return message.startsWith('Invalid') ? 'This is not of the form that is wanted here.' : message
}

export { writtenKinds }
