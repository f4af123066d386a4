/** What taking a line of the drawing away means. Pure. */
import { fieldsOf, listOf, pathOf, type Thing } from '../../labs/edit/lab.ts'
import { at, isFields, type Value } from '../../labs/edit/value.ts'
import type { Refused } from '../../labs/edit/index.ts'
import { BORROWED } from './borrowed.ts'
import { refused, type Joined } from './joins.ts'
import { hostOf, thingOf, writtenId } from './things.ts'

/** The command that takes a line away, or the reason why it cannot go by itself. */
export function parted(written: Value, tie: string): Joined | Refused {
  const [from = '', to = '', target] = tie.split('~')
  const [one, other] = [thingOf(writtenId(from, written)), thingOf(writtenId(to, written))]
  if (to.startsWith('wire:')) return offWire(written, from, to.slice('wire:'.length))
  if (to.startsWith('overlay:') && from.includes('/network:')) return legGone(written, from)
  if (one?.kind === 'service') return fromService(written, one, other)
  if (one?.kind !== 'container') return refused('This line is part of what it joins.')
  const { host, name } = one
  if (other && target === BORROWED) return givenBack(written, one, other.name)
  if (target !== undefined) {
    return {
      command: { do: 'unmount', host, container: name, target },
      label: `Unmount ${target} from ${name}`,
    }
  }
  if (other?.kind === 'network') {
    return {
      command: { do: 'disconnect', host, container: name, network: other.name },
      label: `Take ${name} off ${other.name}`,
    }
  }
  return {
    command: { do: 'setProperty', ...one, path: ['network_mode'], value: undefined },
    label: `Give ${name} a network of its own`,
  }
}

/** A host leaves a wire; a macvlan network loses the interface that it lies on. */
function offWire(written: Value, from: string, wire: string): Joined | Refused {
  const network = thingOf(from)
  const label = `Take ${network?.name ?? from} off ${wire}`
  if (network) {
    const path = ['driver_opts', 'parent']
    return { command: { do: 'setProperty', ...network, path, value: undefined }, label }
  }
  if (listOf(fieldsOf(written)['wires']).length === 0) {
    return refused('Every host is on this wire, because the lab names none.')
  }
  return { command: { do: 'leaveWire', name: wire, host: hostOf(from) ?? from }, label }
}

function legGone(written: Value, from: string): Joined | Refused {
  const leg = thingOf(from)
  if (!leg) return refused('There is no such network.')
  const { host, name } = leg
  if (writtenId(from, written) === from) {
    return refused(`${name} is written on ${host}, so it is there. Remove the network itself.`)
  }
  return {
    command: { do: 'leaveNetwork', host, network: name },
    label: `Take ${host} off ${name}`,
  }
}

function fromService(written: Value, service: Thing, other: Thing | undefined): Joined | Refused {
  const { host, name } = service
  if (other?.kind === 'network') {
    return {
      command: { do: 'disconnect', host, service: name, network: other.name },
      label: `Take ${name} off ${other.name}`,
    }
  }
  if (other?.kind !== 'secret') return refused('The swarm places the tasks of a service.')
  const left = listOf(at(written, [...pathOf(service), 'secrets'])).filter(
    (one) => (isFields(one) ? one['source'] : one) !== other.name,
  )
  const value = left.length === 0 ? undefined : left
  return {
    command: { do: 'setProperty', ...service, path: ['secrets'], value },
    label: `Take the secret ${other.name} from ${name}`,
  }
}

function givenBack(written: Value, container: Thing, lender: string): Joined {
  const now = listOf(at(written, [...pathOf(container), 'volumes_from']))
  const left = now.filter((one) => String(one).split(':')[0] !== lender)
  const value = left.length === 0 ? undefined : left
  return {
    command: { do: 'setProperty', ...container, path: ['volumes_from'], value },
    label: `Take the volumes of ${lender} from ${container.name}`,
  }
}
