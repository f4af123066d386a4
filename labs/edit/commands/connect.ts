import { builtInNetworks } from '../../topology/names.ts'
import { fieldsOf, listOf, namesIn, pathOf } from '../lab.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { isFields } from '../value.ts'
import type { Fields, Value } from '../value.ts'
import type { Report } from './report.ts'

export interface Disconnect {
  host: string
  container: string
  network: string
}
export interface Connect extends Disconnect {
  /** A fixed IPv4 address. */
  address?: string
  aliases?: string[]
}

/** Puts a container on a network, or changes the address and aliases it has there. */
export function connect(sheet: Sheet, args: Connect, report: Report): void {
  const { host, container, network } = args
  const path = containerPath(sheet, args)
  if (
    !namesIn(sheet.value, host, 'network').includes(network) &&
    !builtInNetworks.includes(network)
  ) {
    refuse(`There is no network \`${network}\` on \`${host}\`.`)
  }
  const fields = fieldsOf(sheet.at(path))
  const mode = fields['network_mode']
  if (typeof mode === 'string' && mode !== 'bridge') {
    refuse(`\`${container}\` has the network mode ${mode}, which takes the place of networks.`)
  }
  if (mode === 'bridge') {
    sheet.remove([...path, 'network_mode'])
    sheet.set([...path, 'networks'], ['bridge'])
    report.notes.push(`\`${container}\` stays on the default bridge as well.`)
  }
  const before = sheet.at([...path, 'networks'])
  const after = joined(before, network, endpointOf(args))
  if (after === undefined) refuse(`\`${container}\` is on \`${network}\` already.`)
  else sheet.set([...path, 'networks'], after)
}

function endpointOf({ address, aliases }: Connect): Fields | null {
  if (address === undefined && aliases === undefined) return null
  return {
    ...(address === undefined ? {} : { ipv4_address: address }),
    ...(aliases === undefined ? {} : { aliases }),
  }
}

/** The list stays a list until an endpoint has something to say; undefined where nothing would change. */
function joined(networks: Value | undefined, network: string, endpoint: Fields | null) {
  if (isFields(networks)) {
    if (Object.hasOwn(networks, network) && endpoint === null) return undefined
    return { ...networks, [network]: endpoint ?? {} }
  }
  const list = listOf(networks)
  if (endpoint === null) return list.includes(network) ? undefined : [...list, network]
  const others = list.map((name): [string, Value] => [String(name), {}])
  return { ...Object.fromEntries(others), [network]: endpoint } as Fields
}

export function disconnect(sheet: Sheet, args: Disconnect, report: Report): void {
  const { container, network } = args
  const path = containerPath(sheet, args)
  const networks = sheet.at([...path, 'networks'])
  const index = listOf(networks).indexOf(network)
  const there = isFields(networks) ? Object.hasOwn(networks, network) : index >= 0
  if (!there) refuse(`\`${container}\` is not on \`${network}\`.`)
  const last = Object.keys(Object(networks) as object).length === 1
  sheet.prune([...path, 'networks', isFields(networks) ? network : index], path.length)
  if (last)
    report.notes.push(`\`${container}\` names no network now, so it is on the default bridge.`)
}

export function containerPath(
  sheet: Sheet,
  { host, container }: { host: string; container: string },
) {
  const path = pathOf({ host, kind: 'container', name: container })
  return sheet.at(path) === undefined
    ? refuse(`There is no container \`${container}\` at the start of \`${host}\`.`)
    : path
}
