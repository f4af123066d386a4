/** The labs that are shipped, read once: parsed, with their diagnostics, ready to be compiled for a seed. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { CompiledLab } from '../labs/format/compiled.ts'
import type { Layout } from '../labs/layout.ts'
import { readContent, type ReadLab } from './content.ts'
import { AppError } from './errors.ts'
import type { DraftContent, LabView } from './protocol.ts'

export interface Catalogue {
  ids(): string[]
  /** AppError `lab-unknown`, or `lab-broken` with the diagnostics. */
  compile(id: string, seed: string): { lab: CompiledLab; view: LabView }
  /** The lab as it is read from its folder. */
  find(id: string): ReadLab | undefined
}

export async function readCatalogue(folder: string): Promise<Catalogue> {
  const names = await readdir(folder)
  const ids = names
    // A folder that is being made, or left empty by a checkout, is no lab yet.
    .filter((name) => existsSync(join(folder, name, 'lab.yaml')))
  const labs = new Map<string, ReadLab>()
  for (const id of ids.sort()) labs.set(id, readContent(await readFolder(join(folder, id))))
  return {
    ids: () => [...labs.keys()],
    find: (id) => labs.get(id),
    compile(id, seed) {
      const found = labs.get(id)
      if (found === undefined) {
        throw new AppError('lab-unknown', { lab: id, known: [...labs.keys()].join(', ') })
      }
      return found.compile(id, seed)
    },
  }
}

async function readFolder(folder: string): Promise<DraftContent> {
  return {
    text: await readFile(join(folder, 'lab.yaml'), 'utf8'),
    layout: await readLayout(join(folder, 'layout.json')),
    files: await readFiles(join(folder, 'files')),
  }
}

async function readLayout(file: string): Promise<Layout> {
  if (!existsSync(file)) return { version: 1, positions: {} }
  return JSON.parse(await readFile(file, 'utf8')) as Layout
}

/** Text by path inside a lab's folder `files/`; empty where there is none. */
export async function readFiles(folder: string): Promise<Record<string, string>> {
  if (!existsSync(folder)) return {}
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: Record<string, string> = {}
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const path = join(entry.parentPath, entry.name)
    files[relative(folder, path)] = await readFile(path, 'utf8')
  }
  return files
}
