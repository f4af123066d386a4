/** New things with names that are free and what they need to be legal. Pure. */
import { freeName, type Command } from '../../labs/edit/index.ts'
import { fieldsOf, hostNames, listOf, namesIn, type Kind } from '../../labs/edit/lab.ts'
import type { LabState } from '../../labs/topology/state.ts'
import type { Fields, Value } from '../../labs/edit/value.ts'
import type { Position } from '../../labs/layout.ts'
import { drawnId } from './things.ts'

/** An overlay is a network that other hosts can have a leg of. */
export type NewKind = Kind | 'host' | 'overlay'

export interface New {
  kind: NewKind
  /** For a container. */
  image?: string
  name?: string
  at?: Position
}

/** Sizes on the canvas, in px. */
export const sizes: Record<NewKind, { w: number; h: number }> = {
  host: { w: 320, h: 160 },
  network: { w: 140, h: 60 },
  container: { w: 140, h: 60 },
  volume: { w: 140, h: 40 },
  service: { w: 140, h: 60 },
  secret: { w: 140, h: 40 },
  overlay: { w: 140, h: 60 },
}

export interface Added {
  command: Command
  /** Of the new thing on the canvas. */
  id: string
  label: string
}

/** `host` is where it goes; it counts for nothing when a host is added. What a goal draws is meant to run. */
export function adding(lab: Value, host: string, wanted: New, inGoal = false): Added {
  const { kind, at } = wanted
  const place = at === undefined ? {} : { at }
  if (kind === 'host') {
    const name = freeName(wanted.name ?? 'host1', hostNames(lab))
    return { command: { do: 'addHost', name, ...place }, id: name, label: `Add host ${name}` }
  }
  const section = kind === 'overlay' ? 'network' : kind
  const name = freeName(wanted.name ?? `${kind}1`, namesIn(lab, host, section))
  return {
    command: {
      do: 'addThing',
      host,
      kind: section,
      name,
      spec: specOf(lab, host, wanted, inGoal),
      ...place,
    },
    id: drawnId({ host, kind: section, name }),
    label: `Add ${kind} ${name}`,
  }
}

function specOf(lab: Value, host: string, { kind, image }: New, inGoal: boolean): Fields {
  if (kind === 'network') return { driver: 'bridge' }
  if (kind === 'overlay') return { driver: 'overlay', attachable: true }
  if (kind === 'secret') return { content: 'change me' }
  if (kind !== 'container' && kind !== 'service') return {}
  const chosen = image ?? imagesOf(lab, host)[0] ?? 'busybox'
  // Without something to do, a busybox ends as soon as it has started.
  const busy = /^busybox(:|$)/.test(chosen) ? { command: ['sleep', 'infinity'] } : {}
  return { image: chosen, ...(inGoal ? { state: 'running' } : busy) }
}

/** Whether only a manager of a swarm can have it. */
export const needsManager = (kind: NewKind): boolean =>
  kind === 'service' || kind === 'secret' || kind === 'overlay'

/** Why something new has no place yet, and what helps. */
export const homeless = (kind: NewKind): string =>
  needsManager(kind)
    ? `${kind === 'overlay' ? 'An' : 'A'} ${kind} belongs to a swarm. Select a host and choose manager as its swarm role first.`
    : 'Add a host first: containers, networks and volumes live in one.'

/** The host that something new goes to: the wanted one, or for what a swarm has, one that manages it. */
export function homeFor(kind: NewKind, { hosts }: LabState, wanted?: string): string | undefined {
  if (!needsManager(kind)) return wanted
  const manages = (host: string) => hosts[host]?.swarm?.role === 'manager'
  return wanted !== undefined && manages(wanted) ? wanted : Object.keys(hosts).find(manages)
}

/** Images that the host has at hand. */
export function imagesOf(lab: Value, host: string): string[] {
  const hosts = fieldsOf(fieldsOf(lab)['hosts'])
  return listOf(fieldsOf(hosts[host])['images']).map(String)
}
