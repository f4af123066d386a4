import type Dockerode from 'dockerode'
import { statusOf } from './client.ts'
import type { Helper } from './helper.ts'

/** How the processes of an exec are ended: politely first. */
const graceMs = 1_500
const pollMs = 100

/**
 * Ends an exec and its process group. An exec does not end when its stream is closed, so it is asked from outside,
 * by the helper, where nothing in the host can be in the way.
 */
export async function endExec(exec: Dockerode.Exec, helper: Helper): Promise<void> {
  const pid = await runningPid(exec)
  if (pid === undefined) return
  // The session's leader may not lead the group that is in front, so both are told.
  await helper.run(['sh', '-c', `kill -HUP -- -${pid}; kill -CONT -- -${pid}; kill -HUP ${pid}`])
  const deadline = Date.now() + graceMs
  while (Date.now() < deadline) {
    if ((await runningPid(exec)) === undefined) return
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  await helper.run(['sh', '-c', `kill -KILL -- -${pid}; kill -KILL ${pid}`])
}

/** The process id as the outer engine numbers it; undefined once it has ended or its host is gone. */
async function runningPid(exec: Dockerode.Exec): Promise<number | undefined> {
  try {
    const { Running, Pid } = await exec.inspect()
    return Running && Pid > 1 ? Pid : undefined
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw error
  }
}
