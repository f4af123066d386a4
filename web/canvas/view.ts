/** What part of the drawing is in view: everything, until somebody looks closer. */
import type { Core } from 'cytoscape'

const PADDING = 16
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
}

interface Kept extends View {
  /** After a change: brings everything into view, unless somebody chose what to look at. */
  follow(): void
  stop(): void
}

export function keepInView(cy: Core, node: HTMLElement, still: () => boolean): Kept {
  let chosen = false
  let first = true
  const choose = () => (chosen = true)
  cy.on('scrollzoom pinchzoom dragpan', choose)
  const show = (animated: boolean) => {
    const target = everything(cy)
    if (target === null) return
    if (animated && !still()) cy.animate(target, { duration: GLIDE })
    else cy.viewport(target)
  }
  const observer = new ResizeObserver(() => {
    cy.resize()
    if (!chosen) show(false)
  })
  observer.observe(node)
  const zoomBy = (factor: number) => {
    choose()
    const level = Math.min(cy.maxZoom(), Math.max(cy.minZoom(), cy.zoom() * factor))
    cy.zoom({ level, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } })
  }
  return {
    fit() {
      chosen = false
      show(true)
    },
    closer: () => zoomBy(STEP),
    further: () => zoomBy(1 / STEP),
    follow() {
      if (!chosen) show(!first)
      first = false
    },
    stop: () => observer.disconnect(),
  }
}

function everything(cy: Core): { zoom: number; pan: { x: number; y: number } } | null {
  const box = cy.elements().not('.leaving').boundingBox({ includeLabels: true })
  if (box.w === 0 || cy.width() === 0) return null
  const room = { w: cy.width() - 2 * PADDING, h: cy.height() - PADDING - TOP }
  const zoom = Math.max(cy.minZoom(), Math.min(CLOSEST, room.w / box.w, room.h / box.h))
  return {
    zoom,
    pan: {
      x: cy.width() / 2 - (zoom * (box.x1 + box.x2)) / 2,
      y: (cy.height() + TOP - PADDING) / 2 - (zoom * (box.y1 + box.y2)) / 2,
    },
  }
}
