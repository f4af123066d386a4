/** A copy of a lab that stands after one of its steps, and what passes there. */
import type { CompiledCheck, CompiledLab } from '../../labs/format/compiled.ts'
import type { Mutation } from '../../labs/mutate/mutation.ts'
import { AppError } from '../errors.ts'
import type { Environment } from '../runs/ports.ts'
import { asking, type Asking } from './asking.ts'
import { replay } from './replay.ts'
import { noticing, standing } from './standing.ts'
import { mutationsNow } from './survey.ts'

export interface Stand extends Asking {
  environment: Environment
  /** Number of the step, from 0. */
  step: number
  checks: readonly CompiledCheck[]
  mutations: readonly Mutation[]
}

interface StandPorts {
  lab: CompiledLab
  open(): Environment
  signal: AbortSignal
}

/** Goes on from `before` where that has not come so far yet; else begins anew. */
export async function standAt(
  ports: StandPorts,
  step: number,
  before: Stand | undefined,
): Promise<Stand> {
  if (before?.step === step) return before
  const { lab, signal } = ports
  const environment = before?.environment ?? ports.open()
  const asks = before ?? asking(environment)
  try {
    if (before === undefined) await environment.provision({ signal, onProgress: () => undefined })
    const missing = lab.steps.slice((before?.step ?? -1) + 1, step + 1)
    for await (const done of replay(missing, environment, asks, signal)) {
      if (done.surprise !== '') {
        throw new AppError('bad-request', {
          reason: `${done.step.id} does not pass again: ${done.surprise}`,
        })
      }
    }
    const { asker, answers } = asks
    const checks = await standing(noticing(lab, step), asker, signal)
    const mutations = await mutationsNow(lab, environment, checks)
    return { environment, asker, answers, step, checks, mutations }
  } catch (error) {
    await environment.destroy()
    throw error
  }
}
