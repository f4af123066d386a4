/** The kinds of thing that have properties, each with where a host keeps them and the table that compares them. */
import { containerProperties } from './container-properties.ts'
import { networkProperties, volumeProperties } from './network-properties.ts'
import { own } from './names.ts'
import type { Property } from './property.ts'
import type { HostState } from './state.ts'
import {
  hostProperties,
  nodeProperties,
  secretProperties,
  serviceProperties,
} from './swarm-properties.ts'

export interface Thing {
  properties: readonly Property<unknown, unknown>[]
  /** The thing of that name, if the host holds one. */
  find(host: HostState, name: string): unknown
}

export const things = {
  network: {
    properties: networkProperties,
    find: (host, name) => own(host.networks, name),
  },
  volume: {
    properties: volumeProperties,
    find: (host, name) => own(host.volumes, name),
  },
  container: {
    properties: containerProperties,
    find: (host, name) => own(host.containers, name),
  },
  service: {
    properties: serviceProperties,
    find: ({ swarm }, name) => swarm && own(swarm.services, name),
  },
  secret: {
    properties: secretProperties,
    find: ({ swarm }, name) => swarm && own(swarm.secrets, name),
  },
  node: {
    properties: nodeProperties,
    find: ({ swarm }, name) => swarm && own(swarm.nodes, name),
  },
  /** The host itself, which is always there. */
  host: {
    properties: hostProperties,
    find: (host) => host,
  },
} satisfies Record<string, Thing>

export type ThingWithProperties = keyof typeof things
