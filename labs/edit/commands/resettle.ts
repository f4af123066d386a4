/** Things that go to live on another host, under names that are free there. */
import type { Position } from '../../layout.ts'
import type { Kind, Thing } from '../lab.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { copyThings, paste } from './paste.ts'
import type { Report } from './report.ts'
import { removeThing } from './thing.ts'

export interface Resettle {
  things: Settler[]
  to: string
}

export type Settler = Thing & {
  /** Where it stands there; wherever there is room without it. */
  at?: Position
}

/** What uses others goes first, so that nothing is said of losing what comes along. */
const leaving: Kind[] = ['container', 'service', 'network', 'volume', 'secret']

/** What things were tied to on their old host and did not come along stays behind, and every loss is told. */
export function resettle(sheet: Sheet, { to, things }: Resettle, report: Report): void {
  for (const host of new Set(things.map((thing) => thing.host))) {
    const group = things.filter((thing) => thing.host === host)
    const [first] = group
    if (first !== undefined && host === to) refuse(`\`${first.name}\` is on \`${to}\` already.`)
    move(sheet, group, to, report)
  }
}

function move(sheet: Sheet, group: Settler[], to: string, report: Report): void {
  const clip = copyThings(sheet.value, { version: 1, positions: {} }, group)
  const missing = group.find(
    ({ kind, name }) => !clip.things.some((one) => one.kind === kind && one.name === name),
  )
  if (missing !== undefined) {
    refuse(`There is no ${missing.kind} \`${missing.name}\` at the start of \`${missing.host}\`.`)
  }
  const placed = clip.things.map((thing, index) => {
    const at = group[index]?.at
    return at === undefined ? thing : { ...thing, at }
  })
  const there: Report = { notes: report.notes, layout: [] }
  paste(sheet, { host: to, clip: { ...clip, things: placed } }, there)
  const inTurn = group.toSorted((a, b) => leaving.indexOf(a.kind) - leaving.indexOf(b.kind))
  for (const { host, kind, name } of inTurn) removeThing(sheet, { host, kind, name }, report)
  report.layout.push(...there.layout)
}
