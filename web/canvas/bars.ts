/** Bars reach over what hangs from them, as far as nothing else stands in their row. */
import { between, bottom, left, near, right, top, type Box } from './box.ts'
import type { Scene } from './scene.ts'

const GAP = 20

/** The same boxes with every network's bar drawn as wide as its containers ask. */
export function stretchBars(scene: Scene, boxes: Record<string, Box>): Record<string, Box> {
  const result = { ...boxes }
  for (const thing of scene.things) {
    const bar = result[thing.id]
    if (thing.kind !== 'network' || bar === undefined) continue
    const hanging = scene.ties.flatMap((tie) => {
      const box = tie.to === thing.id ? boxes[tie.from] : undefined
      const apart = box !== undefined && (top(box) >= bottom(bar) || bottom(box) <= top(bar))
      return apart ? [box] : []
    })
    const others = Object.entries(result).flatMap(([id, box]) => (id === thing.id ? [] : [box]))
    result[thing.id] = reach(bar, hanging, others)
  }
  return result
}

function reach(bar: Box, hanging: Box[], others: Box[]): Box {
  let wide = bar
  for (const box of [...hanging].sort((a, b) => Math.abs(a.x - bar.x) - Math.abs(b.x - bar.x))) {
    const wider = between(
      Math.min(left(wide), left(box)),
      top(wide),
      Math.max(right(wide), right(box)),
      bottom(wide),
    )
    if (others.every((other) => !near(wider, other, GAP - 1))) wide = wider
  }
  return wide
}
