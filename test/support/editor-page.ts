/** The text editor alone on a page, built as it ships and served to a real Chromium. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { build, preview } from 'vite'
import { ensureChromium } from '../../server/checkup/chromium.ts'
import { readConfig } from '../../server/config.ts'
import { root } from './sources.ts'

/** As strict as the server is, so that nothing here passes that fails there. */
const rules =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self' data:; worker-src 'self' blob:; object-src 'none'"

export interface Opening {
  context?: BrowserContextOptions
  /** Before anything is fetched. */
  prepare?: (page: Page) => void
  query?: string
}

export interface EditorHouse {
  browser: Browser
  /** A new profile in which the editor has opened. */
  open(opening?: Opening): Promise<Page>
  close(): Promise<void>
}

export async function openEditorHouse(): Promise<EditorHouse> {
  const executablePath = await ensureChromium(readConfig().installAllowed, () => undefined)
  const outDir = await mkdtemp(join(tmpdir(), 'slipway-editor-'))
  const options = {
    root: join(root, 'test/support/editor-page'),
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 5000 },
  } as const
  await build({ ...options, plugins: [svelte({ configFile: false })] })
  const headers = { 'Content-Security-Policy': rules }
  const server = await preview({ ...options, preview: { port: 0, host: '127.0.0.1', headers } })
  const url = server.resolvedUrls?.local[0] ?? ''
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  return {
    browser,
    async open({ context, prepare, query = '' } = {}) {
      const page = await (await browser.newContext(context)).newPage()
      prepare?.(page)
      await page.goto(url + query)
      await page.locator('.monaco-editor .view-line').first().waitFor()
      return page
    },
    async close() {
      await browser.close()
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
