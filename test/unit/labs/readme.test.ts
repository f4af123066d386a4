import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { writtenKinds } from '../../../labs/checks/index.ts'

const readme = readFileSync(join(import.meta.dirname, '../../../labs/README.md'), 'utf8')
const block = /## Kinds of check\n+```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
const { checks } = parse(block) as { checks: Record<string, unknown>[] }

describe('the kinds of check in the README', () => {
  it('are all there, each once', () => {
    const shown = checks.flatMap((check) => Object.keys(check))
    expect(shown.sort()).toEqual(writtenKinds.map(({ kind }) => kind).sort())
  })

  it.each(writtenKinds.map((kind) => [kind.kind, kind] as const))('%s is legal', (name, kind) => {
    const written = checks.find((check) => name in check)?.[name]
    expect(kind.fields.safeParse(written)).toMatchObject({ success: true })
  })
})
