/** How a proof ended, in a few words. Pure. */
import type { Story } from './story.ts'

export interface Summary {
  tone: 'pass' | 'fail' | 'neutral'
  headline: string
  more: string[]
}

const things = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export function summaryOf(
  { steps, troubles, done }: Story,
  order: readonly { id: string }[],
): Summary {
  if (done === undefined) return { tone: 'neutral', headline: '', more: [] }
  const proved = order.filter(({ id }) => steps[id]?.is === 'proved').length
  const far = `${proved} of ${things(order.length, 'step', 'steps')}`
  if (done.stopped) {
    return { tone: 'neutral', headline: `Stopped: ${far} proved until then.`, more: [] }
  }
  if (done.failure !== '') {
    const headline = `The proof came to no end: ${far} proved until then.`
    return { tone: 'fail', headline, more: [done.failure] }
  }
  if (done.proved) {
    const headline = 'Proved: every step fails before its solution and passes after it.'
    return { tone: 'pass', headline, more: beside({ steps }) }
  }
  const headline = `Not proved: ${things(troubles.length, 'thing is', 'things are')} not as the lab says.`
  return { tone: 'fail', headline, more: unreached(steps, order) }
}

/** What else was tried, where all of it did as the lab says. */
function beside({ steps }: Pick<Story, 'steps'>): string[] {
  const all = Object.values(steps)
  const ways = all.flatMap((story) => story.ways)
  const mutants = all.flatMap((story) => story.mutants)
  const mistakes = ways.filter(({ kind }) => kind === 'mistake').length
  const others = ways.length - mistakes
  const accepted = mutants.filter(({ verdict }) => verdict === 'accepted').length
  const untried = mutants.filter(({ verdict }) => verdict === 'untried').length
  const noticed = mutants.length - accepted - untried
  const parts = [
    ...(mistakes > 0 ? [`${things(mistakes, 'mistake is', 'mistakes are')} noticed`] : []),
    ...(others > 0 ? [`${things(others, 'other way passes', 'other ways pass')}`] : []),
  ]
  const broken = [
    `${things(mutants.length, 'thing was', 'things were')} broken: ${noticed} noticed`,
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
    ...(untried > 0 ? [`${untried} could not be tried`] : []),
  ]
  return [
    ...(parts.length > 0 ? [`${parts.join(', ')}.`] : []),
    ...(mutants.length > 0 ? [`${broken.join(', ')}.`] : []),
  ]
}

function unreached(steps: Story['steps'], order: readonly { id: string }[]): string[] {
  const numbers = order.flatMap(({ id }, index) =>
    steps[id]?.is === 'unreached' ? [index + 1] : [],
  )
  const [first] = numbers
  const last = numbers.at(-1)
  if (first === undefined || last === undefined) return []
  const which = first === last ? `Step ${first} was` : `Steps ${first} to ${last} were`
  return [`${which} not tried, because step ${first - 1} does not pass. Mend that first.`]
}
