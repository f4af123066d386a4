/** Every command on every shipped lab: what comes out is as legal as what went in. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { newText } from '../../../labs/edit/new-text.ts'
import { apply, drawingBefore, edit } from '../../../labs/edit/index.ts'
import type { Command, Fields } from '../../../labs/edit/index.ts'
import { goalsOf, hostNames, kinds, namesIn, stepsOf } from '../../../labs/edit/lab.ts'
import { parse } from '../../../labs/format/index.ts'

const folder = 'labs/catalogue'
const labs = readdirSync(folder).map((id) => ({
  id,
  text: readFileSync(`${folder}/${id}/lab.yaml`, 'utf8'),
}))

const errors = (text: string) =>
  parse(text).diagnostics.filter(({ severity }) => severity === 'error')

function applied(text: string, command: Command): string {
  const result = apply(text, command)
  if ('refused' in result) throw new Error(`${command.do}: ${result.refused.reason}`)
  return result.text
}

describe.each(labs)('$id', ({ text }) => {
  const lab = parse(text).lab?.written as Fields

  // Each name is two edits, and each edit is parsed for every choice of the parameters.
  it(
    'is legal under any other names, and the same under its own again',
    { timeout: 120_000 },
    () => {
      // A name that several goals speak of is one name.
      for (const host of new Set(goalsOf(lab).map((goal) => goal.host))) {
        for (const kind of kinds) {
          for (const name of new Set(namesIn(lab, host, kind))) {
            if (name === 'bridge' || name.includes('${')) continue
            const there = applied(text, { do: 'rename', host, kind, name, to: 'zz_new' })
            expect(errors(there)).toEqual([])
            const back = applied(there, { do: 'rename', host, kind, name: 'zz_new', to: name })
            expect(back).toBe(text)
          }
        }
      }
    },
  )

  it('is legal with its host renamed', () => {
    const there = applied(text, { do: 'renameHost', name: 'host1', to: 'alpha' })
    expect(errors(there)).toEqual([])
    expect(applied(there, { do: 'renameHost', name: 'alpha', to: 'host1' })).toBe(text)
  })

  it('means the same after text → lab → text', () => {
    const again = newText(lab)
    expect(parse(again).lab?.written).toEqual(lab)
    expect(edit(text, (sheet) => sheet.set([], lab))).toMatchObject({ text, edits: [] })
  })

  it('takes its steps back in any order', () => {
    const ids = stepsOf(lab).map(({ id }) => String(id))
    const moved = applied(text, { do: 'moveStep', id: ids[0] ?? '', to: ids.length - 1 })
    expect(applied(moved, { do: 'moveStep', id: ids[0] ?? '', to: 0 })).toBe(text)
    expect(Object.keys(drawingBefore(lab, ids.length))).toEqual(hostNames(lab))
  })
})
