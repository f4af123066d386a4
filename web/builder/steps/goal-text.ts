/** A lab as it stands when a step begins, with that step's goal drawn on it: the sheet that a goal is drawn on. */
import {
  drawingBefore,
  drawnGoal,
  edit,
  proposalsOf,
  type DrawnGoal,
  type Fields,
  type Refused,
} from '../../../labs/edit/index.ts'
import { isFields, same, type Value } from '../../../labs/edit/value.ts'
import { writtenLab } from './written.ts'

export interface GoalSheet {
  text: string
  before: Fields
  /** The step's goal as it is. */
  wished: Fields
}

/** The one step of the sheet: never done, there so that the sheet is a lab that can be drawn. */
const filler = (host: string): Value => [
  {
    id: 'goal',
    title: 'Goal',
    checks: [{ exec: { in: host, run: 'true' } }],
    solution: 'true',
  },
]

export function goalSheet(text: string, step: string): GoalSheet | Refused {
  const lab = writtenLab(text)
  if ('refused' in lab) return lab
  const index = lab.steps.findIndex(({ id }) => id === step)
  const wished = lab.steps[index]?.goal
  if (wished === undefined) return { refused: { reason: `There is no step “${step}”.` } }
  const before = drawingBefore(lab.value, index)
  const after = drawingBefore(lab.value, index + 1)
  const made = edit(text, (sheet) => {
    sheet.set(['steps'], filler(lab.hosts[0] ?? ''))
    sheet.set(['hosts'], after)
  })
  return 'refused' in made ? made : { text: made.text, before, wished }
}

/** What must become true for the sheet's drawing to be there. What the step wished before and is still so stays wished. */
export function goalOn(sheet: string, before: Fields, wished: Fields): DrawnGoal | Refused {
  const lab = writtenLab(sheet)
  if ('refused' in lab) return lab
  const after = drawingBefore(lab.value, 0)
  const goal = joined(drawnGoal(before, after).goal, stillSo(wished, after))
  return { goal, proposals: proposalsOf(goal) }
}

/** A step may wish for what is so already; redrawing it must not forget that. */
function stillSo(wished: Fields, drawn: Fields): Fields {
  const kept = Object.entries(wished).flatMap(([key, wish]): [string, Value][] => {
    const now = drawn[key]
    if (isFields(wish) && isFields(now)) {
      const inner = stillSo(wish, now)
      return Object.keys(inner).length > 0 || Object.keys(wish).length === 0 ? [[key, inner]] : []
    }
    return key === 'images' || same(wish, now ?? null) ? [[key, wish]] : []
  })
  return Object.fromEntries(kept)
}

function joined(goal: Fields, more: Fields): Fields {
  const keys = [...new Set([...Object.keys(more), ...Object.keys(goal)])]
  return Object.fromEntries(
    keys.map((key): [string, Value] => {
      const one = goal[key]
      const other = more[key]
      if (isFields(one) && isFields(other)) return [key, joined(one, other)]
      return [key, one ?? other ?? null]
    }),
  )
}
