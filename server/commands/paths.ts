import { Command } from 'commander'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exerciseTable } from '../../labs/format/path-table.ts'
import { readCatalogue } from '../catalogue.ts'
import { readPaths } from '../paths.ts'
import { linesOf } from './lint.ts'

const labs = fileURLToPath(new URL('../../labs', import.meta.url))
const readme = join(labs, 'README.md')
const [begin, end] = ['<!-- exercises: begin -->', '<!-- exercises: end -->']

/** `slipway paths`: the table of exercises and labs; `--write` puts it into labs/README.md, where a test looks for it. */
export function pathsCommand(): Command {
  return new Command('paths')
    .description('check the paths of labs and print which lab does which exercise')
    .option('--write', 'write the table into labs/README.md')
    .action(async ({ write = false }: { write?: boolean }) => {
      const { lines, table } = await exercises()
      for (const line of lines) console.log(line)
      if (lines.length > 0) process.exitCode = 1
      else if (write) await writeFile(readme, withTable(await readFile(readme, 'utf8'), table))
      else console.log(table)
    })
}

/** The tables of all paths, or what is to be mended first. */
export async function exercises(): Promise<{ lines: string[]; table: string }> {
  const catalogue = await readCatalogue(join(labs, 'catalogue'))
  const paths = await readPaths(join(labs, 'paths'), catalogue.ids())
  const lines = paths.flatMap(({ file, diagnostics }) =>
    diagnostics.flatMap((diagnostic) => linesOf(file, diagnostic)),
  )
  const needs = Object.fromEntries(
    catalogue.ids().map((id) => [id, catalogue.compile(id, 'table').lab.preflight ?? []]),
  )
  const tables = paths.flatMap(({ path }) => (path ? [exerciseTable(path, needs)] : []))
  return { lines, table: tables.join('\n\n') }
}

export function withTable(text: string, table: string): string {
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) {
    throw new Error(`labs/README.md lacks the lines ${begin} and ${end}`)
  }
  return `${before}${begin}\n\n${table}\n\n${end}${after}`
}
