import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../../../labs/edit/splice.ts'
import { parse } from '../../../../labs/format/index.ts'
import { fixesOf } from '../../../../web/editor/fixes.ts'

const lab = (host: string) => `slipway: 1
title: Lab # ours
hosts:
  host1:
${host}
steps:
  - id: one
    title: One
    checks: [{ ping: { from: host1, to: host1 } }]
    solution: "true"
`

/** The first mistake, mended by the fix of a title. */
function mended(text: string, title: string): { text: string; codes: string[] } {
  const all = parse(text).diagnostics.flatMap((found) => fixesOf(found, text))
  const fix = all.find((one) => one.title === title)
  if (fix === undefined) throw new Error(all.map((one) => one.title).join(', ') || 'no fix')
  const after = applyEdits(text, fix.edits)
  return { text: after, codes: parse(after).diagnostics.map(({ code }) => code) }
}

describe('quick fixes of the lab', () => {
  it('add a network that is missing where it is used', () => {
    const text = lab(`    containers:
      web: { image: busybox, networks: [lan] }`)
    const { text: after, codes } = mended(text, 'Add the network lan to host1')
    expect(after).toContain('lan:')
    expect(after).toContain('# ours')
    expect(codes).not.toContain('unknown-network')
  })

  it('remove a key that is none', () => {
    const text = lab(`    containers:
      web: { image: busybox, colour: red }`)
    const { text: after, codes } = mended(text, 'Remove colour')
    expect(after).toContain('web: { image: busybox }')
    expect(codes).toEqual([])
  })

  it('rename a thing to what Docker takes, wherever it is used', () => {
    const text = lab(`    networks:
      "my net": { driver: bridge }
    containers:
      web: { image: busybox, networks: ["my net"] }`)
    const { text: after, codes } = mended(text, 'Rename to my_net')
    expect(after).toContain('networks: ["my_net"]')
    expect(codes).toEqual([])
  })
})
