/** What joining two things means, whichever end it starts from. Pure. */
import { fieldsOf, hostNames, kinds, namesIn, type Kind, type Thing } from '../../labs/edit/lab.ts'
import type { Value } from '../../labs/edit/value.ts'
import {
  refused,
  toContainer,
  toNetwork,
  toSecret,
  toStore,
  type Joined,
  type Ways,
} from './joins.ts'
import { hostOf, idOf, pathIn, thingOf, words, writtenId } from './things.ts'
import { byWire, ontoWire, toWire, wiresOf } from './wires.ts'

export type { Joined } from './joins.ts'

/** Whether a connection may start here; a host may where there is another one. */
export function joinable(id: string, hosts: number): boolean {
  if (id.includes('~')) return false
  if (thingOf(id) || pathIn(id) || /^(service|secret|overlay):/.test(id)) return true
  return hosts > 1 && (id.startsWith('wire:') || hostOf(id) !== undefined)
}

interface End {
  is: Kind | 'path' | 'host' | 'wire'
  host: string
  name: string
}

function endOf(lab: Value, drawn: string): End | undefined {
  const id = writtenId(drawn, lab)
  const thing = thingOf(id)
  if (thing) return { is: thing.kind, host: thing.host, name: thing.name }
  const path = pathIn(id)
  if (path) return { is: 'path', host: path.host, name: path.path }
  if (id.startsWith('wire:')) return { is: 'wire', host: '', name: id.slice('wire:'.length) }
  const host = hostOf(id)
  return host === undefined ? undefined : { is: 'host', host, name: host }
}

type Join = (lab: Value, one: End, other: End) => Ways
const thing = ({ is, host, name }: End): Thing => ({ host, kind: is as Kind, name })
const store: Join = (lab, container, { is, host, name: source }) =>
  toStore(lab, thing(container), { host, type: is === 'path' ? 'bind' : 'volume', source })

/** By the kinds of both ends; either may be where one began. */
const joins: Record<string, Join> = {
  'container network': (lab, one, other) => toNetwork(lab, thing(one), thing(other)),
  'service network': (lab, one, other) => toNetwork(lab, thing(one), thing(other)),
  'service secret': (lab, one, other) => toSecret(lab, thing(one), thing(other)),
  'container volume': store,
  'container path': store,
  'container container': (lab, one, other) => toContainer(lab, thing(one), thing(other)),
  'host wire': (lab, one, other) => toWire(lab, one.name, other.name),
  'host host': (lab, one, other) => byWire(lab, one.name, other.name),
  'network wire': (lab, one, other) => ontoWire(lab, thing(one), other.name),
}

const meet = 'They meet on an overlay network: connect both to one.'
/** Why two kinds are never joined, where there is more to say than that. */
const never: Record<string, string> = {
  'container service': meet,
  'service service': meet,
  'container secret': 'Docker gives secrets to services only, not to single containers.',
  'service volume': 'A service may run on any host: write what it mounts below its mounts.',
  'service path': 'A service may run on any host: write what it mounts below its mounts.',
  'container wire': 'Hosts are on a wire. Connect the container to a network of its host.',
}

/** What joining two things can mean, at least one way. `written` is the lab with what is drawn as its hosts. */
export function ways(written: Value, from: string, to: string): Ways {
  const [one, other] = [endOf(written, from), endOf(written, to)]
  const none = refused(`${words(from)} and ${words(to)} cannot be connected.`)
  if (!one || !other) return none
  const join = joins[`${one.is} ${other.is}`]
  if (join) return join(written, one, other)
  const back = joins[`${other.is} ${one.is}`]
  if (back) return back(written, other, one)
  const reason = never[`${one.is} ${other.is}`] ?? never[`${other.is} ${one.is}`]
  if (reason !== undefined) return refused(reason)
  const user = [one, other].some(({ is }) => is === 'secret') ? 'service' : 'container'
  return [one, other].every(({ is }) => is !== 'host' && is !== 'wire')
    ? refused(`Connect a ${user} to ${words(from)}, not ${words(to)}.`)
    : none
}

export interface Target {
  id: string
  ways: Joined[]
}

/** Everything a thing could be connected to, with the ways. The built-in bridge is offered, drawn or not. */
export function targetsOf(written: Value, id: string): Target[] {
  const drawn = { hosts: fieldsOf(fieldsOf(written)['hosts']) }
  const hosts = hostNames(drawn)
  const things = hosts.flatMap((host) => {
    const networks = [...new Set([...namesIn(drawn, host, 'network'), 'bridge'])]
    return kinds.flatMap((kind) =>
      (kind === 'network' ? networks : namesIn(drawn, host, kind)).map((name) =>
        idOf({ host, kind, name }),
      ),
    )
  })
  const wires = wiresOf(written).map((name) => `wire:${name}`)
  const self = writtenId(id, written)
  return [...things, ...wires, ...hosts].flatMap((to) => {
    const found = to === self ? [] : ways(written, id, to)
    return 'refused' in found || found.length === 0 ? [] : [{ id: to, ways: found }]
  })
}
