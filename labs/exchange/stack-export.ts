/** All hosts of a lab → one stack for a swarm whose nodes are called as the hosts are. */
import type { Fields } from '../edit/value.ts'
import type { Wanted, WantedNetwork, WantedSecret } from '../format/compiled.ts'
import { composeText, entries, section, type Exported } from './compose-text.ts'
import { pairs, quote } from './shell.ts'
import { pinned } from './stack-container.ts'
import { isOverlay, stackNames, type StackNames } from './stack-names.ts'
import { hostUnsaid, wiresUnsaid } from './unsaid.ts'
import { said, writtenNetwork, writtenVolume } from './written.ts'
import { writtenService } from './written-service.ts'

/** Docker reads a stack only if it is told the version of its format. */
const VERSION = '3.8'

export function exportStack(wanted: Wanted, title: string): Exported {
  const hosts = Object.entries(wanted.hosts)
  const names = stackNames(wanted)
  const notes = [...hosts.flatMap(([name, host]) => hostUnsaid(host, name)), ...wiresUnsaid(wanted)]
  const services = Object.assign(
    {},
    ...hosts.map(([host, of]) => ({
      ...entries(of.services, writtenService),
      ...Object.fromEntries(
        Object.entries(of.containers).map(([name, one]) => [
          names.container(host, name),
          pinned({ host, wanted: of, names, notes }, name, one),
        ]),
      ),
    })),
  ) as Fields
  const secrets = Object.assign({}, ...hosts.map(([, host]) => host.secrets)) as Record<
    string,
    WantedSecret
  >
  const stack = {
    version: VERSION,
    services,
    ...section('networks', {
      ...networks(wanted, names, notes),
      ...implied(services, wanted, names),
    }),
    ...section('volumes', volumes(wanted, names, notes)),
    ...section(
      'secrets',
      entries(secrets, () => ({ external: true })),
    ),
  }
  return composeText(stack, about(title, Object.keys(wanted.hosts), secrets), notes)
}

function about(title: string, hosts: string[], secrets: Record<string, WantedSecret>): string[] {
  const made = Object.entries(secrets).map(([name, { content, labels }]) => {
    const words = ['docker', 'secret', 'create', ...pairs('--label', labels).flat(), name, '-']
    return `  printf %b ${quote(escapes(content))} | ${words.map(quote).join(' ')}`
  })
  const several = hosts.length > 1
  return [
    `“${title}” as a stack, for a swarm whose ${several ? 'nodes are' : 'node is'} called ${hosts.join(', ')}:`,
    ...made,
    '  docker stack deploy --compose-file stack.yaml NAME',
    'Docker writes NAME_ before the names of services; on their networks they answer to the names below.',
  ]
}

/** In one line, as `printf %b` reads it. */
const escapes = (content: string) =>
  content
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')

function networks(wanted: Wanted, names: StackNames, notes: string[]): Fields {
  return Object.fromEntries(
    Object.entries(wanted.hosts).flatMap(([host, of]) =>
      Object.entries(of.networks).map(([name, one]): [string, Fields] => {
        const key = names.network(host, name)
        notes.push(...changes(`Network \`${name}\` of ${host}`, one))
        return [key, { name: key, ...overlay(one) }]
      }),
    ),
  )
}

function overlay(one: WantedNetwork): Fields {
  const { internal, driver_opts, labels } = writtenNetwork(one)
  const config = one.subnets?.map(({ subnet }) => ({ subnet })) ?? []
  return said({
    driver: 'overlay',
    driver_opts: isOverlay(one) ? driver_opts : undefined,
    attachable: true,
    internal,
    ipam: config.length === 0 ? undefined : { config },
    labels,
  })
}

function changes(what: string, one: WantedNetwork): string[] {
  const options = Object.keys(one.options ?? {})
  const chosen = (one.subnets ?? []).some(({ gateway, ipRange }) => gateway ?? ipRange)
  const told: (string | false)[] = [
    !isOverlay(one) &&
      `${what} is a ${one.driver} there; services of a stack need an overlay, so it is one here.`,
    !isOverlay(one) &&
      options.length > 0 &&
      `${what} has options of its driver, which are not part of it: ${options.join(', ')}.`,
    chosen && `${what} keeps its subnet; its gateway and range are left to Swarm.`,
    one.ipv6 === true && `${what} has IPv6, which a stack cannot say.`,
  ]
  return told.filter((line) => line !== false)
}

/** Networks that services are on and no host draws: those of every engine, and those of containers on none. */
function implied(services: Fields, wanted: Wanted, names: StackNames): Fields {
  const used = Object.values(services).flatMap((one) => {
    const ends = (one as Fields)['networks'] ?? {}
    return Array.isArray(ends) ? ends.map(String) : Object.keys(ends)
  })
  const drawn = Object.entries(wanted.hosts).flatMap(([host, { networks: own }]) =>
    Object.keys(own).map((name) => names.network(host, name)),
  )
  const rest = [...new Set(used)].filter((name) => !drawn.includes(name))
  return Object.fromEntries(
    rest.map((name) => [
      name,
      name.endsWith('-alone') ? { driver: 'overlay', internal: true } : { name, external: true },
    ]),
  )
}

function volumes(wanted: Wanted, names: StackNames, notes: string[]): Fields {
  return Object.fromEntries(
    Object.entries(wanted.hosts).flatMap(([host, of]) =>
      Object.entries(of.volumes).map(([name, one]): [string, Fields] => {
        const users = [...Object.values(of.containers), ...Object.values(of.services)]
        const used = users.some(({ mounts = [] }) =>
          mounts.some(({ type, source }) => type === 'volume' && source === name),
        )
        if (!used) notes.push(`Volume \`${name}\` of ${host} is made only where a service uses it.`)
        return [names.volume(host, name), { name, ...writtenVolume(one) }]
      }),
    ),
  )
}
