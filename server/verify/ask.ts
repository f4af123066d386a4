/** Puts one check to the environment, once. */
import type { Evidence, Outcome, Probe } from '../../labs/define.ts'
import { ProbeError } from '../../labs/define.ts'
import { checkKind } from '../../labs/checks/index.ts'
import type { CompiledCheck } from '../../labs/format/compiled.ts'

/** A check that takes longer than this could not be asked, whatever the reason. */
const LIMIT_MS = 30_000

export interface Asker {
  probe(keep: (evidence: Evidence) => void, answer: string | undefined, signal: AbortSignal): Probe
  /** What the learner last answered to a check. */
  answer(check: string): string | undefined
  /** Whether a way that is closed is walked to find where it breaks: for people, who want to know. */
  explains?: boolean
}

/** Never throws for what the environment does; rejects only when `signal` is aborted. */
export async function ask(
  check: CompiledCheck,
  asker: Asker,
  signal: AbortSignal,
): Promise<Outcome> {
  const evidence: Evidence[] = []
  const began = performance.now()
  const kind = checkKind(check.kind)
  const limitMs = kind?.limit?.(check.args) ?? LIMIT_MS
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
  const done = (part: Omit<Outcome, 'evidence' | 'ms'>): Outcome => ({
    ...part,
    evidence,
    ms: Math.round(performance.now() - began),
  })
  try {
    const probe = asker.probe((item) => evidence.push(item), asker.answer(check.id), limit)
    if (kind === undefined) throw new ProbeError(`there is no check kind "${check.kind}"`)
    const finding = kind.run(check.args, probe, limit)
    // What was disturbed is put back before anything else is asked, also when nobody wants to know any more.
    return done(await (kind.disturbs ? finding : untilAborted(finding, limit)))
  } catch (error) {
    signal.throwIfAborted()
    const why = limit.aborted ? `no answer within ${limitMs / 1000} seconds` : reasonOf(error)
    return done({
      verdict: 'inconclusive',
      expected: check.describe,
      found: why,
      sentence: `This could not be asked: ${why}.`,
    })
  }
}

/** The outcome of a check whose ground failed: one cause, one red line. */
export function skipped(check: CompiledCheck, cause: CompiledCheck): Outcome {
  return {
    verdict: 'skipped',
    expected: check.describe,
    found: '',
    sentence: `Not asked yet: it depends on “${cause.describe}”.`,
    evidence: [],
    ms: 0,
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/\.$/, '')
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new ProbeError('stopped'))
    // Heard out also when it comes too late: a failure that nobody listens to would end the server.
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
  })
}
