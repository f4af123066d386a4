/** What else authors do in the builder: things of a swarm, the clipboard, import, and what is refused. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse, shoot, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { patience } from '../support/learner.ts'

const head = `slipway: 1
title: Brought along
summary: What was written elsewhere.
level: beginner
minutes: 10
`
const steps = `steps:
  - id: look
    title: Look
    text: Look around.
    checks: [{ command: { on: host1, run: 'true' } }]
    solution: 'true'
`
const swarm = `${head}hosts:
  host1:
    swarm: manager
    images: [busybox]
    networks: { mesh: { driver: overlay, attachable: true } }
    services: { web: { image: busybox, networks: [mesh], secrets: [token] } }
    secrets: { token: { content: abc } }
  host2: { swarm: worker, images: [busybox] }
${steps}`
const broken = `${head}hosts:
  host1:
    images: [busybox]
    containers: { web: { image: busybox, networks: [nowhere] } }
${steps}`
const compose = `services:
  web: { image: busybox, networks: [lan] }
networks: { lan: {} }
`

describe('the builder', () => {
  let house: House
  beforeAll(async () => void (house = await openHouse()))
  afterAll(() => house.close())

  const open = async () => {
    const page = await house.admin.newPage()
    page.setDefaultTimeout(patience)
    return { page, drawer: new Drawer(page) }
  }
  /** Brings a file in through the dialog, and waits for its canvas. */
  const bring = async (page: Page, name: string, text: string) => {
    await page.goto('/build')
    await page.getByRole('button', { name: 'Import…' }).click()
    const buffer = Buffer.from(text)
    await page
      .getByLabel('A lab as zip, a lab.yaml, or a compose file')
      .setInputFiles({ name, mimeType: 'application/yaml', buffer })
    await page.getByText('Found a lab in').waitFor()
    await page.getByRole('button', { name: 'Make a draft of it' }).click()
    await page.getByRole('treeitem', { name: /^host1/ }).waitFor()
  }
  const heading = (page: Page) => page.locator('.inspector h2')

  it('opens, renames, adds and removes what a swarm lays over its hosts', async () => {
    const { page, drawer } = await open()
    await bring(page, 'lab.yaml', swarm)
    await drawer.row('token').click()
    await heading(page).getByText('secret token').waitFor()
    await shoot(page, 'builder-secret')
    await drawer.name('key')
    await drawer.writes('secrets: [key]')
    await drawer.row('mesh').click()
    await heading(page).getByText('network mesh').waitFor()
    await shoot(page, 'builder-overlay')
    await drawer.row('web').click()
    await heading(page).getByText('service web').waitFor()
    await drawer.name('shop')
    await shoot(page, 'builder-service')
    await page.getByRole('button', { name: 'Add service' }).click()
    await drawer.row('service1').waitFor()
    await page.getByRole('button', { name: 'Add overlay' }).click()
    await heading(page).getByText('network overlay1').waitFor()
    await drawer.row('service1').click()
    await page.locator('[data-canvas]').focus()
    await page.keyboard.press('Delete')
    await drawer.row('service1').waitFor({ state: 'detached' })
    const text = await drawer.writes('service1', false)
    expect(text).toMatch(/overlay1: .*driver: overlay/)
    expect(text).toContain('shop:')
    await page.close()
  })

  it('makes a draft of a compose file', async () => {
    const { page, drawer } = await open()
    await bring(page, 'compose.yaml', compose)
    await drawer.row('web').waitFor()
    await drawer.row('lan').waitFor()
    expect(await drawer.writes('busybox')).toMatch(/networks: *(\[lan\]|\n *- lan)/)
    await page.close()
  })

  it('says why a lab with a mistake is not published', async () => {
    const { page } = await open()
    await bring(page, 'lab.yaml', broken)
    await page.getByRole('button', { name: /Publish/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Publish a version' })
    await dialog.getByText('A lab with errors cannot be published').waitFor()
    expect(await dialog.getByRole('button', { name: 'Publish' }).count()).toBe(0)
    await dialog.getByRole('button', { name: 'Show the problems' }).click()
    await page.getByRole('tab', { name: /^Problems/, selected: true }).waitFor()
    await page.close()
  })

  it('carries things from one lab to another on the clipboard', async () => {
    const origin = house.url
    await house.admin.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
    const { page, drawer } = await open()
    await drawer.begin()
    await page.getByRole('button', { name: 'Add volume' }).click()
    await drawer.name('travels')
    await drawer.row('travels').click()
    await page.locator('[data-canvas]').focus()
    await page.keyboard.press('Control+c')
    await page.getByText('1 copied').waitFor({ state: 'attached' })
    await drawer.begin()
    await page.locator('[data-canvas]').focus()
    await page.keyboard.press('Control+v')
    await drawer.row('travels').waitFor()
    await drawer.writes('travels')
    await page.close()
  })
})
