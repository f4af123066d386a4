/** A drawing of 1,000 things and 1,500 lines in Chromium, against an empty lab and against the renderer left alone. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { Layout } from '../../labs/layout.ts'
import { ensureChromium } from '../../server/checkup/chromium.ts'
import { readConfig } from '../../server/config.ts'
import { sketch } from '../../web/builder/sketch.ts'
import { render } from '../../web/canvas/elements.ts'
import { place } from '../../web/canvas/sheet.ts'
import { root } from '../support/sources.ts'
import { bigLab, bigLayout, smallLab } from './big-lab.ts'
import { dragged, keyed, opened, type Spot } from './gestures.ts'
import { openPages } from './pages.ts'

const window = { width: 1440, height: 900 }
/** Keys after the first, each once the one before is drawn. */
const KEYS = 7
/** Where nothing is drawn: a corner of the canvas. */
const corner = { x: 235, y: 110 }

export type Measured = Record<
  'first' | 'open' | 'pan' | 'drag' | 'key' | 'flow',
  Record<string, number[]>
>

/** Milliseconds by subject; each round opens every page anew. */
export async function drawing(rounds: number): Promise<Measured> {
  const none: Layout = { version: 1, positions: {} }
  const texts = {
    large: { text: bigLab(), layout: bigLayout() },
    empty: { text: smallLab(), layout: none },
  }
  const pages = await openPages(texts, await bare())
  const executablePath = await ensureChromium(readConfig().installAllowed, () => undefined)
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
  ]
  const browser = await chromium.launch({ executablePath, args })
  const all: Measured = {
    first: { large: [], empty: [] },
    open: { large: [], empty: [], bare: [] },
    pan: { large: [], bare: [] },
    drag: { large: [], bare: [] },
    key: { large: [], empty: [] },
    flow: { large: [], empty: [] },
  }
  const put = (what: keyof Measured, who: string, ms: number) => void all[what][who]?.push(ms)
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const keep = round > 0 ? put : () => undefined
      await builder(browser, `${pages.url}/build/large`, 1000, (what, ms) =>
        keep(what, 'large', ms),
      )
      await builder(browser, `${pages.url}/build/empty`, 2, (what, ms) => keep(what, 'empty', ms))
      await alone(browser, `${pages.url}/bare.html`, (what, ms) => keep(what, 'bare', ms))
    }
  } finally {
    await browser.close()
    await pages.close()
  }
  return all
}

type Keep = (what: keyof Measured, ms: number) => void
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN

async function fresh(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: window })
  // What runs these files gives functions their names back by this; it must be there in the page, too.
  await page.addInitScript('globalThis.__name = (named) => named')
  return page
}

async function builder(browser: Browser, url: string, things: number, keep: Keep): Promise<void> {
  const page = await fresh(browser)
  const { open, first } = await opened(page, url, things)
  keep('open', open)
  keep('first', first)
  await page.locator('.monaco-editor .view-line').first().waitFor()
  if (things > 2) {
    keep('pan', median(await dragged(page, corner, { x: 120, y: 80 })))
    keep('drag', median(await dragged(page, await near(page), { x: 90, y: 40 })))
  }
  await intoName(page, things > 2 ? bigLab() : smallLab())
  keep('key', await keyed(page, 'box1x'))
  const flow: number[] = []
  for (let more = 2; more <= KEYS + 1; more += 1) {
    flow.push(await keyed(page, `box1${'x'.repeat(more)}`))
  }
  keep('flow', median(flow))
  await page.close()
}

/** Comes close to a container and answers with where it can be taken. */
async function near(page: Page): Promise<Spot> {
  const drawn = page.locator('[data-canvas]')
  await drawn.focus()
  for (let times = 0; times < 9; times += 1) await page.keyboard.press('=')
  await page
    .getByRole('treeitem', { name: /^box33\b/ })
    .nth(3)
    .click()
  const handle = await page.locator('[data-handle]').boundingBox()
  if (handle === null) throw new Error('The container has no handle')
  return { x: handle.x - 30, y: handle.y + handle.height / 2 }
}

/** The cursor at the end of the name of the first container. */
async function intoName(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor .view-line').first().click()
  await page.keyboard.press('Control+Home')
  const line = text.split('\n').indexOf('      box1:')
  for (let down = 0; down < line; down += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
}

/** The same things in the renderer with nothing around it and next to no style. */
async function alone(browser: Browser, url: string, keep: Keep): Promise<void> {
  const page = await fresh(browser)
  keep('open', (await opened(page, url, 0)).open)
  keep('pan', median(await dragged(page, { x: 5, y: 5 }, { x: 120, y: 80 })))
  const spot = await page.evaluate(() => {
    const { cy } = globalThis as unknown as { cy: import('cytoscape').Core }
    const node = cy.getElementById('host4/container:box33')
    cy.zoom(1).center(node)
    return node.renderedPosition()
  })
  keep('drag', median(await dragged(page, spot, { x: 90, y: 40 })))
  await page.close()
}

async function bare(): Promise<Record<string, string>> {
  const drawn = sketch(bigLab())
  if (drawn === null) throw new Error('The large lab cannot be read')
  const scene = render(drawn.drawing, { drawing: drawn.drawing, planned: true })
  const { boxes } = place(scene, bigLayout())
  const nodes = scene.things.map(({ id, host, kind }) => {
    const { x, y, w, h } = boxes[id] ?? { x: 0, y: 0, w: 0, h: 0 }
    const parent = host === '' || kind === 'host' ? {} : { parent: host }
    return { data: { id, w, h, ...parent }, position: { x, y } }
  })
  const edges = scene.ties.map(({ id, from, to }) => ({ data: { id, source: from, target: to } }))
  const style = [
    { selector: 'node', style: { width: 'data(w)', height: 'data(h)', shape: 'rectangle' } },
  ]
  const options = {
    elements: [...nodes, ...edges],
    style,
    layout: { name: 'preset' },
    minZoom: 0.1,
  }
  return {
    '/bare.html': `<!doctype html><body style="margin:0"><div id="cy" style="position:absolute;inset:0"></div><script type="module">import cytoscape from '/cytoscape.mjs';const options=${JSON.stringify(options)};globalThis.cy=cytoscape({container:document.getElementById('cy'),...options});cy.fit()</script>`,
    '/cytoscape.mjs': await readFile(
      join(root, 'node_modules/cytoscape/dist/cytoscape.esm.min.mjs'),
      'utf8',
    ),
  }
}
