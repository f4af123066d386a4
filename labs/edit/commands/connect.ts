import { builtInNetworks } from '../../topology/names.ts'
import { fieldsOf, listOf, pathOf, startOf } from '../lab.ts'
import { networkHome, outOfReach } from '../overlays.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { isFields } from '../value.ts'
import type { Fields, Value } from '../value.ts'
import type { Report } from './report.ts'
import { userName, userPath } from './user.ts'
import type { User } from './user.ts'

export type Disconnect = User & { network: string }
export type Connect = Disconnect & {
  /** A fixed IPv4 address. */
  address?: string
  /** An empty list takes them all away. */
  aliases?: string[]
}

/** Puts a container or a service on a network, or changes the address and aliases it has there. */
export function connect(sheet: Sheet, args: Connect, report: Report): void {
  const { host, network } = args
  const name = userName(args)
  const path = userPath(sheet, args)
  const home = networkHome(sheet.value, host, network)
  if (home === undefined && !builtInNetworks.includes(network)) {
    refuse(`There is no network \`${network}\` on \`${host}\`.`)
  }
  const away = outOfReach(sheet.value, host, network)
  if (away !== undefined) refuse(away)
  const mode = fieldsOf(sheet.at(path))['network_mode']
  if (typeof mode === 'string' && mode !== 'bridge') {
    refuse(`\`${name}\` has the network mode ${mode}, which takes the place of networks.`)
  }
  if (mode === 'bridge') {
    sheet.remove([...path, 'network_mode'])
    sheet.set([...path, 'networks'], ['bridge'])
    report.notes.push(`\`${name}\` stays on the default bridge as well.`)
  }
  const before = sheet.at([...path, 'networks'])
  const after = joined(before, network, endpointOf(args))
  if (after === undefined) refuse(`\`${name}\` is on \`${network}\` already.`)
  else sheet.set([...path, 'networks'], after)
  if (home !== undefined && args.service === undefined && takesOnlyServices(sheet, home, network)) {
    report.notes.push(`\`${network}\` takes containers once it is attachable.`)
  }
}

/** An overlay of a swarm is for services, unless it says otherwise. */
function takesOnlyServices(sheet: Sheet, host: string, name: string): boolean {
  const { driver, attachable } = fieldsOf(sheet.at(pathOf({ host, kind: 'network', name })))
  return (
    driver === 'overlay' && sheet.at(['hosts', host, 'swarm']) !== undefined && attachable !== true
  )
}

/** Null where nothing is said of it. */
function endpointOf({ address, aliases }: Connect): Fields | null {
  if (address === undefined && aliases === undefined) return null
  return {
    ...(address === undefined ? {} : { ipv4_address: address }),
    ...(aliases === undefined || aliases.length === 0 ? {} : { aliases }),
  }
}

/** The list stays a list until an endpoint has something to say; undefined where nothing would change. */
function joined(networks: Value | undefined, network: string, endpoint: Fields | null) {
  const says = endpoint !== null && Object.keys(endpoint).length > 0
  if (isFields(networks)) {
    if (Object.hasOwn(networks, network) && endpoint === null) return undefined
    return { ...networks, [network]: endpoint ?? {} }
  }
  const list = listOf(networks)
  if (!says) return list.includes(network) ? undefined : [...list, network]
  const others = list.map((name): [string, Value] => [String(name), {}])
  return { ...Object.fromEntries(others), [network]: endpoint } as Fields
}

export function disconnect(sheet: Sheet, args: Disconnect, report: Report): void {
  const { network } = args
  const name = userName(args)
  const path = userPath(sheet, args)
  const networks = sheet.at([...path, 'networks'])
  const index = listOf(networks).indexOf(network)
  const there = isFields(networks) ? Object.hasOwn(networks, network) : index >= 0
  if (!there) refuse(`\`${name}\` is not on \`${network}\`.`)
  const last = Object.keys(Object(networks) as object).length === 1
  sheet.prune([...path, 'networks', isFields(networks) ? network : index], path.length)
  if (!last) return
  report.notes.push(
    args.service === undefined
      ? `\`${name}\` names no network now, so it is on the default bridge.`
      : `\`${name}\` names no network now, so its tasks reach no other service.`,
  )
}

export interface LeaveNetwork {
  host: string
  network: string
}

/** Takes every container of a host off a network that is drawn on another one. */
export function leaveNetwork(sheet: Sheet, { host, network }: LeaveNetwork, report: Report): void {
  if (networkHome(sheet.value, host, network) === host) {
    refuse(
      `\`${network}\` is written on \`${host}\`. Remove the network, and it is gone from there.`,
    )
  }
  const section = startOf(sheet.value).find((one) => one.host === host)
  const on = Object.entries(fieldsOf(section?.fields['containers'])).filter(([, spec]) => {
    const { networks } = fieldsOf(spec)
    return isFields(networks)
      ? Object.hasOwn(networks, network)
      : listOf(networks).includes(network)
  })
  if (on.length === 0) refuse(`Nothing on \`${host}\` is on \`${network}\`.`)
  for (const [container] of on) disconnect(sheet, { host, container, network }, report)
}
