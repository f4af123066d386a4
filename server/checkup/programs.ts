/** Runs the project's own tools, with their output passed straight through. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { failedFiles, nothing, sum, tallyOf, type Tally } from './tally.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const modules = join(root, 'node_modules')

/** Scripts of installed packages, run by this Node so that no shell or PATH decides. */
const tools = {
  tsc: 'typescript/bin/tsc',
  'svelte-check': 'svelte-check/bin/svelte-check',
  prettier: 'prettier/bin/prettier.cjs',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
} as const

/** Runs a tool to its end; answers with its exit code, 1 where a signal ended it. */
export function runTool(tool: keyof typeof tools, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const script = join(modules, tools[tool])
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** One tool, one test. */
export async function check(tool: keyof typeof tools, args: readonly string[]): Promise<Tally> {
  const code = await runTool(tool, args)
  return code === 0 ? { ...nothing, passed: 1 } : failure(`${tool} ${args.join(' ')}: exit ${code}`)
}

/** One failure that no report counts. */
export const failure = (line: string): Tally => ({ ...nothing, failed: 1, failures: [line] })

/** More than this is no bad luck, and would take as long again. */
const secondTries = 4

/**
 * Runs a project of vite.config.ts, with those named after it such as `docker-alone`, and counts its tests.
 * `again`: files in which something failed are run once more, whole: tests of one file build on each other.
 */
export async function runProject(project: string, { again = false } = {}): Promise<Tally> {
  try {
    const first = await runVitest(project, [])
    const failed = failedFiles(first.report)
    const retries = again && failed.length > 0 && failed.length <= secondTries
    const second = retries ? await runVitest(project, failed) : undefined
    const tally = tallyOf(first.report, second?.report)
    // An error outside any test fails the run and appears in no count.
    const last = second ?? first
    if (last.code === 0 || tally.failed > 0) return tally
    return sum([tally, failure(`${project}: an error outside of any test, exit ${last.code}`)])
  } catch (error) {
    return failure(`The report of the ${project} tests cannot be read: ${String(error)}`)
  }
}

async function runVitest(project: string, files: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-test-'))
  const file = join(folder, 'report.json')
  try {
    const projects = [`--project=${project}`, `--project=${project}-*`]
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const code = await runTool('vitest', ['run', ...projects, ...reporters, ...files])
    return { code, report: JSON.parse(await readFile(file, 'utf8')) as unknown }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
