/** Which hints a step has to offer: those earned, first the one that fits what has failed. */
import type { StepView } from '../../server/protocol.ts'

export interface HintProgress {
  index: number
  text: string | undefined
  /** How many more failures earn it; 0 once it may be taken. */
  missing: number
  /** Undefined for a hint that is for any failure; else whether its own failure is there now. */
  fits: boolean | undefined
}

/** `sentences`: those of the checks that fail now. */
export function hintsOf(
  view: StepView,
  failures: number,
  sentences: readonly string[],
  taken: Readonly<Record<number, string>>,
): HintProgress[] {
  const said = sentences.join('\n').toLowerCase()
  return view.hints.map(({ afterFailures, when }, index) => ({
    index,
    text: taken[index],
    missing: Math.max(0, afterFailures - failures),
    fits: when === undefined ? undefined : said.includes(when.toLowerCase()),
  }))
}

/** The hint to offer next; undefined while none is earned. */
export function nextHint(hints: readonly HintProgress[]): HintProgress | undefined {
  const open = hints.filter(({ text }) => text === undefined)
  const apt = open.find(({ fits, missing }) => fits === true && missing === 0)
  const general = open.find(({ fits }) => fits === undefined)
  return apt ?? (general?.missing === 0 ? general : undefined)
}
