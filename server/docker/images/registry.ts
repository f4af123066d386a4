import type Dockerode from 'dockerode'
import { AppError } from '../../errors.ts'
import { dockerCall } from '../client.ts'
import type { Engine, Report } from '../engine/index.ts'
import { execute } from '../execute.ts'
import { follow } from '../progress.ts'
import { isFilled, removeOldVolumes } from './leftover.ts'
import { setDigest } from './recipes.ts'
import type { RegistrySpec } from './types.ts'

const filler = 'slipway-registry-filler'
const target = '/var/lib/registry'
const label = { 'slipway.role': 'registry' }

/** A volume with the images as a registry stores them, and how to serve it read-only. */
export async function ensureRegistry(
  engine: Engine,
  registryImage: string,
  images: Record<string, string>,
  report: Report,
): Promise<RegistrySpec> {
  const { docker } = engine
  const volume = `slipway-registry-${setDigest(images, registryImage)}`
  if (!(await isFilled(docker, volume, filler))) {
    report(`registry: storing ${Object.keys(images).length} images …`)
    await fill(docker, registryImage, volume, images)
  }
  await removeOldVolumes(docker, 'registry', new Set([volume]))
  return registrySpec(registryImage, volume)
}

const pushedMiB = 256

/**
 * What a run needs to start its own registry. The labs' images are served read-only from a read-only volume; what
 * learners push lies in memory of bounded size, so that no run can fill the disk or see another's. Pure.
 */
export function registrySpec(image: string, volume: string): RegistrySpec {
  return {
    image,
    mounts: [{ Type: 'volume', Source: volume, Target: target, ReadOnly: true }],
    tmpfs: { '/var/lib/pushed': `size=${pushedMiB}m,mode=0755` },
    memory: (pushedMiB + 192) * 1024 * 1024,
    hostname: 'registry',
    aliases: ['registry', 'mirror'],
    address: 'registry:5000',
    mirror: 'mirror:5001',
    extraHosts: ['docker.io:127.0.0.1', 'registry-1.docker.io:127.0.0.1'],
  }
}

async function fill(
  docker: Dockerode,
  image: string,
  volume: string,
  images: Record<string, string>,
): Promise<void> {
  const container = await dockerCall(() => docker.createContainer(fillerSpec(image, volume)))
  await dockerCall(() => container.start())
  const { NetworkSettings } = await dockerCall(() => container.inspect())
  const port = NetworkSettings.Ports['5000/tcp']?.[0]?.HostPort
  if (port === undefined) throw new AppError('internal', { reason: 'the registry has no port' })
  const answers = await execute(
    container,
    ['bash', '-c', 'until : </dev/tcp/127.0.0.1/5000; do sleep 0.05; done'],
    {
      timeoutMs: 20_000,
    },
  )
  if (answers.code !== 0)
    throw new AppError('internal', { reason: `the registry does not answer: ${answers.stderr}` })
  // One after the other: then layers that images share are stored once and not compressed again.
  for (const name of Object.keys(images)) await push(docker, name, `127.0.0.1:${port}`)
  // Removed last: while it exists the volume counts as unfinished.
  await dockerCall(() => container.remove({ force: true }))
}

async function push(docker: Dockerode, name: string, address: string): Promise<void> {
  // As on Docker Hub, a name without a slash belongs to "library".
  const repo = `${address}/${name.includes('/') ? name : `library/${name}`}`
  await dockerCall(() => docker.getImage(name).tag({ repo, tag: 'latest' }))
  const image = docker.getImage(`${repo}:latest`)
  try {
    const stream = await dockerCall(() =>
      image.push({ authconfig: { username: '', password: '', serveraddress: address } }),
    )
    await follow(stream, () => undefined)
  } finally {
    await dockerCall(() => image.remove({ noprune: true }))
  }
}

function fillerSpec(Image: string, volume: string): Dockerode.ContainerCreateOptions {
  return {
    name: filler,
    Image,
    Labels: { 'slipway.role': 'registry-filler' },
    Cmd: ['docker-registry', 'serve', '/etc/slipway/filling.yml'],
    ExposedPorts: { '5000/tcp': {} },
    HostConfig: {
      // Only the machine itself can reach it, and only while it is filled.
      PortBindings: { '5000/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] },
      Mounts: [
        {
          Type: 'volume',
          Source: volume,
          Target: target,
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
