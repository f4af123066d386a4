/** Nothing is lost: answers that never come, browsers and servers that die, drafts that are gone. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openHouse, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { patience, until } from '../support/learner.ts'

const saves = '**/api/drafts/*'
const elsewhere = /Changed here and elsewhere|Somebody else saved/
const times = (text: string, part: string) => text.split(part).length - 1

describe('a draft', () => {
  let house: House
  let page: Page
  let drawer: Drawer
  beforeAll(async () => void (house = await openHouse()))
  afterAll(() => house.close())

  const open = async () => {
    const opened = await house.admin.newPage()
    opened.setDefaultTimeout(patience)
    return opened
  }
  const add = (kind: string, on = page) =>
    on.getByRole('button', { name: `Add ${kind}`, exact: true }).click()
  const unsaved = (on = page) => on.locator('[data-save=offline], [data-save=refused]').waitFor()
  /** What this browser keeps of the draft for a window that opens it next. */
  const kept = (on: Page) =>
    on.evaluate(() =>
      Object.entries(localStorage)
        .filter(([key]) => key.startsWith('slipway:draft:'))
        .map(([, value]) => String(value))
        .join('\n'),
    )
  const id = () => new URL(page.url()).pathname.split('/').at(-1) ?? ''

  beforeEach(async () => {
    page = await open()
    drawer = new Drawer(page)
    await drawer.begin()
    await drawer.saved()
  })

  it('is saved once where the answer of a save was lost', async () => {
    let lost = 0
    await page.route(saves, async (route) => {
      if (route.request().method() !== 'PUT' || lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      await route.abort()
    })
    await add('volume')
    await unsaved()
    await add('network')
    const text = await drawer.writes('network1')
    expect([times(text, 'volume1:'), times(text, 'network1:')]).toEqual([1, 1])
    expect(await page.getByText(elsewhere).count()).toBe(0)
  })

  it('is no clash where the answer was lost with the page', async () => {
    await page.route(saves, async (route) => {
      if (route.request().method() !== 'PUT') return route.continue()
      await route.fetch()
      await route.abort()
    })
    await add('volume')
    await unsaved()
    await page.unroute(saves)
    await page.reload()
    await drawer.row('volume1').waitFor()
    await drawer.writes('volume1')
    expect(await page.getByText(elsewhere).count()).toBe(0)
    expect(await kept(page)).toBe('')
  })

  it('is there again after the browser died, whatever another window saved meanwhile', async () => {
    await page.route(saves, (route) => route.abort())
    await add('volume')
    await unsaved()
    const other = await open()
    await other.goto(page.url())
    const second = new Drawer(other)
    // The first window lives and keeps its own.
    await second.row('host1').waitFor()
    await add('network', other)
    await second.writes('network1')
    expect(await kept(other)).toContain('volume1')
    const died = page.waitForEvent('crash')
    page.goto('chrome://crash').catch(() => undefined)
    await died
    await other.reload()
    await other.getByText('found here and kept').waitFor()
    await second.row('volume1').waitFor()
    await other.getByRole('button', { name: 'Compare…' }).click()
    await other.getByRole('button', { name: 'Keep mine' }).click()
    await second.writes('volume1')
    await until(async () => (await kept(other)) === '', 'the copy to be forgotten')
  })

  it('is saved when the server is back, each change once', async () => {
    await add('volume')
    await drawer.writes('volume1')
    await house.down()
    await add('network')
    await unsaved()
    await page.getByRole('button', { name: 'What to do…' }).click()
    await page
      .getByRole('dialog', { name: 'Not saved' })
      .getByText('kept in this browser')
      .waitFor()
    await page.keyboard.press('Escape')
    await add('container')
    await house.up()
    const text = await drawer.writes('container1')
    expect([times(text, 'volume1:'), times(text, 'network1:')]).toEqual([1, 1])
    expect(await page.getByText(elsewhere).count()).toBe(0)
  })

  it('that was deleted elsewhere is saved as a new one', async () => {
    const gone = id()
    await page.request.delete(`/api/drafts/${gone}`, { headers: { origin: house.url } })
    await add('volume')
    await page.getByText('This draft was deleted elsewhere').waitFor()
    await page.getByRole('button', { name: 'What to do…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Not saved' })
    await dialog.getByText('draft-unknown').waitFor()
    const file = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Download the lab' }).click()
    expect((await file).suggestedFilename()).toBe('untitled-lab.zip')
    await dialog.getByRole('button', { name: 'Save as a new draft' }).click()
    await until(() => Promise.resolve(id() !== gone), 'another draft')
    await drawer.row('volume1').waitFor()
    await drawer.writes('volume1')
  })

  it('that is too large is answered as such while it is still being sent', async () => {
    const code = await page.evaluate(async (path) => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ text: 'x'.repeat(6_000_000) })
      const answer = await fetch(path, { method: 'PUT', headers, body })
      return ((await answer.json()) as { error: { code: string } }).error.code
    }, `/api/drafts/${id()}`)
    expect(code).toBe('too-large')
  })
})
