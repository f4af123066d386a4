/** One draft in two windows: what both did is kept where it can be, and shown where it cannot. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHouse, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { inOrder, patience } from '../support/learner.ts'

let house: House
let one: Drawer
let other: Drawer
inOrder()

const title = (page: Page) =>
  page.locator('.inspector').getByRole('textbox', { name: 'Title', exact: true })

beforeAll(async () => {
  house = await openHouse()
  const page = await house.admin.newPage()
  page.setDefaultTimeout(patience)
  one = new Drawer(page)
  await one.begin()
  const second = await house.admin.newPage()
  second.setDefaultTimeout(patience)
  other = new Drawer(second)
  await second.goto(page.url())
  await other.row('host1').waitFor()
})
afterAll(() => house.close())

it('keeps a thing drawn in each window', async () => {
  await one.page.getByRole('button', { name: 'Add volume' }).click()
  await one.writes('volume1')
  await other.page.getByRole('button', { name: 'Add network' }).click()
  await other.page.getByText('Both changes are in the lab now').waitFor()
  const text = await other.writes('network1')
  expect(text).toContain('volume1')
  await other.row('volume1').waitFor()
})

it('shows both where both wrote the same, refuses to try, and keeps the one that is chosen', async () => {
  // The first window still has the text as it was before the second one saved.
  await one.row('host1').waitFor()
  await one.page.getByRole('button', { name: 'Add network' }).click()
  await one.page.getByRole('button', { name: 'Compare…' }).click()
  await one.page.getByRole('dialog', { name: 'Changed here and elsewhere' }).waitFor()
  await one.page.getByRole('button', { name: 'Decide later' }).click()
  await one.page.getByRole('button', { name: 'Try', exact: true }).click()
  await one.page.getByText('What you see is not saved').waitFor()
  await one.page.keyboard.press('Escape')
  await one.page.getByRole('button', { name: 'Compare…' }).click()
  await one.page.getByRole('button', { name: 'Take theirs' }).click()
  await one.row('volume1').waitFor()
  const text = await one.writes('network1')
  expect(text).toContain('volume1')
  expect(await title(one.page).count()).toBe(1)
})
