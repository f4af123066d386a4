/** A real Slipway and a real Chromium for the browser tests. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type ConsoleMessage,
  type Page,
} from 'playwright-core'
import { ensureChromium } from '../../server/checkup/chromium.ts'
import { readConfig } from '../../server/config.ts'
import { openEngine } from '../../server/docker/engine/index.ts'
import { startSlipway } from '../../server/main.ts'
import { buildPages } from '../../server/pages.ts'
import type { StartedRun } from '../../server/protocol.ts'
import { followRequests, tellOf } from './left-open.ts'
import { root } from './sources.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export interface House {
  url: string
  /** The folder of this server's database. */
  home: string
  browser: Browser
  /** A browser profile that holds the administrator's cookie. */
  admin: BrowserContext
  /** Starts a run as the administrator does; answers with its id and its secret link. */
  start(lab: string, learner: string): Promise<StartedRun>
  /** A profile without any cookie. */
  stranger(options?: { width: number; height: number }): Promise<BrowserContext>
  /** Names of what the engine still has of a run. */
  left(run: string): Promise<string[]>
  /** The server goes away; runs stay. */
  down(): Promise<void>
  /** It is there again, at the same address, with what it had written down. */
  up(): Promise<void>
  /** Ends every run and everything that was started. */
  close(): Promise<void>
}

const silent = () => undefined

/** With a database of its own, on the engine that everybody shares. */
export async function openHouse(): Promise<House> {
  const found = readConfig()
  const executablePath = await ensureChromium(found.installAllowed, silent)
  await buildPages(silent)
  const engine = await openEngine(found, silent)
  const home = await mkdtemp(join(tmpdir(), 'slipway-browser-'))
  const config = { ...found, home, port: 0, dockerHost: engine.where, logLevel: 'error' as const }
  let slipway = await startSlipway(config, silent)
  const browser = await chromium.launch({ executablePath, headless: true, args: flags })
  tellOf(browser)
  const stranger = (viewport = desktop) => browser.newContext({ viewport, baseURL: slipway.url })
  const admin = await stranger()
  await admin.request.get(slipway.adminLink)
  return {
    url: slipway.url,
    home,
    browser,
    admin,
    stranger,
    async start(lab, learner) {
      const headers = { origin: slipway.url }
      const answer = await admin.request.post('/api/runs', { data: { lab, learner }, headers })
      if (!answer.ok()) throw new Error(await answer.text())
      return (await answer.json()) as StartedRun
    },
    async left(run) {
      const filters = { label: [`slipway.run=${run}`] }
      const [containers, networks, volumes] = await Promise.all([
        engine.docker.listContainers({ all: true, filters }),
        engine.docker.listNetworks({ filters }),
        engine.docker.listVolumes({ filters }),
      ])
      const names = [...networks, ...volumes.Volumes].map(({ Name }) => Name)
      return [...containers.flatMap(({ Names }) => Names), ...names]
    },
    down: () => slipway.close(),
    async up() {
      const port = Number(new URL(slipway.url).port)
      slipway = await startSlipway({ ...config, port }, silent)
    },
    async close() {
      await browser.close()
      await slipway.close({ endRuns: true })
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Chromium drops what is under way when a network of the machine it runs on comes or goes, as runs make them. */
const networkChanged = /ERR_NETWORK_CHANGED/

/** Opens an address, again where the machine's networks changed under it. */
export async function visit(page: Page, url: string, tries = 5): Promise<void> {
  followRequests(page)
  try {
    await page.goto(url)
  } catch (error) {
    if (tries <= 1 || !networkChanged.test(String(error))) throw error
    await visit(page, url, tries - 1)
  }
}

/** Collects what a page should never say. Call the answer at the end of a test. */
export function complaints(page: Page): () => string[] {
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(String(error)))
  page.on('console', (message) => {
    const noise = networkChanged.test(message.text())
    if (message.type() === 'error' && !noise) heard.push(said(message))
  })
  return () => heard
}

/** With the address, without which a request that failed tells nothing. */
function said(message: ConsoleMessage): string {
  const { url } = message.location()
  return url === '' ? message.text() : `${message.text()} (${url})`
}

/** Keeps a picture in test/browser/shots, for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  const moved = await page.evaluate(shifted)
  if (moved.length > 0) throw new Error(`Cut off at the top, for good: ${moved.join(', ')}`)
  await keep(name, await page.screenshot({ animations: 'disabled' }))
}

/** Runs in the page: what can be scrolled by focus alone, and was, so that nobody gets it back. */
function shifted(): string[] {
  return [...document.querySelectorAll('body, body *')]
    .filter(({ scrollTop, clientWidth }) => scrollTop > 0 && clientWidth > 1)
    .filter((element) => !element.closest('.monaco-editor, .xterm'))
    .filter((element) => getComputedStyle(element).overflowY === 'hidden')
    .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
}

/** The same for a picture that was taken another way. */
export async function keep(name: string, png: Buffer): Promise<void> {
  const folder = join(root, 'test/browser/shots')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name}.png`), png)
}
