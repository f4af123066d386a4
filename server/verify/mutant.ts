/** One mutation tried: broken, asked about, put back. */
import type { CompiledCheck } from '../../labs/format/compiled.ts'
import { NOTHING, type Mutation } from '../../labs/mutate/mutation.ts'
import type { Environment } from '../runs/ports.ts'
import type { Asker } from './ask.ts'
import { notice, stillBroken } from './notice.ts'
import { standing } from './standing.ts'

const SCRIPT_MS = 60_000
/** A container made anew or an engine started again needs this long to be as it was. */
const MENDED_MS = 8_000

export interface MutantProof {
  name: string
  /** The last step after which it could be broken. */
  step: string
  verdict: 'noticed' | 'survived' | 'accepted' | 'untried'
  /** The check that noticed with its sentence, why it is accepted, or why it could not be tried. */
  words: string
  ms: number
}

export interface Trial {
  /** Undefined where there was nothing to break. */
  proof?: Omit<MutantProof, 'step'>
  /** Whether everything that passed before passes again. */
  mended: boolean
  /** Whether it is to be tried once more, in another environment. */
  again?: true
}

export interface Bench {
  environment: Environment
  asker: Asker
  /** What passes while nothing is broken. */
  checks: readonly CompiledCheck[]
  /** What passes beside the aim of a mutation, by its `control`. */
  controls: Map<string, readonly CompiledCheck[]>
  signal: AbortSignal
}

export async function tryMutation(mutation: Mutation, bench: Bench): Promise<Trial> {
  const began = performance.now()
  const proof = (verdict: MutantProof['verdict'], words: string) => {
    return { name: mutation.name, verdict, words, ms: Math.round(performance.now() - began) }
  }
  const checks = await asked(mutation, bench)
  if (checks === undefined) return { mended: false, again: true }
  const { code, stdout, stderr } = await script(bench, mutation.host, mutation.break)
  if (code === NOTHING) return { mended: true }
  if (code !== 0) {
    return {
      proof: proof('untried', `${stderr || stdout}`.trim()),
      mended: await mend(mutation, bench, stdout),
    }
  }
  const seen = await notice(checks, bench.asker, bench.signal)
  const done =
    seen === undefined
      ? proof('survived', '')
      : proof('noticed', `${seen.check}: ${seen.outcome.sentence}`)
  return { proof: done, mended: await mend(mutation, bench, stdout) }
}

/** What can be asked about a mutation; undefined where its control cannot be taken back. */
async function asked(
  mutation: Mutation,
  bench: Bench,
): Promise<readonly CompiledCheck[] | undefined> {
  const { control, host } = mutation
  if (control === undefined) return bench.checks
  const known = bench.controls.get(control.of)
  if (known !== undefined) return known
  const { code, stdout } = await script(bench, host, control.run)
  const passing = code === 0 ? await standing(bench.checks, bench.asker, bench.signal) : []
  bench.controls.set(control.of, passing)
  const mended = await mend(mutation, bench, stdout)
  return mended ? passing : undefined
}

async function mend(mutation: Mutation, bench: Bench, kept: string): Promise<boolean> {
  await script(bench, mutation.host, mutation.mend, kept)
  const { checks, asker, signal } = bench
  return (await stillBroken(checks, asker, signal, MENDED_MS)).length === 0
}

function script({ environment }: Bench, host: string, text: string, kept = '') {
  const argv = ['bash', '-ec', text, 'mutation', kept.trimEnd()]
  return environment.exec(host, argv, { timeoutMs: SCRIPT_MS })
}
