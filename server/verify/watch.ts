/**
 * Asks on its own: Docker events and shell prompts trigger the checks they can affect. Rounds of a step
 * never overlap; triggers that come during one are merged into the next.
 */
import { checkKind } from '../../labs/checks/index.ts'
import type { Outcome } from '../../labs/define.ts'
import type { CompiledCheck, CompiledStep } from '../../labs/format/compiled.ts'
import type { Trigger } from '../protocol.ts'
import type { Asker } from './ask.ts'
import { disturbs, round } from './round.ts'

/** Events come in bursts (create, connect, start): one look after the burst is enough. */
const BURST_MS = 150

export interface WatchPorts {
  asker: Asker
  /** Steps to ask about now: the current one first, then those passed, whose truth is shown beside them. */
  current(): CompiledStep | undefined
  passed(): CompiledStep[]
  onAsking(check: CompiledCheck): void
  onOutcome(step: CompiledStep, check: CompiledCheck, outcome: Outcome, trigger: Trigger): void
  onStepPassed(step: CompiledStep): Promise<void>
  onError(error: unknown): void
}

export interface Watch {
  /** Looks soon, at the current step and at those passed. */
  nudge(trigger: Trigger): void
  /** Looks at one step now, before any patient round that is under way, and resolves when it is over. */
  askNow(step: CompiledStep, trigger: Trigger): Promise<void>
  stop(): void
}

export function createWatch(ports: WatchPorts): Watch {
  const stopper = new AbortController()
  let pending: Trigger | undefined
  let timer: NodeJS.Timeout | undefined
  let interrupt = new AbortController()
  let queue = Promise.resolve()

  const enqueue = (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    queue = queue.then(async () => {
      interrupt = new AbortController()
      const signal = AbortSignal.any([stopper.signal, interrupt.signal])
      try {
        if (!stopper.signal.aborted) await work(signal)
      } catch (error) {
        if (!signal.aborted) ports.onError(error)
      }
    })
    return queue
  }

  const look = async (
    step: CompiledStep,
    trigger: Trigger,
    signal: AbortSignal,
    checks = step.checks,
  ): Promise<void> => {
    const asked = trigger === 'button' ? checks : checks.filter((check) => !disturbs(check))
    const passed = await round(
      asked,
      ports.asker,
      {
        onAsking: ports.onAsking,
        onOutcome: (check, outcome) => ports.onOutcome(step, check, outcome, trigger),
      },
      signal,
    )
    const isCurrent = ports.current()?.id === step.id
    // What only the button may ask keeps its step open until it is asked.
    if (!passed || !isCurrent || asked.length < checks.length) return
    await ports.onStepPassed(step)
    // The next step may have its own patience; whoever asked about this one is not kept waiting for it.
    // Nor did anybody ask about the next one: what is not done there yet is nobody's failure.
    const wasAsked = trigger === 'button' || trigger === 'answer'
    if (ports.current() !== undefined) nudge(wasAsked ? 'start' : trigger)
  }

  const sweep = async (trigger: Trigger, signal: AbortSignal) => {
    const current = ports.current()
    if (current !== undefined) await look(current, trigger, signal)
    for (const step of ports.passed()) {
      if (signal.aborted || pending !== undefined) return
      const live = step.checks.filter(({ live, kind }) => live && !checkKind(kind)?.lasts)
      await look(step, trigger, signal, withoutPatience(live))
    }
  }

  const nudge = (trigger: Trigger): void => {
    pending ??= trigger
    timer ??= setTimeout(() => {
      timer = undefined
      const why = pending ?? trigger
      void enqueue(async (signal) => {
        pending = undefined
        await sweep(why, signal)
      })
    }, BURST_MS)
  }

  return {
    nudge,
    askNow(step, trigger) {
      interrupt.abort()
      return enqueue((signal) => look(step, trigger, signal))
    },
    stop() {
      stopper.abort()
      clearTimeout(timer)
    },
  }
}

/** Whether something is still true is asked as it stands: no waiting for it to become so. */
function withoutPatience(checks: CompiledCheck[]): CompiledCheck[] {
  return checks.map((check) => ({ ...check, within: 0, stable: 1 }))
}
