/** A host → a POSIX shell script of docker commands that builds the same on an engine without it. */
import type {
  HostFile,
  Wanted,
  WantedHost,
  WantedNetwork,
  WantedVolume,
} from '../format/compiled.ts'
import { byNeed, containerCommands } from './script-container.ts'
import { command, flag, option, pairs, quote } from './shell.ts'

/** Undefined where there is no such host. */
export function dockerScript(wanted: Wanted, host: string, title = ''): string | undefined {
  const found = wanted.hosts[host]
  if (found === undefined) return undefined
  const parts = [head(host, title), images(found), files(found.files), daemon(found)]
  const { networks, volumes, containers } = found
  return [
    ...parts,
    section(
      'Networks',
      Object.entries(networks).map(([name, one]) => networkCommand(name, one)),
    ),
    section(
      'Volumes',
      Object.entries(volumes).map(([name, one]) => volumeCommand(name, one)),
    ),
    ...byNeed(containers).map(([name, one]) => containerCommands(name, one).join('\n')),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

function head(host: string, title: string): string {
  const what = title === '' ? '' : ` of “${oneLine(title)}”`
  return `#!/bin/sh\n# Builds ${host}${what} with docker. Stops at the first command that fails.\nset -eu`
}

const section = (title: string, commands: string[]) =>
  commands.length === 0 ? '' : [`# ${title}`, ...commands].join('\n')

/** What is not there is pulled; what is, stays as it is. */
function images({ images: own, containers }: WantedHost): string {
  const needed = [...new Set([...own, ...Object.values(containers).map(({ image }) => image)])]
  return section(
    'Images',
    needed.map(
      (image) =>
        `docker image inspect ${quote(image)} >/dev/null 2>&1 || docker pull ${quote(image)}`,
    ),
  )
}

function files(list: HostFile[]): string {
  const commands = list.flatMap(({ path, content, mode }) => {
    const folder = path.slice(0, path.lastIndexOf('/')) || '/'
    return [
      `mkdir -p ${quote(folder)}`,
      `printf %s ${quote(content)} >${quote(path)}`,
      `chmod ${mode.toString(8).padStart(4, '0')} ${quote(path)}`,
    ]
  })
  return section('Files of the host', commands)
}

/** The engine reads its settings when it starts, which a script of docker commands cannot make it do. */
function daemon({ daemon: settings }: WantedHost): string {
  if (Object.keys(settings).length === 0) return ''
  const lines = JSON.stringify(settings, null, 2).split('\n')
  return [
    '# The engine needs this in /etc/docker/daemon.json, and a restart:',
    ...lines.map((line) => `#   ${line}`),
  ].join('\n')
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
