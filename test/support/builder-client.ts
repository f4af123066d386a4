/** An instructor's browser without a browser: the builder's HTTP and socket of a real Slipway with a home of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { readConfig } from '../../server/config.ts'
import { openEngine, type Engine } from '../../server/docker/engine/index.ts'
import { startSlipway, type Slipway } from '../../server/main.ts'
import type { ClientToServer, Result, ServerToClient } from '../../server/protocol.ts'

type Client = Socket<ServerToClient, ClientToServer>
const silent = () => undefined

export class BuilderClient {
  private slipway: Slipway | undefined
  private cookie = ''
  private socket: Client | undefined
  private readonly home: string
  readonly engine: Engine

  private constructor(home: string, engine: Engine) {
    this.home = home
    this.engine = engine
  }

  static async open(): Promise<BuilderClient> {
    const home = await mkdtemp(join(tmpdir(), 'slipway-builder-'))
    const client = new BuilderClient(home, await openEngine(readConfig(), silent))
    await client.start()
    return client
  }

  /** Starts a server on the same home, as after a restart. */
  async start(): Promise<void> {
    const { engine, home } = this
    const found = readConfig()
    const config = { ...found, home, port: 0, dockerHost: engine.where, logLevel: 'error' as const }
    this.slipway = await startSlipway(config, silent)
    const entered = await fetch(this.slipway.adminLink, { redirect: 'manual' })
    this.cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    const extraHeaders = { cookie: this.cookie, origin: this.slipway.url }
    this.socket = io(this.slipway.url, { transports: ['websocket'], extraHeaders })
  }

  async stop(options?: { endRuns: boolean }): Promise<void> {
    this.socket?.disconnect()
    await this.slipway?.close(options)
  }

  async close(): Promise<void> {
    await this.stop({ endRuns: true })
    await rm(this.home, { recursive: true, force: true })
  }

  /** Throws the code of a failure. */
  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const url = this.slipway?.url ?? ''
    const headers = { cookie: this.cookie, origin: url, 'content-type': 'application/json' }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${url}/api${path}`, { method, headers, ...sent })
    const value = (await answer.json()) as T & { error?: { code: string; title: string } }
    if (!answer.ok) throw new Error(`${value.error?.code}: ${value.error?.title}`)
    return value
  }

  /** The socket, to listen to. */
  get wire(): Client {
    if (this.socket === undefined) throw new Error('not started')
    return this.socket
  }

  async tell<T>(event: keyof ClientToServer, payload: unknown): Promise<T> {
    const emit = this.wire.timeout(30_000).emitWithAck.bind(this.wire.timeout(30_000)) as (
      event: string,
      payload: unknown,
    ) => Promise<Result<T>>
    const result = await emit(event, payload)
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.title}`)
    return result.value
  }

  /** Names of what the engine has of a run or a proof. */
  async left(run: string): Promise<string[]> {
    const filters = { label: [`slipway.run=${run}`] }
    const { docker } = this.engine
    const containers = await docker.listContainers({ all: true, filters })
    const { Volumes } = await docker.listVolumes({ filters })
    return [...containers.flatMap(({ Names }) => Names), ...Volumes.map(({ Name }) => Name)]
  }
}
