import { AppError } from '../errors.ts'
import type { Actual, Desired } from './state.ts'
import { step, type Step } from './steps.ts'
import { freeSubnet } from './subnets.ts'

/** The wires that are missing, with the range that each wire has or is to get, by the lab's names. */
export function wireSteps(
  desired: Desired,
  actual: Actual,
  attempt: number,
): { steps: Step[]; ranges: Record<string, string> } {
  const taken = [...actual.subnets]
  const ranges = { ...actual.ranges }
  const missing = Object.keys(desired.wires).filter((wire) => !actual.wires.includes(wire))
  const steps = missing.map((wire) => {
    const subnet = freeSubnet(taken, seedOf(`${desired.run}/${wire}`) + attempt * 7919)
    if (subnet === undefined)
      throw new AppError('internal', { reason: 'no addresses left for wires' })
    taken.push(subnet)
    ranges[wire] = subnet
    return step('wire.create', { wire, subnet }, wireKey(wire), `wire ${wire} does not exist`)
  })
  return { steps, ranges }
}

export function wireKey(wire: string): string {
  return `wire/${wire}`
}

/** FNV-1a: only spreads runs over the address range. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
  return hash
}
