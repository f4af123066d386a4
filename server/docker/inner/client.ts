import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type Dockerode from 'dockerode'
import { AppError } from '../../errors.ts'
import { DialAgent } from './agent.ts'
import { arrival, bodyOf, refusal } from './answer.ts'
import { dial } from './dial.ts'

export interface Answer {
  status: number
  body: unknown
}

export interface Ask {
  /** Sent as JSON. */
  body?: unknown
  /** Milliseconds until the answer must be complete (for a stream: until it begins). */
  timeoutMs?: number
  signal?: AbortSignal
}

export const apiVersion = '/v1.41'
const defaultTimeoutMs = 10_000
/** Each kept connection is a process of some 10 MB in the host. */
const pooled = 4

/** Speaks HTTP with the engine inside one host. Connections are kept alive; a dead one is dropped and made anew. */
export class InnerClient {
  private readonly pool: DialAgent
  private readonly single: DialAgent
  private readonly host: { id: string; name: string }
  private starting = false

  constructor(docker: Dockerode, host: { id: string; name: string }) {
    this.host = host
    const open = () => dial(docker, host, this.starting)
    this.pool = new DialAgent(open, { keepAlive: true, maxSockets: pooled, scheduling: 'lifo' })
    // Streams keep their connection for long or use it up, so they must not starve short questions.
    this.single = new DialAgent(open, { keepAlive: false })
  }

  /** One question, one answer. Every status is an answer. @throws AppError host-silent, engine-lost */
  async ask(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    // After a restart of the engine every kept connection is dead: each is found out once, and then a new one is made.
    for (let tries = 0; tries <= pooled; tries++) {
      const answer = await this.attempt(method, path, ask)
      if (answer !== 'stale') return answer
    }
    throw new AppError('host-silent', { host: this.host.name })
  }

  /** As `ask`, where only success will do. @throws AppError docker-missing, docker-conflict, docker-refused */
  async want(method: string, path: string, ask: Ask = {}): Promise<unknown> {
    const { status, body } = await this.ask(method, path, ask)
    if (status >= 400) throw refusal(status, body)
    return body
  }

  /** An answer as it comes. The caller reads or destroys it. Statuses from 400 throw. */
  async stream(method: string, path: string, ask: Ask = {}): Promise<IncomingMessage> {
    const limit = new Limit(ask)
    try {
      const response = await arrival(this.send(this.single, method, path, ask, limit.signal))
      if ((response.statusCode ?? 500) < 400) return response
      throw refusal(response.statusCode ?? 500, await bodyOf(response))
    } catch (error) {
      throw this.translate(error, ask)
    } finally {
      limit.settle()
    }
  }

  /** Sends a tar and waits until the engine has worked it in. */
  async upload(path: string, tar: Readable, signal: AbortSignal): Promise<void> {
    const headers = { host: 'docker', 'content-type': 'application/x-tar' }
    const sent = request({
      agent: this.single,
      method: 'POST',
      path: apiVersion + path,
      signal,
      headers,
    })
    try {
      const [response] = await Promise.all([arrival(sent), pipeline(tar, sent)])
      const body = await bodyOf(response)
      const status = response.statusCode ?? 500
      if (status >= 400) throw refusal(status, body)
    } catch (error) {
      throw this.translate(error, { signal })
    }
  }

  /** Resolves when the engine answers. @throws AppError host-silent after `timeoutMs` */
  async ready(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + timeoutMs
    this.starting = true
    try {
      for (;;) {
        const left = deadline - Date.now()
        const failure = await this.want('GET', '/_ping', {
          timeoutMs: Math.max(left, 1),
          signal,
        }).then(
          () => undefined,
          (error: unknown) => error,
        )
        if (failure === undefined) return
        signal.throwIfAborted()
        if (Date.now() >= deadline) throw failure
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    } finally {
      this.starting = false
    }
  }

  close(): void {
    this.pool.destroy()
    this.single.destroy()
  }

  private async attempt(method: string, path: string, ask: Ask): Promise<Answer | 'stale'> {
    const limit = new Limit(ask)
    const sent = this.send(this.pool, method, path, ask, limit.signal)
    try {
      const response = await arrival(sent)
      return { status: response.statusCode ?? 500, body: await bodyOf(response) }
    } catch (error) {
      // A kept connection that died while idle says nothing about the engine: the question was never read.
      if (sent.reusedSocket && !limit.signal.aborted) return 'stale'
      throw this.translate(error, ask)
    } finally {
      limit.settle()
    }
  }

  private send(
    agent: DialAgent,
    method: string,
    path: string,
    ask: Ask,
    signal: AbortSignal,
  ): ClientRequest {
    const body = ask.body === undefined ? '' : JSON.stringify(ask.body)
    const headers: Record<string, string | number> = { host: 'docker' }
    if (body !== '') headers['content-type'] = 'application/json'
    if (method !== 'GET') headers['content-length'] = Buffer.byteLength(body)
    const sent = request({ agent, method, path: apiVersion + path, signal, headers })
    sent.end(body)
    return sent
  }

  private translate(error: unknown, ask: Ask): unknown {
    if (error instanceof AppError || ask.signal?.aborted) return error
    return new AppError('host-silent', { host: this.host.name }, error)
  }
}

/** The caller's signal and a deadline as one signal; once settled, the deadline is over. */
class Limit {
  readonly signal: AbortSignal
  private readonly timer: NodeJS.Timeout

  constructor({ signal, timeoutMs = defaultTimeoutMs }: Ask) {
    const deadline = new AbortController()
    this.timer = setTimeout(() => deadline.abort(new Error('no answer in time')), timeoutMs)
    this.signal = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal
  }

  settle(): void {
    clearTimeout(this.timer)
  }
}
