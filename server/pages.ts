/** The pages as a browser gets them: built when they were never built, or when what they are made of has changed. */
import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = ['web', 'labs', 'server/protocol.ts', 'vite.config.ts', 'package-lock.json']

/** Where the built pages are. */
export const pagesFolder = join(root, 'dist/web')

export async function buildPages(report: (line: string) => void): Promise<void> {
  const stamp = join(root, 'dist/pages.stamp')
  const now = await fingerprint()
  const built = await readFile(stamp, 'utf8').catch(() => '')
  const there = await stat(join(pagesFolder, 'index.html')).catch(() => undefined)
  if (built === now && there !== undefined) return
  report('Building the pages …')
  const { build } = await import('vite')
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  await writeFile(stamp, now)
}

/** Changes when a source is added, removed or written. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of await filesBelow(join(root, source))) {
      const { size, mtimeMs } = await stat(file)
      hash.update(`${file}\0${size}\0${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

async function filesBelow(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
