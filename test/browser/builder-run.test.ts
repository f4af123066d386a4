import { AxeBuilder } from '@axe-core/playwright'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Draft } from '../../server/protocol.ts'
import { desktop, openHouse, type House } from '../support/browser.ts'

let house: House
let page: Page

beforeAll(async () => {
  house = await openHouse()
  page = await house.admin.newPage()
  await page.setViewportSize(desktop)
  const made = await house.admin.request.post('/api/drafts', {
    data: { from: 'user-defined-bridge' },
    headers: { origin: house.url },
  })
  const draft = (await made.json()) as Draft
  await page.goto(`/build/${draft.id}`)
  await page.getByRole('tab', { name: 'Steps' }).click()
}, 120_000)
afterAll(() => house.close(), 60_000)

const button = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })

it('writes a step: a check by form, and a goal with a wish left out', async () => {
  await button(/^1 Make a bridge network/).click()
  await page.getByLabel('Add a check').selectOption('ping')
  await button('Add the check').click()
  await page.getByText('This is needed.').first().waitFor()
  for (const name of ['From', 'To']) {
    await page.getByRole('combobox', { name, exact: true }).fill('host1')
  }
  await button('Add the check').click()
  await button('Change check 1').waitFor()
  await button('Draw the goal').click()
  await page.getByRole('checkbox', { name: /driver/ }).uncheck()
  await page.getByRole('checkbox', { name: /driver/, checked: false }).waitFor()
  await page.getByRole('checkbox', { name: /driver/ }).check()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await button('Done').click()
}, 60_000)

it('moves a step by keyboard', async () => {
  const first = page.locator('.open-step').first()
  await first.press('Alt+ArrowDown')
  await expect.poll(() => first.innerText()).toContain('Find it among the others')
  await page.locator('.open-step').nth(1).press('Alt+ArrowUp')
  await expect.poll(() => first.innerText()).toContain('Make a bridge network')
}, 30_000)

it('gives the lab in every form', async () => {
  await button('Export').click()
  const files: string[] = []
  for (const name of ['Zip', 'SVG', 'PNG', 'Markdown', 'Compose file', 'docker commands']) {
    const [file] = await Promise.all([page.waitForEvent('download'), button(name).click()])
    expect((await readFile(await file.path())).length).toBeGreaterThan(0)
    files.push(file.suggestedFilename())
  }
  expect(files.map((file) => file.split('.').at(-1))).toEqual([
    'zip',
    'svg',
    'png',
    'md',
    'yaml',
    'sh',
  ])
  await page.keyboard.press('Escape')
}, 60_000)

it('tries the draft and says what is not as drawn', async () => {
  await button('Try').click()
  await page.getByText('Everything is as drawn').waitFor({ timeout: 60_000 })
  await page.locator('.xterm').first().click()
  await page.keyboard.type('docker volume create extra\r')
  await expect
    .poll(() => page.locator('.differences').innerText(), { timeout: 30_000 })
    .toContain('Extra: volume extra')
  // Showing or hiding the text leaves the try as it is: what was chosen in it, and its terminal.
  const compared = page.getByRole('combobox', { name: 'Compare with' })
  await compared.selectOption('1')
  const text = (pressed: boolean) =>
    page.getByRole('button', { name: 'Text', exact: true, pressed })
  const isOpen = (await text(true).count()) > 0
  for (const pressed of [!isOpen, isOpen]) {
    await text(!pressed).click()
    await text(pressed).waitFor()
    expect(await compared.inputValue()).toBe('1')
    expect(await page.locator('.xterm-rows').first().innerText()).toContain('extra')
  }
  await compared.selectOption('0')
  await button('Apply changes…').click()
  await button('Apply').click()
  await page.getByText(/^Applied/).waitFor()
  await button('End').click()
}, 120_000)

it('proves the draft, publishes it and brings the version back', async () => {
  await button('Prove').click()
  await page.getByText(/^Proved: every step/).waitFor({ timeout: 150_000 })
  await button('Publish…').click()
  await page.getByLabel('What is new').fill('First version')
  await button('Publish').click()
  await page.getByText('Published as version 1').first().waitFor()
  const title = page.getByRole('textbox', { name: 'Title', exact: true })
  await title.fill('Another title')
  await button('Versions').click()
  await button('Bring back version 1…').click()
  await button('Bring it back').click()
  await expect.poll(() => title.inputValue()).toBe('Make a bridge network')
}, 200_000)
