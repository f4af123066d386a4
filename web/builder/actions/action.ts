/** One thing that can be done in the builder: for its key, the command palette, menus and the sheet of shortcuts alike. */
import type { Desk } from '../desk.svelte.ts'

export interface Action {
  id: string
  title: string
  group: 'Add' | 'Change' | 'Arrange' | 'Look' | 'Find'
  /** `Mod` is Ctrl, or Command on a Mac. Several ways are separated by a space. */
  keys?: string
  /** The browser tells of these keys by an event of its own, as it does of copying. */
  isNative?: boolean
  /** Whether it makes sense now; always, where it is left out. */
  can?: (desk: Desk) => boolean
  run: (desk: Desk) => void
}
