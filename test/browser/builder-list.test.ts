/** The list of drafts while the server cannot be reached. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse, visit, type House } from '../support/browser.ts'
import { patience } from '../support/learner.ts'

describe('a draft that cannot be made', () => {
  let house: House
  let page: Page
  beforeAll(async () => {
    house = await openHouse()
    page = await house.admin.newPage()
    await visit(page, '/build')
  })
  afterAll(() => house?.close())

  it('is said without a promise to try by itself, and is made once it is asked for', async () => {
    await page.route('**/api/drafts', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    )
    await page.getByRole('button', { name: 'New lab' }).click()
    const notice = page.getByRole('alert').filter({ hasText: 'Slipway does not answer' })
    await notice.waitFor({ timeout: patience })
    expect(await notice.innerText()).not.toContain('asked again every few seconds')
    await page.unroute('**/api/drafts')
    await page.getByRole('button', { name: 'New lab' }).click()
    await page.waitForURL(/\/build\/.+/, { timeout: patience })
    await page.getByRole('treeitem', { name: /^host1/ }).waitFor({ timeout: patience })
  })
})
