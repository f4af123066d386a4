/** A step from doing it once: what the hosts held before and after is its goal, what was typed is its solution. */
import { proposalsOf } from '../edit/goal.ts'
import type { Proposal } from '../edit/goal.ts'
import { redrawnGoal } from '../edit/goal-redrawn.ts'
import { fieldsOf, kinds, sections } from '../edit/lab.ts'
import { refusable } from '../edit/refusal.ts'
import { same } from '../edit/value.ts'
import type { Fields, Path, Value } from '../edit/value.ts'
import type { Found } from './found.ts'
import { literally } from './literally.ts'
import { hostsFromState } from './observed.ts'
import { COMMAND_LIMIT } from './size.ts'

/** A command as the shell of a host told it. */
export interface Heard {
  host: string
  text: string
  exit: number
}

export interface Recorded {
  title: string
  /** By host, in the lab's words. */
  goal: Fields
  proposals: Proposal[]
  /** All that were heard, in order; `taken` is what a solution would have unless the author says otherwise. */
  commands: { host: string; run: string; exit: number; taken: boolean }[]
  /** What could not be recorded, one sentence each. */
  leftOut: string[]
  /** Nothing changed and nothing was typed. */
  isEmpty: boolean
}

const TITLE_LIMIT = 70
const cut = `A command of more than ${COMMAND_LIMIT} characters is not kept whole: write it into the solution yourself.`

export function recordedStep(before: Found, after: Found, heard: readonly Heard[]): Recorded {
  const { goal, leftOut } = goalBetween(hostsFromState(before), hostsFromState(after))
  const commands = heard.map(({ host, text, exit }) => {
    const whole = text.length < COMMAND_LIMIT
    return { host, run: String(literally(text)), exit, taken: exit === 0 && whole }
  })
  if (heard.some(({ text }) => text.length >= COMMAND_LIMIT)) leftOut.push(cut)
  const first = commands.find(({ taken }) => taken)?.run.split('\n')[0] ?? ''
  return {
    title: [...first].slice(0, TITLE_LIMIT).join('') || 'New step',
    ...{ goal, proposals: proposalsOf(goal), commands, leftOut },
    isEmpty: Object.keys(goal).length + leftOut.length + commands.length === 0,
  }
}

/** Change by change, so that one that no goal can ask for costs none of the others. */
function goalBetween(before: Fields, after: Fields): Pick<Recorded, 'goal' | 'leftOut'> {
  let goal: Fields = {}
  let now = before
  const leftOut: string[] = []
  for (const { path, value } of changes(before, after)) {
    const next = fieldsOf(withPart(now, path, value))
    const wish = refusable(() => redrawnGoal({ before, now, after: next }, goal))
    if (isRefused(wish)) leftOut.push(wish.refused.reason)
    else [goal, now] = [wish, next]
  }
  return { goal, leftOut: [...new Set(leftOut)] }
}

const isRefused = (wish: object): wish is { refused: { reason: string } } =>
  'refused' in wish && 'reason' in fieldsOf(wish.refused as Value)

interface Change {
  path: Path
  value: Value | undefined
}

/** A thing that came or went is one change; of one that stayed, each key that is otherwise. */
function changes(before: Fields, after: Fields, path: Path = []): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key): Change[] => {
    const [old, value] = [before[key], after[key]]
    if (same(old ?? null, value ?? null)) return []
    const deeper = [...path, key]
    return goesOn(deeper, old !== undefined && value !== undefined)
      ? changes(fieldsOf(old), fieldsOf(value), deeper)
      : [{ path: deeper, value }]
  })
}

const named: readonly string[] = kinds.map((kind) => sections[kind])

function goesOn([, section, ...below]: Path, isInBoth: boolean): boolean {
  if (section === undefined) return true
  if (!named.includes(String(section))) return false
  return below.length === 0 || (below.length === 1 && isInBoth)
}

function withPart(all: Value, [key, ...rest]: Path, value: Value | undefined): Value {
  const fields = fieldsOf(all)
  if (key === undefined) return all
  if (rest.length > 0) return { ...fields, [key]: withPart(fields[key] ?? {}, rest, value) }
  const { [key]: _, ...others } = fields
  return value === undefined ? others : { ...others, [key]: value }
}
