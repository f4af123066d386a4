/** What stands in a host, and what it has room for before it would run into another one. Pure. */
import { between, bottom, left, right, top, type Box, type Point } from '../box.ts'
import { blocks } from '../room.ts'
import { hostIn } from '../scene.ts'
import { frameOf, type Sheet } from '../sheet.ts'

export const isHost = (id: string): boolean => !id.includes('/') && !id.includes(':')

/** Relative to the host, by id; without what is named. */
export function standingIn(
  { memory, boxes }: Sheet,
  host: string,
  but: ReadonlySet<string> = new Set(),
): Box[] {
  return Object.entries(memory).flatMap(([id, box]) =>
    hostIn(id) === host && boxes[id] !== undefined && !but.has(id) ? [box] : [],
  )
}

export function otherHosts({ boxes }: Sheet, but: ReadonlySet<string>): Box[] {
  return Object.entries(boxes).flatMap(([id, box]) => (isHost(id) && !but.has(id) ? [box] : []))
}

/** Whether a host around these things, relative to it, stays clear of the others. What it covers now it may go on covering. */
export function fits(sheet: Sheet, host: string, local: Box[]): boolean {
  const now = sheet.boxes[host]
  if (now === undefined) return true
  const { w, h } = frameOf(local, false)
  if (w <= now.w && h <= now.h) return true
  const grown = between(
    left(now),
    top(now),
    left(now) + Math.max(w, now.w),
    top(now) + Math.max(h, now.h),
  )
  return !blocks(grown, otherHosts(sheet, new Set([host])))
}

/** Where a thing stands on the sheet before its bar is drawn out; undefined for what is not in a host, or one. */
export function nominal({ boxes, memory }: Sheet, id: string): Box | undefined {
  const box = boxes[id]
  const local = memory[id]
  const frame = boxes[hostIn(id)]
  if (box === undefined || isHost(id)) return box
  return local && frame && { ...local, x: local.x + left(frame), y: local.y + top(frame) }
}

/** The host that a point of the sheet lies in. */
export function hostAt({ boxes }: Sheet, { x, y }: Point): string | undefined {
  return Object.keys(boxes).find((id) => {
    const box = boxes[id]
    const covers = box && x >= left(box) && x <= right(box) && y >= top(box) && y <= bottom(box)
    return isHost(id) && covers
  })
}
