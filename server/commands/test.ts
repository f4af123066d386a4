import { Command, Option } from 'commander'
import { failure } from '../checkup/programs.ts'
import { setups, type Setup } from '../checkup/setups.ts'
import { groups, stages, type Group, type Stage } from '../checkup/stages.ts'
import { sum, words, type Tally } from '../checkup/tally.ts'
import { toAppError } from '../errors.ts'

const say = (line: string) => console.log(line)

/** `slipway test [--only GROUP]`: sets up what is missing, runs every test, exits 1 on any failure. */
export function testCommand(): Command {
  const only = new Option('--only <group>', 'run one group of tests').choices([...groups])
  return new Command('test')
    .description('set up what is missing and run every test')
    .addOption(only)
    .action(async (options: { only?: Group }) => {
      const total = await runStages(stages.filter((stage) => chosen(stage, options.only)))
      for (const test of total.secondTries) say(`passed on a second try: ${test}`)
      for (const failure of total.failures) say(`failed: ${failure}`)
      // The line that machines read: alone, and the last.
      say(words(total))
      process.exit(total.failed > 0 ? 1 : 0)
    })
}

const chosen = (stage: Stage, only: Group | undefined) => !only || stage.group === only

async function runStages(chosen: readonly Stage[]): Promise<Tally> {
  const outcomes = new Map<Setup, boolean>()
  const rows: { name: string; tally: Tally; seconds: number }[] = []
  for (const stage of chosen) {
    const started = performance.now()
    const row = (name: string, tally: Tally) =>
      rows.push({ name, tally, seconds: (performance.now() - started) / 1_000 })
    const missing = stage.needs.filter((need) => !outcomes.has(need))
    for (const need of missing) outcomes.set(need, await setUp(need))
    const failures = missing
      .filter((need) => !outcomes.get(need))
      .map((need) => failure(`set-up of ${need}, for ${stage.name}`))
    if (failures.length > 0) row(`${stage.name}: set-up`, sum(failures))
    if (stage.needs.every((need) => outcomes.get(need))) {
      say(`\n── ${stage.name}`)
      row(stage.name, await stage.run())
    }
  }
  say('')
  for (const { name, tally, seconds } of rows)
    say(`${name}: ${words(tally)} (${seconds.toFixed(0)} s)`)
  return sum(rows.map(({ tally }) => tally))
}

async function setUp(need: Setup): Promise<boolean> {
  say(`\n── set-up: ${need}`)
  try {
    await setups[need](say)
    return true
  } catch (error) {
    const { message, advice } = toAppError(error)
    say(`${message}. ${advice}`)
    return false
  }
}
