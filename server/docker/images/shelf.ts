import type Dockerode from 'dockerode'
import { createHash } from 'node:crypto'
import { AppError } from '../../errors.ts'
import { dockerCall, ifExists } from '../client.ts'
import type { Engine, Report } from '../engine/index.ts'
import { execute } from '../execute.ts'
import { imageArchive } from './archive.ts'
import { isFilled, removeOldVolumes } from './leftover.ts'
import { setDigest } from './recipes.ts'
import type { CgroupAdopter, ShelfSpec } from './types.ts'

const builder = 'slipway-shelf-builder'

/**
 * A volume with the images unpacked as an engine stores them, which hosts mount read-only.
 * Only for engines with user namespaces: there the mount's flag is locked, and a host cannot write to it.
 */
export async function ensureShelf(
  engine: Engine,
  helper: CgroupAdopter,
  hostImage: string,
  images: Record<string, string>,
  report: Report,
): Promise<ShelfSpec> {
  const { docker } = engine
  const name = `slipway-shelf-${setDigest(images, hostImage)}`
  const view = `${name}-ro`
  if (!(await isFilled(docker, name, builder))) {
    report(`shelf: unpacking ${Object.keys(images).length} images for all hosts …`)
    await fillShelf(docker, helper, hostImage, name, images)
  }
  if (!(await ifExists(() => docker.getVolume(view).inspect())))
    await createView(docker, name, view)
  await removeOldVolumes(docker, 'shelf', new Set([name, view]))
  const mount = { Type: 'volume' as const, Source: view, Target: '/shelf', ReadOnly: true }
  return { mounts: [mount], names: Object.keys(images) }
}

async function fillShelf(
  docker: Dockerode,
  helper: CgroupAdopter,
  hostImage: string,
  volume: string,
  images: Record<string, string>,
): Promise<void> {
  const container = await dockerCall(() => docker.createContainer(builderSpec(hostImage, volume)))
  await dockerCall(() => container.start())
  await helper.adoptCgroups(container.id)
  const must = async (argv: string[], stdin?: Parameters<typeof execute>[2]) => {
    const done = await execute(container, argv, { timeoutMs: 300_000, ...stdin })
    if (done.code !== 0)
      throw new AppError('host-start', { host: builder, reason: done.stderr || argv.join(' ') })
  }
  await must(['service', 'docker', 'start'])
  await must(['docker', 'load', '--quiet'], {
    stdin: await imageArchive(docker, Object.keys(images)),
  })
  await must(['service', 'docker', 'stop'])
  await must(['/usr/local/lib/slipway/shelf-trees'], { stdin: await treeList(docker, images) })
  // Removed last: while it exists the volume counts as unfinished.
  await dockerCall(() => container.remove({ force: true }))
}

async function createView(docker: Dockerode, name: string, view: string): Promise<void> {
  await dockerCall(() => docker.createVolume({ Name: name, Labels: label }))
  const { Mountpoint } = await dockerCall(() => docker.getVolume(name).inspect())
  const DriverOpts = { type: 'none', device: Mountpoint, o: 'bind,ro' }
  await dockerCall(() =>
    docker.createVolume({ Name: view, Driver: 'local', DriverOpts, Labels: label }),
  )
}

/** Lines for the host image's shelf-trees: name, image id, and the chain ids of its layers. */
async function treeList(docker: Dockerode, images: Record<string, string>): Promise<string> {
  const lines = Object.entries(images).map(async ([name, id]) => {
    const { RootFS } = await dockerCall(() => docker.getImage(id).inspect())
    const bare = [id, ...chainIds(RootFS.Layers ?? [])].map((digest) =>
      digest.replace('sha256:', ''),
    )
    return [name, ...bare].join(' ')
  })
  return `${(await Promise.all(lines)).join('\n')}\n`
}

/** Names of layer stacks as the OCI image specification defines them: each is the digest of the one below and its own. */
export function chainIds(diffIds: readonly string[]): string[] {
  const chain: string[] = []
  for (const diff of diffIds) {
    const below = chain.at(-1)
    const joined =
      below === undefined
        ? undefined
        : createHash('sha256').update(`${below} ${diff}`).digest('hex')
    chain.push(joined === undefined ? diff : `sha256:${joined}`)
  }
  return chain
}

const label = { 'slipway.role': 'shelf' }

function builderSpec(Image: string, volume: string): Dockerode.ContainerCreateOptions {
  return {
    name: builder,
    Image,
    Labels: { 'slipway.role': 'shelf-builder' },
    HostConfig: {
      Init: true,
      NetworkMode: 'none',
      CapAdd: ['ALL'],
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      // What `--security-opt systempaths=unconfined` means in the API.
      MaskedPaths: [],
      ReadonlyPaths: [],
      Mounts: [
        {
          Type: 'volume',
          Source: volume,
          Target: '/var/lib/docker',
          VolumeOptions: {
            NoCopy: true,
            Labels: label,
            DriverConfig: { Name: 'local', Options: {} },
          },
        },
      ],
    },
  }
}
