/** The pictures of a drawing against the canvas itself, px by px. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keep, openHouse, type House } from '../support/browser.ts'
import { likeness } from '../support/likeness.ts'
import { patience } from '../support/learner.ts'

const text = `slipway: 1
title: All that can be drawn
wires: [lan]
hosts:
  host1:
    swarm: manager
    wires: [lan]
    images: [busybox]
    networks:
      mesh: { driver: overlay, attachable: true }
      front: { driver: bridge, ipam: { config: [{ subnet: 172.30.0.0/24, gateway: 172.30.0.1 }] } }
      back: { driver: bridge, internal: true }
    volumes: { data: {} }
    containers:
      db: { image: busybox, networks: { back: { aliases: [store] } }, volumes: ['data:/srv/data:ro', '/etc:/etc/host'] }
      web: { image: busybox, networks: { front: { ipv4_address: 172.30.0.10 }, back: {}, mesh: {} }, ports: ['8080:80'] }
      aside: { image: busybox, network_mode: 'container:db', volumes_from: [db] }
      alone: { image: busybox, network_mode: none, state: created }
    services: { api: { image: busybox, networks: [mesh], deploy: { replicas: 2 } } }
    secrets: { word: { content: x } }
  host2:
    swarm: worker
    wires: [lan]
    images: [busybox]
    containers: { far: { image: busybox, networks: [mesh] } }
steps:
  - { id: look, title: Look, text: Look., checks: [{ command: { on: host1, run: 'true' } }], solution: [{ host: host1, run: 'true' }] }
`

/** Hides what lies over the drawing and the dots below it. */
const bare = `
  .drawing .tools, .drawing .banner, .drawing .canvas[role=presentation] > :not(.sheet) { display: none !important }
  .sheet { background-image: none !important }`

describe('the picture of a drawing', () => {
  let house: House
  let path = ''
  beforeAll(async () => {
    house = await openHouse()
    const data = { content: { text, layout: { version: 1, positions: {} }, files: {} } }
    const headers = { origin: house.url }
    const answer = await house.admin.request.post('/api/drafts', { data, headers })
    path = `/build/${((await answer.json()) as { id: string }).id}`
  })
  afterAll(() => house.close())

  async function taken(page: Page, name: string): Promise<Buffer> {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ])
    return readFile(await file.path())
  }

  it.each(['light', 'dark'] as const)('is the canvas at 1:1, %s', async (colorScheme) => {
    const storageState = await house.admin.storageState()
    const viewport = { width: 2200, height: 1300 }
    const options = { colorScheme, storageState, viewport, baseURL: house.url }
    const context = await house.browser.newContext({ ...options, reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    await page.goto(path)
    await page.getByRole('treeitem', { name: /^far/ }).waitFor()
    await page.locator('[data-canvas]').focus()
    await page.keyboard.press('0')
    await page.getByText('100 %', { exact: true }).waitFor()
    await page.addStyleTag({ content: bare })
    await page.locator('[data-canvas]').blur()
    const canvas = await page
      .locator('.drawing .canvas[role=presentation]:has(> .sheet)')
      .screenshot({ animations: 'disabled' })

    await page.getByRole('button', { name: 'Export' }).click()
    const png = await taken(page, 'PNG')
    const svg = await taken(page, 'SVG')
    const words = ['front', '172.30.0.0/24', '172.30.0.10', '/srv/data', 'network of db']
    expect(words.filter((word) => !svg.includes(word))).toEqual([])
    const viewer = await context.newPage()
    await viewer.setContent(`<style>body { margin: 0 }</style>${svg.toString()}`)
    const seen = await viewer.locator('svg').screenshot()
    for (const [name, picture] of [
      ['svg', seen],
      ['png', png],
      ['canvas', canvas],
    ] as const) {
      await keep(`picture-${name}-${colorScheme}`, picture)
    }
    for (const picture of [seen, png]) {
      const { sizes, differ } = await likeness(viewer, canvas, picture)
      expect(sizes[1]).toBe(sizes[0])
      expect(differ).toBeLessThan(0.02)
    }
    await context.close()
  })
})
