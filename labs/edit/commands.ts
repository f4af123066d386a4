/** The edits of a lab as data: a name with its arguments, sent from canvas, forms and keyboard alike. */
import type { Layout } from '../layout.ts'
import { addCheck, moveCheck, removeCheck } from './commands/check.ts'
import { connect, disconnect, leaveNetwork } from './commands/connect.ts'
import { addHost, removeHost } from './commands/host.ts'
import { setMeta } from './commands/meta.ts'
import { mount, remount, unmount } from './commands/mount.ts'
import { renameParam, setParam } from './commands/param.ts'
import { copyThings, duplicate, paste } from './commands/paste.ts'
import type { Clip } from './commands/paste.ts'
import { setProperty } from './commands/property.ts'
import { rename, renameHost } from './commands/rename.ts'
import type { LayoutChange, Report } from './commands/report.ts'
import { resettle } from './commands/resettle.ts'
import { addStep, moveStep, removeStep, setGoal, setStep } from './commands/step.ts'
import { addThing, dependentsOf, removeThing } from './commands/thing.ts'
import { addWire, joinWire, leaveWire, removeWire, renameWire } from './commands/wire.ts'
import type { Thing } from './lab.ts'
import { refusable } from './refusal.ts'
import type { Refused } from './refusal.ts'
import { edit } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import type { TextEdit } from './splice.ts'
import { readTree } from './tree.ts'

export const commands = {
  addHost,
  removeHost,
  renameHost,
  addThing,
  removeThing,
  rename,
  connect,
  disconnect,
  leaveNetwork,
  mount,
  unmount,
  remount,
  setProperty,
  paste,
  duplicate,
  addStep,
  removeStep,
  moveStep,
  setStep,
  setGoal,
  addCheck,
  removeCheck,
  moveCheck,
  setMeta,
  setParam,
  renameParam,
  resettle,
  addWire,
  joinWire,
  leaveWire,
  renameWire,
  removeWire,
}

type Table = typeof commands
/** `{ do: 'connect', host: 'host1', container: 'web', network: 'lan' }` */
export type Command = { [K in keyof Table]: { do: K } & Parameters<Table[K]>[1] }[keyof Table]

export interface Applied {
  text: string
  edits: TextEdit[]
  layoutChanges: LayoutChange[]
  /** What else was changed, dropped or left, one sentence each. */
  notes: string[]
}

/** Applies one command to a lab's text. A refusal leaves everything as it was and says why. */
export function apply(text: string, command: Command): Applied | Refused {
  const report: Report = { notes: [], layout: [] }
  const { do: name, ...args } = command
  const run = commands[name] as (sheet: Sheet, args: unknown, report: Report) => void
  const edited = edit(text, (sheet) => run(sheet, args, report))
  if ('refused' in edited) return edited
  return { ...edited, layoutChanges: report.layout, notes: report.notes }
}

/** What else goes when a thing is removed, one sentence each. */
export function dependents(text: string, thing: Thing): string[] | Refused {
  return refusable(() => dependentsOf(readTree(text).value, thing))
}

/** Things and whole hosts as data for a clipboard. */
export function copy(
  text: string,
  layout: Layout,
  things: readonly Thing[],
  hosts: readonly string[] = [],
): Clip | Refused {
  return refusable(() => copyThings(readTree(text).value, layout, things, hosts))
}
