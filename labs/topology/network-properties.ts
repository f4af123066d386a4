/** How drawn networks and volumes are compared with real ones, one entry a property. */
import type { WantedVolume } from '../format/compiled.ts'
import type { GoalNetwork } from './normalise.ts'
import { entries, exact, propertiesOf, yesNo, type Property } from './property.ts'
import type { NetworkState, Subnet, VolumeState } from './state.ts'

const network = propertiesOf<GoalNetwork, NetworkState>()
const volume = propertiesOf<WantedVolume, VolumeState>()

/** As sets; a gateway or range counts where it is drawn. */
function sameSubnets(wanted: Subnet[], actual: Subnet[]): boolean {
  if (wanted.length !== actual.length) return false
  return wanted.every((want) =>
    actual.some(
      (is) =>
        is.subnet === want.subnet &&
        (want.gateway === undefined || want.gateway === is.gateway) &&
        (want.ipRange === undefined || want.ipRange === is.ipRange),
    ),
  )
}

function showSubnets(subnets: Subnet[]): string {
  if (subnets.length === 0) return 'none'
  const one = ({ subnet, gateway }: Subnet) => (gateway ? `${subnet} (gateway ${gateway})` : subnet)
  return subnets.map(one).join(', ')
}

export const networkProperties: readonly Property<GoalNetwork, NetworkState>[] = [
  network('driver', { label: 'driver', ...exact() }),
  network('subnets', {
    label: 'subnets',
    plural: true,
    same: sameSubnets,
    expected: showSubnets,
    found: showSubnets,
  }),
  network('internal', { label: 'internal mode', ...yesNo() }),
  network('attachable', { label: 'attachable mode', ...yesNo() }),
  network('ipv6', { label: 'IPv6', ...yesNo() }),
  network('options', { label: 'driver options', plural: true, ...entries() }),
  network('labels', { label: 'labels', plural: true, ...entries() }),
]

export const volumeProperties: readonly Property<WantedVolume, VolumeState>[] = [
  volume('driver', { label: 'driver', ...exact() }),
  volume('options', { label: 'driver options', plural: true, ...entries() }),
  volume('labels', { label: 'labels', plural: true, ...entries() }),
]
