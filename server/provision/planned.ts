import type { PlanStep } from '../protocol.ts'
import type { Step } from './steps.ts'

/** A step as it is shown: where, what, to what, and why. */
export function planned({ action, args, reason }: Step): PlanStep {
  return { host: 'host' in args ? args.host : '', action, target: targetOf(args), reason }
}

function targetOf(args: Step['args']): string {
  if ('network' in args && typeof args.network === 'string') return `${args.name} → ${args.network}`
  if ('name' in args) return args.name
  if ('images' in args) return args.images.join(', ')
  if ('wire' in args) return args.wire
  return 'host' in args ? args.host : 'registry'
}
