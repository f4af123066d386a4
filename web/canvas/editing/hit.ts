/** What stands at a point of the sheet, and what is next in a direction. Pure. */
import { bottom, left, right, top, type Box, type Point } from '../box.ts'
import type { Scene, Thing } from '../scene.ts'

/** The smallest thing at a point: what is in a host before the host. */
export function thingAt(scene: Scene, boxes: Record<string, Box>, at: Point): Thing | undefined {
  const area = (thing: Thing) => (boxes[thing.id]?.w ?? 0) * (boxes[thing.id]?.h ?? 0)
  return scene.things
    .filter(({ id }) => {
      const box = boxes[id]
      return (
        box !== undefined &&
        at.x >= left(box) &&
        at.x <= right(box) &&
        at.y >= top(box) &&
        at.y <= bottom(box)
      )
    })
    .sort((a, b) => area(a) - area(b))[0]
}

export type Way = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

export const isWay = (key: string): key is Way => /^Arrow(Left|Right|Up|Down)$/.test(key)

export const steps: Record<Way, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/**
 * The nearest thing that lies that way, straight ahead before aside; the first thing of all from nowhere. The host
 * around a thing lies that way where nothing else does.
 */
export function nextThing(
  scene: Scene,
  boxes: Record<string, Box>,
  from: string | undefined,
  way: Way,
): Thing | undefined {
  const start = from === undefined ? undefined : boxes[from]
  if (start === undefined) return scene.things.find(({ id }) => boxes[id] !== undefined)
  const { x, y } = steps[way]
  const around = scene.things.find(({ id }) => from?.startsWith(`${id}/`))
  let best: Thing | undefined
  let least = Infinity
  for (const thing of scene.things) {
    const box = boxes[thing.id]
    if (box === undefined || thing.id === from || thing === around) continue
    const ahead = (box.x - start.x) * x + (box.y - start.y) * y
    const aside = Math.abs((box.x - start.x) * y) + Math.abs((box.y - start.y) * x)
    const cost = ahead + 2 * aside
    if (ahead > 4 && cost < least) [best, least] = [thing, cost]
  }
  return best ?? around
}
