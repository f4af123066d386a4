/** A goal's property laid over what was so before: of lists and maps a goal names some items, of everything else all. */
import { things, type ThingWithProperties } from './things.ts'

export interface Laid {
  thing: ThingWithProperties
  property: string
  wanted: Readonly<Record<string, unknown>>
  /** What is drawn is to be gone. */
  lacks?: boolean
}

export function laidOver(held: unknown, { thing, property, wanted, lacks }: Laid): unknown {
  const drawn = wanted[property]
  const several = things[thing].properties.some(
    ({ key, without }) => key === property && without !== undefined,
  )
  if (!several) return drawn
  if (Array.isArray(drawn)) {
    const names = drawn.map(nameOf)
    const others = listOf(held).filter((one) => !names.includes(nameOf(one)))
    return lacks ? others : [...others, ...(drawn as unknown[])]
  }
  if (!lacks) return { ...Object(held ?? {}), ...Object(drawn) }
  const gone = Object.keys(Object(drawn) as object)
  return Object.fromEntries(
    Object.entries(Object(held ?? {}) as object).filter(([key]) => !gone.includes(key)),
  )
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** At one path a container has one mount, and a service one secret. */
function nameOf(item: unknown): string {
  const isPlaced = typeof item === 'object' && item !== null && 'source' in item && 'target' in item
  return isPlaced ? String(item.target) : JSON.stringify(item)
}
