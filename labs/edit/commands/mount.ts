import { tidy } from '../../topology/mounts.ts'
import { fieldsOf, namesIn } from '../lab.ts'
import { anewWritten, memoryWritten, mountPlace, newlyWritten } from '../mount-text.ts'
import type { MountSpec } from '../mount-text.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { isFields } from '../value.ts'
import type { Report } from './report.ts'
import { userName, userPath } from './user.ts'
import type { User } from './user.ts'

export type Mount = User & MountSpec

export function mount(sheet: Sheet, args: Mount, report: Report): void {
  const path = userPath(sheet, args)
  mustBeWhole(args)
  mustBeFree(sheet, path, args, args.target)
  needed(sheet, args, args, report)
  add(sheet, path, args, args)
}

/** Containers have a key of their own for memory. */
function add(sheet: Sheet, path: string[], user: User, spec: MountSpec): void {
  if (spec.type !== 'tmpfs' || user.service !== undefined) {
    return sheet.append([...path, 'volumes'], newlyWritten(spec))
  }
  const old = sheet.at([...path, 'tmpfs'])
  const written = memoryWritten(spec)
  if (typeof old === 'string') sheet.set([...path, 'tmpfs'], [old, written])
  else sheet.append([...path, 'tmpfs'], written)
}

function mustBeFree(sheet: Sheet, path: string[], user: User, target: string): void {
  if (mountPlace(fieldsOf(sheet.at(path)), target) === undefined) return
  refuse(`Something is mounted at \`${target}\` in \`${userName(user)}\` already.`)
}

function mustBeWhole({ type, source, target }: MountSpec): void {
  if (!target.startsWith('/')) refuse(`\`${target}\` is not an absolute path in the container.`)
  if (type === 'bind' && !/^(\/|\$\{)/.test(source ?? '')) {
    refuse('A bind mount needs the absolute path on the host that is to be seen.')
  }
}

function needed(sheet: Sheet, { host }: User, { type, source }: MountSpec, report: Report): void {
  if (type !== 'volume' || source === undefined) return
  if (namesIn(sheet.value, host, 'volume').includes(source)) return
  sheet.insert(['hosts', host, 'volumes'], source, {})
  report.notes.push(`The volume \`${source}\` was added to \`${host}\`.`)
}

export type Unmount = User & { target: string }

export function unmount(sheet: Sheet, args: Unmount): void {
  const path = userPath(sheet, args)
  sheet.prune([...path, ...placeIn(sheet, path, args)], path.length)
}

export type Remount = Unmount & { to: MountSpec }

/** Changes what is mounted at a target, or where; what else is written of it stays. */
export function remount(sheet: Sheet, args: Remount, report: Report): void {
  const { target, to } = args
  const path = userPath(sheet, args)
  const place = [...path, ...placeIn(sheet, path, args)]
  mustBeWhole(to)
  if (tidy(to.target) !== tidy(target)) mustBeFree(sheet, path, args, to.target)
  needed(sheet, args, to, report)
  const old = sheet.at(place) ?? null
  const wasMemory = place[path.length] === 'tmpfs'
  const isMemory = to.type === 'tmpfs'
  if (isFields(old) || wasMemory === isMemory || args.service !== undefined) {
    sheet.set(place, anewWritten(old, to, wasMemory))
  } else {
    sheet.prune(place, path.length)
    add(sheet, path, args, to)
  }
}

function placeIn(sheet: Sheet, path: string[], { target, ...user }: Unmount) {
  const place = mountPlace(fieldsOf(sheet.at(path)), target)
  return place ?? refuse(`Nothing is mounted at \`${target}\` in \`${userName(user as User)}\`.`)
}
