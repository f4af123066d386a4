import type Dockerode from 'dockerode'
import { AppError } from '../errors.ts'
import { dockerCall } from './client.ts'
import { devicesVolume } from './helper.ts'
import type { Room } from './room.ts'

/** What of HostConfig a host's devices come to. */
export interface HostDevices {
  mounts: NonNullable<Dockerode.HostConfig['Mounts']>
  /** Lines for the host's device cgroup. */
  rules: string[]
}

/**
 * The machine's devices that a lab asks for, as nodes that root in a host may open. The machine's own node may be for
 * its root alone, and a node cannot be made in a user namespace: the helper makes one, and it is mounted in its place.
 * @param wanted paths such as /dev/fuse
 * @throws AppError host-device where this machine has none
 */
export async function hostDevices(
  { engine, helper }: Room,
  host: string,
  wanted: readonly string[],
): Promise<HostDevices> {
  if (wanted.length === 0) return { mounts: [], rules: [] }
  const { stdout } = await helper.run(['make-devices'], { timeoutMs: 10_000 })
  const made = new Map(stdout.split('\n').map((line) => split(line.trim())))
  const { Mountpoint } = await dockerCall(() => engine.docker.getVolume(devicesVolume).inspect())
  const found = wanted.map((path) => {
    const name = path.replace(/^\/dev\//, '')
    const rule = made.get(name)
    if (rule === undefined) throw new AppError('host-device', { host, device: path })
    return { rule, mount: { Type: 'bind' as const, Source: `${Mountpoint}/${name}`, Target: path } }
  })
  return { mounts: found.map(({ mount }) => mount), rules: found.map(({ rule }) => rule) }
}

/** "fuse c 10:229 rwm" → its name, and the rule. */
function split(line: string): [string, string] {
  const space = line.indexOf(' ')
  return [line.slice(0, space), line.slice(space + 1)]
}
