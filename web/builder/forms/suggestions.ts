/** Names to offer where a field refers to a thing. Pure. */
import { fieldsOf, hostNames, listOf, namesIn, type Thing } from '../../../labs/edit/lab.ts'
import { at, type Value } from '../../../labs/edit/value.ts'
import type { FormKind } from './fields.ts'
import type { MountKind } from './mounts.ts'

/** What is drawn, not what later steps will have. */
const drawn = (lab: Value): Value => ({ hosts: fieldsOf(fieldsOf(lab)['hosts']) })

const others = (lab: Value, { host, name }: Thing): string[] =>
  namesIn(drawn(lab), host, 'container').filter((one) => one !== name)

/** What a mount of a kind can come from. */
export function sourcesOf(kind: MountKind, lab: Value, thing: Thing): string[] {
  if (kind === 'volume') return namesIn(drawn(lab), thing.host, 'volume')
  if (kind === 'from') return others(lab, thing)
  if (kind !== 'bind') return []
  return Object.keys(fieldsOf(at(lab, ['hosts', thing.host, 'files'])))
}

/** Images that the lab speaks of, those of the host first. */
export function imagesIn(lab: Value, host: string): string[] {
  const hosts = Object.entries(fieldsOf(fieldsOf(lab)['hosts'])).toSorted(
    ([one], [other]) => Number(other === host) - Number(one === host),
  )
  const named = hosts.flatMap(([, spec]) => {
    const { images, containers, services } = fieldsOf(spec)
    const users = [containers, services].flatMap((all) => Object.values(fieldsOf(all)))
    return [...listOf(images), ...users.map((user) => fieldsOf(user)['image'] ?? '')]
  })
  return [...new Set([...named.map(String), 'busybox'])].filter(Boolean)
}

/** What a field of a thing can be filled with; a host is a thing with its own name. */
export function offersFor(kind: FormKind, key: string, lab: Value, thing: Thing): string[] {
  if (key === 'image' || key === 'images') return imagesIn(lab, thing.host)
  if (key === 'depends_on') {
    return kind === 'host' ? hostNames(lab).filter((one) => one !== thing.host) : others(lab, thing)
  }
  if (key === 'network_mode') return others(lab, thing).map((one) => `container:${one}`)
  return key === 'secrets' ? namesIn(drawn(lab), thing.host, 'secret') : []
}
