/** The ties of a scene: what is attached to what, and with which words on it. */
import type { ContainerState } from '../../labs/topology/state.ts'
import { thingId, type Tie } from './scene.ts'

/** What a container hangs on: networks, volumes and paths, and a container whose network it shares. */
export function containerTies(host: string, name: string, container: ContainerState): Tie[] {
  const from = thingId(host, 'container', name)
  const live = container.status === 'running' || container.status === 'paused'
  const endpoints = Object.entries(container.endpoints).map(([network, endpoint]): Tie => {
    const to = thingId(host, 'network', network)
    const aliases = endpoint.aliases.filter(
      (alias) => alias !== name && !container.id.startsWith(alias),
    )
    return {
      id: `${from}~${to}`,
      kind: 'endpoint',
      from,
      to,
      label: endpoint.address,
      note: [...new Set(aliases)].join(', '),
      live,
    }
  })
  return [
    ...endpoints,
    ...mountTies(host, from, container, live),
    ...sharedTies(host, from, container, live),
  ]
}

function mountTies(host: string, from: string, container: ContainerState, live: boolean): Tie[] {
  return container.mounts
    .filter((mount) => mount.type !== 'tmpfs')
    .map((mount) => {
      const to = thingId(host, mount.type === 'bind' ? 'path' : 'volume', mount.source)
      const note = mount.readOnly ? 'read-only' : ''
      return {
        id: `${from}~${to}~${mount.target}`,
        kind: 'mount',
        from,
        to,
        label: mount.target,
        note,
        live,
      }
    })
}

function sharedTies(host: string, from: string, container: ContainerState, live: boolean): Tie[] {
  if (!container.networkMode.startsWith('container:')) return []
  const to = thingId(host, 'container', container.networkMode.slice('container:'.length))
  return [{ id: `${from}~${to}`, kind: 'shares', from, to, label: '', note: '', live }]
}
