/** Where somebody points: the menu that was opened there, what is aimed at while it works, and where the keyboard is. */
import type { Point } from '../canvas/box.ts'
import type { CanvasHandle, Drop } from '../canvas/editing/handle.ts'
import type { Size } from '../canvas/face.ts'

export interface OpenMenu {
  /** In px of the window. */
  at: Point
  /** Of what is selected, or of the sheet between the hosts. */
  of: 'selection' | 'sheet'
  /** A pointer chose the place, so what the menu adds goes there. */
  isAimed: boolean
}

export function openPointing(canvas: () => CanvasHandle | null) {
  let menu = $state.raw<OpenMenu | null>(null)
  let cursor = $state<string | null>(null)
  let aim: Point | undefined

  return {
    get menu() {
      return menu
    },
    set menu(next: OpenMenu | null) {
      menu = next
    },
    /** The thing that the keyboard is at, where that is not what is selected. */
    get cursor() {
      return cursor
    },
    set cursor(next: string | null) {
      cursor = next
    },
    /** The place for something of a size, while a menu works that was opened by a pointer. */
    aimed(size: Size): Drop | undefined {
      return aim && canvas()?.dropAt({ clientX: aim.x, clientY: aim.y }, size)
    },
    /** Does something for a place of the window: what it adds goes there. */
    async at(point: Point | undefined, work: () => unknown) {
      aim = point
      try {
        await work()
      } finally {
        aim = undefined
      }
    },
  }
}
