/** What others may ask of the canvas that is open. */
import type { Layout, Position } from '../../../labs/layout.ts'
import type { Box } from '../box.ts'
import type { Scene } from '../scene.ts'
import type { Way } from './hit.ts'

export interface CanvasHandle {
  fit(): void
  closer(): void
  further(): void
  reveal(id: string): void
  /** On the sheet, by id, in px. */
  boxes(): Record<string, Box>
  /** Where things would stand in a scene, relative to their hosts, in px. */
  placesWith(scene: Scene, layout: Layout): Record<string, Box>
  /** The thing that lies that way from one, or the first of all. */
  next(from: string | undefined, way: Way): string | undefined
  /** Where something dropped at a point of the window goes; undefined outside of the canvas. Layout units. */
  dropAt(
    event: { clientX: number; clientY: number },
    size: { w: number; h: number },
  ): { host: string; at: Position } | { sheet: Position } | undefined
  focus(): void
}
