import { describe, expect, it } from 'vitest'
import type { Draft } from '../../../../server/protocol.ts'
import { openDesk } from '../../../../web/builder/desk.svelte.ts'
import { openDocument } from '../../../../web/builder/document.svelte.ts'
import { EMPTY_SHEET, place, type Sheet } from '../../../../web/canvas/sheet.ts'
import { action } from '../../../../web/builder/actions/index.ts'
import { lab, layout } from '../../../support/two-hosts.ts'

const [db, web, far] = ['host1/container:db', 'host1/container:web', 'host2/container:far']
const draft = {
  ...{ id: 'd', lab: null, title: 'Two hosts', revision: 1, savedAt: 0, published: null },
  ...{ text: lab, layout, files: {} },
} as unknown as Draft

/** A desk whose canvas places things and shows nothing. */
function open() {
  const never = () => new Promise<never>(() => undefined)
  const shelf = {
    ...{ found: null, keep: () => true, forget: () => undefined, leave: () => undefined },
  }
  const doc = openDocument(draft, shelf, { put: never, theirs: never, onMerged: () => undefined })
  const desk = openDesk(doc)
  let last: Sheet = EMPTY_SHEET
  desk.canvas = {
    ...{
      fit: () => undefined,
      closer: () => undefined,
      further: () => undefined,
      actual: () => undefined,
    },
    ...{ reveal: () => undefined, focus: () => undefined, cancel: () => false },
    ...{ next: () => undefined, rectOf: () => undefined, rect: () => ({ left: 0 }) as DOMRect },
    sheetOf: (scene, at) => (last = place(scene, at, last)),
    dropAt: () => ({ host: 'host2', at: { x: 12, y: 6 } }),
  }
  return desk
}

describe('the desk', () => {
  it('puts copies beside, selects them, and leaves everything where it was', () => {
    const desk = open()
    desk.select([db ?? ''])
    desk.duplicate()
    expect(desk.doc.selection).toEqual(['host1/container:db2'])
    expect(desk.doc.layout.positions).toMatchObject(layout.positions)
    expect(desk.doc.undoLabel).toBe('Duplicate container db')
    desk.undo()
    expect(desk.doc.text).toBe(lab)
  })

  it('cuts what it copied and nothing else, and pastes it back with whole hosts', () => {
    const desk = open()
    desk.select(['host2', far ?? '', db ?? '', 'wire:wire'])
    const text = desk.cut()
    expect(desk.doc.text).not.toMatch(/host2|far|db:/)
    expect(desk.doc.text).toContain('web:')
    desk.paste(text)
    expect(desk.doc.text).toMatch(/host1:[^]*db:[^]*host2:[^]*far:/)
    desk.undo()
    desk.undo()
    expect(desk.doc.text).toBe(lab)
  })

  it('moves things to another host, and says no while a goal is drawn', () => {
    const desk = open()
    const homes = [{ id: db ?? '', host: 'host2', at: { x: 12, y: 6 } }]
    desk.places.putDown({ places: {}, homes })
    expect(desk.doc.selection).toEqual(['host2/container:db'])
    expect(desk.doc.layout.positions['host2/container:db']).toEqual({ x: 12, y: 6 })
    desk.undo()
    desk.doc.drawGoal('look')
    desk.places.putDown({ places: {}, homes })
    expect(desk.doc.text).toBe(lab)
    expect(desk.toasts.list.at(-1)?.text).toMatch(/Leave the goal/)
  })

  it('aligns, spreads and steps by the actions that menus and keys share', () => {
    const desk = open()
    desk.select([db ?? '', web ?? ''])
    action('align-left')?.run(desk)
    expect(desk.doc.layout.positions[web ?? '']?.x).toBe(5)
    expect(action('distribute-x')?.can?.(desk)).toBe(false)
    desk.select(['host2'])
    action('nudge-down')?.run(desk)
    expect(desk.doc.layout.positions['host2']).toEqual({ x: 34, y: 1 })
  })

  it('puts what a menu adds where the menu was opened', async () => {
    const desk = open()
    await desk.pointing.at({ x: 1, y: 1 }, () => action('add-volume')?.run(desk))
    expect(desk.doc.layout.positions['host2/volume:volume1']).toEqual({ x: 12, y: 6 })
    desk.add({ kind: 'volume' }, 'host1')
    expect(desk.doc.text).toMatch(/host1:[^]*volume1[^]*host2:/)
  })

  it('announces the same news twice', () => {
    const desk = open()
    desk.say('Moved left')
    const first = desk.said
    desk.say('Moved left')
    expect(desk.said).not.toBe(first)
    expect(desk.said.trim()).toBe('Moved left')
  })

  it('names what goes with a removal once, in one step of the history', () => {
    const desk = open()
    desk.select(['host1/network:lan', db ?? ''])
    expect(desk.losses.join()).toMatch(/web/)
    desk.remove()
    expect(desk.toasts.list).toHaveLength(1)
    expect(desk.doc.selection).toEqual([])
    desk.undo()
    expect(desk.doc.text).toBe(lab)
  })
})
