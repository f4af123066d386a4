/** The labs that are shipped, read once: parsed, with their diagnostics, ready to be compiled for a seed. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { compile, parse, toView } from '../labs/format/index.ts'
import type { CompiledLab } from '../labs/format/compiled.ts'
import type { Layout } from '../labs/layout.ts'
import { AppError } from './errors.ts'
import type { LabView } from './protocol.ts'

type Parsed = ReturnType<typeof parse>

interface Shelved {
  id: string
  parsed: Parsed
  layout: Layout
  files: Record<string, string>
  digest: string
}

export interface Catalogue {
  ids(): string[]
  /** AppError `lab-unknown`, or `lab-broken` with the diagnostics. */
  compile(id: string, seed: string): { lab: CompiledLab; view: LabView }
}

export async function readCatalogue(folder: string): Promise<Catalogue> {
  const names = await readdir(folder, { withFileTypes: true })
  const ids = names.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const labs = new Map<string, Shelved>()
  for (const id of ids.sort()) labs.set(id, await readLab(join(folder, id), id))
  return {
    ids: () => [...labs.keys()],
    compile(id, seed) {
      const shelved = labs.get(id)
      if (shelved === undefined) {
        throw new AppError('lab-unknown', { lab: id, known: [...labs.keys()].join(', ') })
      }
      const { parsed, files, digest, layout } = shelved
      if (parsed.lab === undefined) {
        const diagnostics = parsed.diagnostics.map(
          (item) => `${item.line}:${item.column} ${item.message}`,
        )
        throw new AppError('lab-broken', { lab: id, diagnostics: diagnostics.join('\n') })
      }
      const lab = compile(parsed.lab, { id, seed, digest, files })
      return { lab, view: toView(lab, layout) }
    },
  }
}

async function readLab(folder: string, id: string): Promise<Shelved> {
  const text = await readFile(join(folder, 'lab.yaml'), 'utf8')
  const files = await readFiles(join(folder, 'files'))
  return {
    id,
    parsed: parse(text),
    layout: await readLayout(join(folder, 'layout.json')),
    files,
    digest: digestOf(text, files),
  }
}

async function readLayout(file: string): Promise<Layout> {
  if (!existsSync(file)) return { version: 1, positions: {} }
  return JSON.parse(await readFile(file, 'utf8')) as Layout
}

async function readFiles(folder: string): Promise<Record<string, string>> {
  if (!existsSync(folder)) return {}
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: Record<string, string> = {}
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const path = join(entry.parentPath, entry.name)
    files[relative(folder, path)] = await readFile(path, 'utf8')
  }
  return files
}

/** Names a version of a lab by its content. */
function digestOf(text: string, files: Record<string, string>): string {
  const hash = createHash('sha256').update(text)
  for (const name of Object.keys(files).sort()) {
    hash.update(`\0${name}\0${files[name] ?? ''}`)
  }
  return `sha256:${hash.digest('hex')}`
}
