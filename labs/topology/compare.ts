/** Wanted × actual → what differs, for the provisioner's plan and for the checks of a goal alike. */
import type { WantedSecret, WantedVolume } from '../format/compiled.ts'
import { containerProperties } from './container-properties.ts'
import { networkProperties, volumeProperties } from './network-properties.ts'
import type { GoalContainer, GoalNetwork } from './normalise.ts'
import type { Property } from './property.ts'
import type { ContainerState, HostState, NetworkState, ThingKind, VolumeState } from './state.ts'
import type { GoalService } from './swarm-normalise.ts'
import {
  hostProperties,
  secretProperties,
  serviceProperties,
  type GoalHost,
} from './swarm-properties.ts'
import type { SecretState, ServiceState } from './swarm-state.ts'

export interface Difference {
  thing: ThingKind | 'host'
  name: string
  /** The canonical key, such as `endpoints`. */
  property: string
  expected: string
  found: string
  /** "network lan: driver is macvlan, should be bridge". */
  reason: string
}

/** Compares things of one kind: the table in, a comparator out. */
function comparator<Wanted, Actual>(
  thing: Difference['thing'],
  properties: readonly Property<Wanted, Actual>[],
) {
  return (name: string, wanted: Wanted, actual: Actual): Difference[] =>
    properties
      .filter((property) => property.drawn(wanted) && !property.same(wanted, actual))
      .map((property) => {
        const expected = property.expected(wanted)
        const found = property.found(actual, wanted)
        const is = property.plural ? 'are' : 'is'
        const reason = `${thing} ${name}: ${property.label} ${is} ${found}, should be ${expected}`
        return { thing, name, property: property.key, expected, found, reason }
      })
}

export const compareNetwork: (
  name: string,
  wanted: GoalNetwork,
  actual: NetworkState,
) => Difference[] = comparator('network', networkProperties)

export const compareVolume: (
  name: string,
  wanted: WantedVolume,
  actual: VolumeState,
) => Difference[] = comparator('volume', volumeProperties)

export const compareContainer: (
  name: string,
  wanted: GoalContainer,
  actual: ContainerState,
) => Difference[] = comparator('container', containerProperties)

export const compareService: (
  name: string,
  wanted: GoalService,
  actual: ServiceState,
) => Difference[] = comparator('service', serviceProperties)

export const compareSecret: (
  name: string,
  wanted: Pick<WantedSecret, 'labels'>,
  actual: SecretState,
) => Difference[] = comparator('secret', secretProperties)

/** A host itself: its part in a swarm. */
export const compareHost: (name: string, wanted: GoalHost, actual: HostState) => Difference[] =
  comparator('host', hostProperties)
