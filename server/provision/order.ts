import type { Desired, Actual } from './state.ts'
import type { Step } from './steps.ts'

export interface HostPlan {
  steps: Step[]
  /** Nothing but these steps is left until the host is complete, as far as can be foreseen. */
  whole: boolean
}

/** The steps of all hosts, where a host is started only when those it depends on are complete. */
export function inOrder(
  desired: Desired,
  actual: Actual,
  plans: ReadonlyMap<string, HostPlan>,
): Step[] {
  return [...plans].flatMap(([host, { steps }]) => {
    if (actual.hosts[host]?.status === 'running') return steps
    const waits = waitsFor(desired, plans, host)
    if (waits.length === 0) return steps
    if (!waits.every((other) => isForeseen(desired, plans, other))) {
      return steps.filter(({ action }) => action === 'host.create')
    }
    const before = waits.flatMap((other) => plans.get(other)?.steps.map(({ key }) => key) ?? [])
    return steps.map((one) =>
      one.action === 'host.start' ? { ...one, after: [...one.after, ...before] } : one,
    )
  })
}

/** Hosts with something left to do that a host depends on. */
export function waitsFor(
  { hosts }: Desired,
  plans: ReadonlyMap<string, HostPlan>,
  host: string,
): string[] {
  const names = hosts[host]?.wanted.dependsOn ?? []
  return names.filter((other) => (plans.get(other)?.steps.length ?? 0) > 0)
}

/** A circle, which no lab may have, would only make everybody wait for the next round. */
function isForeseen(
  desired: Desired,
  plans: ReadonlyMap<string, HostPlan>,
  host: string,
  seen: readonly string[] = [],
): boolean {
  if (seen.includes(host) || plans.get(host)?.whole !== true) return false
  const waits = waitsFor(desired, plans, host)
  return waits.every((other) => isForeseen(desired, plans, other, [...seen, host]))
}
