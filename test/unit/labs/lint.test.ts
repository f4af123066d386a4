import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lintCommand } from '../../../server/commands/lint.ts'
import { schemaCommand } from '../../../server/commands/schema.ts'

const root = join(import.meta.dirname, '../../..')
let folder = ''
let lines: string[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-lint-'))
  lines = []
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(String(line)))
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = undefined
})

const lint = (...files: string[]) => lintCommand().parseAsync(files, { from: 'user' })

describe('slipway lint', () => {
  it('is content with a good lab', async () => {
    await lint(join(root, 'test/golden/labs/good.yaml'))
    expect(lines).toEqual(['1 file: nothing to mend.'])
    expect(process.exitCode).toBeUndefined()
  })

  it('knows the files beside the lab', async () => {
    const file = join(folder, 'lab.yaml')
    const good = readFileSync(join(root, 'test/golden/labs/good.yaml'), 'utf8')
    const from = (name: string) =>
      good.replace(/^( +)host1:.*$/m, (line, indent: string) => {
        const files = `${indent}  files: { /srv/motd: { from: ${name} } }`
        return `${line}\n${files}`
      })
    writeFileSync(file, from('files/motd.txt'))
    await lint(file)
    expect(lines[0]).toMatch(/ unknown-file The lab has no file `files\/files\/motd.txt`\.$/)
    mkdirSync(join(folder, 'files'))
    writeFileSync(join(folder, 'files/motd.txt'), 'hello')
    lines = []
    await lint(file)
    expect(lines[1]).toContain('write `motd.txt`')
    writeFileSync(file, from('motd.txt'))
    lines = []
    await lint(file)
    expect(lines).toEqual(['1 file: nothing to mend.'])
  })

  it('prints file, place, code, message and advice, and fails', async () => {
    const file = join(folder, 'lab.yaml')
    writeFileSync(file, 'slipway: 1\ntitle: A\nhosts: { host1: { nets: {} } }\nsteps: []\n')
    await lint(file)
    expect(lines[0]).toBe(`${file}:3:19 unknown-key \`nets\` is not a key here.`)
    expect(lines[1]).toMatch(/^ {4}\S/)
    expect(process.exitCode).toBe(1)
  })

  it('passes with warnings only', async () => {
    const file = join(folder, 'lab.yaml')
    const step = 'steps: [{ id: a, title: A, goal: { networks: { lan: null } } }]'
    writeFileSync(file, `slipway: 1\ntitle: A\nhosts: { host1: {} }\n${step}\n`)
    await lint(file)
    expect(lines[0]).toContain('no-solution (warning)')
    expect(process.exitCode).toBeUndefined()
  })

  it('says which file cannot be read, and looks at the others', async () => {
    await lint(join(folder, 'none.yaml'), join(root, 'test/golden/labs/empty.yaml'))
    expect(lines[0]).toContain('none.yaml:1:1 unreadable')
    expect(lines[1]).toContain('not-a-lab')
    expect(process.exitCode).toBe(1)
  })
})

describe('slipway schema', () => {
  it('prints JSON', async () => {
    await schemaCommand().parseAsync([], { from: 'user' })
    const schema = JSON.parse(lines.join('\n')) as { title: string; required: string[] }
    expect(schema.title).toBe('Slipway lab')
  })
})
