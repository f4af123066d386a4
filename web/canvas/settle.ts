/** Keeps what stays as it was the very same object, so that a page draws anew only what did not. */

interface Named {
  id: string
}

/** Answers with the list given to it, in which every item that equals the one of its id before is that one. */
export function createSettler<T extends Named>(): (list: readonly T[]) => T[] {
  let before = new Map<string, T>()
  return (list) => {
    const settled = list.map((item) => {
      const was = before.get(item.id)
      return was !== undefined && equal(was, item) ? was : item
    })
    before = new Map(settled.map((item) => [item.id, item]))
    return settled
  }
}

function equal(one: object, other: object): boolean {
  const fields = Object.entries(one)
  return (
    fields.length === Object.keys(other).length &&
    fields.every(([key, value]) => (other as Record<string, unknown>)[key] === value)
  )
}
