import {
  ProbeError,
  type Evidence,
  type Executed,
  type Place,
  type Probe,
  type Reach,
} from '../../../labs/define.ts'
import type { Dial, Disturbance, Ran } from '../../../labs/questions.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import { toAppError } from '../../errors.ts'
import { listFiles, readArchive, readText } from './archive.ts'
import type { Power } from './power.ts'
import { disturb } from './disturb.ts'
import { readLogs } from './logs.ts'
import type { Looks } from './looks.ts'
import { lookAround } from './namespace.ts'
import { askRegistry, dialHost, type Beside } from './outside.ts'
import type { PlaceWorld } from './places.ts'
import { attemptReach } from './reach.ts'
import { fileOf, type Resolver } from './resolve.ts'
import { dialWords, disturbanceWords, placeWords, quoted, reachWords } from './words.ts'

/** What a probe asks through. */
export interface ProbeWorld extends PlaceWorld {
  hosts: readonly string[]
  looks: Looks
  execInHost(
    host: string,
    argv: string[],
    user: string | undefined,
    signal: AbortSignal,
  ): Promise<Executed>
  execInContainer(
    at: { host: string; container: string; user?: string },
    argv: string[],
    signal: AbortSignal,
  ): Promise<Executed>
  /** Runs a tool of ours in the network namespace of a container or host. */
  inNetns(from: Vantage, argv: string[], signal: AbortSignal): Promise<Executed>
  beside: Beside
  power: Power
}

export interface Vantage {
  host: string
  container?: string
}

const answerLimit = 8 * 1024
const defaultMs = 10_000
const reachMs = 8_000
/** Archives may hold a lot. */
const filesMs = 30_000
const disturbMs = 100_000

/** A probe for one check. Every question is kept with its answer and its time; one that cannot be put throws ProbeError. */
export class EnvironmentProbe implements Probe {
  readonly hosts: readonly string[]
  private readonly world: ProbeWorld
  private readonly keep: (evidence: Evidence) => void
  private readonly signal: AbortSignal
  private readonly answered: string | undefined
  private readonly typed: (host: string) => readonly Ran[]
  private since = performance.now()

  constructor(
    world: ProbeWorld,
    keep: (evidence: Evidence) => void,
    answered: string | undefined,
    signal: AbortSignal,
    typed: (host: string) => readonly Ran[] = () => [],
  ) {
    this.hosts = world.hosts
    this.world = world
    this.keep = keep
    this.answered = answered
    this.signal = signal
    this.typed = typed
  }

  observe(host: string): Promise<HostState> {
    const question = `GET ${host}: /networks /volumes /containers/json /containers/*/json /images/json`
    return this.ask(question, defaultMs, () => this.world.looks.at(host, this.since))
  }

  api(host: string, path: string): Promise<{ status: number; body: unknown }> {
    return this.ask(`GET ${host}:${path}`, defaultMs, (signal) =>
      this.world.client(host).ask('GET', path, { signal }),
    )
  }

  exec(at: Vantage & { user?: string }, argv: string[]): Promise<Executed> {
    const { host, container, user } = at
    const command = argv.map(quoted).join(' ')
    const where = container === undefined ? host : `${host}: docker exec ${container}`
    return this.ask(`${where} ${command}`, defaultMs, (signal) =>
      container === undefined
        ? this.world.execInHost(host, argv, user, signal)
        : this.world.execInContainer({ ...at, container }, argv, signal),
    )
  }

  reach(from: Vantage, what: Reach) {
    const place = from.container === undefined ? from.host : `${from.container} on ${from.host}`
    return this.ask(`${reachWords(what)} from ${place}`, reachMs, (signal) => {
      const resolver: Resolver = {
        read: async (path) => {
          const content = await readText(this.world, fileOf(from, path), signal)
          return content.found ? content.text : ''
        },
        run: (argv) => this.world.inNetns(from, argv, signal),
      }
      return attemptReach(resolver, what)
    })
  }

  namespace(at: Vantage, towards: string) {
    const place = at.container === undefined ? at.host : `${at.container} on ${at.host}`
    const asked = `ip addr; ip route get ${towards}; ss -ltn; iptables-save in ${place}`
    return this.ask(asked, reachMs, (signal) =>
      lookAround((argv) => this.world.inNetns(at, argv, signal), towards),
    )
  }

  list(at: Place) {
    return this.ask(`files at ${placeWords(at)}`, filesMs, (signal) =>
      listFiles(this.world, at, signal),
    )
  }

  read(at: Place) {
    return this.ask(`content of ${placeWords(at)}`, filesMs, (signal) =>
      readText(this.world, at, signal),
    )
  }

  archive(at: Place) {
    return this.ask(`tar -tvf ${placeWords(at)}`, filesMs, (signal) =>
      readArchive(this.world, at, signal),
    )
  }

  dial(host: string, what: Dial) {
    return this.ask(dialWords(host, what), reachMs, (signal) =>
      dialHost(this.world.beside, host, what, signal),
    )
  }

  registry(path: string) {
    return this.ask(`GET registry:5000/v2${path}`, reachMs, (signal) =>
      askRegistry(this.world.beside, path, signal),
    )
  }

  logs({ host, container }: { host: string; container: string }) {
    return this.ask(`${host} docker logs ${container}`, defaultMs, (signal) =>
      readLogs(this.world.client(host), container, signal),
    )
  }

  commands(host: string) {
    const told = Promise.resolve(this.typed(host))
    return this.ask(`what was typed in ${host}`, defaultMs, () => told)
  }

  async disturb(what: Disturbance) {
    const began = performance.now()
    const done = disturb(this.world, what)
    try {
      await this.ask(disturbanceWords(what), disturbMs, async () => {
        await done.begun
        // What was seen before must not be taken for what came of it.
        this.since = performance.now()
        return 'done'
      })
    } catch (error) {
      // Withdrawn half-way, it may still come to pass.
      await done.restore()
      throw error
    }
    return async () => {
      await done.restore()
      const ms = Math.round(performance.now() - began)
      this.keep({ question: disturbanceWords(what), answer: 'put back', ms })
    }
  }

  answer(): string | undefined {
    return this.answered
  }

  private async ask<T>(
    question: string,
    timeoutMs: number,
    put: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const began = performance.now()
    const tell = (answer: unknown) =>
      this.keep({ question, answer: cut(answer), ms: Math.round(performance.now() - began) })
    const late = AbortSignal.timeout(timeoutMs)
    const limit = AbortSignal.any([this.signal, late])
    try {
      const answer = await Promise.race([put(limit), ended(limit)])
      tell(answer)
      return answer
    } catch (error) {
      const reason = late.aborted ? `no answer in ${timeoutMs / 1000} s` : toAppError(error).message
      tell(reason)
      throw error instanceof ProbeError && !late.aborted
        ? error
        : new ProbeError(reason, { cause: error })
    }
  }
}

/** Rejects when the time is over, so that an answer which ignores its signal cannot hold a check. */
function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new ProbeError('the question was withdrawn'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })
}

function cut(answer: unknown): string {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
  return text.length <= answerLimit ? text : `${text.slice(0, answerLimit)}…`
}
