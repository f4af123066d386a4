/** Small states for tests: only what a test cares about is said. */
import type {
  ContainerState,
  HostState,
  NetworkState,
  VolumeState,
} from '../../labs/topology/state.ts'

export function aContainer(over: Partial<ContainerState> = {}): ContainerState {
  return {
    id: 'c0ffee',
    image: 'busybox',
    status: 'running',
    exitCode: 0,
    pid: 100,
    command: [],
    entrypoint: [],
    environment: {},
    hostname: '',
    user: '',
    workingDir: '',
    tty: false,
    stdinOpen: false,
    networkMode: 'bridge',
    endpoints: {},
    mounts: [],
    volumesFrom: [],
    ports: [],
    labels: {},
    restart: 'no',
    readOnly: false,
    privileged: false,
    capAdd: [],
    capDrop: [],
    memory: 0,
    cpus: 0,
    pidsLimit: 0,
    ...over,
  }
}

export function aNetwork(over: Partial<NetworkState> = {}): NetworkState {
  return {
    driver: 'bridge',
    scope: 'local',
    internal: false,
    attachable: false,
    ipv6: false,
    subnets: [],
    options: {},
    labels: {},
    ...over,
  }
}

export function aVolume(over: Partial<VolumeState> = {}): VolumeState {
  return { driver: 'local', options: {}, labels: {}, ...over }
}

export function aHost(over: Partial<HostState> = {}): HostState {
  return { networks: {}, volumes: {}, containers: {}, images: [], ...over }
}

/** An endpoint at an address of 172.x.0.0/16. */
export function endpoint(address: string, gateway = '172.17.0.1') {
  return { address, prefixLength: 16, gateway, mac: '', aliases: [] }
}
