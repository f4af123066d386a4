/** Why a connection did not come through: facts are gathered at both ends and on the hosts, then the way is walked. */
import { ProbeError, resolveRef, type Probe } from '../../labs/define.ts'
import { addressesOf, endOf, type End } from '../../labs/checks/vantage.ts'
import { own } from '../../labs/topology/names.ts'
import { isAddress } from '../../labs/topology/addresses.ts'
import type { EndFacts, Namespace, RouteFacts } from '../../labs/route/facts.ts'
import type { Way } from '../../labs/route/path.ts'
import type { HostState } from '../../labs/topology/state.ts'
import { walk, type Walked } from '../../labs/route/walk.ts'

/** @throws ProbeError where not even the ends can be looked at */
export async function explain(way: Way, probe: Probe): Promise<Walked> {
  const [from, to] = [await endOf(way.from, probe), await endOf(way.to, probe)]
  const ready = from.trouble === undefined && to.trouble === undefined
  const address = ready ? await likeliest(from, to, probe) : undefined
  const [sender, receiver] = await Promise.all([
    endFacts(way.from, from, address, probe),
    endFacts(way.to, to, undefined, probe),
  ])
  const facts: RouteFacts = {
    way,
    from: sender,
    to: receiver,
    ...(address === undefined ? {} : { address }),
    ...(ready && way.name !== undefined ? { lookup: await lookup(way.name, from, probe) } : {}),
    hosts: ready && way.protocol !== 'name' ? await hostSpaces([from, to], probe) : {},
  }
  return walk(facts)
}

/** Of several addresses the one on a network in common: that is where it should have come through. */
async function likeliest(from: End, to: End, probe: Probe): Promise<string | undefined> {
  const all = await addressesOf(to, from, probe)
  const mine = from.at?.host === to.at?.host ? Object.keys(from.state?.endpoints ?? {}) : []
  const shared = mine.flatMap((network) => own(to.state?.endpoints ?? {}, network)?.address ?? [])
  return shared.find((address) => all.includes(address)) ?? all[0]
}

async function endFacts(
  text: string,
  end: End,
  towards: string | undefined,
  probe: Probe,
): Promise<EndFacts> {
  const { label, at, state, trouble } = end
  const host = at?.host ?? probe.hosts[0] ?? ''
  const space = trouble === undefined && at ? await spaceOf(at, towards, probe) : undefined
  const networks: HostState['networks'] =
    at?.container === undefined ? {} : (await probe.observe(host)).networks
  const names = Object.keys(state?.endpoints ?? {})
  return {
    label,
    at:
      at === undefined || at.container === undefined
        ? wholeOf(text, host, probe)
        : { host, kind: 'container', name: at.container },
    ...(trouble === undefined ? {} : { trouble }),
    networkMode: state?.networkMode ?? '',
    endpoints: state?.endpoints ?? {},
    drivers: Object.fromEntries(
      names.map((name) => [name, own(networks, name)?.driver ?? 'bridge']),
    ),
    ...(space === undefined ? {} : { space }),
  }
}

/** A container that is not there has its place on the drawing all the same. */
function wholeOf(text: string, host: string, probe: Probe): EndFacts['at'] {
  const ref =
    probe.hosts.includes(text) || isAddress(text) ? undefined : resolveRef(text, probe.hosts)
  return ref === undefined
    ? { host, kind: 'host', name: host }
    : { host: ref.host, kind: 'container', name: ref.name }
}

/** Undefined where it cannot be entered: what is not known is not walked over. */
async function spaceOf(
  at: { host: string; container?: string },
  towards: string | undefined,
  probe: Probe,
): Promise<Namespace | undefined> {
  try {
    return await probe.namespace(at, towards ?? '')
  } catch (error) {
    if (error instanceof ProbeError) return undefined
    throw error
  }
}

async function hostSpaces(ends: End[], probe: Probe): Promise<RouteFacts['hosts']> {
  const names = new Set(ends.flatMap(({ at }) => at?.host ?? []))
  const looked = await Promise.all(
    [...names].map(async (host) => [host, await spaceOf({ host }, undefined, probe)] as const),
  )
  return Object.fromEntries(looked.flatMap(([host, space]) => (space ? [[host, space]] : [])))
}

async function lookup(name: string, from: End, probe: Probe) {
  if (from.at === undefined) return { addresses: [], detail: '' }
  const { addresses = [], detail } = await probe.reach(from.at, { kind: 'resolve', name })
  return { addresses, detail }
}
