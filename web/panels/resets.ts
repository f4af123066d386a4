/** What can be put back or carried out for a learner, and what that means in words. Pure. */
import type { StepProgress } from '../state/progress.ts'
import type { RunState } from '../state/reduce.ts'
import { losses } from './happening.ts'

export type Reset =
  | { what: 'host'; host: string }
  | { what: 'step'; step: StepProgress }
  | { what: 'catch-up'; step: StepProgress }

export interface ResetWords {
  title: string
  /** What will happen. */
  says: string
  /** What is gone afterwards; empty where nothing is. */
  lost: string[]
  stays: string
  action: string
}

type Words = { [What in Reset['what']]: (reset: Extract<Reset, { what: What }>) => ResetWords }

/** @param steps every step of the lab, in order */
export function resetWords(
  reset: Reset,
  state: RunState,
  steps: readonly StepProgress[],
): ResetWords {
  const words: Words = {
    host: ({ host }) => ({
      title: `Reset ${host}?`,
      says: `${host} is made anew, as it was when the lab began. Other hosts stay as they are.`,
      lost: losses(state, host),
      stays: 'Steps you passed stay passed, and the record stays.',
      action: `Reset ${host}`,
    }),
    step: ({ step }) => ({
      title: `Go back to the beginning of step ${step.number}?`,
      says:
        step.number === 1
          ? 'Every host is made anew, as it was when the lab began.'
          : `Every host is made anew, and the steps before this one are carried out for you with the lab's own solutions. What you did in another way is not brought back.`,
      lost: losses(state),
      stays: 'Steps you passed stay passed, and the record stays.',
      action: 'Reset the hosts',
    }),
    'catch-up': ({ step }) => {
      const open = steps.filter((one) => one.number < step.number && one.passedAt === undefined)
      const names = open.map((one) => `${one.number}. ${one.view.title}`)
      return {
        title: `Catch up to step ${step.number}?`,
        says: `The lab's own solutions are carried out on your hosts as they are now: ${names.join('; ')}.`,
        lost: [],
        stays:
          'These steps are marked as caught up. They do not count as yours, and that cannot be undone.',
        action: 'Catch up',
      }
    },
  }
  const word = words[reset.what] as (reset: Reset) => ResetWords
  return word(reset)
}
