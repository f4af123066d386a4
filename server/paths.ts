/** The paths that are shipped: in which order labs are done, and which exercises of a course they are. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic } from '../labs/format/index.ts'
import { labsOf, parsePath, type LabPath } from '../labs/format/path.ts'
import { AppError } from './errors.ts'
import type { PathView } from './protocol.ts'

export interface ReadPath {
  id: string
  file: string
  /** Absent where there is an error. */
  path?: LabPath
  diagnostics: Diagnostic[]
}

/** `labs`: the ids that a path may name. */
export async function readPaths(folder: string, labs: readonly string[]): Promise<ReadPath[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, name)
      const parsed = parsePath(await readFile(file, 'utf8'), labs, { file })
      return { id: name.replace(/\.yaml$/, ''), file, ...parsed }
    }),
  )
}

/** One that cannot be read is told and left out: the labs are there without it. */
export async function readShownPaths(
  folder: string,
  labs: readonly string[],
  warn: (error: unknown) => void,
): Promise<PathView[]> {
  const all = await readPaths(folder, labs)
  return all.flatMap(({ id, file, path, diagnostics }) => {
    if (path !== undefined) return [pathView(id, path)]
    const lines = diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`)
    warn(new AppError('lab-broken', { lab: file, diagnostics: lines.join('\n') }))
    return []
  })
}

function pathView(id: string, { title, summary, chapters }: LabPath): PathView {
  return {
    id,
    title,
    summary,
    chapters: chapters.map((chapter) => ({ title: chapter.title, labs: labsOf(chapter) })),
  }
}
