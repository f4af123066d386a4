/** The canvas under an author's hands: what is selected, moved, copied and looked at, by pointer and by keys. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { complaints, openHouse, shoot, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { patience, until } from '../support/learner.ts'
import { Sight } from '../support/sight.ts'
import { layout, openTwoHosts } from '../support/two-hosts.ts'

const id = (name: string) => (name === 'far' ? 'host2/container:far' : `host1/container:${name}`)

describe('the canvas', () => {
  let house: House
  let page: Page
  let drawer: Drawer
  let sight: Sight
  let heard: () => string[]
  beforeAll(async () => {
    house = await openHouse()
    const permissions = ['clipboard-read', 'clipboard-write']
    await house.admin.grantPermissions(permissions, { origin: house.url })
    page = await house.admin.newPage()
    page.setDefaultTimeout(patience)
    heard = complaints(page)
    drawer = new Drawer(page)
    sight = new Sight(drawer)
  })
  afterAll(() => house.close())
  beforeEach(async () => {
    await openTwoHosts(page, house.url)
    await sight.take('db', 'far')
  })

  const keys = async (...all: string[]) => {
    for (const key of all) await page.keyboard.press(key)
  }
  const places = async () => (await drawer.saved()).layout.positions
  /** Waits until a thing has its saved place; answers with all places. */
  const placed = async (key: string, isThere: (at?: { x: number; y: number }) => boolean) => {
    let now = await places()
    await until(
      async () => {
        now = await places()
        return isThere(now[key])
      },
      () => `${key} to be elsewhere: ${JSON.stringify(now)}`,
    )
    return now
  }
  /** What part of the drawing is in view, as the minimap tells. */
  const seen = () => page.locator('svg > .view').getAttribute('x')
  const selected = (count: number) =>
    page.getByRole('heading', { name: `${String(count)} things selected` }).waitFor()

  it('selects several by presses, on the canvas and in the list', async () => {
    const [db, web, cache] = ['db', 'web', 'cache'].map((name) => sight.middle(name))
    if (!db || !web || !cache) throw new Error('Nothing is drawn')
    await page.mouse.click(db.x, db.y)
    await page.keyboard.down('Shift')
    await page.mouse.click(web.x, web.y)
    await selected(2)
    await page.mouse.click(cache.x, cache.y)
    await selected(3)
    await page.mouse.click(web.x, web.y)
    await page.keyboard.up('Shift')
    await selected(2)
    await drawer.row('data').click({ modifiers: ['Control'] })
    await selected(3)
  })

  it('selects what a box is drawn around, and moves nothing by it', async () => {
    await page.keyboard.down('Shift')
    await drawer.drag(sight.inside('host1', 185, 130), sight.inside('host1', 640, 240))
    await page.keyboard.up('Shift')
    await selected(2)
    await keys('Shift+ArrowDown')
    const now = await placed(id('web'), (at) => at?.y === 10)
    expect(now).toMatchObject({
      ...layout.positions,
      [id('web')]: { x: 14, y: 10 },
      [id('cache')]: { x: 25, y: 10 },
    })
  })

  it('selects several by keys, on the canvas and in the list', async () => {
    await drawer.row('db').click()
    await sight.canvas().focus()
    await keys('Control+ArrowRight', 'Space')
    await selected(2)
    await keys('Control+ArrowRight', 'Space', 'Space')
    await selected(2)
    await keys('Escape')
    await drawer.row('db').focus()
    await keys('Space', 'Control+ArrowDown', 'Control+ArrowDown', 'Space')
    await selected(2)
    await keys('Shift+ArrowDown')
    const now = await placed(id('db'), (at) => at?.y === 10)
    expect(now[id('web')]).toEqual(layout.positions['host1/container:web'])
  })

  it('aligns and spreads, also hosts, and undoes each by itself', async () => {
    for (const name of ['db', 'web', 'cache']) {
      await drawer.row(name).click({ modifiers: ['Control'] })
    }
    await sight.canvas().focus()
    await keys('Alt+h')
    await placed(id('web'), (at) => at?.x === 15)
    await keys('Alt+l')
    const now = await placed(id('cache'), (at) => at?.x === 5)
    expect(new Set(['db', 'web', 'cache'].map((name) => now[id(name)]?.y)).size).toBe(3)
    expect(now['host1/volume:data']).toEqual({ x: 5, y: 14 })
    await keys('Control+z')
    await placed(id('cache'), (at) => at?.x === 25)
    await keys('Control+z')
    await placed(id('web'), (at) => at?.x === 14)
    await drawer.row('host2').click()
    await sight.canvas().focus()
    await keys('Shift+ArrowDown')
    await placed('host2', (at) => at?.y === 1)
  })

  it('a copy lies beside, and stays where it is when the original goes', async () => {
    await drawer.row('db').click()
    await sight.canvas().focus()
    await keys('Control+d')
    await drawer.row('db2').waitFor()
    await page.getByRole('heading', { name: /container db2/i }).waitFor()
    const before = await placed(id('db2'), (at) => at !== undefined)
    await sight.take('db', 'far')
    const db = sight.middle('db')
    await drawer.drag(db, { x: db.x, y: db.y + 260 })
    const after = await placed(id('db'), (at) => (at?.y ?? 0) > 12)
    expect(after).toEqual({ ...before, [id('db')]: after[id('db')] })
  })

  it('Alt puts things down off the raster', async () => {
    const db = sight.middle('cache')
    await page.keyboard.down('Alt')
    await drawer.drag(db, { x: db.x + 7, y: db.y + 103 })
    await page.keyboard.up('Alt')
    const now = await placed(id('cache'), (at) => at?.y !== 9)
    expect(Number.isInteger(now[id('cache')]?.y)).toBe(false)
  })

  it('what is dropped in another host goes to live there, and back with one undo', async () => {
    const [data, db] = [sight.middle('cache'), sight.middle('far')]
    await drawer.drag(data, { x: db.x + 20, y: db.y - 120 })
    const text = await drawer.writes(/host2:[^]*cache:/)
    expect(text.indexOf('cache:')).toBeGreaterThan(text.indexOf('host2:'))
    await page
      .getByText(/lost the network `lan`/)
      .first()
      .waitFor()
    expect((await places())['host2']).toEqual(layout.positions.host2)
    await keys('Control+z')
    await drawer.writes(/cache:[^]*host2:/)
  })

  it('a drag to where there is no room leaves the other host in its place', async () => {
    const [cache, far] = [sight.middle('cache'), sight.middle('far')]
    await drawer.drag(cache, { x: sight.inside('host2', -10, 0).x, y: cache.y })
    await placed(id('cache'), (at) => (at?.x ?? 0) > 25)
    await sight.take('db', 'far')
    expect(Math.abs(sight.middle('far').x - far.x)).toBeLessThan(2)
  })

  it('opens menus by keys and by pointer, each for what it was opened on', async () => {
    const menu = page.getByRole('menu', { name: 'Actions' })
    await drawer.row('lan').click()
    await sight.canvas().focus()
    await keys('Shift+F10')
    await menu.getByRole('menuitem', { name: /Remove.*`db`/ }).waitFor()
    await shoot(page, 'canvas-menu')
    await keys('Escape')
    await menu.waitFor({ state: 'detached' })
    expect(await sight.canvas().evaluate((node) => node === document.activeElement)).toBe(true)
    const corner = await drawer.corner()
    await page.mouse.click(corner.x, corner.y, { button: 'right' })
    await menu.getByRole('menuitem', { name: 'Add a host' }).waitFor()
    await keys('Escape')
    const at = sight.inside('host2', 240, 60)
    await page.mouse.click(at.x, at.y, { button: 'right' })
    await menu.getByRole('menuitem', { name: 'Add a volume' }).click()
    await drawer.writes(/host2:[^]*volumes:[^]*volume1/)
    const place = (await places())['host2/volume:volume1']
    expect(place?.x).toBeGreaterThan(8)
  })

  it('whole hosts are cut and pasted with what is in them', async () => {
    await drawer.row('host2').click()
    await drawer.row('far').click({ modifiers: ['Control'] })
    await drawer.row('db').click({ modifiers: ['Control'] })
    await sight.canvas().focus()
    await keys('Control+x')
    await drawer.writes('host2', false)
    await keys('Control+v')
    const text = await drawer.writes(/host2:[^]*far:/)
    expect(text).toMatch(/host1:[^]*db:[^]*host2:/)
  })

  it('connect mode leaves the wheel, the hand and menus alone, and Escape ends one thing at a time', async () => {
    const toggle = page.getByRole('button', { name: 'Draw connections' })
    const pressed = () => toggle.getAttribute('aria-pressed')
    const zoom = page.getByText(/^\d+ ?%$/).first()
    await keys('e')
    const [before, db] = [await zoom.innerText(), sight.middle('db')]
    await page.mouse.move(db.x, db.y)
    await page.mouse.wheel(0, 300)
    await until(async () => (await zoom.innerText()) !== before, 'a wider view')
    const corner = await drawer.corner()
    await drawer.drag(corner, { x: corner.x + 40, y: corner.y - 40 })
    // The sheet has followed, or this is the menu of something else.
    await page.mouse.click(db.x + 40, db.y - 40, { button: 'right' })
    await page.getByRole('menuitem', { name: 'Rename everywhere' }).waitFor()
    await keys('Escape')
    await page.mouse.click(db.x + 40, db.y - 40)
    await page.locator('.canvas svg circle').waitFor({ state: 'attached' })
    await keys('Escape')
    expect(await pressed()).toBe('true')
    await keys('Escape')
    expect(await pressed()).toBe('false')
  })

  it('a minimap leads to what is far away, once something is', async () => {
    await keys('1')
    await page.locator('svg:has(> .view)').waitFor({ state: 'detached' })
    await keys('=', '=', '=', '=')
    const small = await page.locator('svg:has(> .view)').boundingBox()
    const before = await seen()
    if (small === null) throw new Error('There is no minimap')
    await page.mouse.click(small.x + small.width - 8, small.y + small.height / 2)
    await until(async () => (await seen()) !== before, 'another part')
  })

  it('dims the drawing while the text cannot be read', async () => {
    const dimmed = () => page.locator('.stale').count()
    expect(await dimmed()).toBe(0)
    await page.locator('.monaco-editor').first().click()
    await keys('Control+Home')
    await page.keyboard.insertText('title: "half\n')
    await page.getByText('The text cannot be read just now').waitFor()
    await until(async () => (await dimmed()) === 1, 'a dimmed drawing')
    expect(heard()).toEqual([])
  })
})
