/** A lab of Compose as a learner, to its end: written in the file pane, brought up in the terminal. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse, shoot, type House } from '../support/browser.ts'
import { begin, click, finish, leave } from '../support/learning.ts'
import { inOrder, patience, seen, type Learner } from '../support/learner.ts'

describe('a learner', () => {
  let house: House
  beforeAll(async () => void (house = await openHouse()))
  afterAll(() => house?.close())

  describe('of the lab compose', () => {
    inOrder()
    let run: string
    let learner: Learner
    let page: Page
    let heard: () => string[]
    beforeAll(async () => void ({ learner, page, heard, run } = await begin(house, 'compose')))

    it('verifies the version', async () => {
      const screen = await learner.run('clear; which docker-compose; docker-compose --version')
      await learner.answer('version', /Which version/, seen(screen, /version (\d+\.\d+\.\d+)/))
      await learner.answer(
        'version',
        /In which file/,
        seen(screen, /(\/usr\S*?docker-compose)docker/),
      )
      await learner.passes('version')
    })
    it('writes the application down in the file pane', async () => {
      const text = await learner.step('write').locator('pre').nth(1).innerText()
      await page.getByRole('button', { name: 'Files', exact: true }).click()
      await page.getByRole('button', { name: 'New folder' }).click({ timeout: patience })
      await page.getByLabel('Name', { exact: true }).fill('shop')
      await page.getByRole('button', { name: 'Make it' }).click()
      const tree = page.getByRole('tree', { name: 'Files of host1' })
      await tree.getByRole('treeitem', { name: 'shop' }).click({ timeout: patience })
      await page.getByRole('button', { name: 'New file' }).click()
      await page.getByLabel('Name', { exact: true }).fill('docker-compose.yml')
      await page.getByRole('button', { name: 'Make it' }).click()
      const editor = page.getByRole('textbox', { name: '/root/shop/docker-compose.yml' })
      await editor.fill(`${text}\n`, { timeout: patience })
      await editor.press('Control+s')
      await learner.passes('write')
      await shoot(page, 'learner-compose')
    })
    it('brings it up', async () => {
      await click(learner, 'up', 'host1')
      await learner.answer('up', /Which project/, 'shop')
      await learner.passes('up')
    })
    it('does the rest', () => finish(house, run, learner), 400_000)
    it('hears no complaint', () => expect(heard()).toEqual([]))
    afterAll(() => leave(learner))
  })
})
