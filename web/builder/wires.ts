/** Wires of a lab: names for new ones, who is on them, and what joining one means. Pure. */
import { freeName } from '../../labs/edit/index.ts'
import { fieldsOf, hostNames, listOf, type Thing } from '../../labs/edit/lab.ts'
import { at, type Value } from '../../labs/edit/value.ts'
import { refused, specOf, type Ways } from './joins.ts'

export const wiresOf = (lab: Value): string[] => listOf(fieldsOf(lab)['wires']).map(String)

/** `wire` is what a lab has that names none. */
export function freeWire(lab: Value): string {
  return freeName('wire2', [...wiresOf(lab), 'wire'])
}

/** The wires a host is on, in the order of its interfaces. */
export function wiresOn(lab: Value, host: string): string[] {
  const own = at(lab, ['hosts', host, 'wires'])
  const named = wiresOf(lab)
  if (own !== undefined) return listOf(own).map(String)
  return named.length === 0 ? ['wire'] : named.slice(0, 1)
}

export function toWire(lab: Value, host: string, wire: string): Ways {
  if (wiresOn(lab, host).includes(wire)) return refused(`${host} is on the wire ${wire} already.`)
  return [{ command: { do: 'joinWire', name: wire, host }, label: `Connect ${host} to ${wire}` }]
}

/** Two hosts get a wire of their own. */
export function byWire(lab: Value, host: string, other: string): Ways {
  if (hostNames(lab).length < 2) return refused(`A wire joins hosts, and there is one only.`)
  const name = freeWire(lab)
  return [
    {
      command: { do: 'addWire', name, hosts: [host, other] },
      label: `Join ${host} and ${other} by wire ${name}`,
    },
  ]
}

/** A macvlan or ipvlan network lies on the wire that its parent interface is on. */
export function ontoWire(lab: Value, network: Thing, wire: string): Ways {
  const { host, name } = network
  const { driver, driver_opts } = specOf(lab, network)
  if (driver !== 'macvlan' && driver !== 'ipvlan') {
    return refused(`Only a macvlan or ipvlan network lies on a wire, and ${name} is neither.`)
  }
  const place = wiresOn(lab, host).indexOf(wire)
  if (place < 0) return refused(`${host} is not on the wire ${wire}. Connect the host to it first.`)
  const value = `eth${String(place)}`
  if (fieldsOf(driver_opts)['parent'] === value) return refused(`${name} is on ${wire} already.`)
  return [
    {
      command: { do: 'setProperty', ...network, path: ['driver_opts', 'parent'], value },
      label: `Put ${name} on ${wire}`,
    },
  ]
}
