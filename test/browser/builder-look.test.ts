/** Ways to look at a drawing in the builder: through the lens, in layers, with every key listed, in light and dark. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse, shoot, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { patience, until } from '../support/learner.ts'
import { layout, openTwoHosts } from '../support/two-hosts.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

describe('a drawing', () => {
  let house: House
  beforeAll(async () => void (house = await openHouse()))
  afterAll(() => house.close())

  const keys = async (page: Page, ...all: string[]) => {
    for (const key of all) await page.keyboard.press(key)
  }

  it('is arranged in layers, though its worker is lost at first, and back with one undo', async () => {
    const page = await house.admin.newPage()
    page.setDefaultTimeout(patience)
    await openTwoHosts(page, house.url)
    const drawer = new Drawer(page)
    const cache = async () => (await drawer.saved()).layout.positions['host1/container:cache']
    await page.locator('[data-canvas]').focus()
    let lost = 0
    const lose = (route: Route) => ++lost && route.abort('connectionfailed')
    await page.route(/elk-worker/, lose, { times: 2 })
    await keys(page, 'Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('layers')
    await keys(page, 'Enter')
    await page.getByText('Arranged in layers').waitFor({ state: 'attached' })
    expect(lost).toBe(2)
    await until(async () => (await cache())?.x !== 25, 'another place')
    await shoot(page, 'canvas-layers')
    await page.locator('[data-canvas]').focus()
    await keys(page, 'Control+z')
    await until(async () => (await cache())?.x === 25, 'the old place')
    expect((await drawer.saved()).layout.positions).toMatchObject(layout.positions)
    await page.close()
  })

  it.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 1024, 768],
    ['dark', 1024, 768],
  ] as const)('%s, %i × %i', async (colorScheme, width, height) => {
    const storageState = await house.admin.storageState()
    const options = { colorScheme, storageState, viewport: { width, height }, baseURL: house.url }
    const context = await house.browser.newContext({ ...options, reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    const name = `${String(width)}-${colorScheme}`
    await openTwoHosts(page, house.url)
    const row = (what: string) => page.getByRole('treeitem', { name: new RegExp(`^${what}`) })
    await row('db').first().click()
    await row('web')
      .first()
      .click({ modifiers: ['Control'] })
    await page.locator('[data-canvas]').focus()
    await keys(page, 'Control+ArrowRight')
    await shoot(page, `canvas-several-${name}`)
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await keys(page, 'Shift+F10')
    await page.getByRole('menuitem', { name: /Align left edges/ }).waitFor()
    await shoot(page, `canvas-menu-${name}`)
    await keys(page, 'Escape', 'l')
    await shoot(page, `canvas-lens-${name}`)
    await keys(page, 'l', '?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByText('Align left edges').waitFor()
    await sheet.getByText('Paste', { exact: true }).waitFor()
    await shoot(page, `canvas-shortcuts-${name}`)
    await context.close()
  })
})
