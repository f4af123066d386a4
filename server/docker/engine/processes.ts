import { readdirSync, readFileSync } from 'node:fs'

export interface Process {
  pid: number
  argv: string[]
}

/** Every process of this machine with a command line. */
export function processes(): Process[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((name) => processOf(Number(name)) ?? [])
}

/** One process, or undefined when it is gone (or a zombie, whose command line is empty). */
export function processOf(pid: number): Process | undefined {
  try {
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
    return argv.length > 0 ? { pid, argv } : undefined
  } catch {
    // It ended between the listing and the reading.
    return undefined
  }
}

/** Ends a process: politely, then after `graceMs` by force. Resolves when it is gone. */
export async function endProcess(pid: number, graceMs: number): Promise<void> {
  signal(pid, 'SIGTERM')
  if (await until(() => processOf(pid) === undefined, graceMs)) return
  signal(pid, 'SIGKILL')
  await until(() => processOf(pid) === undefined, 5_000)
}

/** Waits for a condition; false when the deadline passed first. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  deadlineMs: number,
): Promise<boolean> {
  const end = Date.now() + deadlineMs
  while (Date.now() < end) {
    if (await condition()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return condition()
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // Gone already is what was wanted; anything else is a real refusal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
