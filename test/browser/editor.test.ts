/** The text editor in a real browser: what is typed comes out, what comes in leaves the person's place alone. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TextEdit } from '../../labs/edit/splice.ts'
import { complaints, shoot } from '../support/browser.ts'
import { openEditorHouse, type EditorHouse } from '../support/editor-page.ts'
import { until } from '../support/learner.ts'

declare global {
  interface Window {
    desk: {
      text(): string
      changes(): string[]
      asked(): string[]
      setText(text: string): void
      applyEdits(edits: TextEdit[]): boolean
      reveal(from: number, to: number): void
      focus(): void
      compare(): void
    }
  }
}

describe('the text editor', () => {
  let house: EditorHouse
  let page: Page
  let heard: () => string[]
  const text = () => page.evaluate(() => window.desk.text())
  const changes = () => page.evaluate(() => window.desk.changes().length)

  /** Puts the cursor right behind the first place of some words. */
  const behind = async (words: string) => {
    const at = (await text()).indexOf(words) + words.length
    await page.evaluate((offset) => window.desk.reveal(offset, offset), at)
    await page.evaluate(() => window.desk.focus())
  }
  /** As the drawing does it: its own text first, then the editor. */
  const edit = (from: string, insert: string) =>
    page.evaluate(
      ([old, next]) => {
        const at = window.desk.text().indexOf(old)
        return window.desk.applyEdits([{ from: at, to: at + old.length, insert: next }])
      },
      [from, insert] as const,
    )
  /** What axe finds once the editor has painted itself in the colours that were asked for; 10 s at most. */
  const faults = async () => {
    const deadline = Date.now() + 10_000
    for (;;) {
      const { violations } = await new AxeBuilder({ page }).analyze()
      if (violations.length === 0 || Date.now() > deadline) return violations.map(({ id }) => id)
    }
  }
  const holds = (words: string) => until(async () => (await text()).includes(words), words)

  beforeAll(async () => {
    house = await openEditorHouse()
    page = await house.open({
      context: { viewport: { width: 1440, height: 900 } },
      prepare: (opened) => {
        heard = complaints(opened)
      },
    })
    page.setDefaultTimeout(10_000)
  })
  afterAll(() => house.close())

  it('changes nothing by opening', async () => {
    expect(await changes()).toBe(0)
  })

  it('reports what is typed', async () => {
    await behind('level: beginner')
    await page.keyboard.type(' # easy')
    await holds('level: beginner # easy\n')
  })

  it('takes edits from the drawing without moving the cursor, and undoes them as one step', async () => {
    await behind('minutes: 2')
    expect(await edit('title: Reach a container', 'title: Reach it\nlearned: a container')).toBe(
      true,
    )
    await page.keyboard.type('4')
    await holds('minutes: 245')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await holds('title: Reach a container across')
    expect(await text()).toContain('minutes: 25\n')
  })

  it('keeps what is folded folded', async () => {
    await behind('- id: create')
    await page.keyboard.press('Control+Shift+BracketLeft')
    const folded = page.locator('.codicon-folding-collapsed')
    await folded.waitFor()
    await edit('level: beginner', 'level: advanced')
    await page.keyboard.press('Control+Home')
    await page.getByText('advanced').waitFor()
    expect(await folded.count()).toBe(1)
    await page.keyboard.press('Control+k')
    await page.keyboard.press('Control+j')
    await folded.waitFor({ state: 'detached' })
  })

  it('takes a whole text and leaves alone what stands between two changes', async () => {
    await behind('- id: create')
    await page.keyboard.press('Control+Shift+BracketLeft')
    const folded = page.locator('.codicon-folding-collapsed')
    await folded.waitFor()
    const before = await text()
    await page.evaluate(() => {
      const { text, setText } = window.desk
      setText(`${text().replace('title: Reach', 'title: Now reach')}# the end\n`)
    })
    await page.keyboard.press('Control+Home')
    await page.getByText('Now reach').waitFor()
    expect(await folded.count()).toBe(1)
    await page.evaluate((old) => window.desk.setText(old), before)
    await page.getByText('Now reach').waitFor({ state: 'detached' })
    expect(await folded.count()).toBe(1)
    await page.keyboard.press('Control+k')
    await page.keyboard.press('Control+j')
    await folded.waitFor({ state: 'detached' })
  })

  it('rebases an edit on what is being typed, and refuses one at that very place', async () => {
    await behind('summary: Make')
    const outcome = await page.evaluate(() => {
      const { applyEdits, text } = window.desk
      // A key that is pressed in this very task: nothing can have been reported yet.
      const press = () => {
        const init = { key: 'Delete', code: 'Delete', keyCode: 46, bubbles: true }
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init))
      }
      const known = text()
      press()
      const level = known.indexOf('advanced')
      const unheard = known === text()
      const elsewhere = applyEdits([{ from: level, to: level + 8, insert: 'beginner' }])
      press()
      const at = text().indexOf('summary')
      return { unheard, elsewhere, touching: applyEdits([{ from: at, to: at + 15, insert: '' }]) }
    })
    expect(outcome).toEqual({ unheard: true, elsewhere: true, touching: false })
    await holds('summary: Make network')
    expect(await text()).toContain('level: beginner')
  })

  it('suggests what is legal, with names of the lab, and writes it', async () => {
    await behind('{ driver: bridge')
    await page.keyboard.type(', ')
    await page.getByRole('option', { name: /^internal/ }).waitFor()
    await page.keyboard.type('int')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: /^true/ }).waitFor()
    await shoot(page, 'editor-suggest')
    await page.keyboard.press('Enter')
    await holds('{ driver: bridge, internal: true }')
  })

  it('shows mistakes with advice and mends them', async () => {
    await edit('{ driver: bridge, internal', '{ driver: brigde, internal')
    await behind('{ driver: brig')
    await page.locator('.squiggly-error').waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.press('Control+i')
    await page.getByText('Did you mean `bridge`?').first().waitFor()
    await shoot(page, 'editor-mistake')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+.')
    await page.getByText('Change to bridge').waitFor()
    await page.keyboard.press('Enter')
    await holds('{ driver: bridge, internal')
    await page.locator('.squiggly-error').waitFor({ state: 'detached' })
  })

  it('lets the keyboard out', async () => {
    await behind('title: Reach')
    await page.keyboard.press('Control+m')
    const here = () => page.evaluate(() => document.activeElement?.textContent?.trim())
    // Lines that stick to the top of the text are stops on the way.
    for (let stops = 0; stops < 6 && (await here()) !== 'After'; stops += 1) {
      await page.keyboard.press('Tab')
    }
    expect(await here()).toBe('After')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Control+m')
    await page.getByRole('textbox', { name: /^Text of the lab. Ctrl\+M/ }).waitFor()
  })

  it('has no faults that axe finds, light or dark, as text and as comparison', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await faults()).toEqual([])
      await shoot(page, `editor-${colorScheme}`)
    }
    await page.evaluate(() => window.desk.compare())
    await page.locator('.monaco-diff-editor .char-insert, .line-insert').first().waitFor()
    expect(await faults()).toEqual([])
    await shoot(page, 'editor-compare')
  })

  it('leaves undo and redo to the history of the lab where there is one', async () => {
    const other = await house.open({ query: '?history' })
    await other.evaluate(() => window.desk.focus())
    await other.keyboard.type('x')
    for (const keys of ['Control+z', 'Control+y', 'Control+Shift+z'])
      await other.keyboard.press(keys)
    // What was typed is told before the history is asked, however quick the hand.
    const asked = await other.evaluate(() => window.desk.asked())
    expect(asked).toEqual(['typed', 'undo', 'redo', 'redo'])
    await until(() => other.evaluate(() => window.desk.text().startsWith('xslipway')), 'the x')
  })

  it('runs under the rules that the server sets for its pages', () => {
    expect(heard()).toEqual([])
  })
})
