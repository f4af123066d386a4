/** Shows that a lab can be done and cannot be passed without doing it: each step fails before its solution and passes after. */
import type { Outcome } from '../../labs/define.ts'
import { checkKind } from '../../labs/checks/index.ts'
import type { CompiledCheck, CompiledLab, CompiledStep } from '../../labs/format/compiled.ts'
import type { Environment } from '../runs/ports.ts'
import type { Asker } from './ask.ts'
import { round } from './round.ts'

/** What a solved state is given to settle, at least: a database in a container takes its time. */
const SETTLE_MS = 20_000
const COMMAND_MS = 120_000

export interface StepProof {
  step: string
  title: string
  before: 'fails' | 'passes' | 'inconclusive'
  after: 'passes' | 'fails' | 'inconclusive' | 'not tried'
  ms: number
  /** Empty when the step is proved. */
  surprise: string
  /** What the solution printed, for whoever mends the lab. */
  transcript: string
}

/** Gives a proof for every step, as it is had. Stops after a step whose solution does not solve it. */
export async function* prove(
  lab: CompiledLab,
  environment: Environment,
  signal: AbortSignal,
): AsyncGenerator<StepProof> {
  const answers = new Map<string, string>()
  const asker: Asker = {
    probe: (keep, answer, limit) => environment.probe(keep, answer, limit),
    answer: (check) => answers.get(check),
  }
  for (const step of lab.steps) {
    const began = performance.now()
    const before = await look(step.checks.map(atOnce), asker, signal)
    const early = summary(before)
    const transcript = early === 'passes' ? '' : await solve(step, environment)
    const after = early === 'passes' ? undefined : await solved(step, asker, answers, signal)
    const late = after === undefined ? 'not tried' : summary(after)
    yield {
      step: step.id,
      title: step.title,
      before: early,
      after: late,
      ms: Math.round(performance.now() - began),
      surprise: surpriseOf(early, before, late, after),
      transcript,
    }
    if (late !== 'passes') return
  }
}

type Looked = { check: CompiledCheck; outcome: Outcome }[]

async function look(checks: CompiledCheck[], asker: Asker, signal: AbortSignal): Promise<Looked> {
  const looked: Looked = []
  const onOutcome = (check: CompiledCheck, outcome: Outcome) => void looked.push({ check, outcome })
  await round(checks, asker, { onAsking: () => undefined, onOutcome }, signal)
  return looked
}

async function solved(
  step: CompiledStep,
  asker: Asker,
  answers: Map<string, string>,
  signal: AbortSignal,
): Promise<Looked> {
  for (const check of step.checks) {
    const kind = checkKind(check.kind)
    if (kind?.solve === undefined) continue
    const probe = asker.probe(() => undefined, undefined, signal)
    answers.set(check.id, await kind.solve(check.args, probe))
  }
  const patient = step.checks.map((check) => ({
    ...check,
    within: Math.max(check.within, SETTLE_MS),
  }))
  return look(patient, asker, signal)
}

async function solve(step: CompiledStep, environment: Environment): Promise<string> {
  const lines: string[] = []
  for (const { host, run } of step.solution) {
    const done = await environment.exec(host, ['bash', '-lc', run], {
      tty: true,
      timeoutMs: COMMAND_MS,
    })
    lines.push(`${host}$ ${run}`, done.stdout.trimEnd(), `(exit ${done.code})`)
  }
  return lines.join('\n')
}

function atOnce(check: CompiledCheck): CompiledCheck {
  return { ...check, within: 0, stable: 1 }
}

function summary(looked: Looked): 'passes' | 'fails' | 'inconclusive' {
  if (looked.every(({ outcome }) => outcome.verdict === 'pass')) return 'passes'
  return looked.some(({ outcome }) => outcome.verdict === 'fail') ? 'fails' : 'inconclusive'
}

function surpriseOf(early: string, before: Looked, late: string, after: Looked | undefined) {
  if (early === 'passes') return 'passes before its solution'
  if (early === 'inconclusive') return `cannot be asked before its solution: ${reasons(before)}`
  if (late === 'passes') return ''
  return `does not pass after its solution: ${reasons(after ?? [])}`
}

function reasons(looked: Looked): string {
  return looked
    .filter(({ outcome }) => outcome.verdict !== 'pass' && outcome.verdict !== 'skipped')
    .map(
      ({ outcome }) => `${outcome.sentence} (expected ${outcome.expected}; found ${outcome.found})`,
    )
    .join(' · ')
}
