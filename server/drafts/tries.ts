/** Drafts in a real environment: one try a draft, and a plan from where it is to the draft as saved. */
import { AppError } from '../errors.ts'
import type { TriesDoor } from '../http/draft-ports.ts'
import type { DraftRecords } from '../records/draft-ports.ts'
import type { RunRecords } from '../records/ports.ts'
import type { Made, Run } from '../runs/run-ports.ts'
import type { Runs } from '../runs/runs.ts'
import { draftLab, type Library } from './library.ts'
import { createTurns } from './turns.ts'

export interface TriesPorts {
  records: Pick<DraftRecords, 'draft'> & Pick<RunRecords, 'open' | 'row' | 'entries'>
  runs: Pick<Runs, 'start' | 'find'>
  library: Pick<Library, 'show' | 'begin'>
  runLink(run: string): string
}

export interface Tries extends TriesDoor {
  /** Ends the try of a draft, if there is one. */
  end(draft: string): Promise<void>
}

const longestTitle = 70

export function createTries({ records, runs, library, runLink }: TriesPorts): Tries {
  const inTurn = createTurns()

  const openTries = async (draft: string) =>
    (await records.open()).filter(({ lab }) => lab === draftLab(draft))

  const endAll = async (draft: string) => {
    const open = await openTries(draft)
    await Promise.all(open.map(({ run }) => runs.find(run)?.end('administrator')))
  }

  const found = async (draft: string, id: string): Promise<Run> => {
    const row = await records.row(id)
    if (row?.lab !== draftLab(draft)) throw new AppError('run-unknown')
    const run = runs.find(id)
    if (run === undefined) throw new AppError('run-over')
    return run
  }

  /** The draft as saved, with the parameters that the try has. */
  const made = async (
    compile: (lab: string, seed: string) => Promise<Made>,
    draft: string,
    run: string,
  ): Promise<Made> => {
    const body = (await records.entries(run))[0]?.body
    if (body?.type !== 'requested') throw new AppError('run-unknown')
    return compile(draftLab(draft), body.seed)
  }

  return {
    start: (draft) =>
      inTurn(draft, async () => {
        const { title } = await records.draft(draft)
        // A text that cannot be tried must not cost the try that is going on.
        await library.show(draftLab(draft), 'try')
        await endAll(draft)
        const learner = `Try: ${[...title].slice(0, longestTitle).join('')}`
        const run = await runs.start({ lab: draftLab(draft), learner })
        return { run, link: runLink(run) }
      }),
    async current(draft) {
      await records.draft(draft)
      const open = await openTries(draft)
      return open.find(({ run }) => runs.find(run) !== undefined)?.run ?? null
    },
    async plan(draft, id) {
      const run = await found(draft, id)
      return run.plan((await made(library.show, draft, id)).lab)
    },
    apply: (draft, id) =>
      inTurn(draft, async () => {
        const run = await found(draft, id)
        return run.apply(await made(library.begin, draft, id))
      }),
    end: (draft) => inTurn(draft, () => endAll(draft)),
  }
}
