/** What a lab speaks of: words of its start, its checks and its solutions, and the files that its checks look at. */
import { resolveRef } from '../define.ts'
import type { CompiledCheck, CompiledLab } from '../format/compiled.ts'

/** Names as whole words, wherever they stand. What a lab never mentions is no element of its solved state. */
export function mentionedWords(lab: CompiledLab): ReadonlySet<string> {
  const { wanted, steps } = lab
  const spoken = [
    ...Object.values(wanted.hosts).map((host) => JSON.stringify({ ...host, images: [] })),
    ...steps.flatMap((step) => step.checks.map(({ args }) => JSON.stringify(args))),
    ...steps.flatMap((step) => step.solution.map(({ run }) => run)),
  ]
  return new Set(spoken.flatMap((text) => text.split(/[^\w.-]+/)).filter((word) => word !== ''))
}

/** `host/container/property` of what goals wish of containers. */
export function wishesOf(
  checks: readonly CompiledCheck[],
  hosts: readonly string[],
): ReadonlySet<string> {
  const wished = checks.flatMap(({ kind, args }) => {
    const { thing, name, property } = args as Record<string, unknown>
    const ref = typeof name === 'string' ? resolveRef(name, hosts) : undefined
    if (kind !== 'state' || thing !== 'container' || ref === undefined) return []
    return [[ref.host, ref.name, String(property)].join('/')]
  })
  return new Set(wished)
}

export interface MentionedPlace {
  host: string
  container?: string
  path: string
}

/** Files and directories of hosts and containers. */
export function mentionedPlaces(checks: readonly CompiledCheck[], hosts: readonly string[]) {
  const found = checks.flatMap(({ args }) => placesIn(args as Record<string, unknown>, hosts))
  const seen = new Map(found.map((place) => [JSON.stringify(place), place]))
  return [...seen.values()]
}

function placesIn(args: Record<string, unknown>, hosts: readonly string[]): MentionedPlace[] {
  const { at, archive, run } = args
  const written = [at, archive, args['same']].flatMap((place) => placeOf(place, hosts))
  const inHost = typeof args['in'] === 'string' && hosts.includes(args['in'])
  if (!inHost || (typeof run !== 'string' && !Array.isArray(run))) return written
  const paths = String(run).match(/(?<![\w.-])\/(root|etc|srv|home|opt|tmp|mnt)\/[\w./-]*\w/g) ?? []
  return [...written, ...paths.map((path) => ({ host: String(args['in']), path }))]
}

function placeOf(place: unknown, hosts: readonly string[]): MentionedPlace[] {
  if (typeof place === 'string') {
    const [, host = hosts[0], path] = /^(?:([\w.-]+):)?(\/.*)$/.exec(place) ?? []
    return host === undefined || path === undefined ? [] : [{ host, path }]
  }
  if (typeof place !== 'object' || place === null) return []
  const { container, path } = place as { container?: unknown; path?: unknown }
  if (typeof container !== 'string' || typeof path !== 'string') return []
  const slash = container.indexOf('/')
  const host = slash > 0 ? container.slice(0, slash) : hosts[0]
  return host === undefined ? [] : [{ host, container: container.slice(slash + 1), path }]
}
