import type Dockerode from 'dockerode'
import { sameImage } from '../../../labs/topology/names.ts'
import type { Report } from '../engine/index.ts'
import { buildImage, builtImage, pruneReplaced } from './build.ts'
import { withLock } from './lock.ts'
import { recipes, type Recipe } from './recipes.ts'

export interface OnDemand {
  names: string[]
  /** Image id by name, of those that are there. */
  digests: Record<string, string>
  ensure(images: readonly string[]): Promise<void>
}

/** The images that are built when a lab first asks for them: which they are, and which are there already. */
export async function imagesOnDemand(
  docker: Dockerode,
  base: string,
  report: Report,
): Promise<OnDemand> {
  const all = recipes().filter(({ onDemand }) => onDemand)
  const digests: Record<string, string> = {}
  const looks = all.map(async (recipe) => {
    const present = await builtImage(docker, recipe, base)
    if (present !== undefined) digests[recipe.name] = present
  })
  await Promise.all(looks)

  const build = async (recipe: Recipe): Promise<void> => {
    // Another server may have built it while this one waited for its turn.
    const present = await builtImage(docker, recipe, base)
    if (present === undefined) report(`image ${recipe.name}: a lab asks for it, building …`)
    digests[recipe.name] = present ?? (await buildImage(docker, recipe, base))
    if (present === undefined) await pruneReplaced(docker)
  }
  const building = new Map<string, Promise<void>>()
  const once = (recipe: Recipe): Promise<void> => {
    const going =
      building.get(recipe.name) ??
      withLock(docker, base, () => build(recipe)).finally(() => building.delete(recipe.name))
    building.set(recipe.name, going)
    return going
  }
  return {
    names: all.map(({ name }) => name),
    digests,
    async ensure(images) {
      const wanted = all.filter(({ name }) => images.some((image) => sameImage(image, name)))
      await Promise.all(wanted.filter(({ name }) => digests[name] === undefined).map(once))
    },
  }
}
