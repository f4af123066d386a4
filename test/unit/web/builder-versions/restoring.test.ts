import { expect, it } from 'vitest'
import type { Draft, DraftContent, VersionRow } from '../../../../server/protocol.ts'
import { openDocument } from '../../../../web/builder/document.svelte.ts'
import { replacedWords, restore } from '../../../../web/builder/versions/restore.ts'
import { sidesOf } from '../../../../web/builder/versions/sides.svelte.ts'
import { lab, layout } from '../../../support/two-hosts.ts'

const content: DraftContent = {
  text: lab,
  layout: { version: 1, positions: layout.positions },
  files: { same: 's', new: 'n' },
}
const earlier: DraftContent = {
  text: lab.replace('Two hosts', 'As it was'),
  layout: { version: 1, positions: { ...layout.positions, host1: { x: 99, y: 0 } } },
  files: { same: 's', old: 'o' },
}
const contentOf = ({ text, layout, files }: DraftContent) => ({ text, layout, files })

it('brings text, places and files back as one step that is undone as one', () => {
  const never = () => new Promise<never>(() => undefined)
  const shelf = { found: null, keep: () => true, forget: () => undefined, leave: () => undefined }
  const draft: Draft = {
    ...{ id: 'd', title: '', revision: 1, savedAt: 0, problems: 0, ...content },
  }
  const doc = openDocument(draft, shelf, { put: never, theirs: never, onMerged: () => undefined })
  restore(doc, earlier, 'version 1')
  expect(contentOf(doc)).toEqual(earlier)
  expect(doc.undoLabel).toBe('Bring back version 1')
  doc.undo()
  expect(contentOf(doc)).toEqual(content)
  expect(doc.undoLabel).toBeUndefined()
  doc.redo()
  expect(contentOf(doc)).toEqual(earlier)
  doc.close()
})

it('names what is replaced before it is', () => {
  expect(replacedWords(content, earlier)).toEqual([
    '`lab.yaml` is replaced.',
    '`layout.json` is replaced: 1 thing stands elsewhere.',
    '`files/new` is deleted.',
    '`files/old` comes back.',
  ])
  expect(replacedWords(content, content)).toEqual([])
})

it('offers the draft, the versions from the newest on, and what was shipped', () => {
  const row = (number: number, note: string): VersionRow => ({
    ...{ number, note, digest: `sha256:${number}`, at: 0, title: 'T' },
  })
  const long = 'A note that is longer than a list has room for'
  const sides = sidesOf({ lab: 'l', versions: [row(2, long), row(1, '')], shipped: content }, 0)
  expect(sides.map(({ label }) => label)).toEqual([
    'Draft',
    'Version 2, just now: A note that …',
    'Version 1, just now',
    'Shipped original',
  ])
  expect(sides.map(({ note }) => note)).toEqual(['', long, '', ''])
  expect(sidesOf({ lab: 'l', versions: [], shipped: null }, 0)).toHaveLength(1)
})
