/** One container as docker commands: made, put on its networks, brought to its state. */
import type { WantedContainer } from '../format/compiled.ts'
import { showPort } from '../topology/ports.ts'
import type { MountState } from '../topology/state.ts'
import { command, each, flag, option, pairs } from './shell.ts'

export function containerCommands(name: string, container: WantedContainer): string[] {
  const [first, ...others] = Object.entries(container.endpoints ?? {})
  const mode = container.networkMode
  const joins = mode === undefined ? others : Object.entries(container.endpoints ?? {})
  const program = container.entrypoint ?? []
  return [
    `# Container ${name}`,
    ...(program.length > 1
      ? ['# (docker takes one word as the entrypoint; the others lead the command)']
      : []),
    create(name, container, mode === undefined ? first : [mode, {}]),
    ...joins.filter(([network]) => network !== mode).map((end) => join(name, end)),
    ...(following[container.status ?? 'running'] ?? ['start']).map((verb) =>
      command(['docker', verb, name]),
    ),
  ]
}

/** What follows `docker create` for each state. */
const following: Record<string, string[]> = {
  created: [],
  running: ['start'],
  paused: ['start', 'pause'],
  exited: ['start', 'stop'],
}

type End = [network: string, end: { address?: string; aliases?: string[] }]

function create(name: string, container: WantedContainer, end: End | undefined): string {
  const [program, ...words] = container.entrypoint ?? []
  return command(
    ['docker', 'create', '--name', name],
    ...attached(end),
    ...identity(container),
    ...pairs('--env', container.environment),
    ...(container.mounts ?? []).map(mount),
    ...each('--volumes-from', container.volumesFrom),
    ...(container.ports ?? []).map((port) => ['--publish', showPort(port)]),
    ...pairs('--label', container.labels),
    ...limits(container),
    container.entrypoint === undefined ? [] : ['--entrypoint', program ?? ''],
    [container.image],
    [...words, ...(container.command ?? [])],
  )
}

function attached(end: End | undefined): string[][] {
  if (end === undefined) return []
  const [network, { address, aliases }] = end
  return [['--network', network], option('--ip', address), ...each('--network-alias', aliases)]
}

function join(container: string, [network, { address, aliases }]: End): string {
  return command(
    ['docker', 'network', 'connect'],
    option('--ip', address),
    ...each('--alias', aliases),
    [network, container],
  )
}

function identity(container: WantedContainer): string[][] {
  return [
    option('--hostname', container.hostname),
    option('--user', container.user),
    option('--workdir', container.workingDir),
    flag('--tty', container.tty),
    flag('--interactive', container.stdinOpen),
  ]
}

function limits(container: WantedContainer): string[][] {
  return [
    option('--restart', container.restart),
    flag('--read-only', container.readOnly),
    flag('--privileged', container.privileged),
    ...each('--cap-add', container.capAdd),
    ...each('--cap-drop', container.capDrop),
    option('--memory', container.memory),
    option('--cpus', container.cpus),
    option('--pids-limit', container.pidsLimit),
  ]
}

function mount({ type, source, target, readOnly }: MountState): string[] {
  if (type === 'tmpfs') return ['--tmpfs', readOnly ? `${target}:ro` : target]
  if (`${source}${target}`.includes(':') || (source === '' && readOnly)) {
    return ['--mount', mountFields({ type, source, target, readOnly })]
  }
  return [
    '--volume',
    [...(source === '' ? [] : [source]), target, ...(readOnly ? ['ro'] : [])].join(':'),
  ]
}

/** The value of `--mount`, which is read as a line of CSV. */
export function mountFields({ type, source, target, readOnly }: MountState): string {
  const from = source === '' ? [] : [`source=${source}`]
  const fields = [`type=${type}`, ...from, `target=${target}`, ...(readOnly ? ['readonly'] : [])]
  return fields.map(csv).join(',')
}

const csv = (field: string) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)

/** What another container needs comes first; in a circle the written order stands. */
export function byNeed(containers: Record<string, WantedContainer>): [string, WantedContainer][] {
  const done = new Map<string, WantedContainer>()
  const visit = (name: string, above: ReadonlySet<string>): void => {
    const container = containers[name]
    if (container === undefined || done.has(name) || above.has(name)) return
    needsOf(container).forEach((other) => visit(other, new Set([...above, name])))
    done.set(name, container)
  }
  Object.keys(containers).forEach((name) => visit(name, new Set()))
  return [...done]
}

function needsOf({ dependsOn, volumesFrom, networkMode }: WantedContainer): string[] {
  const from = (volumesFrom ?? []).map((one) => one.replace(/:(ro|rw)$/, ''))
  const shared = /^container:(.+)$/.exec(networkMode ?? '')?.[1]
  return [...(dependsOn ?? []), ...from, ...(shared === undefined ? [] : [shared])]
}
