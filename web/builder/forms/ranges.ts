/** The address ranges of a network, between its text and a form. Pure. */
import { fieldsOf, listOf } from '../../../labs/edit/lab.ts'
import type { Fields, Path, Value } from '../../../labs/edit/value.ts'
import { contains, toRange } from '../../../labs/topology/addresses.ts'
import { addressProblem, subnetProblem } from './addresses.ts'

export interface Range {
  subnet: string
  gateway: string
  /** The part of the subnet that Docker takes addresses from. */
  ip_range: string
}

export const rangesOf = (ipam: Value | undefined): Range[] =>
  listOf(fieldsOf(ipam)['config']).map((one) => {
    const text = (key: string) => String(fieldsOf(one)[key] ?? '')
    return { subnet: text('subnet'), gateway: text('gateway'), ip_range: text('ip_range') }
  })

export function rangeProblems({ subnet, gateway, ip_range }: Range): Partial<Range> {
  const found = {
    subnet: subnetProblem(subnet),
    gateway: addressProblem(gateway, subnet),
    ip_range: partProblem(ip_range, subnet),
  }
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined))
}

function partProblem(part: string, subnet: string): string | undefined {
  if (part === '' || `${part}${subnet}`.includes('${')) return undefined
  const [inner, outer] = [toRange(part), toRange(subnet)]
  if (inner === undefined) return 'Write a range such as 172.20.5.0/24.'
  if (outer === undefined) return subnet === '' ? 'Give the network a subnet first.' : undefined
  const within = contains(outer, inner.first) && contains(outer, inner.last)
  return within ? undefined : `This is outside of ${subnet}.`
}

export interface RangeChange {
  path: Path
  value: Value | undefined
}

/** What to write for a range; one without a subnet goes, and every other range stays. */
export function rangeChange(ipam: Value | undefined, index: number, next: Range): RangeChange {
  const old = listOf(fieldsOf(ipam)['config'])
  const path = ['ipam', 'config', index]
  if (next.subnet === '') return { path, value: undefined }
  // What is written already keeps its order, and its comments with it.
  const merged: [string, Value][] = Object.entries({ ...fieldsOf(old[index]), ...next })
  const value: Fields = Object.fromEntries(merged.filter(([, said]) => said !== ''))
  return old.length === 0 ? { path: ['ipam', 'config'], value: [value] } : { path, value }
}
