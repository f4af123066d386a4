/** `npm run bench [rounds] [drawing]`: ratios measured within one run, each with its spread. */
import { openAims } from './aims.ts'
import { checking } from './checking.ts'
import { reportDrawing } from './drawing-report.ts'
import { openGround } from './ground.ts'
import { milliseconds, ratio, spread, times } from './measure.ts'
import { prompting } from './prompting.ts'
import { provisioning } from './provisioning.ts'
import { swarming } from './swarming.ts'

const rounds = Number(process.argv[2] ?? 5)
const aims = openAims()
if (process.argv[3] === 'drawing') {
  await reportDrawing(rounds, aims)
  end()
}
const ground = await openGround()

function show(title: string, all: Record<string, number[]>): void {
  console.log(`\n${title}`)
  for (const [name, values] of Object.entries(all)) {
    console.log(`  ${name.padEnd(10)} ${milliseconds(spread(values))}`)
  }
}

/** `most`: what the median of the ratios may be. */
function compare(words: string, ours: number[], theirs: number[], most?: number): void {
  const figure = ratio(ours, theirs)
  const written = times(figure)
  const aim = { most: most ?? NaN, words: `${most} ×` }
  const told = most === undefined ? written : aims.told(words, figure, written, aim)
  console.log(`  ${words}: ${told}`)
}

function end(): never {
  if (aims.missed.length > 0) console.log(`\nMissed: ${aims.missed.join('; ')}.`)
  process.exit(aims.missed.length > 0 ? 1 : 0)
}

console.log(`Median (min–max) of ${rounds} rounds, in turn on the same engine.`)

const shells = await prompting(ground, rounds)
show('From the click to a prompt', shells)
compare('against docker run --rm busybox true', shells.slipway, shells.busybox)
compare('against the bare API calls', shells.slipway, shells.bare)

const things = await provisioning(ground, rounds)
show('20 containers, 5 networks, 5 volumes in a host', things)
compare('20 containers against docker-compose up -d', things.slipway, things.compose, 1)
compare('20 containers against the bare parallel API calls', things.slipway, things.bare, 1.15)

const swarms = await swarming(ground, rounds)
show('A swarm of three hosts with an overlay and a service', swarms)
compare('a swarm against the bare parallel API calls', swarms.slipway, swarms.bare, 1.3)

const questions = await checking(ground, rounds)
show('Ten questions', questions)
compare('ten questions against ten docker commands', questions.checks, questions.commands, 0.3)

await reportDrawing(rounds, aims)
end()
