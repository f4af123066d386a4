import { recall, remember } from '../state/remember.ts'

export type DockPlace = 'below' | 'right' | 'hidden'

const isPlace = (value: unknown): value is DockPlace =>
  value === 'below' || value === 'right' || value === 'hidden'

/** Where the map stands beside the terminals; remembered. */
export interface Dock {
  readonly place: DockPlace
  put(place: DockPlace): void
}

export function createDock(): Dock {
  let place = $state<DockPlace>(recall('map-dock', 'below', isPlace))
  return {
    get place() {
      return place
    },
    put(next) {
      place = next
      remember('map-dock', next)
    },
  }
}
