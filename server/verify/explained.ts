/** An outcome whose connection did not come through, with the hop where it broke. */
import { ProbeError, type Evidence, type Outcome } from '../../labs/define.ts'
import type { Asker } from './ask.ts'
import { explain } from './explain.ts'

const LIMIT_MS = 15_000

/** What was asked for the explanation is kept behind the check's own evidence. Rejects only when `signal` is aborted. */
export async function explained(
  outcome: Outcome,
  asker: Pick<Asker, 'probe' | 'explains'>,
  signal: AbortSignal,
): Promise<Outcome> {
  const { unreached, ...rest } = outcome
  if (unreached === undefined || rest.verdict !== 'fail' || asker.explains !== true) return rest
  const evidence: Evidence[] = []
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)])
  try {
    const probe = asker.probe((item) => evidence.push(item), undefined, limit)
    const { hops, hint } = await explain(unreached, probe)
    return {
      ...rest,
      evidence: [...rest.evidence, ...evidence],
      path: { hops, hint, asked: evidence.length },
    }
  } catch (error) {
    signal.throwIfAborted()
    // The outcome stands without its explanation; why there is none is kept with it.
    if (!(error instanceof ProbeError) && !limit.aborted) throw error
    return { ...rest, evidence: [...rest.evidence, ...evidence] }
  }
}
