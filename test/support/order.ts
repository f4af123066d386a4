/** The order in which test files begin. */
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { TestSequencer, TestSpecification } from 'vitest/node'

/** These keep a core busy for minutes; those that mostly wait for engines go well beside them. */
export const long = ['catalogue.test.ts', 'builder-bridge.test.ts', 'learner-compose.test.ts']

/** Long files first, then large ones, so that none is left over while a core has nothing to do. */
export class LongFirst implements TestSequencer {
  shard(): never {
    throw new Error('These tests are not split over machines')
  }

  sort(files: TestSpecification[]): TestSpecification[] {
    const size = new Map(files.map(({ moduleId }) => [moduleId, statSync(moduleId).size]))
    const rank = ({ moduleId }: TestSpecification) => {
      const index = long.indexOf(basename(moduleId))
      return index === -1 ? long.length : index
    }
    return files.toSorted(
      (a, b) => rank(a) - rank(b) || (size.get(b.moduleId) ?? 0) - (size.get(a.moduleId) ?? 0),
    )
  }
}
