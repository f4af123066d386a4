import { Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse, type Diagnostic } from '../../labs/format/index.ts'
import { readFiles } from '../catalogue.ts'

/** `slipway lint FILE…`: one line for each mistake, its advice below, and exit status 1 where there is an error. */
export function lintCommand(): Command {
  return new Command('lint')
    .description('check lab files and say what to mend')
    .argument('<file...>', 'lab files, such as labs/catalogue/my-lab/lab.yaml')
    .action(async (files: string[]) => {
      const results = await Promise.all(files.map(lintFile))
      const lines = results.flatMap(({ lines: found }) => found)
      for (const line of lines) console.log(line)
      if (results.some(({ failed }) => failed)) process.exitCode = 1
      else if (lines.length === 0) console.log(`${counted(files.length)}: nothing to mend.`)
    })
}

async function lintFile(file: string): Promise<{ lines: string[]; failed: boolean }> {
  try {
    const [text, beside] = await Promise.all([
      readFile(file, 'utf8'),
      readFiles(join(dirname(file), 'files')),
    ])
    const { diagnostics } = parse(text, { file, files: Object.keys(beside) })
    const failed = diagnostics.some(({ severity }) => severity === 'error')
    return { lines: diagnostics.flatMap((diagnostic) => linesOf(file, diagnostic)), failed }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { lines: [`${file}:1:1 unreadable ${reason}`], failed: true }
  }
}

/** `file:line:col code message`, and the advice. */
export function linesOf(
  file: string,
  { line, column, code, severity, message, advice }: Diagnostic,
) {
  const grave = severity === 'warning' ? ' (warning)' : ''
  return [`${file}:${line}:${column} ${code}${grave} ${message}`, `    ${advice}`]
}

function counted(files: number): string {
  return files === 1 ? '1 file' : `${files} files`
}
