import { createHash } from 'node:crypto'
import type Dockerode from 'dockerode'
import { AppError } from '../errors.ts'
import { dockerCall, ifExists } from './client.ts'
import { execute, type ExecuteOptions, type Finished } from './execute.ts'
import type { Engine, Report } from './engine/index.ts'
import { ensureImage } from './images/index.ts'

/** A trusted container on the machine's own network: it does what only the machine's root may. */
export interface Helper {
  /** Runs argv in the helper. */
  run(argv: readonly string[], options?: ExecuteOptions): Promise<Finished>
  /** Lets a host's engine make cgroups below the host's own; its limits stay out of reach. */
  adoptCgroups(containerId: string): Promise<void>
  /** Keeps packets from wires away from the machine, over IPv4 and IPv6. Safe to repeat. */
  closeWires(): Promise<void>
  /**
   * Runs one of the helper's own programs in a host's network namespace, or in that of a container in it.
   * @param hostPid the host's first process, as the outer engine numbers it
   * @param innerPid the container's first process, as the host's engine numbers it; null for the host itself
   */
  inNetns(
    hostPid: number,
    innerPid: number | null,
    argv: readonly string[],
    options?: ExecuteOptions,
  ): Promise<Finished>
}

const digestLabel = 'slipway.spec'
export const helperName = 'slipway-helper'
/** Device nodes for hosts, which the helper makes there. */
export const devicesVolume = 'slipway-devices'

/** The helper of this engine: adopted if it runs with the present image, else made. Wires are closed when it resolves. */
export async function openHelper(
  engine: Engine,
  report: Report = () => undefined,
): Promise<Helper> {
  const image = await ensureImage(engine, 'probe', report)
  const { docker } = engine
  const current = await ifExists(() => docker.getContainer(helperName).inspect())
  const spec = withDigest(helperSpec(image))
  // Another image, or the same with other rights: a helper of an earlier version is not taken over.
  const same = current?.Config.Labels?.[digestLabel] === spec.Labels?.[digestLabel]
  if (!current?.State.Running || !same) {
    if (current)
      await ifExists(() => docker.getContainer(helperName).remove({ force: true, v: true }))
    const created = await dockerCall(() => docker.createContainer(spec))
    await dockerCall(() => created.start())
  }
  const helper = helperOn(docker)
  await helper.closeWires()
  return helper
}

function withDigest(spec: Dockerode.ContainerCreateOptions): Dockerode.ContainerCreateOptions {
  const digest = createHash('sha256').update(JSON.stringify(spec)).digest('hex')
  return { ...spec, Labels: { ...spec.Labels, [digestLabel]: digest } }
}

function helperOn(docker: Dockerode): Helper {
  const container = docker.getContainer(helperName)
  const run = (argv: readonly string[], options: ExecuteOptions = {}) =>
    execute(container, argv, options)
  const must = async (argv: readonly string[]) => {
    const done = await run(argv, { timeoutMs: 20_000 })
    if (done.code === 0) return
    throw new AppError('internal', {
      reason: `${argv[0]}: ${done.stderr.trim() || `exit ${done.code}`}`,
    })
  }
  return {
    run,
    async adoptCgroups(containerId) {
      const { Id, State } = await dockerCall(() => docker.getContainer(containerId).inspect())
      await must(['adopt-cgroups', Id, String(State.Pid)])
    },
    closeWires: () => must(['close-wires']),
    inNetns: (hostPid, innerPid, argv, options) =>
      run(
        ['in-netns', String(hostPid), innerPid === null ? '-' : String(innerPid), ...argv],
        options,
      ),
  }
}

// CAP_SYS_ADMIN and CAP_SYS_PTRACE to enter network namespaces, CAP_NET_ADMIN for the firewall; the cgroups need none.
// "Privileged" would ask for more than some machines have to give.
function helperSpec(Image: string): Dockerode.ContainerCreateOptions {
  // The client's types do not have CgroupnsMode yet.
  const cgroups: object = { CgroupnsMode: 'host' }
  return {
    name: helperName,
    Image,
    Labels: { 'slipway.role': 'helper' },
    HostConfig: {
      Init: true,
      UsernsMode: 'host',
      PidMode: 'host',
      NetworkMode: 'host',
      ...cgroups,
      CapAdd: ['SYS_ADMIN', 'SYS_PTRACE', 'NET_ADMIN'],
      SecurityOpt: ['apparmor=unconfined'],
      Binds: ['/sys/fs/cgroup:/cg'],
      Mounts: [
        {
          Type: 'volume',
          Source: devicesVolume,
          Target: '/devices',
          ReadOnly: false,
          VolumeOptions: {
            NoCopy: true,
            Labels: { 'slipway.role': 'devices' },
            DriverConfig: { Name: 'local', Options: {} },
          },
        },
      ],
      RestartPolicy: { Name: 'unless-stopped' },
    },
  }
}
