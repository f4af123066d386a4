/** How far two pictures are the same, told by a browser: each cut to what is drawn on its ground. */
import type { Page } from 'playwright-core'

export interface Likeness {
  /** Width and height of what is drawn, in px. */
  sizes: [string, string]
  /** Px that differ clearly, of all that are not ground in either. */
  differ: number
}

/** `page`: any that may show pictures of its own making. */
export function likeness(page: Page, one: Buffer, other: Buffer): Promise<Likeness> {
  const urls = [one, other].map((png) => `data:image/png;base64,${png.toString('base64')}`)
  return page.evaluate(async ([first = '', second = '']) => {
    const read = async (url: string) => {
      const image = new Image()
      image.src = url
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const ink = canvas.getContext('2d', { willReadFrequently: true })
      if (ink === null) throw new Error('no canvas')
      ink.drawImage(image, 0, 0)
      return ink.getImageData(0, 0, image.width, image.height)
    }
    type Raster = Awaited<ReturnType<typeof read>>
    const apart = (a: Raster, i: number, b: Raster, j: number) =>
      Math.max(...[0, 1, 2].map((c) => Math.abs((a.data[i + c] ?? 0) - (b.data[j + c] ?? 0))))
    const drawn = (raster: Raster) => {
      const box = { x1: raster.width, y1: raster.height, x2: 0, y2: 0 }
      for (let y = 0; y < raster.height; y += 1)
        for (let x = 0; x < raster.width; x += 1) {
          // Half a px of a faint line is seen in one of them and not in the other.
          if (apart(raster, (y * raster.width + x) * 4, raster, 0) < 64) continue
          box.x1 = Math.min(box.x1, x)
          box.x2 = Math.max(box.x2, x)
          box.y1 = Math.min(box.y1, y)
          box.y2 = Math.max(box.y2, y)
        }
      return { ...box, w: box.x2 - box.x1 + 1, h: box.y2 - box.y1 + 1 }
    }
    const [a, b] = [await read(first), await read(second)]
    const [from, to] = [drawn(a), drawn(b)]
    let [differ, all] = [0, 0]
    for (let y = 0; y < Math.min(from.h, to.h); y += 1)
      for (let x = 0; x < Math.min(from.w, to.w); x += 1) {
        const i = ((from.y1 + y) * a.width + from.x1 + x) * 4
        const j = ((to.y1 + y) * b.width + to.x1 + x) * 4
        if (apart(a, i, a, 0) < 8 && apart(b, j, b, 0) < 8) continue
        all += 1
        if (apart(a, i, b, j) > 64) differ += 1
      }
    const size = ({ w, h }: typeof from) => `${String(w)} × ${String(h)}`
    return { sizes: [size(from), size(to)], differ: differ / all } as Likeness
  }, urls)
}
