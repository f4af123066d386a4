/** Which thing of the drawing a problem of the text is about. Pure. */
import { hostNames, kinds, namesIn, pathOf } from '../../labs/edit/lab.ts'
import type { Path, Value } from '../../labs/edit/value.ts'
import type { Diagnostic, Source } from '../../labs/format/index.ts'
import { drawnId, thingOf } from './things.ts'

export function within(source: Source, path: Path, { offset }: Diagnostic): boolean {
  const key = source.locate(path, 'key')
  const value = source.locate(path)
  return offset >= key.start && offset < Math.max(key.end, value.end)
}

interface Checked {
  source: Source
  diagnostics: readonly Diagnostic[]
  goalStep: string | null
}

/** What is wrong at a place of the start, in words: what clashes, what is missing. A goal is written elsewhere. */
export function problemAt(
  { source, diagnostics, goalStep }: Checked,
  path: Path,
): string | undefined {
  if (goalStep !== null) return undefined
  return diagnostics.find((one) => within(source, path, one))?.message
}

/** The id of the thing, or else the host, that a problem stands in; undefined for the rest of the lab. */
export function idOfProblem(lab: Value, source: Source, problem: Diagnostic): string | undefined {
  for (const host of hostNames(lab)) {
    if (!within(source, ['hosts', host], problem)) continue
    for (const kind of kinds) {
      for (const name of namesIn(lab, host, kind)) {
        const thing = { host, kind, name }
        if (within(source, pathOf(thing), problem)) return drawnId(thing)
      }
    }
    return host
  }
  return undefined
}

/** Where an id is written at the start of the lab. */
export function pathOfId(id: string): Path {
  const thing = thingOf(id)
  return thing ? pathOf(thing) : ['hosts', id]
}
