/** What others may ask of the canvas that is open. */
import type { Layout, Position } from '../../../labs/layout.ts'
import type { Size } from '../face.ts'
import type { Scene } from '../scene.ts'
import type { Sheet } from '../sheet.ts'
import type { Way } from './hit.ts'

export interface CanvasHandle {
  fit(): void
  closer(): void
  further(): void
  actual(): void
  reveal(id: string): void
  /** A scene as it would be drawn, with everything that has no place of its own where it is now. */
  sheetOf(scene: Scene, layout: Layout): Sheet
  /** The thing that lies that way from one, or the first of all. */
  next(from: string | undefined, way: Way): string | undefined
  /** Where something dropped at a point of the window goes; undefined outside of the canvas. */
  dropAt(event: { clientX: number; clientY: number }, size: Size): Drop | undefined
  /** Where the canvas is in the window. */
  rect(): DOMRect
  /** Where a thing is in the window; undefined for what is not drawn. */
  rectOf(id: string): DOMRect | undefined
  /** Ends what is under way, as a connection that is being drawn; false where nothing is. */
  cancel(): boolean
  focus(): void
}

/** A place in a host, or between the hosts; layout units. */
export interface Drop {
  host?: string
  at: Position
}
