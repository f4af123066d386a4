/** Commands that plug containers into networks again as they were. */
import { command, each, quote } from '../exchange/shell.ts'
import type { ContainerState } from '../topology/state.ts'
import { givenAliases } from './containers.ts'

/** Bash that prints the address that somebody chose for an endpoint, or an empty line. */
export function chosenAddress(network: string, name: string): string {
  const field = `index .NetworkSettings.Networks ${JSON.stringify(network)}`
  const template = `{{with (${field}).IPAMConfig}}{{.IPv4Address}}{{end}}`
  return `docker inspect -f ${quote(template)} ${quote(name)}`
}

export function leave(network: string, name: string): string {
  return command(['docker', 'network', 'disconnect', '-f', network, name])
}

/** `address`: bash that gives the chosen address or nothing. */
export function join(
  network: string,
  name: string,
  { id, endpoints }: ContainerState,
  address: string,
  withAliases = true,
): string {
  const given = withAliases ? givenAliases(id, endpoints[network]?.aliases ?? []) : []
  const aliases = each('--alias', given).flat().map(quote).join(' ')
  return `ip=${address}; docker network connect \${ip:+--ip $ip} ${aliases} ${quote(network)} ${quote(name)}`
}
