/** Draw the goal: a sheet of its own to draw on, and on keeping it the difference goes into the step. */
import {
  withoutProposal,
  type LayoutChange,
  type Proposal,
  type Refused,
} from '../../../labs/edit/index.ts'
import { openDocument, type LabDocument } from '../document.svelte.ts'
import { goalOn, goalSheet } from './goal-text.ts'

export interface GoalSession {
  /** Id of the step. */
  step: string
  /** The sheet: canvas, palette and forms work on it as on the lab itself. */
  doc: LabDocument
  /** What the drawing asks for now, in words, with whether it is ticked. */
  readonly proposals: (Proposal & { key: string; ticked: boolean })[]
  tick(key: string, ticked: boolean): void
  /** Writes what is ticked, and the places of what is new, into the lab. */
  keep(): Refused | undefined
  close(): void
}

const keyOf = ({ path }: Proposal): string => path.join('\n')

export function beginGoal(lab: LabDocument, step: string): GoalSession | Refused {
  const sheet = goalSheet(lab.text, step)
  if ('refused' in sheet) return sheet
  const doc = openDocument(
    {
      ...{ id: `${lab.id}-goal`, title: 'Goal', revision: 0, savedAt: 0, problems: 0 },
      ...{ text: sheet.text, layout: lab.layout, files: lab.files },
    },
    // A sheet is never saved: what is kept of it goes into the lab.
    { put: (revision) => Promise.resolve({ ok: true, value: { revision } }) },
  )
  let unticked = $state.raw<ReadonlySet<string>>(new Set())
  const drawn = $derived(goalOn(doc.text, sheet.before, sheet.wished))
  const proposals = $derived(
    ('refused' in drawn ? [] : drawn.proposals).map((proposal) => {
      const key = keyOf(proposal)
      const off = [...unticked].some((one) => key === one || key.startsWith(`${one}\n`))
      return { ...proposal, key, ticked: !off }
    }),
  )

  return {
    step,
    doc,
    get proposals() {
      return proposals
    },
    tick(key, ticked) {
      const others = [...unticked].filter((one) => one !== key)
      unticked = new Set(ticked ? others : [...others, key])
    },
    keep() {
      if ('refused' in drawn) return drawn
      const off = proposals.filter(({ ticked }) => !ticked)
      const goal = off.reduce((left, { path }) => withoutProposal(left, path), drawn.goal)
      const done = lab.run({ do: 'setGoal', id: step, goal }, 'Draw the goal', `goal-${step}`)
      if ('refused' in done) return done
      const placed = Object.entries(doc.layout.positions)
        .filter(([key, at]) => lab.layout.positions[key] !== at)
        .map(([place, at]): LayoutChange => ({ place, at }))
      if (placed.length > 0) lab.move(placed, `goal-${step}`)
      return undefined
    },
    close: () => doc.close(),
  }
}
