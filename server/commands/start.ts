import { spawn } from 'node:child_process'
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
      showInBrowser(slipway.adminLink)
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

/** On a desktop, for whoever sits in front of it; elsewhere the printed link is the way in. */
function showInBrowser(link: string): void {
  const { env, platform, stdout } = process
  const desktop = platform === 'darwin' || env['DISPLAY'] || env['WAYLAND_DISPLAY']
  if (!desktop || !stdout.isTTY || env['CI']) return
  const opener = platform === 'darwin' ? 'open' : 'xdg-open'
  const child = spawn(opener, [link], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
