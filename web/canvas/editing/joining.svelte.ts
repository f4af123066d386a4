/** A connection while it is drawn: from a thing to the pointer, pressed and dragged, or pressed twice. */
import type { Point } from '../box.ts'

export interface JoiningPorts {
  thingAt(event: PointerEvent): string | undefined
  local(event: PointerEvent): Point
  joinable(id: string): boolean
  /** Whether a press on any thing begins a connection. */
  isMode(): boolean
  onConnect(from: string, to: string): void
}

export function openJoining(ports: JoiningPorts) {
  let from = $state<string | null>(null)
  let pointer = $state.raw<Point | null>(null)
  const end = () => {
    from = null
    pointer = null
  }
  const begin = (event: PointerEvent, id: string | undefined): boolean => {
    if (event.button !== 0 || id === undefined || !ports.joinable(id)) return false
    event.preventDefault()
    from = id
    pointer = ports.local(event)
    return true
  }
  const release = (event: PointerEvent) => {
    if (from === null) return
    const start = from
    const to = ports.thingAt(event)
    // Let go where it began: the second press says what it leads to.
    if (to === start && ports.isMode()) return
    end()
    if (to !== undefined && to !== start) ports.onConnect(start, to)
  }

  return {
    get from() {
      return from
    },
    get pointer() {
      return pointer
    },
    begin,
    release,
    follow(event: PointerEvent) {
      if (from !== null) pointer = ports.local(event)
    },
    /** A press while connections are drawn; false where it is not for one, and the sheet may have it. */
    press(event: PointerEvent): boolean {
      if (event.button !== 0) return false
      if (from === null) return begin(event, ports.thingAt(event))
      release(event)
      return true
    },
    /** False where none is drawn. */
    cancel(): boolean {
      const was = from !== null
      end()
      return was
    },
  }
}
