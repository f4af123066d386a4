/** Names in what learners never see: other ways, mistakes, what fits a hint, and what a proof may let pass. */
import { describe, expect, it } from 'vitest'
import { apply } from '../../../labs/edit/index.ts'
import type { Command } from '../../../labs/edit/index.ts'
import { parse } from '../../../labs/format/index.ts'

const lab = `slipway: 1
title: A lab
hosts:
  host1:
    images: [busybox]
    containers:
      web: { image: busybox, state: running }
  host2: {}
steps:
  - id: one
    title: One
    goal: { host1: { containers: { web: absent } } }
    hints:
      - { after: 1, when: 'container \`web\`', text: Remove it. }
    solution: [{ host: host1, run: docker rm -f web }]
    alternatives:
      - title: In two goes
        run:
          - { host: host1, run: docker stop web }
          - { host: host1, run: docker rm web }
    mistakes:
      - title: Stop it
        run: [{ host: host1, run: docker stop web }]
        says: The container \`web\` exists
        undo: [{ host: host1, run: docker start web }]
accepts:
  - { mutation: stop container web on host1, because: A step removes it. }
`

function changed(command: Command): string {
  const result = apply(lab, command)
  if (!('text' in result)) throw new Error(JSON.stringify(result))
  return result.text
}

describe('a lab with other ways', () => {
  it('is a lab', () => {
    expect(parse(lab).diagnostics).toEqual([])
  })

  it('has a container renamed in all of them', () => {
    const text = changed({
      do: 'rename',
      host: 'host1',
      kind: 'container',
      name: 'web',
      to: 'shop',
    })
    expect(text).not.toMatch(/\bweb\b/)
    expect(text).toContain('says: The container `shop` exists')
    expect(text).toContain('mutation: stop container shop on host1')
  })

  it('has a host renamed in their commands', () => {
    const text = changed({ do: 'renameHost', name: 'host1', to: 'alpha' })
    expect(text).toContain('undo: [{ host: alpha, run: docker start web }]')
    expect(text.match(/host: alpha/g)).toHaveLength(5)
  })

  it('says where a command names no host, and where there is no such host', () => {
    const codes = (text: string) => parse(text).diagnostics.map(({ code }) => code)
    expect(
      codes(lab.replace('{ host: host1, run: docker start web }', '{ run: docker ps }')),
    ).toEqual(['missing-host'])
    expect(
      codes(lab.replace('{ host: host1, run: docker rm web }', '{ host: h, run: ls }')),
    ).toEqual(['unknown-host'])
  })
})
