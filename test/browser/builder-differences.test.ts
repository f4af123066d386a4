/** A try of a draft that draws names by lot: what is not as drawn is marked on both drawings, live. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Draft } from '../../server/protocol.ts'
import { complaints, desktop, openHouse, shoot, type House } from '../support/browser.ts'
import { inOrder, Learner, patience } from '../support/learner.ts'

const text = `slipway: 1
title: Differences
params:
  net: { pick: [app_net, team_net, new_net] }
hosts:
  host1:
    images: [busybox]
    networks:
      "\${net}": { driver: bridge }
      spare: { driver: bridge }
    volumes:
      data: {}
    containers:
      db: { image: busybox, command: [sleep, infinity], networks: ["\${net}"], volumes: ["data:/data"] }
      web: { image: busybox, command: [sleep, infinity], networks: [spare] }
steps:
  - id: look
    title: Look
    checks:
      - answer: { ask: How many containers run?, from: { exec: { in: host1, run: docker ps -q | wc -l } } }
`
let house: House
let page: Page
let heard: () => string[]

inOrder()
beforeAll(async () => {
  house = await openHouse()
  page = await house.admin.newPage()
  page.setDefaultTimeout(patience)
  heard = complaints(page)
  await page.setViewportSize(desktop)
  const made = await house.admin.request.post('/api/drafts', {
    data: { content: { text, layout: { version: 1, positions: {} }, files: {} } },
    headers: { origin: house.url },
  })
  await page.goto(`/build/${((await made.json()) as Draft).id}`)
}, 120_000)
afterAll(() => house.close(), 60_000)

/** The rows of the try's own drawing, as somebody hears them. */
const rows = () => page.locator('.try').getByRole('treeitem').allInnerTexts()
/** Those of the drawing that is edited. */
const drawn = () => page.getByLabel('Things in the drawing').getByRole('treeitem').allInnerTexts()
const flat = (all: string[]) => all.map((row) => row.replace(/\s+/g, ' ').trim())
/** `db missing`, for every row that has a mark. */
const differing = (all: string[]) =>
  flat(all)
    .flatMap((row) => /^(\S+ \w+) against the drawing/.exec(row)?.[1] ?? [])
    .sort()
const type = (command: string) => new Learner(page).run(command)

it('finds nothing different where names are drawn by lot', async () => {
  // Without the text there is room for the try's own map beside its terminal.
  await page.locator('[data-canvas]').press('t')
  await page.getByRole('button', { name: 'Try' }).click()
  await page.getByText('Everything is as drawn').waitFor({ timeout: 90_000 })
  expect(differing(await rows())).toEqual([])
}, 120_000)

it('marks what is missing, extra and different as it happens', async () => {
  await type('docker rm -f db; docker run -d --name more busybox sleep infinity')
  await type('docker network connect bridge web; docker network disconnect spare web')
  const marks = async () => differing(await rows())
  await expect
    .poll(marks, { timeout: 60_000 })
    .toEqual(['db missing', 'more extra', 'web different'])
  // `web` differs already when only the first of its two networks has changed.
  const ties = async () => flat(await rows())
  await expect
    .poll(ties, { timeout: 60_000 })
    .toContainEqual(expect.stringMatching(/^on network spare missing/))
  expect(await ties()).toContainEqual(expect.stringMatching(/^on network bridge extra/))
  await shoot(page, 'builder-differences')
}, 120_000)

it('marks the same on the drawing that is edited, under the names of the text', async () => {
  expect(differing(await drawn())).toEqual(['db missing', 'web different'])
})

it('takes the marks away once it is as drawn again', async () => {
  await page.getByRole('button', { name: 'Apply changes…' }).click()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await page.getByText(/^Applied/).waitFor()
  await type('docker rm -f more')
  await page.getByText('Everything is as drawn').waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'End', exact: true }).click()
  expect(heard()).toEqual([])
}, 120_000)
