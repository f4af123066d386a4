import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import prettier from 'prettier'
import { describe, expect, it } from 'vitest'
import { exerciseTable } from '../../../labs/format/path-table.ts'
import { labsOf, parsePath } from '../../../labs/format/path.ts'
import { exercises, withTable } from '../../../server/commands/paths.ts'

const root = join(import.meta.dirname, '../../..')
const text = `slipway: 1
title: A path
summary: What it is about.
chapters:
  - title: One
    exercises:
      - { does: See a network, labs: [bridge, drill] }
      - { does: See it again, labs: [bridge], differs: Without its sound. }
`

describe('a path', () => {
  it('says which labs a chapter has, each once and in order', () => {
    const { path } = parsePath(text, ['bridge', 'drill'])
    expect(path?.chapters.map(labsOf)).toEqual([['bridge', 'drill']])
  })

  it('names a lab that is not there, with its place and the nearest', () => {
    const { path, diagnostics } = parsePath(text, ['bridge', 'drills'], { file: 'docker.yaml' })
    expect(path).toBeUndefined()
    expect(diagnostics).toMatchObject([
      { code: 'unknown-lab', file: 'docker.yaml', line: 7, column: 47 },
    ])
    expect(diagnostics[0]?.advice).toContain('Did you mean `drills`?')
  })

  it('takes what is legal from its own schema, not from the one of labs', () => {
    const { diagnostics } = parsePath(text.replace('does: See it', 'doe: See it'), [
      'bridge',
      'drill',
    ])
    const unknown = diagnostics.find(({ code }) => code === 'unknown-key')
    expect(unknown?.message).toContain('`doe`')
    expect(unknown?.advice).toContain('`does`')
  })

  it('becomes a table that says what is lacking where', () => {
    const { path } = parsePath(text, ['bridge', 'drill'])
    if (path === undefined) throw new Error('no path')
    const needs = { drill: [{ need: 'ipvs', instead: 'the lab uses dnsrr.' }, { need: 'zfs' }] }
    const lines = exerciseTable(path, needs).split('\n')
    expect(lines[2]).toBe(
      '| One | See a network | `bridge`, `drill` | Without `ipvs`: the lab uses dnsrr. Without `zfs`: the lab is not offered. |',
    )
    expect(lines[3]).toBe('|  | See it again | `bridge` | Without its sound. |')
  })
})

describe('the shipped paths', () => {
  it('name labs that exist, and labs/README.md holds their table', async () => {
    const { lines, table } = await exercises()
    expect(lines).toEqual([])
    const written = readFileSync(join(root, 'labs/README.md'), 'utf8')
    const file = join(root, 'labs/README.md')
    const style = { ...(await prettier.resolveConfig(file)), filepath: file }
    const made = await prettier.format(withTable(written, table), style)
    // npx slipway paths --write && npx prettier --write labs/README.md
    expect(made.replace(/ +/g, ' ')).toBe(written.replace(/ +/g, ' '))
  })

  it('hold every lab of the catalogue', async () => {
    const { readCatalogue } = await import('../../../server/catalogue.ts')
    const catalogue = await readCatalogue(join(root, 'labs/catalogue'))
    const { table } = await exercises()
    expect(catalogue.ids().filter((id) => !table.includes(`\`${id}\``))).toEqual([])
  })
})
