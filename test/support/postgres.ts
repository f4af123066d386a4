/** A PostgreSQL of the test's own: temporary data directory, free loopback port, not run as root. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

export interface TestPostgres {
  url: string
  /** Kills it as a power cut would, and starts it again on the same data. */
  crash(): Promise<void>
  stop(): Promise<void>
}

const versions = '/usr/lib/postgresql'

/** Installs the server from the distribution if it is missing (root on Debian or Ubuntu). */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = findBinaries() ?? install()
  const folder = mkdtempSync(join(tmpdir(), 'slipway-postgres-'))
  const owner = unprivileged()
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const identity = owner ?? {}
  run(join(bin, 'initdb'), ['-D', data, '-U', 'slipway', '-A', 'trust', '-E', 'UTF8'], identity)
  const port = await freePort()
  const url = `postgres://slipway@127.0.0.1:${port}/postgres`
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder]
  const start = async (): Promise<ChildProcess> => {
    const server = spawn(join(bin, 'postgres'), args, { ...identity, stdio: 'ignore' })
    await answering(url, server)
    return server
  }
  let server = await start()
  return {
    url,
    crash: async () => {
      await ended(server, 'SIGQUIT')
      server = await start()
    },
    stop: async () => {
      await ended(server, 'SIGQUIT')
      rmSync(folder, { recursive: true })
    },
  }
}

function findBinaries(): string | undefined {
  if (!existsSync(versions)) return undefined
  const newestFirst = readdirSync(versions).sort((a, b) => Number(b) - Number(a))
  const found = newestFirst.find((version) => existsSync(join(versions, version, 'bin/initdb')))
  return found === undefined ? undefined : join(versions, found, 'bin')
}

function install(): string {
  // The package would otherwise make and start a cluster of its own on port 5432.
  mkdirSync('/etc/postgresql-common/createcluster.d', { recursive: true })
  const conf = '/etc/postgresql-common/createcluster.d/slipway-tests.conf'
  writeFileSync(conf, 'create_main_cluster = false\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-q'], { env })
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'postgresql'], { env })
  const bin = findBinaries()
  if (bin === undefined) throw new Error('postgresql was installed and has no initdb')
  return bin
}

/** The server refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(run('id', [flag, 'postgres'], {}).trim())
  return { uid: id('-u'), gid: id('-g') }
}

type RunOptions = { uid?: number; gid?: number; env?: NodeJS.ProcessEnv }

function run(command: string, args: string[], options: RunOptions): string {
  const done = spawnSync(command, args, { ...options, cwd: '/', encoding: 'utf8' })
  if (done.status === 0) return done.stdout
  throw new Error(`${command} ${args.join(' ')}: ${done.stderr || String(done.error)}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`)
      if (Date.now() > deadline) throw error
      await delay(50)
    }
  }
}

function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve())
    server.kill(signal)
  })
}
