/** A container made anew with something about it that is otherwise. */
import { containerCommands } from '../exchange/script-container.ts'
import { quote } from '../exchange/shell.ts'
import type { WantedContainer } from '../format/compiled.ts'
import type { ContainerState } from '../topology/state.ts'
import { givenAliases } from './containers.ts'
import { NOTHING, type Mutation, type SolvedHost } from './mutation.ts'

export interface Otherwise {
  /** The name of the mutation, with what it is about. */
  name(container: string): string
  with: Partial<ContainerState>
  /** A security option that it is made without; there is nothing to break where it has none. */
  withoutSecurity?: string
}

export function madeAnew(
  host: SolvedHost,
  name: string,
  container: ContainerState,
  { name: called, with: change, withoutSecurity }: Otherwise,
): Omit<Mutation, 'host'> {
  const aside = quote(`${name}-aside`)
  const away = [`docker rename ${quote(name)} ${aside}`, `docker stop -t 0 ${aside} >/dev/null`]
  const start = container.status === 'running' ? [`docker start ${quote(name)}`] : []
  const anew = (state: ContainerState, without?: string) =>
    [...away, again(name, aside, container, state, without)].join('\n')
  const has = `docker inspect -f '{{.HostConfig.SecurityOpt}}' ${quote(name)} | grep -q ${quote(withoutSecurity ?? '')}`
  return {
    name: called(host.label(name)),
    break: [
      ...(withoutSecurity === undefined ? [] : [`${has} || exit ${NOTHING}`]),
      anew({ ...container, ...change }, withoutSecurity),
    ].join('\n'),
    control: { of: host.label(name), run: anew(container) },
    mend: [
      `docker rm -f ${quote(name)} >/dev/null`,
      `docker rename ${aside} ${quote(name)}`,
      ...start,
    ].join('\n'),
  }
}

/** The same container once more; security options are no part of the vocabulary and are read from the one put aside. */
function again(
  name: string,
  aside: string,
  before: ContainerState,
  { endpoints, ...container }: ContainerState,
  withoutSecurity?: string,
): string {
  const { id, pid: _, exitCode: __, service: ___, ...rest } = container
  const ends = Object.entries(endpoints).map(([network, { aliases }]) => [
    network,
    { aliases: givenAliases(id, aliases) },
  ])
  const { networkMode, ...others } = rest
  const hasMode = /^(host|none|container:.*)$/.test(networkMode)
  const isBorrowed =
    /^(host|container:)/.test(before.networkMode) || id.startsWith(container.hostname)
  const wanted: WantedContainer = {
    ...others,
    // Its mounts name the same volumes, also those of a container that is gone.
    volumesFrom: [],
    ...(hasMode ? { networkMode } : { endpoints: Object.fromEntries(ends) }),
    hostname: isBorrowed ? '' : container.hostname,
  }
  const listed = `docker inspect -f '{{range .HostConfig.SecurityOpt}}--security-opt {{.}}{{println}}{{end}}' ${aside}`
  const kept =
    withoutSecurity === undefined ? listed : `${listed} | grep -v ${quote(withoutSecurity)}`
  return containerCommands(name, wanted)
    .join('\n')
    .replace('docker create ', () => `docker create $(${kept}) `)
}
