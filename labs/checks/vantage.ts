/** The two ends of a connection: where it starts, and which addresses the other side has as seen from there. */
import type { Probe } from '../define.ts'
import { isAddress } from '../topology/addresses.ts'
import { own } from '../topology/names.ts'
import type { ContainerState } from '../topology/state.ts'
import { absence, containerOf } from './subject.ts'

/** A host, a container, or an address that is neither. */
export interface End {
  label: string
  /** The network namespace; absent for a bare address. */
  at?: { host: string; container?: string }
  state?: ContainerState
  /** Why it cannot take part, where it cannot. */
  trouble?: string
}

export async function endOf(text: string, probe: Probe): Promise<End> {
  if (isAddress(text)) return { label: text }
  if (probe.hosts.includes(text)) return { label: `\`${text}\``, at: { host: text } }
  const subject = await containerOf(text, probe)
  const trouble = absence(subject)
  return {
    label: subject.label,
    at: { host: subject.at.host, container: subject.at.name },
    ...(subject.state === undefined ? {} : { state: subject.state }),
    ...(trouble === undefined ? {} : { trouble }),
  }
}

/** Addresses at which `from` may find `to`. Empty where `to` is on no network. */
export async function addressesOf(to: End, from: End, probe: Probe): Promise<string[]> {
  if (to.at === undefined) return [to.label]
  if (to.at.container === undefined) return hostAddresses(to.at.host, from, probe)
  const stack = await stackOf(to, probe)
  if (stack?.networkMode === 'host') return hostAddresses(to.at.host, from, probe)
  return own4(stack)
}

/** Whose network stack an end has: its own, or that of the container it shares one with. */
async function stackOf({ at, state }: End, probe: Probe): Promise<ContainerState | undefined> {
  const mode = state?.networkMode ?? ''
  if (at === undefined || !mode.startsWith('container:')) return state
  const { containers } = await probe.observe(at.host)
  return own(containers, mode.slice('container:'.length))
}

function own4(state: ContainerState | undefined): string[] {
  return Object.values(state?.endpoints ?? {}).flatMap(({ address }) => (address ? [address] : []))
}

/** A container finds its own host at its gateways; without any, and between hosts, it is looked up by name. */
async function hostAddresses(host: string, from: End, probe: Probe): Promise<string[]> {
  if (from.at === undefined) return []
  if (from.at.host === host) {
    const stack = await stackOf(from, probe)
    if (from.at.container === undefined || stack?.networkMode === 'host') return ['127.0.0.1']
    const gateways = Object.values(stack?.endpoints ?? {}).map(({ gateway }) => gateway)
    const known = gateways.filter((gateway) => gateway !== '')
    // Its own 127.0.0.1 would answer, and would not be the host.
    if (known.length > 0) return known
  }
  const found = await probe.reach({ host: from.at.host }, { kind: 'resolve', name: host })
  return found.addresses ?? []
}

/** Why one container may not find another, where what is drawn tells; empty where it does not. */
export function whyApart(from: End, to: End): string {
  const [one, other] = [from, to].map((end) => Object.keys(end.state?.endpoints ?? {}))
  if (one === undefined || other === undefined || !from.state || !to.state) return ''
  if (from.at?.host !== to.at?.host) return ''
  if (one.length === 0) return `${from.label} is on no network`
  if (other.length === 0) return `${to.label} is on no network`
  if (one.some((name) => other.includes(name))) return ''
  const on = (names: string[]) => names.sort().join(', ')
  return `they share no network (${from.label} is on ${on(one)}, ${to.label} on ${on(other)})`
}
