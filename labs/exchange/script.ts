/** A host → a POSIX shell script of docker commands that builds the same on an engine without it. */
import type { Wanted, WantedHost, WantedNetwork, WantedVolume } from '../format/compiled.ts'
import { byNeed, containerCommands } from './script-container.ts'
import { before, daemon, files, start, swarm } from './script-host.ts'
import { secretCommand, serviceCommand } from './script-swarm.ts'
import { command, flag, option, pairs, quote, section } from './shell.ts'

/** Undefined where there is no such host. */
export function dockerScript(wanted: Wanted, host: string, title = ''): string | undefined {
  const found = wanted.hosts[host]
  if (found === undefined) return undefined
  const { networks, volumes, containers, services, secrets } = found
  return [
    [head(host, title), before(wanted, host)].filter((part) => part !== '').join('\n'),
    'set -e',
    files(found.files),
    daemon(found),
    swarm(wanted, host),
    images(found),
    section('Networks', all(networks, networkCommand)),
    section('Volumes', all(volumes, volumeCommand)),
    ...byNeed(containers).map(([name, one]) => containerCommands(name, one).join('\n')),
    section('Secrets', all(secrets, secretCommand)),
    section(servicesTitle(wanted), all(services, serviceCommand)),
    start(found),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

/** What ran before other nodes joined stays where it is. */
function servicesTitle({ hosts }: Wanted): string {
  const nodes = Object.values(hosts).filter(({ swarm: role }) => role !== undefined)
  const later = '; once the others have joined, docker service update --force NAME spreads them'
  return `Services${nodes.length > 1 ? later : ''}`
}

function all<T>(things: Record<string, T>, write: (name: string, thing: T) => string): string[] {
  return Object.entries(things).map(([name, thing]) => write(name, thing))
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

function head(host: string, title: string): string {
  const what = title === '' ? '' : ` of “${oneLine(title)}”`
  return `#!/bin/sh\n# Builds ${host}${what} with docker. Stops at the first command that fails.`
}

/** What is not there is pulled; what is, stays as it is. */
function images({ images: own, containers, services }: WantedHost): string {
  const used = [...Object.values(containers), ...Object.values(services)].map(({ image }) => image)
  const needed = [...new Set([...own, ...used])]
  return section(
    'Images',
    needed.map(
      (image) =>
        `docker image inspect ${quote(image)} >/dev/null 2>&1 || docker pull ${quote(image)}`,
    ),
  )
}

/** `docker network create`. */
export function networkCommand(name: string, wanted: WantedNetwork): string {
  return command(
    ['docker', 'network', 'create'],
    option('--driver', wanted.driver),
    flag('--internal', wanted.internal),
    flag('--attachable', wanted.attachable),
    flag('--ipv6', wanted.ipv6),
    ...(wanted.subnets ?? []).flatMap(({ subnet, gateway, ipRange }) => [
      option('--subnet', subnet),
      option('--gateway', gateway),
      option('--ip-range', ipRange),
    ]),
    ...pairs('--opt', wanted.options),
    ...pairs('--label', wanted.labels),
    [name],
  )
}

/** `docker volume create`. */
export function volumeCommand(name: string, { driver, options, labels }: WantedVolume): string {
  return command(
    ['docker', 'volume', 'create'],
    option('--driver', driver),
    ...pairs('--opt', options),
    ...pairs('--label', labels),
    [name],
  )
}
