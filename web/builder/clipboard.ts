/** Things of a lab on the clipboard, as JSON with a version. */
import type { Clip } from '../../labs/edit/index.ts'
import type { Position } from '../../labs/layout.ts'
import type { Box } from '../canvas/box.ts'
import type { CanvasHandle } from '../canvas/editing/handle.ts'
import { UNIT } from '../canvas/place.ts'
import type { Scene } from '../canvas/scene.ts'
import type { LabDocument } from './document.svelte.ts'

/** The layout with the places of what was never moved, so that a copy lies beside its original. */
export function pinnedLayout(doc: LabDocument, canvas: CanvasHandle | null, scene: Scene) {
  const places = inUnits(canvas?.placesWith(scene, doc.layout) ?? {})
  return { ...doc.layout, positions: { ...places, ...doc.layout.positions } }
}

/** What was copied from a lab; null for any other text. */
export function clipOf(text: string): Clip | null {
  try {
    const value: unknown = JSON.parse(text)
    const whole = typeof value === 'object' && value !== null && 'slipway' in value
    return whole && value.slipway === 1 && 'things' in value && Array.isArray(value.things)
      ? (value as Clip)
      : null
  } catch {
    return null
  }
}

/** Boxes in px → their centres in layout units. */
export function inUnits(boxes: Record<string, Box>): Record<string, Position> {
  return Object.fromEntries(
    Object.entries(boxes).map(([id, { x, y }]) => [id, { x: x / UNIT, y: y / UNIT }]),
  )
}
