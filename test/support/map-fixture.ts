/** States to draw in tests: short to write, complete in shape. */
import type {
  ContainerState,
  HostState,
  LabState,
  NetworkState,
} from '../../labs/topology/state.ts'
import { aContainer, aHost, aNetwork, endpoint } from './states.ts'

export function network(driver = 'bridge', subnet = '', gateway = ''): NetworkState {
  const subnets = subnet === '' ? [] : [{ subnet, ...(gateway ? { gateway } : {}) }]
  return aNetwork({ driver, subnets })
}

/** `on`: addresses by network name. */
export function container(
  image: string,
  on: Record<string, string> = {},
  more: Partial<ContainerState> = {},
): ContainerState {
  const endpoints = Object.fromEntries(
    Object.entries(on).map(([name, address]) => [name, endpoint(address, '')]),
  )
  return aContainer({
    id: '3f1c0a9b7d2e'.padEnd(64, '0'),
    image,
    pid: 1234,
    command: ['sh'],
    tty: true,
    stdinOpen: true,
    networkMode: Object.keys(on)[0] ?? 'bridge',
    endpoints,
    ...more,
  })
}

export function host(more: Partial<HostState> = {}): HostState {
  const defaults = {
    bridge: network('bridge', '172.17.0.0/16', '172.17.0.1'),
    host: network('host'),
    none: network('null'),
  }
  const networks = { ...defaults, ...more.networks }
  return aHost({ images: ['busybox:latest'], ...more, networks })
}

export function lab(hosts: Record<string, HostState>): LabState {
  return { hosts }
}

/** Two containers that cannot reach each other: one on the default bridge, one on its own network. */
export function twoNetworks(): LabState {
  return lab({
    host1: host({
      networks: { new_bridge: network('bridge', '172.18.0.0/16', '172.18.0.1') },
      containers: {
        db: container('training/postgres', { new_bridge: '172.18.0.2' }),
        web: container(
          'training/webapp:latest',
          { bridge: '172.17.0.2' },
          { ports: [{ hostIp: '0.0.0.0', published: 8080, target: 5000, protocol: 'tcp' }] },
        ),
      },
    }),
  })
}

/** A little of everything that the drawing knows. */
export function everything(): LabState {
  const anonymous = 'a1b2c3d4e5f6'.padEnd(64, '7')
  const mounted = (type: 'volume' | 'bind', source: string, target: string, readOnly = false) => ({
    type,
    source,
    target,
    readOnly,
  })
  return lab({
    host1: host({
      networks: { app_net: network('bridge', '172.18.0.0/16', '172.18.0.1') },
      volumes: {
        dbdata: { driver: 'local', options: {}, labels: {} },
        [anonymous]: { driver: 'local', options: {}, labels: {} },
      },
      containers: {
        db: container(
          'training/postgres',
          { app_net: '172.18.0.2' },
          { mounts: [mounted('volume', 'dbdata', '/var/lib/postgresql')] },
        ),
        web: container('training/webapp', { bridge: '172.17.0.2', app_net: '172.18.0.3' }),
        proxy: container('busybox', {}, { networkMode: 'container:web' }),
        monitor: container('busybox', { host: '' }, { networkMode: 'host' }),
        backup: container(
          'ubuntu',
          { bridge: '' },
          {
            status: 'exited',
            exitCode: 2,
            mounts: [
              mounted('volume', 'dbdata', '/var/lib/postgresql', true),
              mounted('bind', '/root', '/backup'),
            ],
          },
        ),
      },
    }),
    host2: host(),
  })
}
