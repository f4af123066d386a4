/** Every page, light and dark, wide and narrow, without a violation of WCAG 2.2 AA that axe can see. */
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desktop, openHouse, phone, shoot, visit, type House } from '../support/browser.ts'
import { Learner, patience } from '../support/learner.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const looks = [
  { look: 'light', size: 'desktop', viewport: desktop },
  { look: 'dark', size: 'desktop', viewport: desktop },
  { look: 'light', size: 'phone', viewport: phone },
  { look: 'dark', size: 'phone', viewport: phone },
] as const

describe('without barriers', () => {
  let house: House
  let run = ''
  /** Where each page is, and what shows that it is all there. */
  const pages: [name: string, path: () => string, there: (page: Page) => Promise<unknown>][] = [
    ['catalogue', () => '/', (page) => page.locator('[data-lab]').first().waitFor()],
    ['run', () => `/run/${run}`, (page) => page.locator('[data-step]').first().waitFor()],
    ['review', () => '/review', (page) => page.getByText('Alan Turing').first().waitFor()],
    [
      'review-run',
      () => `/review/${run}`,
      (page) => page.getByText('Alan Turing').first().waitFor(),
    ],
    [
      'administration',
      () => '/administration',
      (page) =>
        page
          .getByText(/user namespace|capabilities/i)
          .first()
          .waitFor(),
    ],
    ['not-found', () => '/nowhere', (page) => page.getByRole('heading').first().waitFor()],
  ]

  beforeAll(async () => {
    house = await openHouse()
    run = (await house.start('user-defined-bridge', 'Alan Turing')).run
    const page = await house.admin.newPage()
    await visit(page, `/run/${run}`)
    const learner = new Learner(page)
    await learner.ready()
    await learner.run('docker network create -d bridge new_bridge')
    await learner.passes('create')
    await learner.run('docker run -d --net=new_bridge --name=db training/postgres')
    await page.close()
  })
  afterAll(() => house?.close())

  const profile = async (viewport: { width: number; height: number }, look: 'light' | 'dark') => {
    const storageState = await house.admin.storageState()
    const options = { viewport, colorScheme: look, baseURL: house.url, storageState }
    return house.browser.newContext({ ...options, reducedMotion: 'reduce' })
  }

  const sound = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join('; ')}`,
    )
  }

  describe.each(looks)('$look, $size', ({ look, size, viewport }) => {
    let context: BrowserContext
    beforeAll(async () => void (context = await profile(viewport, look)))
    afterAll(() => context?.close())

    it.each(pages)('%s', async (name, path, there) => {
      const page = await context.newPage()
      page.setDefaultTimeout(patience)
      await visit(page, path())
      await there(page)
      await page.waitForLoadState('networkidle')
      await shoot(page, `${name}-${size}-${look}`)
      expect(await sound(page)).toEqual([])
      await page.close()
    })

    it('locked', async () => {
      const stranger = await house.browser.newContext({ viewport, colorScheme: look })
      const page = await stranger.newPage()
      await visit(page, house.url)
      await page.getByText('This page needs its own link').waitFor({ timeout: patience })
      await shoot(page, `locked-${size}-${look}`)
      expect(await sound(page)).toEqual([])
      await stranger.close()
    })
  })

  it('goes with the system, terminals and all, until a theme is chosen, and stays with that', async () => {
    const context = await profile(desktop, 'light')
    const page = await context.newPage()
    const ground = () =>
      page.evaluate(() => {
        const screen = document.querySelector('.xterm-scrollable-element') ?? document.body
        return [document.documentElement, screen].map((element) => {
          const [red = 0] = getComputedStyle(element).backgroundColor.match(/\d+/g) ?? []
          return Number(red) < 128 ? 'dark' : 'light'
        })
      })
    const becomes = (look: string) =>
      expect.poll(ground, { timeout: patience }).toEqual([look, look])
    await visit(page, `/run/${run}`)
    await page.locator('.xterm').first().waitFor({ timeout: patience })
    await becomes('light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await becomes('dark')
    await page.getByRole('button', { name: 'Light theme' }).click()
    await becomes('light')
    await page.reload()
    await page.locator('.xterm').first().waitFor({ timeout: patience })
    await becomes('light')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.emulateMedia({ colorScheme: 'dark' })
    await becomes('light')
    await context.close()
  })

  it('each pane of a run on a phone', async () => {
    const context = await profile(phone, 'light')
    const page = await context.newPage()
    await visit(page, `/run/${run}`)
    const panes = page.getByRole('navigation', { name: 'Panes' })
    for (const pane of ['Terminal', 'Files', 'Pages', 'Map', 'Evidence', 'Steps']) {
      await panes.getByRole('button', { name: pane }).click()
      await page.getByText('Drawing the map').waitFor({ state: 'hidden', timeout: patience })
      await page.waitForLoadState('networkidle')
      await shoot(page, `run-phone-${pane.toLowerCase()}`)
      expect([pane, await sound(page)]).toEqual([pane, []])
    }
    await context.close()
  })

  it('what opens over a run: evidence, shortcuts, the end', async () => {
    const context = await profile(desktop, 'dark')
    const page = await context.newPage()
    await visit(page, `/run/${run}`)
    await page.locator('[data-step="create"] button[aria-expanded]').click()
    await page
      .getByRole('button', { name: /Show evidence/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Evidence' }).waitFor()
    expect(await sound(page)).toEqual([])
    await page.keyboard.press('Escape')
    for (const name of ['All commands', 'Keyboard shortcuts', 'End']) {
      await page.getByRole('button', { name, exact: true }).click()
      await page.getByRole('dialog').waitFor()
      expect([name, await sound(page)]).toEqual([name, []])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    await context.close()
  })

  it('files and pages of a host', async () => {
    const context = await profile(desktop, 'light')
    const page = await context.newPage()
    await visit(page, `/run/${run}`)
    await page.getByRole('button', { name: 'Files', exact: true }).click()
    await page.getByRole('treeitem', { name: '.bashrc' }).click({ timeout: patience })
    await page.getByRole('textbox', { name: '/root/.bashrc' }).waitFor({ timeout: patience })
    expect(await sound(page)).toEqual([])
    await page.getByRole('button', { name: 'Pages', exact: true }).click()
    await page.getByText('Nothing is published yet').waitFor({ timeout: patience })
    expect(await sound(page)).toEqual([])
    await context.close()
  })

  it('nothing is wider than a phone', async () => {
    const context = await profile(phone, 'light')
    const page = await context.newPage()
    for (const [name, path, there] of pages) {
      await visit(page, path())
      await there(page)
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }))
      expect([name, scroll]).toEqual([name, client])
    }
    await context.close()
  })
})
