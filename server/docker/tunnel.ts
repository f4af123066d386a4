import type { Duplex } from 'node:stream'
import type Dockerode from 'dockerode'
import { AppError } from '../errors.ts'
import type { DesiredHost } from '../provision/state.ts'
import { dockerCall } from './client.ts'
import { helperName } from './helper.ts'
import { ExecPipe } from './pipe.ts'
import { endExec } from './processes.ts'
import type { Room } from './room.ts'

const connectSeconds = 5

/**
 * A TCP connection to a port of a host at the address that it has on its first wire: made by the helper in the host's
 * network namespace, because nothing of a wire can be reached from the machine.
 * @throws AppError port-closed (also as the stream's error), docker-missing, engine-lost
 */
export async function dialPort(room: Room, host: DesiredHost, port: number): Promise<Duplex> {
  const { docker } = room.engine
  const { State, NetworkSettings } = await dockerCall(() =>
    docker.getContainer(host.name).inspect(),
  )
  const closed = (cause: unknown) =>
    new AppError('port-closed', { host: host.hostname, port }, cause)
  if (!State.Running) throw closed('the host is not running')
  const address = addressOf(NetworkSettings)
  const Cmd = [
    ...['in-netns', String(State.Pid), '-'],
    ...['busybox', 'nc', '-w', String(connectSeconds), address, String(port)],
  ]
  const exec = await dockerCall(() =>
    docker
      .getContainer(helperName)
      .exec({ Cmd, AttachStdin: true, AttachStdout: true, AttachStderr: true }),
  )
  const stream = await dockerCall(() => exec.start({ hijack: true, stdin: true }))
  const pipe = new ExecPipe(stream, closed)
  // The other side may go on for ever; what listened to it here does not.
  pipe.once('close', () => {
    endExec(exec, room.helper).catch((error: unknown) => {
      room.log.warn({ error }, 'a connection to a host did not end')
    })
  })
  return pipe
}

/** A host without a wire has only itself to talk to. */
function addressOf({ Networks }: Dockerode.ContainerInspectInfo['NetworkSettings']): string {
  const addresses = Object.values(Networks ?? {}).map(({ IPAddress }) => IPAddress)
  return addresses.find((address) => address !== '') ?? '127.0.0.1'
}
