/** The renderer: the only importer of Cytoscape. It is told scenes and places, and says what was chosen. */
import cytoscape, { type Core } from 'cytoscape'
import { around } from './box.ts'
import { travel } from './flash.ts'
import type { Marks } from './marks.ts'
import { createPainter, elementsOf } from './nodes.ts'
import { readPalette } from './palette.ts'
import type { Hop } from './path.ts'
import { replace } from './replace.ts'
import type { Scene } from './scene.ts'
import type { Sheet } from './sheet.ts'
import { stylesheet } from './style.ts'
import { keepInView, type View } from './view.ts'

/** How long news is lit, in ms. */
const LIT = 2400

export interface MapOptions {
  /** Somebody chose a thing on the canvas; null for none. */
  onSelect: (id: string | null) => void
  /** Whether motion is unwanted. */
  still: () => boolean
}

export interface MapView extends View {
  update(scene: Scene, sheet: Sheet, marks: Marks): void
  select(id: string | null): void
  /** Lights a way; undone by itself. */
  flash(hops: Hop[], ok: boolean): void
  /** Reads the colours again, after the theme changed. */
  repaint(): void
  destroy(): void
}

/** Draws into `node`, which must have a size. */
export function createMap(node: HTMLElement, options: MapOptions): MapView {
  const cy = cytoscape({
    container: node,
    style: stylesheet(readPalette(node)),
    autoungrabify: true,
    boxSelectionEnabled: false,
    selectionType: 'single',
    minZoom: 0.2,
    maxZoom: 3,
  })
  const view = keepInView(cy, node, options.still, () =>
    around(Object.values(shown?.sheet.boxes ?? {})),
  )
  const paint = createPainter()
  let shown: { scene: Scene; sheet: Sheet } | null = null
  const off = listen(cy, options.onSelect)
  return {
    ...view,
    update(scene, sheet, marks) {
      shown = { scene, sheet }
      replace(cy, elementsOf(scene, sheet.boxes, readPalette(node), paint), options.still())
      light(cy, marks)
      view.follow()
    },
    select(id) {
      cy.elements(':selected').unselect()
      cy.elements('.near').removeClass('near')
      cy.elements('.lit').removeClass('lit')
      if (id !== null) {
        cy.getElementById(id).select()
        cy.getElementById(id).neighborhood('node').addClass('near')
        cy.getElementById(id).connectedEdges('[kind="task"]').addClass('lit')
        view.reveal(id)
      }
    },
    flash: (hops, ok) => travel(cy, hops, ok, options.still()),
    repaint() {
      const palette = readPalette(node)
      cy.style(stylesheet(palette))
      if (shown) replace(cy, elementsOf(shown.scene, shown.sheet.boxes, palette, paint), true)
    },
    destroy() {
      off()
      view.stop()
      cy.destroy()
    },
  }
}

function listen(cy: Core, onSelect: (id: string | null) => void): () => void {
  cy.on('tap', (event) => {
    const target: unknown = event.target
    if (target === cy) onSelect(null)
  })
  cy.on('tap', 'node', (event) => onSelect(String(event.target.id())))
  cy.on('tap', 'edge', (event) => onSelect(String(event.target.source().id())))
  return () => cy.removeAllListeners()
}

function light(cy: Core, marks: Marks): void {
  const fresh = cy.elements().filter((element) => marks.appeared.has(element.id()))
  const changed = cy.elements().filter((element) => marks.changed.has(element.id()))
  fresh.addClass('fresh')
  changed.addClass('changed')
  if (fresh.empty() && changed.empty()) return
  setTimeout(() => {
    fresh.removeClass('fresh')
    changed.removeClass('changed')
  }, LIT)
}
