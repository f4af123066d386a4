import { parseMount } from '../../topology/mounts.ts'
import { fieldsOf, listOf, namesIn } from '../lab.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { isFields } from '../value.ts'
import type { Value } from '../value.ts'
import { containerPath } from './connect.ts'
import type { Report } from './report.ts'

export interface Mount {
  host: string
  container: string
  type: 'volume' | 'bind' | 'tmpfs'
  /** Name of a volume, or a path on the host; without it the volume is anonymous. */
  source?: string
  target: string
  readOnly?: boolean
}

export function mount(sheet: Sheet, args: Mount, report: Report): void {
  const { container, target } = args
  const path = containerPath(sheet, args)
  if (!target.startsWith('/')) refuse(`\`${target}\` is not an absolute path in the container.`)
  if (placeOf(fieldsOf(sheet.at(path)), target) !== undefined) {
    refuse(`Something is mounted at \`${target}\` in \`${container}\` already.`)
  }
  if (args.type === 'tmpfs') return addTmpfs(sheet, path, target)
  needed(sheet, args, report)
  sheet.append([...path, 'volumes'], written(args))
}

function addTmpfs(sheet: Sheet, path: string[], target: string): void {
  const old = sheet.at([...path, 'tmpfs'])
  if (typeof old === 'string') sheet.set([...path, 'tmpfs'], [old, target])
  else sheet.append([...path, 'tmpfs'], target)
}

function needed(sheet: Sheet, { host, type, source }: Mount, report: Report): void {
  if (type === 'bind' && !source?.startsWith('/')) {
    refuse('A bind mount needs the absolute path on the host that is to be seen.')
  }
  if (type !== 'volume' || source === undefined) return
  if (namesIn(sheet.value, host, 'volume').includes(source)) return
  sheet.insert(['hosts', host, 'volumes'], source, {})
  report.notes.push(`The volume \`${source}\` was added to \`${host}\`.`)
}

/** The short form where it says the same; a colon in a path needs the long one. */
function written({ type, source, target, readOnly }: Mount): Value {
  const mode = readOnly === true ? ':ro' : ''
  const short = source === undefined ? target : `${source}:${target}${mode}`
  const parsed = parseMount(short)
  const says = parsed?.type === type && parsed.source === (source ?? '')
  if (says && (source !== undefined || mode === '')) return short
  return {
    type,
    ...(source === undefined ? {} : { source }),
    target,
    ...(mode === '' ? {} : { read_only: true }),
  }
}

export interface Unmount {
  host: string
  container: string
  target: string
}

export function unmount(sheet: Sheet, args: Unmount): void {
  const path = containerPath(sheet, args)
  const place = placeOf(fieldsOf(sheet.at(path)), args.target)
  if (place === undefined) {
    refuse(`Nothing is mounted at \`${args.target}\` in \`${args.container}\`.`)
  } else sheet.prune([...path, ...place], path.length)
}

/** Where below a container the mount of a target is written. */
function placeOf(
  container: Record<string, Value>,
  target: string,
): (string | number)[] | undefined {
  const index = listOf(container['volumes']).findIndex((one) => targetOf(one) === target)
  if (index >= 0) return ['volumes', index]
  const { tmpfs } = container
  const path = (one: Value) => String(one).split(':')[0]
  if (typeof tmpfs === 'string') return path(tmpfs) === target ? ['tmpfs'] : undefined
  const memory = listOf(tmpfs).findIndex((one) => path(one) === target)
  return memory >= 0 ? ['tmpfs', memory] : undefined
}

function targetOf(written: Value): Value | undefined {
  if (isFields(written)) return written['target']
  return typeof written === 'string' ? parseMount(written)?.target : undefined
}
