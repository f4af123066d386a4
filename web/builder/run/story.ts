/** What a proof has told: of each step, and as a whole, in words with what to do. Pure. */
import type { ProofEvent } from '../../../server/protocol.ts'

export type StepOutcome = Extract<ProofEvent, { type: 'step' }>
export type Way = Extract<ProofEvent, { type: 'way' }>
export type Mutant = Extract<ProofEvent, { type: 'mutant' }>
export type Done = Extract<ProofEvent, { type: 'done' }>

/** Something that keeps a lab from being proved. */
export interface Trouble {
  /** Id of its step; empty where it is of the lab as a whole. */
  step: string
  words: string
  advice: string
}

export interface StepStory {
  is: 'waiting' | 'going' | 'proved' | 'wrong' | 'unsure' | 'unreached'
  outcome: StepOutcome | undefined
  ways: readonly Way[]
  mutants: readonly Mutant[]
  troubles: readonly Trouble[]
}

export interface Story {
  steps: Readonly<Record<string, StepStory>>
  troubles: readonly Trouble[]
  done: Done | undefined
  /** Of everything that is tried, how much was; 0 to 1. */
  share: number
  /** What goes on, while nobody has said that it is over. */
  doing: string
}

interface Step {
  id: string
  title: string
}

const of = <T extends ProofEvent['type']>(events: readonly ProofEvent[], type: T) =>
  events.filter((event): event is Extract<ProofEvent, { type: T }> => event.type === type)

export function storyOf(events: readonly ProofEvent[], steps: readonly Step[]): Story {
  const done = of(events, 'done').at(-1)
  const outcomes = of(events, 'step')
  const ways = of(events, 'way')
  const mutants = of(events, 'mutant')
  const next = steps.find(({ id }) => !outcomes.some(({ step }) => step === id))
  const stories = steps.map(({ id }): StepStory => {
    const own = {
      outcome: outcomes.find(({ step }) => step === id),
      ways: ways.filter(({ step }) => step === id),
      mutants: mutants.filter(({ step }) => step === id),
    }
    const troubles = troublesOf(own)
    const begun = done === undefined && next?.id === id
    return { ...own, troubles, is: stateOf(own.outcome, troubles, done !== undefined, begun) }
  })
  const troubles = [
    ...stories.flatMap((story) => story.troubles),
    ...(done?.complaints ?? []).map((words): Trouble => ({
      step: '',
      words: sentence(words),
      advice: 'Mend the list of what the lab accepts.',
    })),
  ]
  const stage = of(events, 'stage')
  const alternatives = ways.filter(({ kind }) => kind === 'alternative').length
  const all = steps.length + stage.reduce((sum, { count }) => sum + count, 0)
  const told = outcomes.length + alternatives + mutants.length
  const number = next === undefined ? 0 : steps.indexOf(next) + 1
  return {
    steps: Object.fromEntries(steps.map(({ id }, index) => [id, stories[index] as StepStory])),
    troubles,
    done,
    share: all === 0 ? 0 : Math.min(1, told / all),
    doing: doing(events, { next, number, of: steps.length, alternatives, mutants: mutants.length }),
  }
}

function stateOf(
  outcome: StepOutcome | undefined,
  troubles: readonly Trouble[],
  isOver: boolean,
  isNext: boolean,
): StepStory['is'] {
  if (outcome === undefined && troubles.length === 0) {
    return isOver ? 'unreached' : isNext ? 'going' : 'waiting'
  }
  if (troubles.length === 0) return 'proved'
  return outcome?.after === 'inconclusive' || outcome?.before === 'inconclusive'
    ? 'unsure'
    : 'wrong'
}

function troublesOf({
  outcome,
  ways,
  mutants,
}: Pick<StepStory, 'outcome' | 'ways' | 'mutants'>): Trouble[] {
  return [
    ...(outcome === undefined ? [] : solutionTroubles(outcome)),
    ...ways.filter(({ surprise }) => surprise !== '').map(wayTrouble),
    ...mutants
      .filter(({ verdict }) => verdict === 'survived')
      .map(({ step, name }) => ({
        step,
        words: `Nobody notices “${name}” after this step.`,
        advice: 'Add a check that does, or accept it in the text with a reason.',
      })),
  ]
}

function solutionTroubles({ step, before, surprise, unseenHints }: StepOutcome): Trouble[] {
  const advice =
    before === 'passes'
      ? 'Let a check ask for something that only the solution makes true.'
      : before === 'inconclusive'
        ? 'Before the solution a check has to fail; this one has nothing to ask yet.'
        : 'See below what the solution printed, then mend it or its checks.'
  return [
    ...(surprise === '' ? [] : [{ step, words: sentence(`it ${surprise}`), advice }]),
    ...unseenHints.map((words) => ({
      step,
      words: sentence(words),
      advice: 'Add a mistake that leads there, or change when the hint comes.',
    })),
  ]
}

function wayTrouble({ step, kind, title, surprise }: Way): Trouble {
  if (kind === 'alternative') {
    const advice =
      surprise === 'not reached'
        ? 'A step before it did not pass.'
        : 'It is meant to be right as well: mend it, or what the checks ask for.'
    return { step, words: sentence(`The other way “${title}”: ${surprise}`), advice }
  }
  const isSilent = surprise === 'does not fail the step'
  return {
    step,
    words: sentence(
      isSilent ? `The mistake “${title}” ${surprise}` : `After the mistake “${title}” ${surprise}`,
    ),
    advice: isSilent
      ? 'Add a check that fails by it.'
      : 'Mend what the mistake leads a learner to read, or the check that says it.',
  }
}

interface Far {
  next: Step | undefined
  number: number
  of: number
  alternatives: number
  mutants: number
}

function doing(events: readonly ProofEvent[], far: Far): string {
  const stage = of(events, 'stage').at(-1)
  if (stage?.stage === 'mutations') {
    return `Breaking one thing after the other: ${far.mutants} of ${stage.count}`
  }
  if (stage?.stage === 'alternatives') {
    return `Trying the other right ways: ${far.alternatives} of ${stage.count}`
  }
  const hosts = of(events, 'preparing').at(-1)?.progress
  if (hosts === undefined) return 'Getting hosts ready'
  const working = hosts.find(({ done }) => !done)
  if (working !== undefined) return `Getting ${working.host} ready: ${working.doing}`
  return far.next === undefined
    ? 'Finishing'
    : `Proving step ${far.number} of ${far.of}: ${far.next.title}`
}

function sentence(words: string): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
