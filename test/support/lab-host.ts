import type Dockerode from 'dockerode'
import { engineConfig, openEngine, type Engine } from '../../server/docker/engine/index.ts'
import { execute } from '../../server/docker/execute.ts'
import { openHelper, type Helper } from '../../server/docker/helper.ts'
import { prepareImages, type Prepared } from '../../server/docker/images/index.ts'
import { freeSubnet } from '../../server/provision/subnets.ts'

/** One host on a wire with its registry, made from the recipe alone, for tests of the recipe. */
export interface LabHost {
  engine: Engine
  helper: Helper
  prepared: Prepared
  host: Dockerode.Container
  bridge: string
  /** For whatever else a test makes on the outer engine: `remove` takes it away. */
  labels: Record<string, string>
  /** Milliseconds by phase. */
  phases: Record<string, number>
  sh(command: string): Promise<{ code: number; text: string }>
  remove(): Promise<void>
}

export async function openLabHost(mark: string): Promise<LabHost> {
  const phases: Record<string, number> = {}
  const timed = async <T>(phase: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const result = await work()
    phases[phase] = Math.round(performance.now() - began)
    return result
  }
  const quiet = () => undefined
  const config = engineConfig(process.env, process.getuid?.() ?? 1)
  const engine = await timed('engine', () => openEngine(config, quiet))
  const helper = await timed('helper', () => openHelper(engine, quiet))
  const prepared = await timed('images', () => prepareImages(engine, helper, quiet))
  await timed('images again', () => prepareImages(engine, helper, quiet))
  const bridge = `slw-${mark}`.slice(0, 15)
  await createWire(engine.docker, mark, bridge)
  await timed('registry', async () =>
    (await engine.docker.createContainer(registrySpec(prepared, mark))).start(),
  )
  const host = await engine.docker.createContainer(hostSpec(prepared, mark))
  const sh = async (command: string) => {
    const done = await execute(host, ['bash', '-c', command], { timeoutMs: 60_000 })
    return { code: done.code, text: done.stdout + done.stderr }
  }
  await timed('host', async () => {
    await host.start()
    await helper.adoptCgroups(host.id)
    const done = await sh('timeout 20 bash -c "until docker version; do sleep 0.05; done"')
    if (done.code !== 0) throw new Error(`the host did not become ready: ${done.text}`)
  })
  return {
    engine,
    helper,
    prepared,
    host,
    bridge,
    labels: labels(mark),
    phases,
    sh,
    remove: () => remove(engine.docker, mark),
  }
}

const labels = (mark: string) => ({ 'slipway.test': mark })

async function createWire(docker: Dockerode, mark: string, bridge: string): Promise<void> {
  // A run of the tests that was broken off may have left its own behind.
  const networks = await docker.listNetworks()
  const taken = networks
    .flatMap(({ IPAM }) => IPAM?.Config ?? [])
    .flatMap((one) => one.Subnet ?? [])
  await docker.createNetwork({
    Name: `slw-${mark}`,
    Internal: true,
    Labels: labels(mark),
    IPAM: { Config: [{ Subnet: freeSubnet(taken, process.pid) ?? '' }] },
    Options: {
      'com.docker.network.bridge.inhibit_ipv4': 'true',
      'com.docker.network.bridge.name': bridge,
    },
  })
}

function registrySpec({ registry }: Prepared, mark: string): Dockerode.ContainerCreateOptions {
  return {
    Image: registry.image,
    Labels: labels(mark),
    HostConfig: {
      Mounts: registry.mounts,
      Tmpfs: registry.tmpfs,
      NetworkMode: `slw-${mark}`,
    },
    NetworkingConfig: { EndpointsConfig: { [`slw-${mark}`]: { Aliases: registry.aliases } } },
  }
}

function hostSpec(prepared: Prepared, mark: string): Dockerode.ContainerCreateOptions {
  return {
    Hostname: 'host1',
    Image: prepared.hostImage,
    Labels: labels(mark),
    Env: [
      `SLIPWAY_REGISTRY=${prepared.registry.address}`,
      `SLIPWAY_MIRROR=${prepared.registry.mirror}`,
      'SLIPWAY_IMAGES=ubuntu,training/postgres',
    ],
    HostConfig: {
      Init: true,
      CapAdd: ['ALL'],
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      MaskedPaths: [],
      ReadonlyPaths: [],
      NetworkMode: `slw-${mark}`,
      ExtraHosts: prepared.registry.extraHosts,
      Mounts: prepared.shelf?.mounts ?? [],
    },
  }
}

async function remove(docker: Dockerode, mark: string): Promise<void> {
  const filters = { label: [`slipway.test=${mark}`] }
  const containers = await docker.listContainers({ all: true, filters })
  await Promise.all(
    containers.map(({ Id }) => docker.getContainer(Id).remove({ force: true, v: true })),
  )
  for (const { Id } of await docker.listNetworks({ filters })) await docker.getNetwork(Id).remove()
}
