/** Start commands: each runs once in its host, also where a server dies while it runs. */
import type Dockerode from 'dockerode'
import { AppError } from '../errors.ts'
import { ifExists } from './client.ts'
import type { Helper } from './helper.ts'
import { runInHost } from './hostexec.ts'

const folder = '/var/lib/slipway/start'
const longestMs = 300_000

/**
 * The command holds a lock while it runs, so that a second attempt waits for the first and then sees its mark. Output
 * goes to a file: what the command leaves running must not keep our stream open.
 */
const once = `d=${folder}; mkdir -p "$d" && exec 9>"$d/lock" && flock 9 || exit 125
[ -e "$d/$1" ] && exit 0
bash -c "$2" >"$d/$1.log" 2>&1 </dev/null 9>&-
code=$?
[ $code -eq 0 ] && : >"$d/$1"
tail -c 2000 "$d/$1.log"
exit $code`

/** @throws AppError start-failed with what the command said last */
export async function runStart(
  docker: Dockerode,
  helper: Helper,
  host: { id: string; name: string },
  { command, mark, signal }: { command: string; mark: string; signal: AbortSignal },
): Promise<void> {
  const argv = ['sh', '-c', once, 'sh', mark, command]
  const done = await runInHost(docker, helper, host, argv, { timeoutMs: longestMs, signal })
  if (done.code === 0) return
  const output = (done.stdout + done.stderr).trim() || 'it said nothing'
  const line = command.trim().split('\n')[0] ?? ''
  throw new AppError('start-failed', { host: host.name, command: line, code: done.code, output })
}

/** Those of the marks that are in the host. */
export async function marksIn(
  docker: Dockerode,
  container: string,
  marks: readonly string[],
): Promise<string[]> {
  const found = await Promise.all(
    marks.map(async (mark) => {
      const path = `${folder}/${mark}`
      const there = await ifExists(() => docker.getContainer(container).infoArchive({ path }))
      return there === undefined ? [] : [mark]
    }),
  )
  return found.flat()
}
