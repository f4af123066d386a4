/** `npm run bench [rounds] [drawing]`: ratios measured within one run, each with its spread. */
import { checking } from './checking.ts'
import { reportDrawing } from './drawing-report.ts'
import { openGround } from './ground.ts'
import { milliseconds, ratio, spread, times } from './measure.ts'
import { prompting } from './prompting.ts'
import { provisioning } from './provisioning.ts'
import { swarming } from './swarming.ts'

const rounds = Number(process.argv[2] ?? 5)
if (process.argv[3] === 'drawing') {
  await reportDrawing(rounds)
  process.exit(0)
}
const ground = await openGround()

function show(title: string, all: Record<string, number[]>): void {
  console.log(`\n${title}`)
  for (const [name, values] of Object.entries(all)) {
    console.log(`  ${name.padEnd(10)} ${milliseconds(spread(values))}`)
  }
}

function compare(words: string, ours: number[], theirs: number[]): void {
  console.log(`  ${words}: ${times(ratio(ours, theirs))}`)
}

console.log(`Median (min–max) of ${rounds} rounds, in turn on the same engine.`)

const shells = await prompting(ground, rounds)
show('From the click to a prompt', shells)
compare('against docker run --rm busybox true', shells.slipway, shells.busybox)
compare('against the bare API calls', shells.slipway, shells.bare)

const things = await provisioning(ground, rounds)
show('20 containers, 5 networks, 5 volumes in a host', things)
compare('against docker-compose up -d (aim: below 1)', things.slipway, things.compose)
compare('against the bare parallel API calls (aim: at most 1.15)', things.slipway, things.bare)

const swarms = await swarming(ground, rounds)
show('A swarm of three hosts with an overlay and a service', swarms)
compare('against the bare parallel API calls (aim: at most 1.3)', swarms.slipway, swarms.bare)

const questions = await checking(ground, rounds)
show('Ten questions', questions)
compare('against ten docker commands (aim: 0.3)', questions.checks, questions.commands)

await reportDrawing(rounds)

process.exit(0)
