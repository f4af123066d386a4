/** Containers made anew without one of the settings that somebody chose for them. */
import { containerCommands } from '../exchange/script-container.ts'
import { quote } from '../exchange/shell.ts'
import type { WantedContainer } from '../format/compiled.ts'
import type { ContainerState } from '../topology/state.ts'
import { containersOf, givenAliases } from './containers.ts'
import type { Mutation, MutationKind, SolvedHost } from './mutation.ts'

interface Setting {
  name: string
  chosen(container: ContainerState): boolean
  without: Partial<ContainerState>
}

const settings: readonly Setting[] = [
  { name: 'published ports', chosen: ({ ports }) => ports.length > 0, without: { ports: [] } },
  {
    name: 'volumes',
    chosen: ({ mounts }) => mounts.length > 0,
    without: { mounts: [] },
  },
  { name: 'read-only root', chosen: ({ readOnly }) => readOnly, without: { readOnly: false } },
  { name: 'user', chosen: ({ user }) => user !== '', without: { user: '' } },
  {
    name: 'dropped capabilities',
    chosen: ({ capDrop }) => capDrop.length > 0,
    without: { capDrop: [] },
  },
  {
    name: 'added capabilities',
    chosen: ({ capAdd }) => capAdd.length > 0,
    without: { capAdd: [] },
  },
  { name: 'privileges', chosen: ({ privileged }) => privileged, without: { privileged: false } },
  { name: 'memory limit', chosen: ({ memory }) => memory > 0, without: { memory: 0 } },
  { name: 'CPU limit', chosen: ({ cpus }) => cpus > 0, without: { cpus: 0 } },
  {
    name: 'limit of processes',
    chosen: ({ pidsLimit }) => pidsLimit > 0,
    without: { pidsLimit: 0 },
  },
  { name: 'restart policy', chosen: ({ restart }) => restart !== 'no', without: { restart: 'no' } },
]

export const setting: MutationKind = {
  kind: 'drop',
  summary: 'A container was made without one of its settings',
  of: (host) =>
    containersOf(host).flatMap(([name, container]) =>
      settings
        .filter(({ chosen }) => chosen(container))
        .map((dropped) => made(host, name, container, dropped)),
    ),
}

function made(
  host: SolvedHost,
  name: string,
  container: ContainerState,
  { name: what, without }: Setting,
): Omit<Mutation, 'host'> {
  const aside = quote(`${name}-aside`)
  const away = [`docker rename ${quote(name)} ${aside}`, `docker stop -t 0 ${aside} >/dev/null`]
  const start = container.status === 'running' ? [`docker start ${quote(name)}`] : []
  const anew = (state: ContainerState) => [...away, again(name, aside, state)].join('\n')
  return {
    name: `drop ${what} of container ${host.label(name)}`,
    break: anew({ ...container, ...without }),
    control: { of: host.label(name), run: anew(container) },
    mend: [
      `docker rm -f ${quote(name)} >/dev/null`,
      `docker rename ${aside} ${quote(name)}`,
      ...start,
    ].join('\n'),
  }
}

/** The same container once more; security options are no part of the vocabulary and are read from the one put aside. */
function again(name: string, aside: string, { endpoints, ...container }: ContainerState): string {
  const { id, pid: _, exitCode: __, service: ___, ...rest } = container
  const ends = Object.entries(endpoints).map(([network, { aliases }]) => [
    network,
    { aliases: givenAliases(id, aliases) },
  ])
  const { networkMode, ...others } = rest
  const hasMode = /^(host|none|container:.*)$/.test(networkMode)
  const wanted: WantedContainer = {
    ...others,
    // Its mounts name the same volumes, also those of a container that is gone.
    volumesFrom: [],
    ...(hasMode ? { networkMode } : { endpoints: Object.fromEntries(ends) }),
    hostname:
      /^(host|container:)/.test(networkMode) || id.startsWith(container.hostname)
        ? ''
        : container.hostname,
  }
  const options = `$(docker inspect -f '{{range .HostConfig.SecurityOpt}}--security-opt {{.}} {{end}}' ${aside})`
  return containerCommands(name, wanted)
    .join('\n')
    .replace('docker create ', () => `docker create ${options} `)
}
