import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { startSlipway } from '../main.ts'
import { buildPages } from '../pages.ts'

/** `slipway start`: everything that is missing is installed and built first, and what is done is said. */
export function startCommand(): Command {
  return new Command('start')
    .description('set everything up and serve Slipway')
    .action(async () => {
      const began = performance.now()
      const say = (line: string) => console.log(line)
      const config = readConfig()
      await buildPages(say)
      const slipway = await startSlipway(config, say)
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      say(`
Slipway is open at ${slipway.url} (after ${seconds} s).

  Administrator link, good for one use:
  ${slipway.adminLink}

Ctrl-C ends the server; runs stay and are taken up again at the next start.
`)
      const stop = () => {
        process.off('SIGINT', stop).off('SIGTERM', stop)
        void slipway.close().then(
          () => process.exit(0),
          (error: unknown) => {
            console.error(error)
            process.exit(1)
          },
        )
      }
      process.on('SIGINT', stop).on('SIGTERM', stop)
    })
}
