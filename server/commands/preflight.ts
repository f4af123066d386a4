import { Command } from 'commander'
import { needNames, needs } from '../../labs/format/preflight.ts'
import { readCatalogue } from '../catalogue.ts'
import { readConfig } from '../config.ts'
import { openDock } from '../dock.ts'
import { createLog } from '../log.ts'
import { lacksFor } from '../preflight.ts'
import { catalogueFolder } from './prove.ts'

/** `slipway preflight`: what this machine has of what labs may need, and which labs lack something. */
export function preflightCommand(): Command {
  return new Command('preflight')
    .description('what labs may need of this machine, what it has, and which labs lack something')
    .action(async () => {
      const say = (line: string) => console.log(line)
      const config = readConfig()
      const { lacking } = await openDock(config, say, createLog(config.logLevel))
      say('')
      for (const need of needNames) {
        say(
          `${lacking[need] === undefined ? '✓' : '–'} ${need.padEnd(13)} ${lacking[need] ?? needs[need]}`,
        )
      }
      const catalogue = await readCatalogue(catalogueFolder)
      for (const id of catalogue.ids()) {
        const { lab } = catalogue.compile(id, 'preflight')
        for (const { need, words, blocking } of lacksFor(lab, lacking)) {
          say(`\n${id} ${blocking ? 'cannot be started' : 'goes another way'} (${need}): ${words}`)
        }
      }
      process.exit(0)
    })
}
