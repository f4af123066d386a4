/** What a learner's browser fetches before anything can be done. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pagesFolder } from '../../../server/pages.ts'
import { openHouse, visit, type House } from '../../support/browser.ts'
import { patience } from '../../support/learner.ts'

/** Bytes over the wire. */
const MOST = 150_000

/** Monaco asks the page for its environment by this name; it survives every minifier. */
const isEditor = (script: string) => script.includes('MonacoEnvironment')

let house: House
let page: Page
/** By address: gzipped bytes. */
const scripts = new Map<string, number>()

/** Notes in the page itself when the instructions are there: the test hears of it only later on a busy machine. */
function noteReading() {
  const look = () => {
    if (!document.querySelector('[data-step]')) return
    performance.mark('can be read')
    observer.disconnect()
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { childList: true, subtree: true, characterData: true })
}

/** Addresses of what had arrived by then. */
function arrivedToRead() {
  const [read] = performance.getEntriesByName('can be read')
  const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  return all
    .filter(({ responseEnd }) => read && responseEnd <= read.startTime)
    .map((one) => one.name)
}

beforeAll(async () => {
  house = await openHouse()
  const { link } = await house.start('user-defined-bridge', 'First load')
  page = await (await house.stranger()).newPage()
  page.setDefaultTimeout(patience)
  page.on('response', async (response) => {
    if (response.request().resourceType() !== 'script' || !response.ok()) return
    scripts.set(response.url(), gzipSync(await response.body()).length)
  })
  await page.addInitScript(noteReading)
  await visit(page, house.url + link)
}, 200_000)
afterAll(() => house.close(), 60_000)

it('is under 150 KB of JavaScript until the instructions can be read', async () => {
  await page.locator('.xterm').first().waitFor()
  // What is fetched and then imported comes over the wire once.
  const first = [...new Set(await page.evaluate(arrivedToRead))].filter((url) => scripts.has(url))
  const bytes = first.reduce((sum, url) => sum + (scripts.get(url) ?? 0), 0)
  expect(first.length).toBeGreaterThan(3)
  expect(bytes).toBeLessThan(MOST)
})

it('holds no text editor, also once terminals and map are there', async () => {
  await page.locator('canvas[data-id="layer2-node"]').waitFor({ state: 'attached' })
  const bodies = await Promise.all(
    [...scripts.keys()].map(async (url) => (await page.request.get(url)).text()),
  )
  expect(bodies.length).toBeGreaterThan(3)
  expect(bodies.filter(isEditor)).toEqual([])
  // The same question finds the editor where it is.
  const assets = join(pagesFolder, 'assets')
  const built = (await readdir(assets)).filter((name) => name.endsWith('.js'))
  const texts = await Promise.all(built.map((name) => readFile(join(assets, name), 'utf8')))
  expect(texts.some(isEditor)).toBe(true)
})
