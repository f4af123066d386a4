/** Names that are free, and names that Docker takes. */

/** What Docker allows for containers, volumes and networks. */
export function isLegalName(name: string): boolean {
  return /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name) || isParameter(name)
}

/** A host is also a machine's name, so it takes what DNS takes. */
export function isLegalHost(name: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(name)
}

/** Names that are drawn for each learner: `${net}`, `web-${n}`. */
export function isParameter(name: string): boolean {
  return /^(\$\{\w[\w-]*\}|[a-zA-Z0-9_.-])+$/.test(name) && name.includes('${')
}

/** `db` → `db2`, `db2` → `db3`: the first that nobody has. */
export function freeName(wanted: string, taken: Iterable<string>): string {
  const used = new Set(taken)
  if (!used.has(wanted)) return wanted
  const [, stem = wanted, digits] = /^(.*?)(\d+)$/.exec(wanted) ?? []
  let number = digits === undefined ? 2 : Number(digits) + 1
  while (used.has(stem + number)) number += 1
  return stem + number
}
