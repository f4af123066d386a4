import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { customAlphabet } from 'nanoid'
import { readCatalogue } from '../catalogue.ts'
import { readConfig } from '../config.ts'
import { openDock } from '../dock.ts'
import { AppError } from '../errors.ts'
import { createLog } from '../log.ts'
import { proofJunit, proofTable, surprises } from '../verify/proof-report.ts'
import { proveLab } from '../verify/prove-lab.ts'

const newId = customAlphabet('abcdefghijklmnopqrstuvwxyz234567', 10)
export const catalogueFolder = fileURLToPath(new URL('../../labs/catalogue', import.meta.url))

interface Options {
  all?: boolean
  junit?: string
  seed?: string
}

/** `slipway prove LAB… | --all`: exits 1 on any surprise. */
export function proveCommand(): Command {
  return new Command('prove')
    .description('show that each step of a lab fails before its solution and passes after it')
    .argument('[lab...]', 'ids of labs in the catalogue')
    .option('--all', 'every lab of the catalogue')
    .option('--seed <seed>', 'draw the parameters from this seed')
    .option('--junit <file>', 'write the result as JUnit XML too')
    .action(run)
}

async function run(wanted: string[], options: Options): Promise<void> {
  const catalogue = await readCatalogue(catalogueFolder)
  const labs = options.all ? catalogue.ids() : wanted
  if (labs.length === 0) {
    throw new AppError('bad-request', { reason: 'name a lab, or give --all' })
  }
  const say = (line: string) => console.log(line)
  const config = readConfig()
  const compiled = labs.map((id) => catalogue.compile(id, options.seed ?? newId()).lab)
  const owner = `prove-${newId()}`
  const log = createLog(config.logLevel)
  const dock = await openDock(config, say, log, owner)
  const proofs = []
  for (const lab of compiled) {
    say(`\n${lab.id}: ${lab.title}`)
    const environment = dock.environments.open(newId(), lab)
    const proof = await proveLab(lab, environment, (step) =>
      say(
        `  ${step.surprise === '' ? '✓' : '✕'} ${step.step} (${step.before} before, ${step.after} after)`,
      ),
    )
    proofs.push(proof)
  }
  say(`\n${proofTable(proofs)}`)
  const wrong = proofs.flatMap(surprises)
  for (const line of wrong) say(`✕ ${line}`)
  if (options.junit !== undefined) await writeFile(options.junit, proofJunit(proofs))
  say(wrong.length === 0 ? 'Every step is proved.' : `${wrong.length} surprises.`)
  process.exit(wrong.length === 0 ? 0 : 1)
}
