/** A lab from doing it once: an author tries an empty one, works in its terminal, and has the steps. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compile, parse } from '../../labs/format/index.ts'
import { complaints, desktop, openHouse, phone, shoot, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { inOrder, Learner, patience } from '../support/learner.ts'

let house: House
let page: Page
let drawer: Drawer
let learner: Learner
let heard: () => string[]

inOrder()
beforeAll(async () => {
  house = await openHouse()
  page = await house.admin.newPage()
  page.setDefaultTimeout(patience)
  await page.setViewportSize(desktop)
  heard = complaints(page)
  drawer = new Drawer(page)
  learner = new Learner(page)
  await drawer.begin()
})
afterAll(() => house.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog', { name: 'Make a step of it' })
const bar = () => page.getByRole('region', { name: 'Recording a step' })

it('records what is done in the terminal', async () => {
  await button('Try').click()
  await learner.ready()
  await button('Record a step').click()
  await bar().waitFor()
  await learner.run('docker network create --subnet 10.88.0.0/24 shop_net')
  await learner.run('docker network create')
  await bar().getByText('2 commands').waitFor()
  await button('End the step…').click()
  await dialog().waitFor()
  // Escape takes the end back: what was recorded is still there.
  await page.keyboard.press('Escape')
  await bar().getByText('2 commands').waitFor()
  await button('End the step…').click()
  await dialog().waitFor()
})

it('shows what it would check and how it is solved, in every size and colour', async () => {
  const ticked = async (is: boolean) => {
    const all = dialog().getByRole('checkbox', { checked: is })
    return Promise.all(
      (await all.all()).map(async (one) => (await one.locator('xpath=..').innerText()).trim()),
    )
  }
  expect(await ticked(false)).toEqual([expect.stringMatching(/^docker network create\s+failed/)])
  const wanted = await ticked(true)
  expect(wanted).toContain('docker network create --subnet 10.88.0.0/24 shop_net')
  expect(wanted.join()).toContain('10.88.0.0/24')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size)
      await shoot(page, `builder-record-${colorScheme}-${String(size.width)}`)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    }
    await page.setViewportSize(desktop)
  }
  await dialog().getByLabel('Title').fill('Make the network of the shop')
  await button('Make it and record the next').click()
  await bar().waitFor()
  const text = await drawer.writes('Make the network of the shop')
  expect(text).not.toContain('Create a network')
})

it('records the next from where the last one ended, by keyboard', async () => {
  await learner.run('docker volume create goods')
  await button('End the step…').focus()
  await page.keyboard.press('Enter')
  await dialog().getByLabel('Title').fill('Keep the goods')
  await button('Make the step').focus()
  await page.keyboard.press('Enter')
  await dialog().waitFor({ state: 'detached' })
  const text = await drawer.writes('Keep the goods')
  const { lab, diagnostics } = parse(text)
  expect(diagnostics).toEqual([])
  const { steps = [] } = lab ? compile(lab, { id: 'lab', seed: 's' }) : {}
  expect(steps.map(({ id }) => id)).toEqual(['make-the-network-of-the-shop', 'keep-the-goods'])
  expect(text).toContain('solution: docker volume create goods')
  await page.getByText('Everything is as drawn.').waitFor()
})

it('is one step back, and one forth', async () => {
  await page.locator('[data-canvas]').click({ position: { x: 8, y: 8 } })
  await page.keyboard.press('Control+z')
  expect(await drawer.writes('Keep the goods', false)).toContain('Make the network of the shop')
  await page.keyboard.press('Control+Shift+z')
  await drawer.writes('Keep the goods')
})

it('is a lab that the real engine proves', async () => {
  await button('Prove').click()
  const end = page.getByText(/^(Proved: every step|The proof came to no end|Not proved:)/)
  await end.waitFor()
  expect(await end.innerText()).toMatch(/^Proved/)
  expect(heard()).toEqual([])
})
