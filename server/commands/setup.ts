import { Command } from 'commander'
import { setups } from '../checkup/setups.ts'

/** `slipway setup`: everything that the first `npm start` and `npm test` would do, and nothing that stays in front. */
export function setupCommand(): Command {
  return new Command('setup')
    .description('prepare engine, images and pages, so that the next start is quick')
    .option('--tests', 'and the browser that the tests drive')
    .action(async (options: { tests?: boolean }) => {
      const say = (line: string) => console.log(line)
      await setups.engine(say)
      await setups.pages(say)
      if (options.tests) await setups.chromium(say)
      say('Everything is ready.')
      process.exit(0)
    })
}
