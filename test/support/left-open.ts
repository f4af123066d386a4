/** What the pages of a browser show when a test fails: without it, a wait that was in vain tells nothing. */
import type { Browser, Page } from 'playwright-core'
import { beforeEach } from 'vitest'

const MOST = 1_500
const open = new Set<Browser>()
const lost = new WeakMap<Page, string[]>()

/** Tells of the pages of this browser whenever a test fails, until it is closed. */
export function tellOf(browser: Browser): void {
  open.add(browser)
  browser.once('disconnected', () => open.delete(browser))
}

/** Keeps what a page asked for and did not get, to be told with the rest. */
export function followRequests(page: Page): void {
  if (lost.has(page)) return
  const requests: string[] = []
  lost.set(page, requests)
  page.on('requestfailed', (request) =>
    requests.push(`${request.method()} ${request.url()}: ${request.failure()?.errorText ?? ''}`),
  )
}

async function tell(): Promise<void> {
  const pages = [...open].flatMap((browser) => browser.contexts()).flatMap((one) => one.pages())
  for (const page of pages) {
    const text = await page
      .locator('body')
      .innerText({ timeout: 2_000 })
      .catch((error: unknown) => String(error))
    const missing = (lost.get(page) ?? []).map((line) => `\n  lost: ${line}`)
    console.error(`left open: ${page.url()}${missing.join('')}\n${text.slice(0, MOST)}`)
  }
}

// At the top, as tests can be watched only before the first of them runs.
beforeEach(({ onTestFailed }) => onTestFailed(tell))
