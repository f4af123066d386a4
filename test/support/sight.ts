/** Where the things of a drawing are in the window: worked out from the handles of two of them, as the canvas tells nobody else. */
import type { Page } from 'playwright-core'
import type { Drawer } from './drawer.ts'

interface Point {
  x: number
  y: number
}
type Places = Record<string, Point>

const UNIT = 20
/** From the middle of a container to its handle. */
const HALF = 70

export class Sight {
  readonly drawer: Drawer
  private zoom = 1
  private origin: Point = { x: 0, y: 0 }
  private places: Places = {}

  constructor(drawer: Drawer) {
    this.drawer = drawer
  }

  get page(): Page {
    return this.drawer.page
  }

  canvas() {
    return this.page.locator('[data-canvas]')
  }

  /** Looks where two containers are that do not stand below each other; nothing is selected afterwards. */
  async take(one: string, other: string): Promise<void> {
    this.places = (await this.drawer.saved()).layout.positions
    const handles = [await this.drawer.handle(one), await this.drawer.handle(other)] as const
    const [a, b] = [this.onSheet(one), this.onSheet(other)]
    this.zoom = (handles[1].x - handles[0].x) / (b.x - a.x)
    this.origin = {
      x: handles[0].x - (a.x + HALF) * this.zoom,
      y: handles[0].y - a.y * this.zoom,
    }
    await this.canvas().focus()
    await this.page.keyboard.press('Escape')
  }

  private onSheet(name: string): Point {
    const key = Object.keys(this.places).find((one) => one.endsWith(`:${name}`)) ?? ''
    const [local, host] = [this.places[key], this.places[key.split('/')[0] ?? '']]
    if (!local || !host) throw new Error(`${name} has no place`)
    return { x: (host.x + local.x) * UNIT, y: (host.y + local.y) * UNIT }
  }

  /** The middle of a thing. */
  middle(name: string): Point {
    return this.at(this.onSheet(name))
  }

  /** A point in a host, in px from its corner. */
  inside(host: string, x: number, y: number): Point {
    const corner = this.places[host]
    if (!corner) throw new Error(`${host} has no place`)
    return this.at({ x: corner.x * UNIT + x, y: corner.y * UNIT + y })
  }

  private at({ x, y }: Point): Point {
    return { x: this.origin.x + x * this.zoom, y: this.origin.y + y * this.zoom }
  }
}
