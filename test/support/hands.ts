/** Two ways to use a page: with a mouse, or with keys alone. Neither does anything that a person could not. */
import type { Locator, Page } from 'playwright-core'
import { until } from './learner.ts'

export interface Hands {
  /** Presses a button, a tab, a box to tick or what opens details. */
  press(what: Locator): Promise<void>
  /** Writes into a field, in place of what is there. */
  write(field: Locator, text: string): Promise<void>
  /** Goes to a control without pressing it. */
  reach(what: Locator): Promise<void>
  /** Takes one of a list's options, by its words. */
  choose(list: Locator, option: string): Promise<void>
}

/** What is long is put in as a clipboard would; no person types it twice. */
const enter = (page: Page, text: string) =>
  text.length < 60 && !text.includes('\n')
    ? page.keyboard.type(text)
    : page.keyboard.insertText(text)

/** Only `mouse` moves and presses, and letters into fields. */
export function mouseHands(page: Page): Hands {
  return {
    press: (what) => what.click(),
    reach: (what) => what.hover(),
    async write(field, text) {
      await field.click({ clickCount: 3 })
      if (text === '') await page.keyboard.press('Delete')
      else await enter(page, text)
    },
    async choose(list, option) {
      await list.click()
      await list.locator('option').filter({ hasText: option }).first().click()
    },
  }
}

/** Only `keyboard`: Tab until it is there, then the key that such a thing takes. */
export function keyHands(page: Page): Hands {
  const { keyboard } = page

  /** Goes to a control; the way round is looked up, the walking is by Tab. */
  const reach = async (what: Locator): Promise<void> => {
    await what.waitFor()
    for (let steps = 0; ; steps += 1) {
      const way = await what.evaluate(wayFromFocus)
      if (way === 'here') return
      if (steps > 400) throw new Error(`Tab does not lead to ${String(what)}`)
      await keyboard.press(way === 'back' ? 'Shift+Tab' : 'Tab')
    }
  }

  return {
    reach,
    async press(what) {
      const role = await what.getAttribute('role')
      if (role === 'tab') return turnTo(page, what, reach)
      await reach(what)
      await keyboard.press((await what.getAttribute('type')) === 'checkbox' ? 'Space' : 'Enter')
    },
    async write(field, text) {
      await reach(field)
      await keyboard.press('Control+a')
      if (text === '') await keyboard.press('Delete')
      else await enter(page, text)
    },
    async choose(list, option) {
      await reach(list)
      const wanted = list.locator('option').filter({ hasText: option }).first()
      await keyboard.press('Space')
      const at = () => wanted.evaluate((one) => one.matches(':focus'))
      const before = () =>
        wanted.evaluate((one) => {
          const now = one.ownerDocument.activeElement ?? one
          return (one.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
        })
      await until(
        () => list.evaluate((one) => one.querySelector('option:focus') !== null),
        'the list of options',
      )
      while (!(await at())) await keyboard.press((await before()) ? 'ArrowUp' : 'ArrowDown')
      await keyboard.press('Enter')
    },
  }
}

/** In a row of tabs only the chosen one is reached by Tab; arrows go on from there. */
async function turnTo(page: Page, tab: Locator, reach: (what: Locator) => Promise<void>) {
  const row = tab.locator('xpath=ancestor::*[@role="tablist"]')
  await reach(row.getByRole('tab', { selected: true }))
  const tabs = await row.getByRole('tab').count()
  for (let turn = 0; turn < tabs; turn += 1) {
    if ((await tab.getAttribute('aria-selected')) === 'true') return
    await page.keyboard.press('ArrowRight')
  }
}

/** Runs in the page and changes nothing there. */
function wayFromFocus(wanted: Element): 'here' | 'back' | 'on' {
  const now = wanted.ownerDocument.activeElement
  if (now === wanted) return 'here'
  if (now === null || now === wanted.ownerDocument.body) return 'on'
  const place = now.compareDocumentPosition(wanted)
  return (place & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ? 'back' : 'on'
}
