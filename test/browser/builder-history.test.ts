/** One history of drawing and text: what was done last is undone first, wherever it was done. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHouse, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { patience } from '../support/learner.ts'

let house: House
let page: Page
let drawer: Drawer
beforeAll(async () => {
  house = await openHouse()
  page = await house.admin.newPage()
  page.setDefaultTimeout(patience)
  drawer = new Drawer(page)
  await drawer.begin()
})
afterAll(() => house.close())

const inText = async () => {
  // The first line may lie below the divider.
  await page.locator('.monaco-editor .view-line').nth(3).click()
  await page.keyboard.press('Control+End')
}
const onCanvas = () => page.locator('[data-canvas]').focus()
const draw = (kind: string) =>
  page.getByRole('button', { name: `Add ${kind}`, exact: true }).click()
const write = async (words: string) => {
  await inText()
  await page.keyboard.type(words)
}

it('goes back and forth through both, from either', async () => {
  await page.locator('.monaco-editor .view-line').first().waitFor()
  const texts = [(await drawer.saved()).text]
  const after = async (words: string) => void texts.push(await drawer.writes(words))
  await draw('network')
  await after('network1')
  await write('# one')
  await after('# one')
  await draw('volume')
  await after('volume1')
  await write(' two')
  await after('# one two')
  await draw('container')
  await after('container1')
  await write(' three')
  await after('# one two three')
  expect(new Set(texts).size).toBe(7)

  const shown = async (text: string) => {
    // What the editor holds is what is saved.
    const last = text.trimEnd().split('\n').at(-1) ?? ''
    // Only lines in sight are on the page.
    await inText()
    await page.locator('.monaco-editor .view-line').filter({ hasText: last }).first().waitFor()
  }
  for (const [index, text] of [...texts.slice(0, -1).entries()].reverse()) {
    await (index % 2 === 0 ? inText() : onCanvas())
    await page.keyboard.press('Control+z')
    await drawer.holds(text)
    await shown(text)
  }
  for (const [index, text] of texts.slice(1).entries()) {
    await (index % 2 === 0 ? inText() : onCanvas())
    await page.keyboard.press('Control+Shift+z')
    await drawer.holds(text)
    await shown(text)
  }
})

it('takes the letters first that were typed a moment ago, and brings them back', async () => {
  const before = (await drawer.saved()).text
  await inText()
  await page.keyboard.type('!')
  await page.keyboard.press('Control+z')
  await drawer.holds(before)
  await page.keyboard.press('Control+y')
  await drawer.writes('three!')
})
