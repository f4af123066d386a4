/** A proof as an author sees it: on the steps, with what it did, stopped, and found again by a page that is opened anew. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Draft } from '../../server/protocol.ts'
import { desktop, openHouse, shoot, type House } from '../support/browser.ts'
import { inOrder, patience } from '../support/learner.ts'

const lab = (says: string, steps = '') => `slipway: 1
title: Something to prove
hosts: { host1: { images: [busybox] } }
steps:
  - id: first
    title: Make a network
    goal: { host1: { networks: { app: {} } } }
    mistakes:
      - title: A slip in the name
        run: docker network create ap
        says: ${says}
    alternatives:
      - { title: With its driver named, run: docker network create -d bridge app }
    solution: docker network create app
${steps}`
const never = `  - id: second
    title: Make a volume
    goal: { host1: { volumes: { data: {} } } }
    solution: docker volume create dta
  - id: third
    title: Leave it alone
    goal: { host1: { networks: { app: absent } } }
    solution: docker network rm app
`
const slow = `  - id: second
    title: Wait
    goal: { host1: { volumes: { data: {} } } }
    solution: sleep 100; docker volume create data
`
let house: House
let page: Page

inOrder()
beforeAll(async () => {
  house = await openHouse()
  page = await house.admin.newPage()
  page.setDefaultTimeout(patience)
  await page.setViewportSize(desktop)
}, 120_000)
afterAll(() => house.close(), 60_000)

async function open(text: string): Promise<void> {
  const made = await house.admin.request.post('/api/drafts', {
    data: { content: { text, layout: { version: 1, positions: {} }, files: {} } },
    headers: { origin: house.url },
  })
  await page.goto(`/build/${((await made.json()) as Draft).id}`)
  await page.getByRole('tab', { name: 'Steps' }).click()
}
const button = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const steps = () => page.getByRole('region', { name: 'Steps', exact: true })
const row = (title: string) => steps().getByRole('listitem').filter({ hasText: title })
const inPictures = async (name: string) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await shoot(page, `${name}-${colorScheme}`)
    await page.setViewportSize({ width: 1024, height: 768 })
    await shoot(page, `${name}-${colorScheme}-1024`)
    await page.setViewportSize(desktop)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

it('proves a mistake and an other way with the solution, and shows what each printed', async () => {
  await open(lab('There is no network `app`'))
  await button('Prove').click()
  await steps()
    .getByText(/^Proved: every step/)
    .waitFor({ timeout: 150_000 })
  await steps().getByText('1 mistake is noticed, 1 other way passes.').waitFor()
  await row('Make a network').getByText('Proved', { exact: true }).waitFor({ state: 'attached' })
  await button(/^1 Make a network/).click()
  await steps().getByText('What the proof did and saw here').click()
  const printed = steps().getByRole('region', { name: /^Printed by/ })
  await expect
    .poll(() => printed.allInnerTexts())
    .toEqual([
      expect.stringContaining('docker network create ap\n'),
      expect.stringContaining('docker network create app\n'),
      expect.stringContaining('docker network create -d bridge app\n'),
    ])
  const { violations } = await new AxeBuilder({ page }).include('#builder-side').analyze()
  expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([])
}, 200_000)

it('blames what is wrong and no step behind it, and leads there', async () => {
  await open(lab('that the moon is full', never))
  await button('Prove').click()
  await steps()
    .getByText(/^Not proved: 2 things are not/)
    .waitFor({ timeout: 150_000 })
  await steps()
    .getByText(/^Step 3 was not tried, because step 2 does not pass/)
    .waitFor()
  const marks = { 'Make a network': 'Not proved', 'Make a volume': 'Not proved' }
  for (const [title, word] of Object.entries({ ...marks, 'Leave it alone': 'Not reached' })) {
    await row(title).getByText(word, { exact: true }).waitFor({ state: 'attached' })
  }
  await inPictures('builder-proof-summary')
  await button('Step 2').click()
  await steps().getByText('See below what the solution printed').waitFor()
  await inPictures('builder-proof-failed')
}, 200_000)

it('goes on while the page is opened anew, and is stopped', async () => {
  await open(lab('There is no network `app`', slow))
  await button('Prove').click()
  await steps().getByText('Proving step 2 of 2: Wait').waitFor({ timeout: 120_000 })
  await page.reload()
  await steps().getByText('Proving step 2 of 2: Wait').waitFor()
  await row('Make a network').getByText('Proved', { exact: true }).waitFor({ state: 'attached' })
  await row('Wait').getByText('Asking', { exact: true }).waitFor({ state: 'attached' })
  await button('Stop proof').click()
  await steps().getByText('Stopped: 1 of 2 steps proved until then.').waitFor()
  await button('Prove').waitFor()
}, 200_000)

it('finds the try again after a reload, and ends it only for those who say so', async () => {
  await button('Try').click()
  const trial = page.getByRole('region', { name: 'Try of the draft' })
  await trial.getByText('Everything is as drawn').waitFor({ timeout: 120_000 })
  await page.reload()
  await trial.getByText('Everything is as drawn').waitFor()
  await button('Try').click()
  await page.getByRole('heading', { name: 'A try of this draft goes on' }).waitFor()
  await button('Look at it').click()
  await trial.getByRole('button', { name: 'Apply changes…' }).click()
  await button('Apply').click()
  await trial.getByText('Applied. Nothing in the hosts had to change.').waitFor()
  await page.locator('.xterm').first().click()
  await page.keyboard.type('docker network create stray; docker volume create heap\r')
  await trial.getByText('Extra: volume heap').waitFor({ timeout: 60_000 })
  await inPictures('builder-try-differs')
  await trial.getByRole('button', { name: 'End' }).click()
}, 250_000)

it('says that nothing is new where the same is published again', async () => {
  for (const words of ['Published as version 1.', /^Nothing has changed since version 1/]) {
    await button('Publish…').click()
    await button('Publish').click()
    await page.getByText(words).first().waitFor()
  }
}, 60_000)
