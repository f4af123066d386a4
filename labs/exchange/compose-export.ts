/** A host → compose.yaml. Names are written out, so that Docker's names are those of the lab. */
import type { Refused } from '../edit/refusal.ts'
import { isFields } from '../edit/value.ts'
import type { Fields, Value } from '../edit/value.ts'
import type { Wanted, WantedContainer, WantedHost } from '../format/compiled.ts'
import { builtInNetworks } from '../topology/names.ts'
import { composeText, entries, section, type Exported } from './compose-text.ts'
import { hostUnsaid, swarmUnsaid, wiresUnsaid } from './unsaid.ts'
import { writtenContainer, writtenNetwork, writtenVolume } from './written.ts'

/** `host` may be left out where there is one; several hosts do not fit into one compose file. */
export function exportCompose(wanted: Wanted, project: string, host?: string): Exported | Refused {
  const names = Object.keys(wanted.hosts)
  const name = host ?? names[0]
  const found = name === undefined ? undefined : wanted.hosts[name]
  if (name === undefined || found === undefined) {
    return { refused: { reason: `There is no host ${host ?? ''} to write down.` } }
  }
  if (host === undefined && names.length > 1) {
    const list = names.join(', ')
    const reason = `A compose file describes one engine and this lab has ${names.length} hosts (${list}). Choose one of them, or take the stack.`
    return { refused: { reason } }
  }
  return composeOf(found, project, [
    ...hostUnsaid(found, name),
    ...swarmUnsaid(found),
    ...wiresUnsaid({ ...wanted, hosts: { [name]: found } }),
  ])
}

function composeOf(host: WantedHost, project: string, notes: string[]): Exported {
  const services = entries(host.containers, (container, name) =>
    service(host, name, container, notes),
  )
  const networks = entries(host.networks, (network, name) => ({ name, ...writtenNetwork(network) }))
  const volumes = entries(host.volumes, (volume, name) => ({ name, ...writtenVolume(volume) }))
  const compose = {
    name: projectName(project),
    services,
    ...section('networks', { ...networks, ...others(host, notes) }),
    ...section('volumes', volumes),
  }
  return composeText(compose, [], notes)
}

/** An overlay may be made on another host; here it has to be there already. */
function others({ networks, containers }: WantedHost, notes: string[]): Fields {
  const used = Object.values(containers).flatMap(({ endpoints }) => Object.keys(endpoints ?? {}))
  const missing = [...new Set(used)].filter(
    (name) => !builtInNetworks.includes(name) && !Object.hasOwn(networks, name),
  )
  notes.push(
    ...missing.map((name) => `Network \`${name}\` is made on another host and has to be there.`),
  )
  return Object.fromEntries(missing.map((name) => [name, { name, external: true }]))
}

/** Compose allows lower case, digits, hyphens and underscores. */
export function projectName(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^[-_]+|[-_]+$/g, '') || 'lab'
  )
}

function service(
  host: WantedHost,
  name: string,
  container: WantedContainer,
  notes: string[],
): Fields {
  const { state, networks, network_mode, ...rest } = writtenContainer(container)
  if (state !== undefined && state !== 'running') {
    notes.push(`\`${name}\` is ${String(state)} in the lab; Compose starts it.`)
  }
  return {
    container_name: name,
    ...rest,
    ...attachment(host, name, network_mode, networks, notes),
    ...(state === undefined ? {} : { 'x-slipway': { state } }),
  }
}

/** A container that names no network is on the default bridge, where Compose would make one for it. */
function attachment(
  host: WantedHost,
  name: string,
  mode: Value | undefined,
  networks: Value | undefined,
  notes: string[],
): Fields {
  const other = /^container:(.+)$/.exec(String(mode))?.[1]
  if (other !== undefined && Object.hasOwn(host.containers, other)) {
    return { network_mode: `service:${other}` }
  }
  if (mode !== undefined) return { network_mode: mode }
  const list = isFields(networks) ? Object.keys(networks) : ((networks ?? []) as string[])
  const own = list.filter((one) => !builtInNetworks.includes(one))
  if (own.length === 0) return { network_mode: list[0] ?? 'bridge' }
  if (own.length < list.length) {
    notes.push(
      `\`${name}\` is on the default bridge as well, which Compose cannot say beside other networks. Run \`docker network connect bridge ${name}\`.`,
    )
  }
  const kept = isFields(networks)
    ? Object.fromEntries(Object.entries(networks).filter(([one]) => own.includes(one)))
    : own
  return { networks: kept }
}
