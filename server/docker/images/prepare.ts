import type { Engine, Report } from '../engine/index.ts'
import { AppError, toAppError } from '../../errors.ts'
import { ensureBase } from './base.ts'
import { buildImage, builtImage, pruneReplaced } from './build.ts'
import { withLock } from './lock.ts'
import { imagesOnDemand } from './on-demand.ts'
import { recipes, type Recipe } from './recipes.ts'
import { ensureRegistry } from './registry.ts'
import { ensureShelf } from './shelf.ts'
import type { CgroupAdopter, Prepared } from './types.ts'

/**
 * Everything that runs need of images: built if their recipe is new, on the shelf and in the registry.
 * When nothing changed it only looks. An image for labs that cannot be built is reported and left out.
 */
export async function prepareImages(
  engine: Engine,
  helper: CgroupAdopter,
  report: Report,
): Promise<Prepared> {
  const base = await ensureBase(engine.docker, report)
  return withLock(engine.docker, base, () => prepare(engine, helper, base, report))
}

async function prepare(
  engine: Engine,
  helper: CgroupAdopter,
  base: string,
  report: Report,
): Promise<Prepared> {
  const built = await buildAll(engine, base, report)
  const hostImage = builtOrThrow(built, 'host')
  const forLabs = Object.fromEntries(
    [...built].filter(([recipe]) => recipe.forLabs).map(([{ name }, id]) => [name, id]),
  )
  const [registry, shelf] = await Promise.all([
    ensureRegistry(engine, builtOrThrow(built, 'registry'), forLabs, report),
    engine.isolation.shelf ? ensureShelf(engine, helper, hostImage, forLabs, report) : undefined,
  ])
  const demand = await imagesOnDemand(engine.docker, base, report)
  const known = [...Object.keys(forLabs), ...demand.names].sort()
  const digests = Object.assign(demand.digests, forLabs)
  const prepared = { hostImage, registry, known, digests, ensure: demand.ensure }
  return shelf ? { ...prepared, shelf } : prepared
}

/** One image of ours, built if need be: its id. For what must be there before everything else. */
export async function ensureImage(engine: Engine, name: string, report: Report): Promise<string> {
  const recipe = recipes().find((candidate) => candidate.name === name)
  if (!recipe) throw new AppError('internal', { reason: `there is no recipe labs/images/${name}` })
  const base = await ensureBase(engine.docker, report)
  const present = await builtImage(engine.docker, recipe, base)
  if (present) return present
  report(`image ${name}: building …`)
  return buildImage(engine.docker, recipe, base)
}

async function buildAll(
  { docker }: Engine,
  base: string,
  report: Report,
): Promise<Map<Recipe, string>> {
  const all = recipes().filter(({ onDemand }) => !onDemand)
  const built = new Map<Recipe, string>()
  let finished = 0
  let rebuilt = false
  const build = async (recipe: Recipe) => {
    const present = await builtImage(docker, recipe, base)
    if (!present) report(`image ${recipe.name}: building …`)
    try {
      built.set(recipe, present ?? (await buildImage(docker, recipe, base)))
      finished += 1
      rebuilt ||= !present
      if (!present) report(`image ${recipe.name} ${finished}/${all.length}: ready`)
    } catch (error) {
      if (!recipe.forLabs || toAppError(error).code !== 'image-build') throw error
      report(
        `${toAppError(error).message} Labs that need it cannot start. ${toAppError(error).advice}`,
      )
    }
  }
  await Promise.all(all.map(build))
  if (rebuilt) await pruneReplaced(docker)
  return built
}

function builtOrThrow(built: Map<Recipe, string>, name: string): string {
  const found = [...built].find(([recipe]) => recipe.name === name)
  if (!found) throw new AppError('internal', { reason: `there is no recipe labs/images/${name}` })
  return found[1]
}
