/** What a hand does on a drawing, and how long each frame of it takes. Times in ms. */
import type { Page } from 'playwright-core'

const STEPS = 40

export interface Spot {
  x: number
  y: number
}

/** To the first picture on the canvas: from the beginning of the navigation, and from when the draft was there. */
export async function opened(
  page: Page,
  url: string,
  things: number,
): Promise<{ open: number; first: number }> {
  await page.goto(url)
  const drawn = await page.waitForFunction(
    (wanted) => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-id="layer2-node"]')
      const rows = document.querySelectorAll('[role=treeitem]').length
      if (canvas === null || rows < wanted || canvas.width === 0) return 0
      const small = document.createElement('canvas')
      small.width = small.height = 64
      const pen = small.getContext('2d', { willReadFrequently: true })
      pen?.drawImage(canvas, 0, 0, 64, 64)
      const isInked = pen?.getImageData(0, 0, 64, 64).data.some((value) => value > 0)
      return isInked ? performance.now() : 0
    },
    things,
    { timeout: 120_000, polling: 'raf' },
  )
  const open = await drawn.jsonValue()
  const there = await page.evaluate(() => {
    const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return all.find(({ name }) => name.includes('/api/drafts/'))?.responseEnd ?? 0
  })
  return { open, first: open - there }
}

/** Frames while something is dragged from a spot; the pointer goes there and back again. */
export async function dragged(page: Page, from: Spot, by: Spot): Promise<number[]> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 4, from.y + 4)
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { frames: times })
    const next = (now: number) => {
      times.push(now)
      if (times.length < 5000) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  for (let step = 1; step <= STEPS; step += 1) {
    const part = Math.sin((step / STEPS) * Math.PI)
    await page.mouse.move(from.x + by.x * part, from.y + by.y * part)
  }
  const frames = await page.evaluate(() => {
    const times = (window as unknown as { frames: number[] }).frames
    return times.slice(1).map((time, index) => time - (times[index] ?? time))
  })
  await page.mouse.up()
  return frames
}

/** From a key in the text to the row that it renames, painted with everything else of that change. */
export async function keyed(page: Page, name: string): Promise<number> {
  await page.evaluate((wanted) => {
    const patience = 20_000
    const armed = performance.now()
    const began = { at: 0 }
    addEventListener('keydown', (event) => (began.at = event.timeStamp), {
      capture: true,
      once: true,
    })
    const painted = new Promise<number>((resolve, reject) => {
      const look = () => {
        if (performance.now() - armed > patience) return reject(new Error('Nothing was renamed'))
        const rows = [...document.querySelectorAll('[role=treeitem] .name')]
        if (!rows.some((row) => row.textContent === wanted)) return requestAnimationFrame(look)
        return requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(performance.now() - began.at)),
        )
      }
      requestAnimationFrame(look)
    })
    Object.assign(window, { painted })
  }, name)
  await page.keyboard.type('x')
  return page.evaluate(() => (window as unknown as { painted: Promise<number> }).painted)
}
