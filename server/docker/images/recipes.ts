import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A folder of labs/images: what an image is made of. */
export interface Recipe {
  name: string
  /** The image's name in the engine. */
  tag: string
  folder: string
  files: { path: string; content: Buffer }[]
  /** May labs use it? The others are Slipway's own. */
  forLabs: boolean
  /** Built when a lab first asks for it, and loaded into hosts: what few labs need must not keep everybody waiting. */
  onDemand: boolean
}

const own = new Set(['host', 'probe', 'registry'])
const onDemand = new Set(['etcd', 'zookeeper'])
const images = join(dirname(fileURLToPath(import.meta.url)), '../../../labs/images')

/** Every recipe there is, by name. */
export function recipes(root = images): Recipe[] {
  const files = filesBelow(root)
  const folders = files.filter((file) => file.endsWith('/Dockerfile')).map(dirname)
  return folders.sort().map((folder) => {
    const name = relative(root, folder)
    const forLabs = !own.has(name)
    return {
      name,
      tag: forLabs ? `${name}:latest` : `slipway-${name}:latest`,
      folder,
      files: filesBelow(folder)
        .sort()
        .map((file) => ({ path: relative(folder, file), content: readFileSync(file) })),
      forLabs,
      onDemand: onDemand.has(name),
    }
  })
}

/** Changes when a file of the recipe or the base does: then the image is built again. */
export function recipeDigest(recipe: Recipe, base: string): string {
  const hash = createHash('sha256').update(base)
  for (const { path, content } of recipe.files)
    hash.update(`\0${path}\0${content.length}\0`).update(content)
  return hash.digest('hex')
}

/** A short name for a set of images, whatever their order. */
export function setDigest(ids: Record<string, string>, salt: string): string {
  const lines = Object.entries(ids).map(([name, id]) => `${name} ${id}`)
  return createHash('sha256')
    .update([salt, ...lines.sort()].join('\n'))
    .digest('hex')
    .slice(0, 12)
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}
