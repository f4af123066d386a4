/** Labs drawn in a real browser on a real server: by mouse, and by keyboard alone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from '../../labs/format/index.ts'
import { complaints, openHouse, shoot, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { inOrder, patience, until } from '../support/learner.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

describe('the builder', () => {
  let house: House
  beforeAll(async () => void (house = await openHouse()))
  afterAll(() => house.close())

  const sound = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join('; ')}`,
    )
  }

  describe('by mouse', () => {
    inOrder()
    let page: Page
    let drawer: Drawer
    let heard: () => string[]
    beforeAll(async () => {
      page = await house.admin.newPage()
      page.setDefaultTimeout(patience)
      heard = complaints(page)
      drawer = new Drawer(page)
      await drawer.begin()
    })

    it('opening a draft changes nothing', async () => {
      const before = await drawer.saved()
      await page.reload()
      await drawer.row('host1').waitFor()
      expect(await drawer.saved()).toEqual(before)
    })

    it('things are dragged from the palette, and named', async () => {
      await drawer.put('network', -60, -30)
      await drawer.row('network1').waitFor()
      await drawer.name('new_bridge')
      await drawer.put('container', -60, 60)
      await drawer.row('container1').waitFor()
      await drawer.name('db')
      await drawer.set('Image', 'training/postgres')
      await drawer.set('Command', '')
      await drawer.put('container', 90, 60)
      await drawer.row('container1').waitFor()
      await drawer.name('web')
      await drawer.set('Image', 'training/webapp')
      await drawer.set('Command', 'python app.py')
      const text = await drawer.writes('command: [python, app.py]')
      expect(text).toMatch(/^# A lab:/)
      expect(text).toContain('new_bridge: { driver: bridge }')
      expect(text).toContain('db: { image: training/postgres }')
    })

    it('a connection is drawn from the handle of a container', async () => {
      const network = await drawer.handle('new_bridge')
      const from = await drawer.handle('db')
      await drawer.drag(from, { x: network.x - 40, y: network.y })
      await drawer.writes(/db: .*networks: \[new_bridge\]/)
      await shoot(page, 'builder-drawn')
    })

    it('undo and redo go through every change', async () => {
      await page.locator('[data-canvas]').focus()
      await page.keyboard.press('Control+z')
      await drawer.writes('networks: [new_bridge]', false)
      await page.keyboard.press('Control+Shift+Z')
      const text = await drawer.writes('networks: [new_bridge]')
      expect(parse(text).diagnostics).toEqual([])
    })

    it('in connect mode two presses join two things', async () => {
      const network = await drawer.handle('new_bridge')
      const web = await drawer.handle('web')
      await page.getByRole('button', { name: 'Draw connections' }).click()
      await page.mouse.click(web.x - 40, web.y)
      await page.mouse.click(network.x - 40, network.y)
      await drawer.writes(/web: .*networks: \[new_bridge\]/)
      await page.getByRole('button', { name: 'Draw connections' }).click()
    })

    it('what is moved stays where it was put, and is one step of the history', async () => {
      const before = (await drawer.saved()).layout.positions
      const web = await drawer.handle('web')
      const from = { x: web.x - 40, y: web.y }
      await drawer.drag(from, { x: from.x, y: from.y + 120 })
      const place = async () => (await drawer.saved()).layout.positions['host1/container:web']
      await until(
        async () => (await place())?.y !== before['host1/container:web']?.y,
        'web to be moved',
      )
      expect(Number.isInteger((await place())?.y)).toBe(true)
      await page.locator('[data-canvas]').focus()
      await page.keyboard.press('Control+z')
      await until(
        async () => (await place())?.y === before['host1/container:web']?.y,
        'web to be back',
      )
    })

    it('a name is changed wherever it is used', async () => {
      await drawer.row('new_bridge').click()
      await drawer.name('lan')
      const text = await drawer.writes('networks: [lan]')
      expect(text).not.toContain('new_bridge')
      expect(text).toMatch(/^# A lab:.*\n# Draw on the canvas/)
      expect(heard()).toEqual([])
    })

    it('what is typed is drawn, and a broken text keeps the drawing', async () => {
      await page.locator('.monaco-editor').first().click()
      await page.keyboard.press('Control+Home')
      await page.keyboard.insertText('title: "half\n')
      await page.getByText('The text cannot be read just now').waitFor()
      expect(await drawer.row('db').isVisible()).toBe(true)
      await page.keyboard.press('Control+z')
      await page.getByText('The text cannot be read just now').waitFor({ state: 'detached' })
      await drawer.writes('half', false)
    })
  })

  describe('by keyboard alone', () => {
    inOrder()
    let page: Page
    let drawer: Drawer
    const keys = async (...all: string[]) => {
      for (const key of all) await page.keyboard.press(key)
    }
    /** `/`, a name, Enter; answers when the tree holds it. */
    const add = async (words: string, name: string) => {
      await keys('/')
      await page.getByRole('combobox', { name: /its name/ }).waitFor()
      await page.keyboard.type(words)
      await keys('Enter')
      await drawer.row(name).waitFor()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    const connect = async (to: string) => {
      await keys('c')
      await page.getByRole('combobox', { name: /it connects to/ }).waitFor()
      await page.keyboard.type(to)
      await keys('Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    beforeAll(async () => {
      page = await house.admin.newPage()
      page.setDefaultTimeout(patience)
      drawer = new Drawer(page)
      await page.goto('/build')
      await page.getByRole('button', { name: 'New lab' }).focus()
      await page.keyboard.press('Enter')
      await drawer.row('host1').waitFor()
    })

    it('the canvas is reached with Tab', async () => {
      const there = () =>
        page.evaluate(() => document.activeElement?.hasAttribute('data-canvas') ?? false)
      for (let tabs = 0; tabs < 60 && !(await there()); tabs += 1) await keys('Tab')
      expect(await there()).toBe(true)
    })

    it('things are added by name and connected', async () => {
      await add('network new_bridge', 'new_bridge')
      await add('container db', 'db')
      await connect('new_bridge')
      await drawer.writes(/db: .*networks: \[new_bridge\]/)
      await add('container web', 'web')
      await connect('bridge')
      await add('volume pgdata', 'pgdata')
      const text = await drawer.writes('pgdata')
      expect(parse(text).diagnostics).toEqual([])
    })

    it('arrow keys go from thing to thing, and Delete says what goes along', async () => {
      await page.locator('[data-canvas]').focus()
      await keys('Escape', 'ArrowDown')
      await page.locator('[role=treeitem][aria-selected=true]').first().waitFor()
      await drawer.row('host1').focus()
      await keys('Home')
      const chosen = page.locator('[role=treeitem][aria-selected=true]')
      for (let rows = 0; rows < 8; rows += 1) {
        if (/^new_bridge/.test(await chosen.innerText())) break
        await keys('ArrowDown')
      }
      await keys('Enter')
      await page.getByText('With it:').waitFor()
      await keys('Escape')
      await page.keyboard.press('Delete')
      await drawer.writes('new_bridge', false)
      await keys('Control+z')
      await drawer.writes('networks: [new_bridge]')
    })

    it('nothing stands in the way of assistive technology', async () => {
      expect(await sound(page)).toEqual([])
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
      expect(await sound(page)).toEqual([])
    })
  })

  it.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 1024, 768],
    ['dark', 1024, 768],
  ] as const)('%s, %i × %i', async (colorScheme, width, height) => {
    const storageState = await house.admin.storageState()
    const viewport = { width, height }
    const options = { viewport, colorScheme, storageState, baseURL: house.url }
    const context = await house.browser.newContext({ ...options, reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    const headers = { origin: house.url }
    const data = { from: 'user-defined-bridge' }
    const made = await page.request.post('/api/drafts', { data, headers })
    expect(made.ok()).toBe(true)
    await page.goto('/build')
    await page.getByRole('table').waitFor()
    await shoot(page, `build-${String(width)}-${colorScheme}`)
    expect(await sound(page)).toEqual([])
    await page.getByRole('row').nth(1).getByRole('link').click()
    await page
      .getByRole('treeitem', { name: /^host1\b/ })
      .first()
      .waitFor()
    // Where there is room, the text is open from the start.
    const text = page.locator('.monaco-editor .view-line').first()
    if (width >= 1200) await text.waitFor()
    await shoot(page, `builder-${String(width)}-${colorScheme}`)
    expect(await sound(page)).toEqual([])
    await page.getByRole('tab', { name: /^Steps/ }).click()
    if (width < 1200) await page.getByRole('button', { name: 'Text', exact: true }).click()
    await text.waitFor()
    await shoot(page, `builder-steps-${String(width)}-${colorScheme}`)
    expect(await sound(page)).toEqual([])
    await context.close()
  })
})
