/** Which device of a namespace has, or leads to, an address. */
import { contains, overlap, toNumber, toRange } from '../topology/addresses.ts'
import type { Device, Namespace } from './facts.ts'

/** The device that has an address itself. */
export function deviceWith(
  space: Namespace | undefined,
  address: string | undefined,
): Device | undefined {
  return space?.devices.find(({ addresses }) => addresses.includes(address ?? ''))
}

/** The device in whose subnet an address is; of several the one with the smallest. */
export function deviceTowards(
  space: Namespace | undefined,
  address: string | undefined,
): Device | undefined {
  const value = toNumber(address ?? '')
  if (value === undefined) return undefined
  const near = (space?.devices ?? []).flatMap((device) =>
    device.subnets.flatMap((subnet) => {
      const range = toRange(subnet)
      return range && contains(range, value) ? [{ device, prefix: range.prefix }] : []
    }),
  )
  return near.sort((one, other) => other.prefix - one.prefix)[0]?.device
}

/** A host's cards on wires; everything else in it was made by its engine. */
export function cards(space: Namespace): Device[] {
  return space.devices.filter(({ name, addresses }) => /^eth\d/.test(name) && addresses.length > 0)
}

/** Two cards on one wire. */
export function onOneWire(one: Device, other: Device): boolean {
  const ranges = other.subnets.map(toRange)
  return one.subnets.some((subnet) => {
    const range = toRange(subnet)
    return range !== undefined && ranges.some((it) => it !== undefined && overlap(range, it))
  })
}
