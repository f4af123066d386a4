import type { Duplex } from 'node:stream'
import { AppError } from '../errors.ts'
import type { DesiredHost } from '../provision/state.ts'
import { dockerCall, ifExists } from './client.ts'
import { helperName } from './helper.ts'
import { ExecPipe } from './pipe.ts'
import { endExec } from './processes.ts'
import type { Room } from './room.ts'
import { wireAddressIn } from './wires.ts'

const connectSeconds = 5

/**
 * A TCP connection to a port of a host at the address that it has on a wire, as Docker names it: made by the helper in the host's
 * network namespace, because nothing of a wire can be reached from the machine.
 * @throws AppError port-closed (also as the stream's error), engine-lost
 */
export async function dialPort(
  room: Room,
  host: DesiredHost,
  wire: string,
  port: number,
): Promise<Duplex> {
  const { docker } = room.engine
  // While a host is put back to its start it is not there at all, and will be soon.
  const found = await ifExists(() => docker.getContainer(host.name).inspect())
  const closed = (cause: unknown) =>
    new AppError('port-closed', { host: host.hostname, port }, cause)
  if (!found?.State.Running) throw closed('the host is not running')
  // A host whose wire was pulled has only itself to talk to.
  const address = wireAddressIn(found, wire) ?? '127.0.0.1'
  const Cmd = [
    ...['in-netns', String(found.State.Pid), '-'],
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
