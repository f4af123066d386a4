/** What part of the drawing is in view: everything, until somebody looks closer. */
import type { Core } from 'cytoscape'
import type { Box } from './box.ts'

const PADDING = 16
/** What sits on the edges of things reaches over them; px of the sheet. */
const EDGE = 10
/** The buttons lie along the top. */
const TOP = 48
/** A small drawing is not blown up. */
const CLOSEST = 1.2
const STEP = 1.25
/** ms */
const GLIDE = 180

export interface View {
  fit(): void
  closer(): void
  further(): void
  /** One px of the drawing on one of the screen, around what is in the middle. */
  actual(): void
}

interface Kept extends View {
  /** After a change: brings everything into view, unless somebody chose what to look at. */
  follow(): void
  /** Brings a thing into view that lies outside of it. */
  reveal(id: string): void
  stop(): void
}

/** `extent` is the box around everything, in px of the sheet; the renderer would measure each line for it. */
export function keepInView(
  cy: Core,
  node: HTMLElement,
  still: () => boolean,
  extent: () => Box | undefined,
): Kept {
  let chosen = false
  let first = true
  const choose = () => (chosen = true)
  cy.on('scrollzoom pinchzoom dragpan', choose)
  const show = (animated: boolean) => {
    const target = everything(cy, extent())
    if (target === null) return
    if (animated && !still()) cy.animate(target, { duration: GLIDE })
    else cy.viewport(target)
  }
  const observer = new ResizeObserver(() => {
    cy.resize()
    if (!chosen) show(false)
  })
  observer.observe(node)
  const zoomTo = (wanted: number) => {
    choose()
    const level = Math.min(cy.maxZoom(), Math.max(cy.minZoom(), wanted))
    cy.zoom({ level, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } })
  }
  return {
    fit() {
      chosen = false
      show(true)
    },
    closer: () => zoomTo(cy.zoom() * STEP),
    further: () => zoomTo(cy.zoom() / STEP),
    actual() {
      zoomTo(1)
      // On whole px, where lines are sharp.
      const { x, y } = cy.pan()
      cy.pan({ x: Math.round(x), y: Math.round(y) })
    },
    follow() {
      if (!chosen) show(!first)
      first = false
    },
    reveal(id) {
      const thing = cy.getElementById(id)
      if (thing.empty()) return
      const { x1, y1, x2, y2 } = cy.extent()
      const { x, y } = thing.position()
      if (x >= x1 && x <= x2 && y >= y1 && y <= y2) return
      if (still()) cy.center(thing)
      else cy.animate({ center: { eles: thing }, duration: GLIDE })
    },
    stop: () => observer.disconnect(),
  }
}

function everything(
  cy: Core,
  box: Box | undefined,
): { zoom: number; pan: { x: number; y: number } } | null {
  if (box === undefined || box.w === 0 || cy.width() === 0) return null
  const room = { w: cy.width() - 2 * PADDING, h: cy.height() - PADDING - TOP }
  const fitting = Math.min(room.w / (box.w + 2 * EDGE), room.h / (box.h + 2 * EDGE))
  const zoom = Math.max(cy.minZoom(), Math.min(CLOSEST, fitting))
  return {
    zoom,
    pan: {
      x: cy.width() / 2 - zoom * box.x,
      y: (cy.height() + TOP - PADDING) / 2 - zoom * box.y,
    },
  }
}
