/** What is known of a chosen thing, and the commands that concern it, as somebody would type them. */
import type { ContainerState, HostState, LabState } from '../../labs/topology/state.ts'
import { pairs, quoted, said, type Fact, type Facts } from './fact.ts'
import type { Thing } from './scene.ts'
import { overlayFacts, secretFacts, serviceFacts } from './swarm-facts.ts'
import { shortImage, statusLook } from './words.ts'

/** Facts of a thing as the state has it, after how it differs from the drawing; undefined once it is gone. */
export function factsOf(
  state: LabState,
  thing: Thing,
  reasons: readonly string[] = [],
): Facts | undefined {
  const known = knownOf(state, thing)
  if (known === undefined || thing.mark === undefined) return known
  const words = {
    missing: 'drawn, but not there',
    extra: 'there, but not drawn',
    different: '',
    broken: '',
  }
  const value = reasons.length > 0 ? reasons.join('\n') : words[thing.mark]
  const commands = thing.mark === 'missing' ? [] : known.commands
  return {
    ...known,
    facts: [{ term: thing.mark === 'broken' ? 'Stops here' : 'Drawing', value }, ...known.facts],
    commands,
  }
}

function knownOf(state: LabState, thing: Thing): Facts | undefined {
  const host = state.hosts[thing.host]
  if (thing.kind === 'wire') {
    return { kind: 'wire', name: thing.name, facts: wireFacts(state), commands: [] }
  }
  if (thing.kind === 'overlay') return overlayFacts(thing.name, state)
  if (thing.kind === 'service') return serviceFacts(thing.name, state)
  if (thing.kind === 'secret') return secretFacts(thing.name, state)
  if (host === undefined) return undefined
  if (thing.kind === 'host') return hostFacts(thing.name, host, thing.role)
  if (thing.kind === 'network') return networkFacts(thing.name, host)
  if (thing.kind === 'container') return containerFacts(thing.name, host)
  if (thing.kind === 'volume') return volumeFacts(thing.name, host)
  return pathFacts(thing.name, host)
}

function wireFacts(state: LabState): Fact[] {
  return said([['Hosts', Object.keys(state.hosts).join(', ')]])
}

function hostFacts(name: string, host: HostState, role: string): Facts {
  const facts = said([
    ['Swarm', role],
    ['Containers', String(Object.keys(host.containers).length)],
    ['Networks', Object.keys(host.networks).sort().join(', ')],
    ['Volumes', String(Object.keys(host.volumes).length)],
    ['Images', host.images.map(shortImage).join(', ')],
  ])
  const common = ['docker ps -a', 'docker network ls', 'docker volume ls', 'docker images']
  const leads = host.swarm?.role === 'manager'
  const commands = leads ? [...common, 'docker node ls', 'docker service ls'] : common
  return { kind: 'host', name, facts, commands }
}

function networkFacts(name: string, host: HostState): Facts | undefined {
  const network = host.networks[name]
  if (network === undefined) return undefined
  const on = Object.entries(host.containers).flatMap(([container, { endpoints }]) => {
    const endpoint = endpoints[name]
    return endpoint ? [endpoint.address ? `${container} ${endpoint.address}` : container] : []
  })
  const facts = said([
    ['Driver', network.driver],
    ['Scope', network.scope],
    ['Subnet', network.subnets.map((subnet) => subnet.subnet).join(', ')],
    [
      'Gateway',
      network.subnets
        .map((subnet) => subnet.gateway ?? '')
        .join(' ')
        .trim(),
    ],
    ['Internal', network.internal ? 'yes: nothing leaves it' : ''],
    ['Options', pairs(network.options)],
    ['Containers', on.join('\n') || 'none'],
  ])
  return { kind: 'network', name, facts, commands: [`docker network inspect ${quoted(name)}`] }
}

function containerFacts(name: string, host: HostState): Facts | undefined {
  const container = host.containers[name]
  if (container === undefined) return undefined
  const facts = said([
    ['State', statusLook(container.status, container.exitCode).word],
    ['Image', container.image],
    ['Command', [...container.entrypoint, ...container.command].join(' ')],
    ['Networks', endpointWords(container)],
    ['Mode', Object.keys(container.endpoints).length === 0 ? container.networkMode : ''],
    ['Ports', container.ports.map(portLine).join('\n')],
    ['Mounts', container.mounts.map(mountLine).join('\n')],
    ['Volumes from', container.volumesFrom.join(', ')],
    ['Restart', container.restart === 'no' ? '' : container.restart],
    ['Limits', limits(container)],
    ['Id', container.id.slice(0, 12)],
  ])
  const target = quoted(name)
  const running = container.status === 'running'
  const commands = [
    `docker inspect ${target}`,
    `docker logs ${target}`,
    ...(running ? [`docker exec -it ${target} sh`] : [`docker start ${target}`]),
  ]
  return { kind: 'container', name, facts, commands }
}

function volumeFacts(name: string, host: HostState): Facts | undefined {
  const volume = host.volumes[name]
  if (volume === undefined) return undefined
  const facts = said([
    ['Driver', volume.driver],
    ['Options', pairs(volume.options)],
    ['Mounted by', users(host, 'volume', name) || 'no container'],
  ])
  return { kind: 'volume', name, facts, commands: [`docker volume inspect ${quoted(name)}`] }
}

function pathFacts(name: string, host: HostState): Facts {
  const facts = said([['Mounted by', users(host, 'bind', name)]])
  return { kind: 'path on the host', name, facts, commands: [`ls -la ${quoted(name)}`] }
}

function users(host: HostState, type: 'volume' | 'bind', source: string): string {
  return Object.entries(host.containers)
    .flatMap(([container, { mounts }]) =>
      mounts
        .filter((mount) => mount.type === type && mount.source === source)
        .map((mount) => `${container} at ${mount.target}${mount.readOnly ? ', read-only' : ''}`),
    )
    .join('\n')
}

function endpointWords(container: ContainerState): string {
  return Object.entries(container.endpoints)
    .map(([network, { address, prefixLength, mac, aliases }]) => {
      const where = address ? `${address}/${String(prefixLength)}` : 'no address'
      const also = aliases.length > 0 ? `, also ${aliases.join(', ')}` : ''
      return `${network} ${where}${mac ? ` (${mac})` : ''}${also}`
    })
    .join('\n')
}

function portLine(port: ContainerState['ports'][number]): string {
  const from = `${port.hostIp || '0.0.0.0'}:${port.published === 0 ? 'any' : String(port.published)}`
  return `${from} → ${String(port.target)}/${port.protocol}`
}

function mountLine(mount: ContainerState['mounts'][number]): string {
  const source = mount.type === 'tmpfs' ? 'tmpfs' : mount.source
  return `${source} at ${mount.target}${mount.readOnly ? ', read-only' : ''}`
}

function limits(container: ContainerState): string {
  const parts = [
    container.memory > 0 ? `${String(Math.round(container.memory / 2 ** 20))} MiB memory` : '',
    container.cpus > 0 ? `${String(container.cpus)} CPU` : '',
    container.pidsLimit > 0 ? `${String(container.pidsLimit)} processes` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}
