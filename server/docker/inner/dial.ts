import type { Duplex } from 'node:stream'
import type Dockerode from 'dockerode'
import { AppError } from '../../errors.ts'
import { translate } from '../client.ts'
import { ExecPipe } from '../pipe.ts'

/** Waits for the engine's socket for a moment, so that the first connection is open as soon as it can be. */
const untilSocket =
  'n=0; until [ -S /var/run/docker.sock ] || [ $n -ge 300 ]; do n=$((n+1)); sleep 0.02; done; exec docker system dial-stdio'

/**
 * A raw connection to the engine inside a host, through an exec of the outer engine: nothing listens on a network.
 * @param wait whether an engine that is about to start is waited for, up to about 6 s
 */
export async function dial(
  docker: Dockerode,
  host: { id: string; name: string },
  wait: boolean,
): Promise<Duplex> {
  const Cmd = wait ? ['sh', '-c', untilSocket] : ['docker', 'system', 'dial-stdio']
  const silent = (cause: unknown) => new AppError('host-silent', { host: host.name }, cause)
  try {
    const exec = await docker
      .getContainer(host.id)
      .exec({ Cmd, AttachStdin: true, AttachStdout: true, AttachStderr: true })
    return new ExecPipe(await exec.start({ hijack: true, stdin: true }), silent)
  } catch (error) {
    const translated = translate(error)
    // A stopped or vanished host is the learner's (or our) doing; the outer engine itself is fine.
    if (translated.code === 'engine-lost') throw translated
    throw silent(translated)
  }
}
