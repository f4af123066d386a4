/** How much room there is: one pane at a time, two with tabs, or all of them. */
export type Room = 'phone' | 'tablet' | 'desktop'

export interface Viewport {
  readonly room: Room
}

export function createViewport(): Viewport {
  const phone = matchMedia('(max-width: 767px)')
  const desktop = matchMedia('(min-width: 1200px)')
  const look = (): Room => (phone.matches ? 'phone' : desktop.matches ? 'desktop' : 'tablet')
  let room = $state(look())
  const update = () => (room = look())
  phone.addEventListener('change', update)
  desktop.addEventListener('change', update)
  return {
    get room() {
      return room
    },
  }
}
