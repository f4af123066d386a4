import type { HostProgress } from '../protocol.ts'
import type { Progress } from './ports.ts'
import type { Action, Step } from './steps.ts'

/** What a host is doing while a step of its own runs. Where a name follows, the words end in a space. */
const doing: Record<Action, string> = {
  'wire.create': 'laying the wires',
  'registry.create': 'laying the wires',
  'registry.start': 'laying the wires',
  'registry.connect': 'laying the wires',
  'host.create': 'creating the host',
  'host.start': 'starting the host',
  'host.connect': 'connecting the host',
  'host.ready': 'starting the Docker engine',
  'host.begin': 'handing the host over',
  'host.run': 'running what the lab starts',
  'host.remove': 'removing the host',
  'swarm.init': 'making the swarm',
  'swarm.join': 'joining the swarm',
  'swarm.leave': 'leaving the swarm',
  'image.load': 'loading images',
  'network.create': 'creating network ',
  'network.remove': 'removing network ',
  'volume.create': 'creating volume ',
  'volume.remove': 'removing volume ',
  'container.create': 'creating container ',
  'container.connect': 'connecting container ',
  'container.disconnect': 'disconnecting container ',
  'container.start': 'starting container ',
  'container.stop': 'stopping container ',
  'container.pause': 'pausing container ',
  'container.unpause': 'continuing container ',
  'container.remove': 'removing container ',
  'secret.create': 'creating secret ',
  'secret.remove': 'removing secret ',
  'service.create': 'creating service ',
  'service.update': 'changing service ',
  'service.settle': 'waiting for service ',
  'service.remove': 'removing service ',
}

/** Turns steps into one line a host, with the share of its steps that are done. */
export function hostProgress(
  hosts: readonly string[],
  onProgress: (progress: HostProgress[]) => void,
  /** Hosts that are complete before a host is started. */
  dependsOn: (host: string) => readonly string[] = () => [],
): Progress & { finished(): void } {
  const lines = new Map<string, HostProgress>(
    hosts.map((host) => [host, { host, doing: 'laying the wires', done: false }]),
  )
  const planned = new Map<string, number>()
  const finished = new Map<string, number>()
  const tell = () => onProgress(hosts.flatMap((host) => lines.get(host) ?? []))
  const update = (host: string, patch: Partial<HostProgress>) => {
    const line = lines.get(host)
    if (line) lines.set(host, { ...line, ...patch })
    tell()
  }
  const begun = new Set<string>()
  /** What a host waits for that has been made and may not start yet. */
  const waiting = (host: string): Partial<HostProgress> | undefined => {
    const others = dependsOn(host).filter((other) => lines.get(other)?.done !== true)
    if (begun.has(host) || others.length === 0) return undefined
    return { doing: `waiting for ${others.join(', ')}`, done: false }
  }
  const shareOf = (host: string) => (finished.get(host) ?? 0) / Math.max(1, planned.get(host) ?? 0)
  return {
    planned(steps) {
      for (const step of steps) count(planned, step)
      tell()
    },
    started(step) {
      const host = hostOf(step)
      if (host === undefined) return
      if (step.action === 'host.start') begun.add(host)
      const name = 'name' in step.args ? step.args.name : ''
      update(host, { doing: `${doing[step.action]}${name}`, share: shareOf(host) })
    },
    done(step) {
      count(finished, step)
      const host = hostOf(step)
      if (host === undefined) return
      const done = finished.get(host) === planned.get(host)
      const is = waiting(host) ?? { done, ...(done ? { doing: 'ready' } : {}) }
      update(host, { share: shareOf(host), ...is })
    },
    finished() {
      for (const host of hosts) lines.set(host, { host, doing: 'ready', done: true, share: 1 })
      tell()
    },
  }
}

function count(counts: Map<string, number>, step: Step): void {
  const host = hostOf(step)
  if (host !== undefined) counts.set(host, (counts.get(host) ?? 0) + 1)
}

function hostOf(step: Step): string | undefined {
  return 'host' in step.args ? step.args.host : undefined
}
