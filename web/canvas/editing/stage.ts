/** The renderer while a lab is drawn: the same look as the map, with things to select and move. */
import cytoscape, { type Core } from 'cytoscape'
import { around, between, within, type Box, type Point } from '../box.ts'
import { createPainter, elementsOf } from '../nodes.ts'
import { readPalette, type Palette } from '../palette.ts'
import { replace } from '../replace.ts'
import type { Scene } from '../scene.ts'
import type { Sheet } from '../sheet.ts'
import { stylesheet } from '../style.ts'
import { keepInView, type View } from '../view.ts'
import { dragged, follow, mark as markHosts, type Shown } from './dragging.ts'
import { putDown, type PutDown } from './moves.ts'
import type { Guide } from './snap.ts'

export interface StageOptions {
  onSelect: (ids: string[]) => void
  /** Things were put down elsewhere. */
  onMove: (put: PutDown) => void
  /** Double click or double tap. */
  onOpen: (id: string) => void
  /** Right click; null for the empty sheet. In px of the window. */
  onMenu: (id: string | null, at: Point) => void
  onGuides: (lines: Guide[]) => void
  /** Zoomed or panned. */
  onView: () => void
}

export interface Stage extends View {
  update(scene: Scene, sheet: Sheet): void
  select(ids: readonly string[]): void
  repaint(): void
  /** 1 is one px of the sheet on one of the screen. */
  zoom(): number
  /** What of the sheet is in view. */
  extent(): Box
  /** From px of the stage to px of the sheet, and back. */
  toSheet(point: Point): Point
  toStage(point: Point): Point
  /** Brings a point of the sheet into the middle; a thing only when it is out of view. */
  centre(point: Point): void
  reveal(id: string): void
  destroy(): void
}

export function createStage(node: HTMLElement, options: StageOptions): Stage {
  const cy = cytoscape({
    container: node,
    style: styles(readPalette(node)),
    boxSelectionEnabled: true,
    selectionType: 'single',
    minZoom: 0.1,
    maxZoom: 4,
  })
  // A glide to where the drawing was to be seen would end beside it when the pane changes its size meanwhile.
  const view = keepInView(
    cy,
    node,
    () => true,
    () => around(Object.values(shown.sheet.boxes)),
  )
  const paint = createPainter()
  const shown: Shown = { scene: { things: [], ties: [] }, sheet: { boxes: {}, memory: {} } }
  const draw = (palette = readPalette(node)) =>
    replace(cy, elementsOf(shown.scene, shown.sheet.boxes, palette, paint), true)
  const extent = () => {
    const { x1, x2, y1, y2 } = cy.extent()
    return between(x1, y1, x2, y2)
  }
  const heard = listen(cy, node, shown, draw, options)
  return {
    ...view,
    update(scene, sheet) {
      Object.assign(shown, { scene, sheet })
      draw()
      const all = around(Object.values(sheet.boxes))
      // Only then it is worth moving all of it.
      if (all !== undefined && !within(all, extent())) view.follow()
    },
    select: (ids) => heard.quietly(() => mark(cy, ids)),
    repaint() {
      const palette = readPalette(node)
      cy.style(styles(palette))
      draw(palette)
    },
    zoom: () => cy.zoom(),
    extent,
    toSheet: ({ x, y }) => ({ x: (x - cy.pan().x) / cy.zoom(), y: (y - cy.pan().y) / cy.zoom() }),
    toStage: ({ x, y }) => ({ x: x * cy.zoom() + cy.pan().x, y: y * cy.zoom() + cy.pan().y }),
    centre({ x, y }) {
      const zoom = cy.zoom()
      cy.pan({ x: cy.width() / 2 - x * zoom, y: cy.height() / 2 - y * zoom })
    },
    reveal(id) {
      const found = cy.getElementById(id)
      if (found.empty()) return
      const { x1, x2, y1, y2 } = found.renderedBoundingBox()
      if (x1 < 0 || y1 < 0 || x2 > cy.width() || y2 > cy.height()) cy.center(found)
    },
    destroy() {
      heard.stop()
      view.stop()
      cy.destroy()
    },
  }
}

function styles(p: Palette) {
  return [
    ...stylesheet(p),
    { selector: 'node.into', style: { 'border-color': p.accent, 'border-width': 4 } },
    { selector: 'edge.chosen', style: { 'line-color': p.accent, width: 4, 'z-index': 20 } },
    { selector: 'node:active', style: { 'overlay-opacity': 0 } },
    {
      selector: 'core',
      style: {
        'selection-box-color': p.accent,
        'selection-box-opacity': 0.12,
        'selection-box-border-color': p.accent,
        'selection-box-border-width': 1,
        'active-bg-opacity': 0,
      },
    },
  ] as ReturnType<typeof stylesheet>
}

function mark(cy: Core, ids: readonly string[]): void {
  const wanted = ids.reduce((all, id) => all.union(cy.getElementById(id)), cy.collection())
  cy.batch(() => {
    cy.nodes(':selected').difference(wanted).unselect()
    wanted.nodes(':unselected').select()
    cy.edges('.chosen').difference(wanted).removeClass('chosen')
    wanted.edges().addClass('chosen')
    cy.edges('.lit').removeClass('lit')
    wanted.connectedEdges('[kind="task"]').addClass('lit')
  })
}

function listen(
  cy: Core,
  node: HTMLElement,
  shown: Shown,
  restore: () => void,
  options: StageOptions,
) {
  let quiet = false
  let waiting = false
  const tell = () => {
    waiting = false
    options.onSelect(cy.nodes(':selected').map((one) => one.id()))
  }
  cy.on('select unselect', 'node', () => {
    if (quiet || waiting) return
    waiting = true
    queueMicrotask(tell)
  })
  cy.on('tap', 'edge', (event) => options.onSelect([String(event.target.id())]))
  cy.on('tap', (event) => {
    const target: unknown = event.target
    if (target === cy) options.onSelect([])
  })
  // Two quick taps on two things are a double tap to the renderer, and nobody else's.
  let taps: string[] = []
  cy.on('tap', 'node', (event) => (taps = [...taps.slice(-1), String(event.target.id())]))
  cy.on('dbltap', 'node', (event) => {
    if (taps[0] === taps[1]) options.onOpen(String(event.target.id()))
  })
  cy.on('cxttap', (event) => {
    const target: unknown = event.target
    const { clientX: x, clientY: y } = event.originalEvent
    options.onMenu(target === cy ? null : String(event.target.id()), { x, y })
  })
  cy.on('viewport', options.onView)
  cy.on('drag', 'node', () => options.onGuides(follow(cy, shown)))
  cy.on('dragfreeon', 'node', (event) => {
    options.onGuides([])
    markHosts(cy, new Set())
    const drag = dragged(cy, shown.sheet.boxes)
    if (Object.keys(drag).length === 0) return
    const put = putDown(shown.sheet, drag, event.originalEvent.altKey)
    // Everything back first: what is refused, or has no room there, stands where it stood.
    restore()
    options.onMove(put)
  })
  // With Shift a host lets a box be drawn over its things instead of moving with them.
  const boxing = (event: PointerEvent) => {
    const hosts = cy.nodes('[kind="host"]')
    if (event.shiftKey) hosts.panify()
    else hosts.unpanify()
  }
  node.addEventListener('pointerdown', boxing, true)
  return {
    quietly(work: () => void) {
      quiet = true
      work()
      quiet = false
    },
    stop() {
      node.removeEventListener('pointerdown', boxing, true)
      cy.removeAllListeners()
    },
  }
}
