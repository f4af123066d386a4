import { describe, expect, it } from 'vitest'
import { edit } from '../../../labs/edit/sheet.ts'
import type { Sheet } from '../../../labs/edit/sheet.ts'

const lab = `# A lab about networks.
slipway: 1
title: Reach a container   # shown in the catalogue

hosts:
  host1:
    images: [training/postgres, busybox]

    containers:
      # the database
      db: { image: training/postgres, networks: [lan] } # on lan

      # the web server
      web:
        image: 'busybox'
        command: "httpd -f"

    networks:
      lan: { driver: bridge }

steps:
  - id: one
    text: |
      Look at \`db\`.

      \`\`\`run host1
      docker inspect db
      \`\`\`
    solution: docker inspect db

  # the second
  - id: two
    solution: docker ps
`

/** The lines that changed, as a diff shows them. */
function diff(before: string, work: (sheet: Sheet) => void): string[] {
  const result = edit(before, work)
  if ('refused' in result) return [`refused: ${result.refused.reason}`]
  const old = before.split('\n')
  const now = result.text.split('\n')
  let start = 0
  while (start < old.length && old[start] === now[start]) start += 1
  let end = 0
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end))
    end += 1
  return [
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...now.slice(start, now.length - end).map((line) => `+${line}`),
  ]
}

describe('edits look as the author would have written them', () => {
  it('keeps quotes and the comment beside a value', () => {
    expect(diff(lab, (s) => s.set(['title'], 'New'))).toEqual([
      '-title: Reach a container   # shown in the catalogue',
      '+title: New   # shown in the catalogue',
    ])
    expect(
      diff(lab, (s) => s.set(['hosts', 'host1', 'containers', 'web', 'image'], 'nginx')),
    ).toEqual(["-        image: 'busybox'", "+        image: 'nginx'"])
  })

  it('adds a container with the blank line and the style of its siblings', () => {
    const web2 = { image: 'busybox', command: ['sleep', '9'] }
    expect(diff(lab, (s) => s.insert(['hosts', 'host1', 'containers'], 'web2', web2))).toEqual([
      '+      web2:',
      '+        image: busybox',
      "+        command: [sleep, '9']",
      '+',
    ])
  })

  it('removes a container with its own comment only', () => {
    expect(diff(lab, (s) => s.remove(['hosts', 'host1', 'containers', 'db']))).toEqual([
      '-      # the database',
      '-      db: { image: training/postgres, networks: [lan] } # on lan',
      '-',
    ])
  })

  it('removes what is left empty above', () => {
    expect(diff(lab, (s) => s.prune(['hosts', 'host1', 'networks', 'lan'], 2))).toEqual([
      '-    networks:',
      '-      lan: { driver: bridge }',
      '-',
    ])
  })

  it('changes one line of a block of text', () => {
    const text = 'Look at `db`.\n\n```run host1\ndocker inspect web\n```\n'
    expect(diff(lab, (s) => s.set(['steps', 0, 'text'], text))).toEqual([
      '-      docker inspect db',
      '+      docker inspect web',
    ])
  })

  it('moves a step with its comment', () => {
    const result = edit(lab, (s) => s.move(['steps'], 1, 0))
    expect('text' in result && result.text.slice(result.text.indexOf('steps:'))).toMatch(
      /^steps:\n {2}# the second\n {2}- id: two\n {4}solution: docker ps\n\n {2}- id: one\n/,
    )
  })

  it('adds a step, a list and a map where there were none', () => {
    const step = { id: 'three', checks: [{ ping: { from: 'db', to: 'web' } }], text: 'a\nb\n' }
    expect(diff(lab, (s) => s.append(['steps'], step))).toEqual([
      '+  - id: three',
      '+    checks:',
      '+      - ping: { from: db, to: web }',
      '+    text: |',
      '+      a',
      '+      b',
      '+',
    ])
    expect(
      diff('# nothing yet\n', (s) => s.insert(['hosts', 'h1'], 'images', ['busybox'])),
    ).toEqual(['+hosts:', '+  h1:', '+    images: [busybox]'])
  })

  it('refuses what anchors share, and says where to change it', () => {
    const shared = 'a: &x { b: 1 }\nc: *x\n'
    expect(diff(shared, (s) => s.set(['c', 'b'], 2))).toEqual([
      'refused: This part is shared through `*x`. Change it where the anchor `&x` stands.',
    ])
    expect(diff(shared, (s) => s.set(['a', 'b'], 2))[0]).toMatch(/shared through an anchor/)
    expect(diff(shared, (s) => s.remove(['a']))[0]).toMatch(/shared through an anchor/)
    expect(diff(shared, (s) => s.insert([], 'd', 1))).toEqual(['+d: 1'])
  })

  it('refuses a text with a mistake', () => {
    expect(diff('a: [1\n', (s) => s.set(['a'], 2))).toEqual([
      'refused: Line 2 of the text has a mistake. Mend it there, then try again.',
    ])
  })
})
