/** A lab as files: what a zip or a Git folder holds. Content by path, with `/` between names. */
import { newLayout, readLayout } from './layout-file.ts'
import type { Layout } from '../layout.ts'

export interface LabFiles {
  text: string
  layout: Layout
  /** Of the folder `files/`, by path inside it. */
  files: Record<string, string>
}

export function toFolder({ text, layout, files }: LabFiles): Record<string, string> {
  const inside = Object.entries(files).map(([path, content]) => [`files/${path}`, content])
  const drawn = Object.keys(layout.positions).length > 0
  return {
    'lab.yaml': text,
    ...(drawn ? { 'layout.json': `${JSON.stringify(layout, null, 2)}\n` } : {}),
    ...(Object.fromEntries(inside) as Record<string, string>),
  }
}

export interface FromFolder extends LabFiles {
  /** What was left out and why, one sentence each. */
  notes: string[]
}

/** Finds the lab in a folder, also one level down as zip programs like to put it. */
export function fromFolder(
  folder: Readonly<Record<string, string>>,
): FromFolder | { refused: { reason: string } } {
  const paths = Object.keys(folder).filter((path) => /(^|^[^/]+\/)lab\.ya?ml$/.test(path))
  const shallow = paths.toSorted((one, other) => depth(one) - depth(other))[0]
  if (shallow === undefined) {
    return {
      refused: { reason: 'There is no lab.yaml in here, neither at the top nor one folder down.' },
    }
  }
  const base = shallow.slice(0, shallow.lastIndexOf('/') + 1)
  const notes: string[] = []
  const others: string[] = []
  const found: FromFolder = { text: folder[shallow] ?? '', layout: newLayout(), files: {}, notes }
  for (const [path, content] of Object.entries(folder)) {
    if (path === shallow || path.endsWith('/')) continue
    const inner = path.startsWith(base) ? path.slice(base.length) : undefined
    if (inner === 'layout.json') found.layout = layoutOf(content, notes)
    else if (inner?.startsWith('files/') && isInside(inner)) {
      found.files[inner.slice('files/'.length)] = content
    } else others.push(path)
  }
  notes.push(...leftOut(others, base))
  return found
}

/** A folder of many files, like that of Git, is one thing to whoever reads it. */
function leftOut(paths: readonly string[], base: string): string[] {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const down = path.indexOf('/', path.startsWith(base) ? base.length : 0)
    const top = down < 0 ? path : path.slice(0, down + 1)
    const isOdd = top === `${base}files/`
    counts.set(isOdd ? path : top, (counts.get(isOdd ? path : top) ?? 0) + 1)
  }
  return [...counts].map(([path, count]) =>
    path.endsWith('/')
      ? `\`${path}\` with ${count} ${count === 1 ? 'file' : 'files'} is not part of a lab and was left out.`
      : `\`${path}\` is not part of a lab and was left out.`,
  )
}

const depth = (path: string) => path.split('/').length

function isInside(path: string): boolean {
  return !path.includes('\\') && path.split('/').every((part) => part !== '..' && part !== '.')
}

function layoutOf(content: string, notes: string[]): Layout {
  const layout = readLayout(content)
  if (layout === undefined) {
    notes.push('`layout.json` could not be read, so the drawing is laid out anew.')
  }
  return layout ?? newLayout()
}
