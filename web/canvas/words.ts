/** The words and short forms that the drawing uses. */
import type { ContainerState, NetworkState, PortState } from '../../labs/topology/state.ts'
import type { ContainerThing, Mark } from './scene.ts'

const ANONYMOUS = /^[0-9a-f]{64}$/

/** Docker gives a volume without a name 64 hex digits: twelve are enough to tell them apart. */
export function shortVolume(name: string): { short: string; anonymous: boolean } {
  const anonymous = ANONYMOUS.test(name)
  return { short: anonymous ? name.slice(0, 12) : name, anonymous }
}

/** `busybox:latest` → `busybox`, also where a digest pins it; an id of an image without a tag → its first twelve digits. */
export function shortImage(image: string): string {
  const id = /^(?:sha256:)?([0-9a-f]{12})[0-9a-f]{52}$/.exec(image)
  return id?.[1] ?? image.replace(/(?<=.)@sha256:[0-9a-f]+$/, '').replace(/:latest$/, '')
}

/** `web.1.q3l…` → `web.1`: the engine's own id of a task tells people nothing. */
export function shortTask(name: string, service: string | undefined): string {
  if (service === undefined) return name
  return name.replace(/\.[a-z0-9]{25}$/, '').replace(/\.[a-z0-9]{25}$/, '')
}

/** What is published, one entry a port: `8080→80`, with the protocol unless it is TCP. */
export function portWords(ports: PortState[]): string[] {
  const words = ports.map((port) => {
    const protocol = port.protocol === 'tcp' || port.protocol === '' ? '' : `/${port.protocol}`
    const address =
      port.hostIp === '' || /^(0\.0\.0\.0|::)$/.test(port.hostIp) ? '' : `${port.hostIp}:`
    const published = port.published === 0 ? 'any' : String(port.published)
    return `${address}${published}→${String(port.target)}${protocol}`
  })
  return [...new Set(words)]
}

/** Subnet and gateway, or what the network means where it has neither. */
export function networkWords(name: string, network: NetworkState): string {
  if (network.driver === 'host') return 'the host itself'
  if (network.driver === 'null' || name === 'none') return 'loopback only'
  const subnet = network.subnets[0]
  if (subnet === undefined) return 'subnet chosen by Docker'
  return subnet.gateway ? `${subnet.subnet} · gw ${subnet.gateway}` : subnet.subnet
}

export function modeWords(container: ContainerState): string {
  if (container.networkMode === 'host') return 'host network'
  if (container.networkMode === 'none') return 'no network'
  if (container.networkMode.startsWith('container:')) {
    return `network of ${container.networkMode.slice('container:'.length)}`
  }
  return Object.keys(container.endpoints).length === 0 ? 'disconnected' : ''
}

/** Mounts without a thing of their own: memory, and volumes that have no name yet. */
export function ownMounts({ mounts }: ContainerState): string[] {
  return mounts.flatMap(({ type, source, target }) => {
    if (type === 'tmpfs') return [`tmpfs ${target}`]
    return type === 'volume' && source === '' ? [`anonymous ${target}`] : []
  })
}

export interface StatusLook {
  word: string
  /** Shape of the mark; a colour alone says nothing to many people. */
  shape: 'disc' | 'ring' | 'bars' | 'square' | 'cross' | 'dashed'
  tone: 'good' | 'quiet' | 'warn' | 'bad'
}

const LOOKS: Record<ContainerThing['status'], StatusLook> = {
  planned: { word: 'will start', shape: 'dashed', tone: 'quiet' },
  created: { word: 'created', shape: 'ring', tone: 'quiet' },
  running: { word: 'running', shape: 'disc', tone: 'good' },
  paused: { word: 'paused', shape: 'bars', tone: 'warn' },
  restarting: { word: 'restarting', shape: 'ring', tone: 'warn' },
  removing: { word: 'removing', shape: 'cross', tone: 'quiet' },
  exited: { word: 'exited', shape: 'square', tone: 'quiet' },
  dead: { word: 'dead', shape: 'cross', tone: 'bad' },
}

/** Word, shape and tone of a container's state; an exit code other than 0 is said. */
export function statusLook(status: ContainerThing['status'], exitCode: number): StatusLook {
  const look = LOOKS[status]
  if (status !== 'exited' || exitCode === 0) return look
  return { ...look, word: `exited (${String(exitCode)})`, tone: 'bad' }
}

/** Shape and word of each way to differ from the drawing. */
export const markWords: Record<Mark, string> = {
  missing: '− missing',
  extra: '+ extra',
  different: '≠ different',
  broken: '✕ stops here',
}

/** Cut to what fits, the end replaced by an ellipsis. */
export function clip(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1)}…`
}
