/** Secrets and services as docker commands. */
import type { WantedSecret, WantedService } from '../format/compiled.ts'
import { showPort } from '../topology/ports.ts'
import type { MountState, PortState } from '../topology/state.ts'
import { mountFields } from './script-container.ts'
import { command, each, option, pairs, quote } from './shell.ts'

export function secretCommand(name: string, { content, labels }: WantedSecret): string {
  const words = command(['docker', 'secret', 'create'], ...pairs('--label', labels), [name, '-'])
  return `printf %s ${quote(content)} | ${words}`
}

/** Does not wait for its tasks: they may need nodes that join later. */
export function serviceCommand(name: string, wanted: WantedService): string {
  const [program, ...words] = wanted.entrypoint ?? []
  return command(
    ['docker', 'service', 'create', '--detach', '--name', name],
    wanted.mode === 'global' ? ['--mode', 'global'] : option('--replicas', replicas(wanted)),
    option('--endpoint-mode', wanted.endpointMode),
    ...Object.entries(wanted.networks ?? {}).map(([network, { aliases }]) => [
      '--network',
      aliases.length === 0
        ? network
        : [`name=${network}`, ...aliases.map((alias) => `alias=${alias}`)].join(','),
    ]),
    ...(wanted.ports ?? []).map((port) => ['--publish', published(port)]),
    ...(wanted.mounts ?? []).map(mount),
    ...(wanted.secrets ?? []).map(({ source, target }) => [
      '--secret',
      source === target ? source : `source=${source},target=${target}`,
    ]),
    ...each('--constraint', wanted.constraints),
    ...pairs('--env', wanted.environment),
    ...pairs('--label', wanted.labels),
    option('--hostname', wanted.hostname),
    option('--user', wanted.user),
    option('--workdir', wanted.workingDir),
    wanted.entrypoint === undefined
      ? []
      : ['--entrypoint', [program ?? '', ...words].map(quote).join(' ')],
    [wanted.image],
    wanted.command ?? [],
  )
}

/** None is a number as well. */
const replicas = ({ replicas: wanted }: WantedService) =>
  wanted === undefined ? undefined : String(wanted)

/** A service is published on every address. */
const published = (port: PortState) => showPort({ ...port, hostIp: '' }).replace(/\/tcp$/, '')

const mount = (one: MountState) => ['--mount', mountFields(one)]
