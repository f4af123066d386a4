/** Two versions and the lab as it was shipped: compared as text and as drawing by keyboard, and brought back. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Draft } from '../../server/protocol.ts'
import { complaints, desktop, openHouse, phone, shoot, type House } from '../support/browser.ts'
import { inOrder } from '../support/learner.ts'

const labOf = (things: string, wish = '') => `slipway: 1
title: Two versions
hosts:
  host1:
    images: [busybox]
${things}
steps:
  - id: look
    title: Look
    goal: { volumes: { data: {${wish}} } }
    solution: docker volume create data
`
const first = labOf(`    networks:
      lan: { driver: bridge }
    containers:
      db: { image: busybox, command: [sleep, infinity], networks: [lan] }
      web: { image: busybox, command: [sleep, infinity], networks: [lan] }`)
const second = labOf(`    networks:
      lan: { driver: bridge, ipam: { config: [{ subnet: 10.1.0.0/24 }] } }
    containers:
      db: { image: busybox, command: [sleep, infinity], networks: [lan] }
      api: { image: busybox, command: [sleep, infinity], networks: [lan] }`)

let house: House
let page: Page
let heard: () => string[]

inOrder()
beforeAll(async () => {
  house = await openHouse()
  page = await house.admin.newPage()
  heard = complaints(page)
  await page.setViewportSize(desktop)
  const ask = async <T>(method: 'POST' | 'PUT', path: string, data: unknown) => {
    const headers = { origin: house.url }
    const answer = await house.admin.request.fetch(`/api/drafts${path}`, { method, data, headers })
    if (!answer.ok()) throw new Error(await answer.text())
    return (await answer.json()) as T
  }
  const { id } = await ask<Draft>('POST', '', { from: 'user-defined-bridge' })
  const layout = { version: 1, positions: {} }
  const save = (revision: number, text: string, files: Record<string, string>) =>
    ask('PUT', `/${id}`, { revision, text, layout, files })
  await save(1, first, { 'app/run.sh': 'echo one\n', 'old.txt': 'old\n' })
  await ask('POST', `/${id}/publish`, { note: 'Two containers' })
  await save(2, second, { 'app/run.sh': 'echo two\n', 'new.txt': 'new\n' })
  await page.goto(`/build/${id}`)
}, 120_000)
afterAll(() => house.close(), 60_000)

const button = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const side = (name: 'From' | 'to') => page.getByRole('combobox', { name, exact: true })
const choices = async (name: 'From' | 'to') =>
  (await side(name).locator('option').allInnerTexts()).map((words) => words.split(',')[0])
const choose = async (name: 'From' | 'to', version: RegExp) => {
  const option = side(name).locator('option', { hasText: version })
  await side(name).selectOption(await option.getAttribute('value'))
}
const title = () => page.getByRole('textbox', { name: 'Title', exact: true })
const pressed = (name: RegExp) => page.getByRole('button', { name, pressed: true })

it('publishes a second version, and offers every side', async () => {
  await button('Publish…').click()
  await page.getByLabel('What is new').fill('An API in place of the page')
  await button('Publish').click()
  await page.getByText('Published as version 2').first().waitFor()
  await title().fill('A draft that went on')
  await button('Versions').press('Enter')
  await side('From').waitFor()
  const all = ['Draft', 'Version 2', 'Version 1', 'Shipped original']
  expect(await choices('From')).toEqual(all)
  expect(await choices('to')).toEqual(all)
  await page.locator('.monaco-diff-editor').getByText('A draft that went on').waitFor()
}, 60_000)

it('compares two versions as text, file by file', async () => {
  await choose('From', /^Shipped/)
  await page.locator('.monaco-diff-editor').getByText('Make a bridge network').first().waitFor()
  await choose('From', /^Version 1/)
  await choose('to', /^Version 2/)
  const files = page.getByRole('list', { name: 'Files that differ' }).getByRole('button')
  await expect
    .poll(async () => (await files.allInnerTexts()).map((words) => words.replace(/\s+/g, ' ')))
    .toEqual([
      'lab.yaml ≠ different',
      'files/app/run.sh ≠ different',
      'files/old.txt − missing',
      'files/new.txt + extra',
    ])
  await shoot(page, 'builder-versions-text')
  await button(/^files\/app\/run\.sh/).press('Enter')
  await page.locator('.monaco-diff-editor').getByText('echo two').waitFor()
}, 60_000)

it('compares them as drawing: marked on the things, in words, and by keyboard', async () => {
  await page.getByRole('tab', { name: 'Text', selected: true }).press('ArrowRight')
  await page.getByText('3 things differ in version 2 from version 1:').waitFor()
  await page.getByText('subnets were none, now 10.1.0.0/24').waitFor()
  const dialog = page.getByRole('dialog', { name: 'Versions' })
  const rows = dialog.getByRole('treeitem')
  const marked = async () =>
    (await rows.allInnerTexts()).flatMap(
      (row) => /^(\w+)\s+(\w+) against version 1/.exec(row)?.[0] ?? [],
    )
  const flat = async () => (await marked()).map((row) => row.replace(/\s+/g, ' ')).toSorted()
  await expect
    .poll(flat)
    .toEqual([
      'api extra against version 1',
      'lan different against version 1',
      'web missing against version 1',
    ])
  await button(/^Missing: container web/).press('Enter')
  await pressed(/^Missing: container web/).waitFor()
  await dialog.getByRole('treeitem', { name: /^web/, selected: true }).waitFor()
  await shoot(page, 'builder-versions-drawing')
}, 60_000)

it('keeps the dialog open where Escape closes what lies on its drawing', async () => {
  const dialog = page.getByRole('dialog', { name: 'Versions' })
  await dialog.getByRole('treeitem', { name: /^web/ }).press('Enter')
  await dialog.getByText('only in version 1').nth(1).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => dialog.getByText('only in version 1').count()).toBe(1)
  expect(await dialog.isVisible()).toBe(true)
}, 30_000)

it.each([
  ['light', 'Text', desktop],
  ['light', 'Drawing', desktop],
  ['dark', 'Text', desktop],
  ['dark', 'Drawing', desktop],
  ['light', 'Text', phone],
  ['dark', 'Drawing', phone],
] as const)(
  'can be read by everybody: %s, %s, %o',
  async (colorScheme, tab, viewport) => {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await page.getByRole('tab', { name: tab }).click()
    const shown = tab === 'Text' ? '.monaco-diff-editor .view-lines' : '[aria-label=Map] canvas'
    await page.getByRole('dialog').locator(shown).first().waitFor()
    const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await shoot(page, `builder-versions-${tab}-${colorScheme}-${String(viewport.width)}`)
  },
  60_000,
)

it('says what is replaced, brings a version back in one step, and undoes it', async () => {
  await page.setViewportSize(desktop)
  await page.emulateMedia({ colorScheme: 'light' })
  await button('Bring back version 1…').press('Enter')
  const sure = page.getByRole('dialog', { name: 'Bring back version 1' })
  await sure.getByText('files/new.txt is deleted').waitFor()
  await sure.getByText('files/old.txt comes back').waitFor()
  await shoot(page, 'builder-versions-restore')
  await sure.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect
    .poll(() => button('Bring back version 1…').evaluate((it) => it === document.activeElement))
    .toBe(true)
  await button('Bring back version 1…').press('Enter')
  await button('Bring it back').press('Enter')
  await page.getByText('Version 1 is in the draft. Undo takes it back.').first().waitFor()
  await expect.poll(() => title().inputValue()).toBe('Two versions')
  const things = page.getByLabel('Things in the drawing').getByRole('treeitem')
  const names = async () => (await things.allInnerTexts()).map((row) => row.split(/\s/)[0])
  await expect.poll(names).toContain('web')
  expect(await names()).not.toContain('api')
  await button(/^Undo/).press('Enter')
  await expect.poll(() => title().inputValue()).toBe('A draft that went on')
  await expect.poll(names).toContain('api')
  expect(await names()).not.toContain('web')
  expect(heard()).toEqual([])
}, 60_000)
