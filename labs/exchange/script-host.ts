/** What of a host stands around its things: its files, its engine's settings, its part in a swarm, its start commands. */
import type { HostFile, Wanted, WantedHost } from '../format/compiled.ts'
import { command, quote, section } from './shell.ts'

/** What has to be so before the script is run, as comments. */
export function before(wanted: Wanted, host: string): string {
  const { dependsOn = [], wires = [], devices = [], swarm, containers } = wanted.hosts[host] ?? {}
  const others = Object.entries(wanted.hosts).filter(([name]) => name !== host)
  const maker = swarmMaker(wanted)
  const used = Object.values(containers ?? {}).flatMap(({ endpoints }) =>
    Object.keys(endpoints ?? {}),
  )
  const givers = others.flatMap(([name, { networks }]) => {
    const own = Object.keys(wanted.hosts[host]?.networks ?? {})
    return Object.keys(networks).some((one) => used.includes(one) && !own.includes(one))
      ? [name]
      : []
  })
  const first = [...dependsOn, ...givers, ...(swarm && maker && maker !== host ? [maker] : [])]
  const lines = [
    ...(first.length === 0 ? [] : [`Run the script of ${[...new Set(first)].join(', ')} first.`]),
    ...(others.length === 0
      ? []
      : [`${host} is on ${wires.join(', ')}, where the other hosts find it by this name.`]),
    ...devices.map((device) => `Root has to be able to open ${device}.`),
  ]
  return lines.map((line) => `# ${line}`).join('\n')
}

export function files(list: HostFile[]): string {
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

const SETTINGS = '/etc/docker/daemon.json'

/** Written only where it changes something, as the engine reads it when it starts. */
export function daemon({ daemon: settings }: WantedHost): string {
  if (Object.keys(settings).length === 0) return ''
  return section(`Settings of the engine; what was in ${SETTINGS} is kept beside it`, [
    `mkdir -p ${SETTINGS.slice(0, SETTINGS.lastIndexOf('/'))}`,
    `[ ! -e ${SETTINGS} ] || cp ${SETTINGS} ${SETTINGS}.before`,
    `cat >${SETTINGS} <<'END'\n${JSON.stringify(settings, null, 2)}\nEND`,
    'if [ -d /run/systemd/system ]; then systemctl restart docker; else service docker restart; fi',
    'until docker info >/dev/null 2>&1; do sleep 1; done',
  ])
}

/** The first manager makes the swarm. */
const swarmMaker = ({ hosts }: Wanted) =>
  Object.entries(hosts).find(([, { swarm }]) => swarm === 'manager')?.[0]

export function swarm(wanted: Wanted, host: string): string {
  const role = wanted.hosts[host]?.swarm
  const maker = swarmMaker(wanted)
  if (role === undefined || maker === undefined) return ''
  if (host === maker) {
    return section(
      'Swarm. Where the host has several addresses, add --advertise-addr with one of them',
      [command(['docker', 'swarm', 'init'])],
    )
  }
  const print = `docker swarm join-token --quiet ${role}`
  return section(`Swarm. What ${maker} prints for \`${print}\` is the token`, [
    `: "\${SWARM_TOKEN:?Set it to what ${maker} prints for: ${print}}"`,
    `docker swarm join --token "$SWARM_TOKEN" "\${SWARM_MANAGER:-${maker}:2377}"`,
  ])
}

/** As they are written: root types them into a shell. */
export const start = ({ start: lines }: WantedHost) => section('Commands at the start', lines)
