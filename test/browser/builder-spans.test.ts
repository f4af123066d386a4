/** Connections over several hosts, by mouse and by name; and mounts that are changed where they are listed. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from '../../labs/format/index.ts'
import { openHouse, shoot, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { inOrder, patience } from '../support/learner.ts'

const text = `slipway: 1
title: Over hosts
summary: What spans them.
level: beginner
minutes: 10
hosts:
  host1:
    swarm: manager
    images: [busybox]
    networks: { mesh: { driver: overlay, attachable: true } }
    services: { web: { image: busybox } }
    secrets: { token: { content: abc } }
  host2:
    swarm: worker
    images: [busybox]
    volumes: { data: {} }
    containers:
      one: { image: busybox, command: [sleep, infinity] } # far away
      two: { image: busybox, command: [sleep, infinity] }
steps:
  - id: look
    title: Look
    text: Look around.
    checks: [{ command: { on: host1, words: [docker] } }]
    solution: [{ host: host1, run: 'true' }]
`

describe('the builder over several hosts', () => {
  inOrder()
  let house: House
  let page: Page
  let drawer: Drawer
  beforeAll(async () => {
    house = await openHouse()
    page = await house.admin.newPage()
    page.setDefaultTimeout(patience)
    drawer = new Drawer(page)
    await page.goto('/build')
    await page.getByRole('button', { name: 'Import…' }).click()
    const file = { name: 'lab.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) }
    await page.getByLabel('A lab as zip, a lab.yaml, or a compose file').setInputFiles(file)
    await page.getByRole('button', { name: 'Make a draft of it' }).click()
    await drawer.row('one').waitFor()
  })
  afterAll(() => house.close())

  /** From the handle of one thing into the face of another. */
  const join = async (from: string, to: string) => {
    const { x, y } = await drawer.handle(to)
    await drawer.drag(await drawer.handle(from), { x: x - 30, y: y + 14 })
  }
  const connectTo = async (from: string, to: string) => {
    await drawer.row(from).click()
    await page.getByRole('button', { name: 'Connect to…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').fill(to)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
  }
  const mounts = () => page.getByRole('region', { name: 'Mounts' })

  it('puts a container on an overlay of another host, by handle and by name', async () => {
    await join('one', 'mesh')
    await drawer.writes(/one: .*networks: \[mesh\] \} # far away/)
    await connectTo('mesh', 'two')
    await drawer.writes(/two: .*networks: \[mesh\]/)
    await shoot(page, 'builder-spans')
  })

  it('puts a service on it and gives it a secret, by name and by handle', async () => {
    await connectTo('web', 'mesh')
    await drawer.writes(/web: .*networks: \[mesh\]/)
    await join('token', 'web')
    const joined = await drawer.writes(/web: .*secrets: \[token\]/)
    expect(parse(joined).diagnostics).toEqual([])
    await drawer.row('web').click()
    await page.getByRole('button', { name: 'Disconnect secret token' }).click()
    await drawer.writes('secrets: [token]', false)
  })

  it('changes a mount where it is listed, and says what is wrong with it', async () => {
    await connectTo('one', 'data')
    await drawer.writes('volumes: [data:/data]')
    const target = mounts().getByLabel('Path in the container')
    await target.fill('var')
    await target.blur()
    await mounts().getByText('Begin with a slash.').waitFor()
    await target.fill('/var/lib')
    await target.blur()
    await mounts().getByLabel('Read-only').check()
    await drawer.writes('data:/var/lib:ro')
    await shoot(page, 'builder-mounts')
    await mounts().getByLabel('Mount', { exact: true }).selectOption('tmpfs')
    const saved = await drawer.writes(/tmpfs: \[\/var\/lib\]/)
    const kept = await page.evaluate(() => document.activeElement?.tagName)
    expect(kept).toBe('SELECT')
    expect(saved).toContain('# far away')
    expect(await drawer.row('one').textContent()).toContain('tmpfs /var/lib')
    await page.getByRole('button', { name: 'Remove mount at /var/lib' }).click()
    await drawer.writes('tmpfs', false)
  })

  it('draws a new wire that no host is on yet, and lets one join it', async () => {
    const { x, y } = await drawer.corner()
    await page.mouse.click(x, y)
    await page.getByRole('button', { name: 'New wire' }).click()
    await drawer.row('wire2').waitFor()
    const { x: right, y: middle } = await drawer.handle('host2')
    await drawer.drag(await drawer.handle('wire2'), { x: right - 6, y: middle })
    await drawer.writes(/wires:\n +- wire\n +- wire2\n/)
  })

  it('says beside a field of the lab what is wrong with it', async () => {
    const { x, y } = await drawer.corner()
    await page.mouse.click(x, y)
    await drawer.set('Minutes', 'abc')
    const field = page.getByRole('textbox', { name: 'Minutes' })
    await page.locator('.inspector [aria-invalid="true"]').waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await drawer.set('Minutes', '10')
  })
})
