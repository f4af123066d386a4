/** A thing that goes to live on another host, under a name that is free there. */
import type { Position } from '../../layout.ts'
import { layoutKey } from '../lab.ts'
import type { Thing } from '../lab.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { copyThings, paste } from './paste.ts'
import type { Report } from './report.ts'
import { removeThing } from './thing.ts'

export type Resettle = Thing & {
  to: string
  /** Where it stands there; wherever there is room without it. */
  at?: Position
}

/** What it was tied to on its old host stays behind, and every loss is told. */
export function resettle(sheet: Sheet, { to, at, ...thing }: Resettle, report: Report): void {
  if (thing.host === to) refuse(`\`${thing.name}\` is on \`${to}\` already.`)
  const clip = copyThings(sheet.value, { version: 1, positions: {} }, [thing])
  const [only] = clip.things
  if (only === undefined) {
    refuse(`There is no ${thing.kind} \`${thing.name}\` at the start of \`${thing.host}\`.`)
  } else {
    const moved = at === undefined ? only : { ...only, at }
    const placed: Report = { notes: report.notes, layout: [] }
    paste(sheet, { host: to, clip: { ...clip, things: [moved] } }, placed)
    removeThing(sheet, thing, report)
    report.layout.push(...placed.layout)
    if (at === undefined) report.layout.push({ drop: layoutKey(thing) })
  }
}
