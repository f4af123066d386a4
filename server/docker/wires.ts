import type Dockerode from 'dockerode'
import { AppError } from '../errors.ts'
import type { Desired } from '../provision/state.ts'
import { dockerCall, statusOf } from './client.ts'
import type { Room } from './room.ts'

/**
 * A wire of a run: a network that leads nowhere but to its own hosts. The bridge has no IPv4 address, so that the
 * machine is no neighbour; the firewall (`closeWires`) drops what still arrives, over IPv6 too.
 * @throws AppError docker-conflict where name or subnet were taken meanwhile
 */
export async function createWire(
  room: Room,
  desired: Desired,
  wire: string,
  subnet: string,
): Promise<void> {
  const spec = desired.wires[wire]
  if (!spec) throw new Error(`no wire ${wire}`)
  const { docker } = room.engine
  await dockerCall(async () => {
    try {
      await docker.createNetwork({
        Name: spec.name,
        CheckDuplicate: true,
        Driver: 'bridge',
        Internal: true,
        IPAM: { Driver: 'default', Config: [{ Subnet: subnet }] },
        Options: {
          'com.docker.network.bridge.inhibit_ipv4': 'true',
          'com.docker.network.bridge.name': spec.bridge,
        },
        Labels: { ...desired.labels, 'slipway.wire': wire },
      })
    } catch (error) {
      // Docker has no status of its own for a subnet that somebody took first.
      if (statusOf(error) === 403)
        throw new AppError('docker-conflict', { reason: String(error) }, error)
      throw error
    }
  })
}

export async function connectToWire(
  room: Room,
  desired: Desired,
  wire: string,
  container: string,
  { aliases, address }: { aliases: string[]; address?: string },
): Promise<void> {
  const network = room.engine.docker.getNetwork(desired.wires[wire]?.name ?? wire)
  const EndpointConfig = { Aliases: aliases, ...fixedAddress(address) }
  await dockerCall(() => network.connect({ Container: container, EndpointConfig }))
}

/** What an endpoint's configuration says of an address that is not to change. */
export function fixedAddress(address: string | undefined): {
  IPAMConfig?: { IPv4Address: string }
} {
  return address === undefined ? {} : { IPAMConfig: { IPv4Address: address } }
}

/** The first wire of a host, as Docker names it: by its address there a host is known to its neighbours. */
export function firstWire({ hosts, wires }: Desired, host: string): string {
  return wires[hosts[host]?.wires[0] ?? '']?.name ?? ''
}

/** Undefined where the host is not on that wire. */
export function wireAddressIn(
  { NetworkSettings }: Pick<Dockerode.ContainerInspectInfo, 'NetworkSettings'>,
  wire: string,
): string | undefined {
  return NetworkSettings.Networks[wire]?.IPAddress || undefined
}
