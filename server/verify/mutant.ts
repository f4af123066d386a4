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

/** What passes beside the aim of a mutation, or why that cannot be seen. */
export type Control = { checks: readonly CompiledCheck[] } | { trouble: string }

export interface Bench {
  environment: Environment
  asker: Asker
  /** What passes while nothing is broken. */
  checks: readonly CompiledCheck[]
  /** By what a `control` is of. */
  controls: Map<string, Control>
  signal: AbortSignal
}

export async function tryMutation(mutation: Mutation, bench: Bench): Promise<Trial> {
  const began = performance.now()
  const proof = (verdict: MutantProof['verdict'], words: string) => {
    return { name: mutation.name, verdict, words, ms: Math.round(performance.now() - began) }
  }
  const asked = await askedAbout(mutation, bench)
  if (asked === undefined) return { mended: false, again: true }
  if ('trouble' in asked) return { proof: proof('untried', asked.trouble), mended: true }
  const { code, stdout, stderr } = await script(bench, mutation.host, mutation.break)
  if (code === NOTHING) return { mended: true }
  if (code !== 0) {
    return {
      proof: proof('untried', lastWords(stderr || stdout)),
      mended: await mend(mutation, bench, stdout),
    }
  }
  const seen = await notice(asked.checks, bench.asker, bench.signal)
  const done =
    seen === undefined
      ? proof('survived', '')
      : proof('noticed', `${seen.check}: ${seen.outcome.sentence}`)
  return { proof: done, mended: await mend(mutation, bench, stdout) }
}

/** What can be asked about a mutation; undefined where its control cannot be taken back. */
async function askedAbout(mutation: Mutation, bench: Bench): Promise<Control | undefined> {
  const { control, host } = mutation
  if (control === undefined) return { checks: bench.checks }
  const known = bench.controls.get(control.of)
  if (known !== undefined) return known
  const { code, stdout, stderr } = await script(bench, host, control.run)
  const found: Control =
    code === 0
      ? { checks: await standing(bench.checks, bench.asker, bench.signal) }
      : { trouble: lastWords(stderr || stdout) }
  bench.controls.set(control.of, found)
  return (await mend(mutation, bench, stdout)) ? found : undefined
}

async function mend(mutation: Mutation, bench: Bench, kept: string): Promise<boolean> {
  if (mutation.mend === undefined) return false
  await script(bench, mutation.host, mutation.mend, kept)
  const { checks, asker, signal } = bench
  return (await stillBroken(checks, asker, signal, MENDED_MS)).length === 0
}

function script({ environment }: Bench, host: string, text: string, kept = '') {
  const argv = ['bash', '-ec', text, 'mutation', kept.trimEnd()]
  return environment.exec(host, argv, { timeoutMs: SCRIPT_MS })
}

/** A command that fails says last what was the matter. */
function lastWords(printed: string): string {
  return printed.trim().split('\n').at(-1) ?? ''
}
