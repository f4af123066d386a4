import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { connect, ping } from '../../../server/docker/client.ts'
import { engineConfig, openEngine } from '../../../server/docker/engine/index.ts'
import { engineLayout } from '../../../server/docker/engine/layout.ts'
import { findLeftovers, mountsBelow } from '../../../server/docker/engine/leftovers.ts'
import { processes, until } from '../../../server/docker/engine/processes.ts'
import { openHelper } from '../../../server/docker/helper.ts'
import { ensureImage, imageArchive } from '../../../server/docker/images/index.ts'
import { follow } from '../../../server/docker/progress.ts'

// As narrow as a folder can be made: the engine has to open the way to its own data.
const home = mkdtempSync(join(tmpdir(), 'slipway-engine-'))
const layout = engineLayout(home)
const docker = connect(`unix://${layout.socket}`)
const script = fileURLToPath(new URL('../../support/engine-cli.ts', import.meta.url))
const possible = process.getuid?.() === 0 && !existsSync('/var/run/docker.sock')

// In a network namespace of its own, so that its bridge and firewall rules do not meet those of the engine in use.
function engine(verb: string): Promise<{ code: number | null; text: string }> {
  const { DOCKER_HOST: _, ...env } = process.env
  const argv = ['--net', process.execPath, '--import', 'tsx', script, verb]
  const child = spawn('unshare', argv, { env: { ...env, SLIPWAY_HOME: home } })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, text })))
}

function kill(pid: number | undefined): void {
  // Number 0 would be the test's own process group.
  if (!pid) throw new Error('there is no process to kill')
  process.kill(pid, 'SIGKILL')
}

const left = () => findLeftovers(layout, processes())

describe.runIf(possible)('a managed engine', () => {
  afterAll(async () => {
    await engine('clean')
    rmSync(home, { recursive: true, force: true })
  })

  it('starts, and outlives the command that started it', async () => {
    const up = await engine('up')
    expect(up.text).toContain('is running')
    expect(up.code, up.text).toBe(0)
    expect(await ping(docker, 2_000)).toBeDefined()
    expect((await engine('status')).text).toContain('managed by Slipway')
  }, 60_000)

  it('starts again after it and its containerd were killed, whoever has its number now', async () => {
    const source = await openEngine(engineConfig(process.env, 0), () => undefined)
    await openHelper(source)
    await ensureImage(source, 'busybox', () => undefined)
    await follow(
      await docker.loadImage(await imageArchive(source.docker, ['busybox'])),
      () => undefined,
    )
    const options = { name: 'survivor', Image: 'busybox', Cmd: ['sleep', '1000'], StopTimeout: 1 }
    await (await docker.createContainer(options)).start()

    const { engine: pid, children } = left()
    expect(children.length).toBeGreaterThanOrEqual(2)
    const containerd = processes().filter(
      ({ pid, argv }) => children.includes(pid) && argv[0]?.endsWith('containerd'),
    )
    for (const victim of [pid, ...containerd.map((process) => process.pid)]) kill(victim)
    await until(() => left().engine === undefined, 5_000)
    writeFileSync(layout.pidfile, String(process.pid))

    const up = await engine('up')
    expect(up.text).toContain('clearing what it left')
    expect(up.code, up.text).toBe(0)
    expect((await docker.getContainer('survivor').inspect()).State.Running).toBe(false)
    await docker.getContainer('survivor').start()
    expect((await docker.getContainer('survivor').inspect()).State.Running).toBe(true)
  }, 120_000)

  it('stops with everything it started, and only that', async () => {
    const down = await engine('down')
    expect(down.text).toContain('is stopped')
    expect(left()).toEqual({ children: [] })
    expect((await engine('down')).text).toContain('No managed engine was running')
    expect(existsSync(layout.data)).toBe(true)
  }, 60_000)

  it('leaves nothing after clean, not even from a killed engine', async () => {
    await engine('up')
    kill(left().engine)
    const clean = await engine('clean')
    expect(clean.text).toContain('Removed')
    expect(existsSync(layout.root)).toBe(false)
    expect(mountsBelow(layout.root, readFileSync('/proc/self/mountinfo', 'utf8'))).toEqual([])
    expect(left().children).toEqual([])
  }, 60_000)
})
