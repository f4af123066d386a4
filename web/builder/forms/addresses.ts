/** What is wrong with a subnet or an address that is typed, in words. Pure. */
import { contains, toNumber, toRange } from '../../../labs/topology/addresses.ts'

export function subnetProblem(subnet: string): string | undefined {
  if (subnet === '' || subnet.includes('${')) return undefined
  const range = toRange(subnet)
  if (range === undefined) return 'Write a range such as 172.20.0.0/16.'
  const start = toNumber(subnet.split('/')[0] ?? '')
  return start === range.first ? undefined : 'The address must be the first of its range.'
}

/** An empty address is Docker's choice; without a legal subnet nothing can be said of it. */
export function addressProblem(address: string, subnet: string): string | undefined {
  if (address === '' || address.includes('${')) return undefined
  const value = toNumber(address)
  if (value === undefined) return 'Write an address such as 172.20.0.5.'
  const range = toRange(subnet)
  if (range === undefined) return subnet === '' ? 'Give the network a subnet first.' : undefined
  return contains(range, value) ? undefined : `This is outside of ${subnet}.`
}
