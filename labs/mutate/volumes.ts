/** Volumes that a lab speaks of, by their name or by a container that mounts them. */
import { quote } from '../exchange/shell.ts'
import { containersOf } from './containers.ts'
import { NOTHING, type SolvedHost } from './mutation.ts'

export interface SolvedVolume {
  name: string
  /** How mutations call it: a name that the engine made up differs from learner to learner. */
  label: string
  /** Whether no container has it. */
  unused: boolean
}

export function volumesOf(host: SolvedHost): SolvedVolume[] {
  const containers = Object.values(host.state.containers)
  return Object.keys(host.state.volumes).flatMap((name) => {
    const unused = !containers.some(({ mounts }) => mounts.some(({ source }) => source === name))
    const label = host.mentions(name) ? host.label(name) : byMount(host, name)
    return label === undefined ? [] : [{ name, label, unused }]
  })
}

function byMount(host: SolvedHost, volume: string): string | undefined {
  const names = containersOf(host).flatMap(([container, { mounts }]) =>
    mounts
      .filter(({ type, source }) => type === 'volume' && source === volume)
      .map(({ target }) => `of ${host.label(container)} at ${target}`),
  )
  return names.sort()[0]
}

/** Bash that sets `p` to the directory of a volume's files and `kept` to one beside it; stops where it is empty. */
export function opened(volume: string): string {
  const mountpoint = `docker volume inspect -f '{{.Mountpoint}}' ${quote(volume)}`
  return `p=$(${mountpoint}) && kept=/var/lib/docker/kept-$(basename "$(dirname "$p")")`
}

export const unlessEmpty = `[ -n "$(find "$p" -mindepth 1 -print -quit)" ] || exit ${NOTHING}`
