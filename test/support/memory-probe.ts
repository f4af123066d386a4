/** A probe over a host's state held in memory, for tests of what is done with outcomes. */
import { ProbeError, type Probe } from '../../labs/define.ts'
import type { HostState, NetworkState } from '../../labs/topology/state.ts'

export function aNetwork(driver = 'bridge'): NetworkState {
  return {
    driver,
    scope: 'local',
    internal: false,
    attachable: false,
    ipv6: false,
    subnets: [],
    options: {},
    labels: {},
  }
}

export function emptyHost(): HostState {
  return { networks: {}, volumes: {}, containers: {}, images: [] }
}

/** `look` gives the state, or throws what the engine would. */
export function memoryProbe(look: () => HostState, answer?: string): Probe {
  const refused = () => Promise.reject(new ProbeError('not in this test'))
  return {
    hosts: ['host1'],
    observe: async () => look(),
    api: refused,
    exec: refused,
    reach: refused,
    namespace: refused,
    list: refused,
    read: refused,
    archive: refused,
    dial: refused,
    registry: refused,
    logs: refused,
    commands: async () => [],
    disturb: refused,
    answer: () => answer,
  }
}
