/** Where files are: `host1:/path`, a path in a container, or a path in a volume. */
import { z } from 'zod'
import { ProbeError, type Mention, type Place, type Probe } from '../define.ts'
import { containerOf, labelOf, mention, refOf } from './subject.ts'

const absolute = z.string().startsWith('/', 'is not an absolute path')

const hostPath = z.string().regex(/^([a-zA-Z0-9][\w.-]*:)?\//, 'is not host:/path')

export const placeField = z.union([
  hostPath,
  z.strictObject({ container: z.string().min(1), path: absolute }),
  z.strictObject({ volume: z.string().min(1), path: absolute.optional() }),
])
export type WrittenPlace = z.output<typeof placeField>

export function placeMentions(at: WrittenPlace, ...path: string[]): Mention[] {
  if (typeof at === 'string') {
    const host = at.slice(0, at.indexOf(':'))
    return at.startsWith('/') ? [] : [mention('host', host, ...path)]
  }
  return 'container' in at
    ? [mention('container', at.container, ...path, 'container')]
    : [mention('volume', at.volume, ...path, 'volume')]
}

export function describePlace(at: WrittenPlace): string {
  if (typeof at === 'string') return `\`${at}\``
  return 'container' in at
    ? `\`${at.path}\` in \`${at.container}\``
    : `\`${at.path ?? '/'}\` in volume \`${at.volume}\``
}

export type Found = { place: Place } | { trouble: string }

/** The place to ask, or why there is none. A container need not run. */
export async function placeOf(at: WrittenPlace, probe: Probe): Promise<Found> {
  if (typeof at === 'string') return { place: onHost(at, probe) }
  if ('container' in at) {
    const { at: ref, label, state } = await containerOf(at.container, probe)
    if (state === undefined) return { trouble: `there is no container ${label}` }
    return { place: { host: ref.host, container: ref.name, path: at.path } }
  }
  const ref = refOf(at.volume, probe)
  const { volumes } = await probe.observe(ref.host)
  if (!Object.hasOwn(volumes, ref.name)) {
    return { trouble: `there is no volume ${labelOf(ref, probe)}` }
  }
  return { place: { host: ref.host, volume: ref.name, path: at.path ?? '/' } }
}

export function onHost(at: string, probe: Probe): Place {
  const colon = at.startsWith('/') ? -1 : at.indexOf(':')
  const host = colon > 0 ? at.slice(0, colon) : probe.hosts[0]
  if (host === undefined || (colon < 0 && probe.hosts.length > 1)) {
    throw new ProbeError(`\`${at}\` does not say on which host`)
  }
  return { host, path: at.slice(colon + 1) }
}
