import { AppError, toAppError } from '../errors.ts'
import { diff, type DiffOptions } from './diff.ts'
import type { Progress, Runtime } from './ports.ts'
import type { Desired } from './state.ts'
import { execute, type Step } from './steps.ts'

export interface ReconcileOptions extends Pick<DiffOptions, 'keepBegun'> {
  signal: AbortSignal
  progress?: Progress
  /** How often the same step for the same reason is tried before giving up. */
  tries?: number
}

const defaultTries = 4

/**
 * Observes, diffs, applies what is missing, and looks again until nothing is left. No state of its own: a crash
 * at any point is repaired by calling it again.
 * @throws AppError provision-stuck when a step does not stick; whatever an executor throws when retrying cannot help.
 */
export async function reconcile(
  desired: Desired,
  runtime: Runtime,
  { signal, progress, tries = defaultTries, keepBegun = false }: ReconcileOptions,
): Promise<void> {
  const seen = new Map<string, number>()
  let failure: AppError | undefined
  for (let round = 0; ; round++) {
    signal.throwIfAborted()
    const actual = await runtime.observe(desired, signal)
    const steps = diff(desired, actual, { attempt: round, keepBegun })
    if (steps.length === 0) return
    for (const step of steps) {
      const id = `${step.action} ${step.key}: ${step.reason}`
      const times = (seen.get(id) ?? 0) + 1
      if (times > tries) throw failure ?? stuck(step, tries)
      seen.set(id, times)
    }
    failure = await applyAll(steps, runtime, signal, progress)
    if (failure && !worthRetrying(failure)) throw failure
    // A mark changes nothing that could be looked at.
    if (!failure && steps.every(({ action }) => action === 'host.begin')) return
  }
}

/** Runs every step as soon as those it comes after are done. Answers with the first failure once all have ended. */
async function applyAll(
  steps: Step[],
  runtime: Runtime,
  signal: AbortSignal,
  progress: Progress | undefined,
): Promise<AppError | undefined> {
  const failures: AppError[] = []
  progress?.planned(steps)
  const running = new Map<string, Promise<boolean>>()
  const byKey = new Map(steps.map((step) => [step.key, step]))
  const start = (step: Step): Promise<boolean> => {
    const known = running.get(step.key)
    if (known) return known
    const work = run(step)
    running.set(step.key, work)
    return work
  }
  const run = async (step: Step): Promise<boolean> => {
    const before = step.after.map((key) => byKey.get(key)).filter((found) => found !== undefined)
    const ready = await Promise.all(before.map(start))
    if (signal.aborted || !ready.every(Boolean)) return false
    progress?.started(step)
    try {
      await execute(runtime.executors, step, signal)
    } catch (error) {
      failures.push(toAppError(error))
      return false
    }
    progress?.done(step)
    return true
  }
  await Promise.all(steps.map(start))
  signal.throwIfAborted()
  return failures.find((failure) => !worthRetrying(failure)) ?? failures[0]
}

/** Somebody else was quicker, removed what we had just seen, or a swarm was late: looking again settles it. */
const passing = new Set<string>(['docker-conflict', 'docker-missing', 'swarm-attach'])

function worthRetrying({ code }: AppError): boolean {
  return passing.has(code)
}

function stuck(step: Step, tries: number): AppError {
  return new AppError('provision-stuck', { action: step.action, reason: step.reason, tries })
}
