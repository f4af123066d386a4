/** Each case of test/golden/labs is a lab with mistakes; beside it stands what an author is told. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse, type Diagnostic } from '../../../labs/format/index.ts'

const folder = join(import.meta.dirname, '../../golden/labs')
const cases = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

function told({ line, column, endLine, endColumn, severity, code, message, advice }: Diagnostic) {
  return `${line}:${column}-${endLine}:${endColumn} ${severity} ${code}\n  ${message}\n  ${advice}\n`
}

describe('diagnostics', () => {
  it.each(cases)('of %s', async (name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const { diagnostics, lab } = parse(text)
    expect(lab === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'))
    const expected = join(folder, name.replace('.yaml', '.txt'))
    await expect(diagnostics.map(told).join('\n') || 'none\n').toMatchFileSnapshot(expected)
  })
})
