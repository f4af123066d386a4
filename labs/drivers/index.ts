/** The list of network drivers and modes. A new one is a file here and a line below. */
import type { DriverKind } from '../define.ts'
import { bridge } from './bridge.ts'
import { container } from './container.ts'
import { host } from './host.ts'
import { macvlan } from './macvlan.ts'
import { none } from './none.ts'
import { overlay } from './overlay.ts'

export const driverKinds: readonly DriverKind[] = [bridge, macvlan, overlay, host, none, container]

/** The driver of a network; modes are written at a container and are not found here. */
export function driverKind(name: string): DriverKind | undefined {
  return driverKinds.find((kind) => kind.role === 'driver' && kind.name === name)
}
