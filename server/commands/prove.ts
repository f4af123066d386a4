import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Command, InvalidArgumentError } from 'commander'
import { customAlphabet } from 'nanoid'
import type { CompiledLab } from '../../labs/format/compiled.ts'
import { readCatalogue } from '../catalogue.ts'
import { readConfig } from '../config.ts'
import { openDock, type Dock } from '../dock.ts'
import { AppError } from '../errors.ts'
import { createLog } from '../log.ts'
import { flakes } from '../verify/flakes.ts'
import { proofJunit } from '../verify/proof-junit.ts'
import {
  mutantTally,
  proofTable,
  proofTimes,
  surprises,
  unexplained,
  type LabProof,
} from '../verify/proof-report.ts'
import { proveFully } from '../verify/prove-fully.ts'
import { defaultJobs, sideBySide } from '../verify/side-by-side.ts'

const newId = customAlphabet('abcdefghijklmnopqrstuvwxyz234567', 10)
export const catalogueFolder = fileURLToPath(new URL('../../labs/catalogue', import.meta.url))

interface Options {
  all?: boolean
  seed?: string
  alternatives: boolean
  mutate?: boolean
  repeat: number
  jobs: number
  junit?: string
  json?: string
}

/** `slipway prove LAB… | --all`: exits 1 on any surprise. */
export function proveCommand(): Command {
  return new Command('prove')
    .description('show that each step of a lab fails before its solution and passes after it')
    .argument('[lab...]', 'ids of labs in the catalogue')
    .option('--all', 'every lab of the catalogue')
    .option('--seed <seed>', 'draw the parameters from this seed')
    .option('--no-alternatives', 'leave out the other right ways that labs give')
    .option('--mutate', 'break each thing that a lab has built, and see whether a check notices')
    .option(
      '--repeat <times>',
      'prove each lab so often, and report what fails now and then',
      count,
      1,
    )
    .option('--jobs <labs>', 'how many labs side by side', count, defaultJobs())
    .option('--junit <file>', 'write the result as JUnit XML too')
    .option('--json <file>', 'write the result as JSON too')
    .action(run)
}

function count(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new InvalidArgumentError('Give a number from 1.')
}

async function run(wanted: string[], options: Options): Promise<void> {
  const catalogue = await readCatalogue(catalogueFolder)
  const ids = options.all ? catalogue.ids() : wanted
  if (ids.length === 0) {
    throw new AppError('bad-request', { reason: 'name a lab, or give --all' })
  }
  const say = (line: string) => console.log(line)
  const config = readConfig()
  const labs = Array.from({ length: options.repeat }, () => ids).flatMap((round) =>
    round.map((id) => catalogue.compile(id, options.seed ?? newId()).lab),
  )
  const dock = await openDock(config, say, createLog(config.logLevel), `prove-${newId()}`)
  const proofs = await sideBySide(labs, options.jobs, (lab) => proveOne(lab, dock, options, say))
  const wrong = proofs.flatMap(surprises)
  report(proofs, wrong, say)
  if (options.junit !== undefined) await writeFile(options.junit, proofJunit(proofs))
  if (options.json !== undefined) await writeFile(options.json, JSON.stringify(proofs, null, 2))
  process.exit(wrong.length === 0 ? 0 : 1)
}

function proveOne(
  lab: CompiledLab,
  dock: Dock,
  options: Options,
  say: (line: string) => void,
): Promise<LabProof> {
  const mark = (isFine: boolean) => (isFine ? '✓' : '✕')
  const tell = (isFine: boolean, words: string) => say(`${mark(isFine)} ${lab.id}  ${words}`)
  return proveFully(
    lab,
    () => dock.environments.open(newId(), lab),
    { alternatives: options.alternatives, mutate: options.mutate === true },
    {
      onStep: ({ step, surprise, before, after }) =>
        tell(surprise === '', `${step} (${before} before, ${after} after)`),
      onWay: ({ step, kind, title, surprise }) =>
        tell(surprise === '', `${step}: ${kind}: ${title}`),
      onMutant: (mutant) => {
        const { name, verdict, words } = mutant
        tell(unexplained(mutant) === '', `${name}: ${verdict}${words && `, ${words}`}`)
      },
    },
  )
}

function report(
  proofs: readonly LabProof[],
  wrong: readonly string[],
  say: (line: string) => void,
): void {
  say(`\n${proofTable(proofs)}`)
  say(`\n${proofTimes(proofs)}`)
  say(mutantTally(proofs))
  for (const line of wrong) say(`✕ ${line}`)
  for (const { lab, what, times, of } of flakes(proofs)) {
    say(`~ ${lab}: ${what} failed ${times} of ${of} times`)
  }
  say(wrong.length === 0 ? 'Everything is proved.' : `${wrong.length} surprises.`)
}
