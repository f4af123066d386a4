import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../../errors.ts'
import { connect, ping } from '../client.ts'
import { executable } from './program.ts'
import { engineArguments, type Layout } from './layout.ts'
import { findLeftovers } from './leftovers.ts'
import { endProcess, processes, processOf, until } from './processes.ts'
import type { Report } from './types.ts'

const readyWithinMs = 60_000
// dockerd gives its containers 10 s to stop; then it unmounts.
const stopWithinMs = 30_000

/** Starts the managed engine, which outlives this process. Clears first what a dead one left. */
export async function startManaged(layout: Layout, report: Report): Promise<void> {
  await clearLeftovers(layout, report)
  mkdirSync(layout.root, { recursive: true, mode: 0o711 })
  letThrough(dirname(layout.root))
  letThrough(layout.root)
  writeFileSync(join(layout.root, 'daemon.json'), '{}\n')
  report(`Starting a Docker engine of Slipway's own at ${layout.socket} (log: ${layout.log}) …`)
  const log = openSync(layout.log, 'a')
  const dockerd = executable('dockerd') ?? 'dockerd'
  const child = spawn(dockerd, engineArguments(layout), {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
  })
  closeSync(log)
  let failed: Error | undefined
  child.on('error', (error) => (failed = error))
  child.unref()
  const docker = connect(`unix://${layout.socket}`)
  const gone = () => failed !== undefined || child.exitCode !== null
  await until(async () => gone() || (await ping(docker, 2_000)) !== undefined, readyWithinMs)
  if (gone() || (await ping(docker, 2_000)) === undefined) {
    throw new AppError('engine-start', {
      reason: failed?.message ?? lastWords(layout.log),
      log: layout.log,
    })
  }
}

/** Stops the managed engine and everything it started; false when it was not running. */
export async function stopManaged(layout: Layout): Promise<boolean> {
  const left = findLeftovers(layout, processes())
  if (left.engine !== undefined) await endProcess(left.engine, stopWithinMs)
  await endChildren(layout)
  for (const file of [layout.pidfile, layout.socket]) rmSync(file, { force: true })
  return left.engine !== undefined
}

async function clearLeftovers(layout: Layout, report: Report): Promise<void> {
  const left = findLeftovers(layout, processes())
  // It did not answer, or we would not be here: an engine that hangs is replaced.
  if (left.engine !== undefined) await endProcess(left.engine, stopWithinMs)
  if (left.children.length > 0) {
    report('An earlier engine ended without cleaning up: clearing what it left …')
    await endChildren(layout)
  }
  // dockerd and its containerd believe a pid file whose number is alive again, or a zombie nobody reaps, and then wait in vain.
  const stale = ['containerd.pid', 'containerd.sock'].map((name) =>
    join(layout.exec, 'containerd', name),
  )
  for (const file of [layout.pidfile, layout.socket, ...stale]) rmSync(file, { force: true })
}

async function endChildren(layout: Layout): Promise<void> {
  const { children } = findLeftovers(layout, processes())
  await Promise.all(children.map((pid) => endProcess(pid, 3_000)))
  // Shims are subreapers: when they are gone, init takes what ran below them, and the engine's next start ends it.
  await until(() => children.every((pid) => processOf(pid) === undefined), 5_000)
}

function lastWords(log: string): string {
  if (!existsSync(log)) return 'it said nothing'
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
  return (
    lines.findLast((line) => /level=(error|fatal)|failed/.test(line)) ??
    lines.at(-1) ??
    'it said nothing'
  )
}

/** Root in a user namespace is an ordinary user outside, and has to reach the engine's data below `folder`. */
function letThrough(folder: string): void {
  chmodSync(folder, (statSync(folder).mode & 0o777) | 0o011)
}
