import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type Dockerode from 'dockerode'
import { pack } from 'tar-stream'
import { AppError } from '../../errors.ts'
import { dockerCall, ifExists } from '../client.ts'
import { follow } from '../progress.ts'
import { recipeDigest, type Recipe } from './recipes.ts'

/** The image of a recipe if it is here and made from it as it is now. */
export async function builtImage(
  docker: Dockerode,
  recipe: Recipe,
  base: string,
): Promise<string | undefined> {
  const image = await ifExists(() => docker.getImage(recipe.tag).inspect())
  return image?.Config.Labels?.['slipway.recipe'] === recipeDigest(recipe, base)
    ? image.Id
    : undefined
}

/** Builds a recipe and gives the image's id. A failed build leaves its whole log in a file that the error names. */
export async function buildImage(docker: Dockerode, recipe: Recipe, base: string): Promise<string> {
  let log = ''
  try {
    const labels = { 'slipway.image': recipe.name, 'slipway.recipe': recipeDigest(recipe, base) }
    const options = { t: recipe.tag, labels, rm: true, forcerm: true }
    const stream = await dockerCall(() => docker.buildImage(context(recipe), options))
    await follow(stream, (line) => (log += line.stream ?? ''))
  } catch (error) {
    const cause = error instanceof AppError ? error : undefined
    if (cause?.code === 'engine-lost' || cause?.code === 'disk-full') throw cause
    const path = join(tmpdir(), `slipway-build-${recipe.name.replaceAll('/', '-')}.log`)
    const reason = error instanceof Error ? error.message : String(error)
    writeFileSync(path, `${log}\n${reason}\n`)
    throw new AppError('image-build', { image: recipe.name, reason, log: path }, error)
  }
  return (await dockerCall(() => docker.getImage(recipe.tag).inspect())).Id
}

// Images that lost their name to a newer build and that nothing uses.
const replaced = { dangling: ['true'], label: ['slipway.image'] }

export async function pruneReplaced(docker: Dockerode): Promise<void> {
  await dockerCall(() => docker.pruneImages({ filters: replaced }))
}

function context(recipe: Recipe): Readable {
  const archive = pack()
  // A fixed time, or the same recipe would miss the builder's cache after every clone.
  const mtime = new Date(0)
  for (const { path, content } of recipe.files)
    archive.entry({ name: path, mtime, mode: 0o755 }, content)
  archive.finalize()
  return Readable.from(archive)
}
