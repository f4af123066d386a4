/** Where a lab speaks of a host: goals, checks, references such as `host1/db`, solutions, commands to click. */
import { commandPlaces } from './command-places.ts'
import { checksOf, fieldsOf, goalsOf, listOf, startOf, stepLabel, stepsOf } from './lab.ts'
import { at, comparePaths } from './value.ts'
import type { Path, Value } from './value.ts'
import { withEnds } from './ways.ts'

export interface HostUse {
  path: Path
  /** The value with another host in it; undefined where the host is a key. */
  renamed?: (name: string) => Value
  drop: Path
  keep: number
  words: string
}

export function hostUses(lab: Value, host: string): HostUse[] {
  return [
    ...others(lab, host),
    ...goals(lab, host),
    ...solutions(lab, host),
    ...checks(lab, host),
  ].sort((one, other) => comparePaths(one.path, other.path))
}

/** In other hosts: what waits for it, what is told its address, and what managers want of it as a node. */
function others(lab: Value, host: string): HostUse[] {
  const sections = [...startOf(lab), ...goalsOf(lab)]
  return sections.flatMap(({ host: owner, path, fields, step }) => {
    const waits = listOf(fields['depends_on']).flatMap((name, index): HostUse[] => {
      const at = [...path, 'depends_on', index]
      const words = `\`${owner}\` no longer waits for it.`
      return name === host ? [{ path: at, renamed: (to) => to, drop: at, keep: 2, words }] : []
    })
    const told = Object.entries(fieldsOf(fields['daemon'])).flatMap(([key, value]): HostUse[] => {
      const at = [...path, 'daemon', key]
      const [, before, after] = addressed(value, host) ?? []
      const words = `\`${owner}\` loses \`${key}\`, which leads to it.`
      return before === undefined || after === undefined
        ? []
        : [{ path: at, renamed: (to) => before + to + after, drop: at, keep: 2, words }]
    })
    if (!Object.hasOwn(fieldsOf(fields['nodes']), host)) return [...waits, ...told]
    const at = [...path, 'nodes', host]
    const words = `What ${stepLabel(lab, step ?? 0)} wants of it as a node goes.`
    return [...waits, ...told, { path: at, drop: at, keep: 2, words }]
  })
}

/** `etcd://kv:2379` of `kv` → what stands before and after the name. */
function addressed(value: Value, host: string): [string, string, string] | undefined {
  if (typeof value !== 'string') return undefined
  const start = value.indexOf(`//${host}`) + 2
  const after = value.slice(start + host.length)
  if (start < 2 || !/^(:|\/|$)/.test(after)) return undefined
  return [value, value.slice(0, start), after]
}

function goals(lab: Value, host: string): HostUse[] {
  return goalsOf(lab)
    .filter((goal) => goal.host === host && goal.path.at(-1) === host)
    .map(({ path, step }) => ({
      path,
      drop: path,
      keep: 2,
      words: `The goal of ${stepLabel(lab, step ?? 0)} on \`${host}\` goes.`,
    }))
}

function solutions(lab: Value, host: string): HostUse[] {
  return stepsOf(lab).flatMap((step, index) =>
    commandPlaces(step).flatMap(({ inside, key, path: way, called }) =>
      listOf(fieldsOf(inside)[key]).flatMap((part, number) => {
        if (fieldsOf(part)['host'] !== host) return []
        const path: Path = ['steps', index, ...way, key, number]
        const words = `The ${called} of ${stepLabel(lab, index)} on \`${host}\` goes.`
        const renamed = (to: string) => to
        return [{ path: [...path, 'host'], renamed, drop: path, keep: 2, words }]
      }),
    ),
  )
}

function checks(lab: Value, host: string): HostUse[] {
  return checksOf(lab).flatMap((check) =>
    check.mentions.flatMap(({ text, path, again = [] }): HostUse[] => {
      if (text !== host && !text.startsWith(`${host}/`)) return []
      const place = [...check.path, check.kind, ...path]
      const written = at(lab, place)
      const renamed = (to: string) =>
        typeof written === 'string' ? to + written.slice(host.length) : to
      const words = `The check \`${check.kind}\` of ${stepLabel(lab, check.step)} goes.`
      const common = { drop: check.path, keep: 2, words }
      const ways = again.map((below) => {
        const way = [...check.path, check.kind, ...below]
        const moved = (to: string) =>
          withEnds(at(lab, way), (end) => (end === text ? to + end.slice(host.length) : end))
        return { ...common, path: way, renamed: moved }
      })
      return [{ ...common, path: place, renamed }, ...ways]
    }),
  )
}
