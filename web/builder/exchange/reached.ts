/** What a lab leads to, as something that can be built: its start with every goal reached. Pure. */
import type { CompiledLab, Wanted, WantedHost } from '../../../labs/format/index.ts'
import { builtInNetworks, swarmNetworks } from '../../../labs/topology/names.ts'
import { desiredAfter, type Desired, type DesiredHost } from '../run/desired.ts'

export interface Reached {
  wanted: Wanted
  /** What the goals leave open, one sentence each. */
  notes: string[]
}

/** `has`: which images there are; without it, every one that a goal names. */
export function reached(lab: CompiledLab, has: (image: string) => boolean = () => true): Reached {
  const desired = desiredAfter(lab, lab.steps.length)
  const notes: string[] = []
  const ask = { has, there: networksOf(desired), notes }
  const hosts = Object.entries(lab.wanted.hosts).map(([name, start]) => [
    name,
    hostOf(start, desired[name], ask),
  ])
  const wanted = { ...lab.wanted, hosts: Object.fromEntries(hosts) as Wanted['hosts'] }
  return { wanted, notes }
}

interface Ask {
  has: (image: string) => boolean
  /** Networks that a container can be on. */
  there: ReadonlySet<string>
  notes: string[]
}

/** An overlay is made on one host and used on others. */
const networksOf = (desired: Desired): ReadonlySet<string> =>
  new Set([
    ...builtInNetworks,
    ...swarmNetworks,
    ...Object.values(desired).flatMap(({ networks }) => Object.keys(networks)),
  ])

function hostOf(start: WantedHost, end: DesiredHost | undefined, ask: Ask): WantedHost {
  if (end === undefined) return start
  const { swarm } = end.self
  const { swarm: _, ...rest } = start
  const containers = buildable(end, ask)
  const kept = secrets(start, end, ask.notes)
  const opened = Object.entries(containers).filter(([name]) => !(name in start.containers))
  return {
    ...rest,
    ...(swarm === undefined || swarm === 'absent' ? {} : { swarm }),
    // A goal that says nothing of a network's driver means Docker's default.
    networks: mapped(end.networks, (network) => ({ driver: 'bridge', ...network })),
    volumes: end.volumes,
    containers: { ...containers, ...mapped(Object.fromEntries(opened), keptOpen) },
    services: services(end, kept, ask.notes),
    secrets: kept,
  }
}

type Containers = WantedHost['containers']

/** A goal leaves open how a container is kept running: a shell waits for input that does not come. */
const keptOpen = (container: Containers[string]) => ({ stdinOpen: true, ...container })

function buildable({ containers }: DesiredHost, { has, there, notes }: Ask): Containers {
  const stands = (key: string): boolean => {
    const { image, endpoints = {}, volumesFrom = [] } = containers[key] ?? {}
    const lenders = volumesFrom.map((one) => one.replace(/:(ro|rw)$/, ''))
    const connected = Object.keys(endpoints).every((network) => there.has(network))
    return image !== undefined && has(image) && connected && lenders.every(stands)
  }
  const all = Object.entries(containers)
  for (const [key, { image }] of all) {
    if (stands(key)) continue
    const why = image === undefined ? 'no goal names its image' : 'what it needs is gone by then'
    notes.push(`Container \`${key}\` is left out: ${why}.`)
  }
  return Object.fromEntries(all.filter(([key]) => stands(key))) as Containers
}

function services(
  { services: all }: DesiredHost,
  known: WantedHost['secrets'],
  notes: string[],
): WantedHost['services'] {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, { image, secrets, ...service }]) => {
      if (image === undefined) {
        notes.push(`Service \`${name}\` is left out: no goal names its image.`)
        return []
      }
      const uses = secrets?.filter(({ source }) => source in known)
      return [[name, { image, ...service, ...(uses && { secrets: uses }) }]]
    }),
  )
}

/** Nobody can read a secret back, and no goal says what it holds. */
function secrets(start: WantedHost, end: DesiredHost, notes: string[]): WantedHost['secrets'] {
  const names = Object.keys(end.secrets)
  for (const name of names) {
    if (name in start.secrets) continue
    notes.push(
      `Secret \`${name}\` is left out, also where a service uses it: what it holds is the learner’s.`,
    )
  }
  return Object.fromEntries(
    names.flatMap((name) => (start.secrets[name] ? [[name, start.secrets[name]]] : [])),
  )
}

const mapped = <T, U>(things: Record<string, T>, change: (thing: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, change(thing)]))
