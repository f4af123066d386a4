/** A run's record as moments that somebody can read and choose. Pure. */
import type { Outcome, Verdict } from '../../labs/define.ts'
import type { Entry, EntryBody, LabView, RunRecord } from '../../server/protocol.ts'
import { isLive } from './words.ts'

export interface Moment {
  /** Number of the entry in the record. */
  seq: number
  /** ms since the epoch. */
  at: number
  type: EntryBody['type']
  /** Set for outcomes. */
  verdict?: Verdict
  /** Step it belongs to, if any. */
  step: string
  /** One line. */
  title: string
  /** A second line: the sentence, the answer, the reason; may be empty. */
  detail: string
  outcome?: Outcome
  /** The check's own words, and what made the server ask. */
  check?: { id: string; describe: string; kind: string; trigger: string }
  /** Terminal that was opened or closed. */
  terminal?: string
}

export function momentsOf(record: Pick<RunRecord, 'entries' | 'lab'>): Moment[] {
  return record.entries.map((entry) => ({
    seq: entry.seq,
    at: entry.at,
    type: entry.body.type,
    step: 'step' in entry.body ? entry.body.step : '',
    detail: '',
    ...read(entry.body, record.lab),
  }))
}

type Reading = Pick<Moment, 'title'> & Partial<Moment>
type Readers = {
  [T in EntryBody['type']]: (body: Extract<EntryBody, { type: T }>, lab: LabView) => Reading
}

const TRIGGERS: Record<string, string> = {
  button: 'the learner pressed Check',
  prompt: 'a command ended',
  event: 'something changed in Docker',
  answer: 'an answer was given',
  start: 'the step began',
  prove: 'the lab was being proved',
}

const FILE = { saved: 'Saved', made: 'Made', moved: 'Moved', removed: 'Removed' } as const

const readers: Readers = {
  requested: (body) => ({
    title: `${body.learner} asked for the lab`,
    detail: `Seed ${body.seed}`,
  }),
  status: (body) => ({
    title: `The run is ${body.status}`,
    detail: body.error ? `${body.error.title}. ${body.error.advice}` : (body.reason ?? ''),
  }),
  images: (body) => ({
    title: 'Images were fixed',
    detail: Object.entries(body.digests)
      .map(([name, digest]) => `${name} ${digest}`)
      .join('\n'),
  }),
  outcome: (body, lab) => {
    const view = stepOf(lab, body.step)?.checks.find((check) => check.id === body.check)
    const describe = view?.ask ?? view?.describe ?? body.check
    const trigger = TRIGGERS[body.trigger] ?? body.trigger
    return {
      verdict: body.outcome.verdict,
      title: describe,
      detail: body.outcome.sentence,
      outcome: body.outcome,
      check: { id: body.check, describe, kind: view?.kind ?? '', trigger },
    }
  },
  passed: (body, lab) => ({ title: `Step passed: ${titleOf(lab, body.step)}` }),
  answer: (body) => ({ title: 'The learner answered', detail: body.text }),
  hint: (body) => ({ title: `Hint ${String(body.hint + 1)} was taken`, detail: body.text }),
  terminal: (body) => ({
    title: `Terminal on ${body.host} ${body.action}`,
    terminal: body.terminal,
  }),
  command: (body) => ({
    title: `${body.host}: ${body.text}`,
    detail: `Ended with exit code ${String(body.exit)}, as the host’s own shell told it`,
    terminal: body.terminal,
  }),
  extended: () => ({ title: 'The time was extended' }),
  file: (body) => ({
    title: `${FILE[body.action]} ${body.host}:${body.path}`,
    detail: body.to ?? body.text ?? (body.version === undefined ? '' : `sha256 ${body.version}`),
  }),
  reset: (body, lab) => ({
    title:
      body.host === undefined
        ? `Put back to the beginning of: ${titleOf(lab, body.step ?? '')}`
        : `${body.host} was put back to its start`,
    detail: 'What was passed before stays passed',
  }),
  'caught-up': (body, lab) => ({
    title: `Caught up: ${titleOf(lab, body.step)}`,
    detail: 'Carried out with the reference solution, not by the learner',
  }),
  engine: (body) => ({
    title: body.state === 'lost' ? 'The Docker engine was lost' : 'The Docker engine is back',
    detail: body.error?.title ?? '',
  }),
  applied: (body) => ({
    title: 'A later state of the draft was applied',
    detail: body.steps.map((step) => `${step.action} ${step.host}/${step.target}`).join('\n'),
  }),
}

function read(body: EntryBody, lab: LabView): Reading {
  const reader = readers[body.type] as (body: EntryBody, lab: LabView) => Reading
  return reader(body, lab)
}

function stepOf(lab: LabView, id: string) {
  return lab.steps.find((step) => step.id === id)
}

function titleOf(lab: LabView, id: string): string {
  return stepOf(lab, id)?.title ?? id
}

export interface StepSummary {
  id: string
  title: string
  /** ms since the epoch; undefined while not passed. */
  passedAt?: number
  /** It was carried out for the learner. */
  caughtUp: boolean
  /** Checks that failed when the learner asked; what was only watched is no failure. */
  failures: number
  hints: number
}

export function stepSummaries(record: Pick<RunRecord, 'entries' | 'lab'>): StepSummary[] {
  return record.lab.steps.map((step) => {
    const own = record.entries.filter(({ body }) => 'step' in body && body.step === step.id)
    const passed = own.find(({ body }) => body.type === 'passed')
    const fails = ({ body }: Entry) =>
      body.type === 'outcome' &&
      body.outcome.verdict === 'fail' &&
      (body.trigger === 'button' || body.trigger === 'answer')
    return {
      id: step.id,
      title: step.title,
      ...(passed ? { passedAt: passed.at } : {}),
      caughtUp: own.some(({ body }) => body.type === 'caught-up'),
      failures: own.filter(fails).length,
      hints: own.filter(({ body }) => body.type === 'hint').length,
    }
  })
}

export interface Span {
  from: number
  to: number
}

/** What the timeline covers: from the request to the end, or to the last thing recorded. */
export function spanOf(record: RunRecord): Span {
  const from = Math.min(record.row.startedAt, record.entries[0]?.at ?? Infinity)
  const ends = record.casts.map((cast) => cast.startedAt + cast.duration)
  const last = Math.max(from, record.entries.at(-1)?.at ?? 0, ...ends)
  const to = isLive(record.row) ? last : Math.max(last, record.row.endedAt ?? 0)
  return { from, to: Math.max(to, from + 1000) }
}

/** The last moment of those given at or before a time: what the replay is just about to explain. */
export function latestBy(moments: Moment[], time: number): Moment | undefined {
  return moments.findLast((moment) => moment.at <= time)
}
