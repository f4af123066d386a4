import fc from 'fast-check'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { edit } from '../../../labs/edit/sheet.ts'
import type { Sheet } from '../../../labs/edit/sheet.ts'
import { applyEdits } from '../../../labs/edit/splice.ts'
import {
  at,
  changed,
  isFields,
  meansTheSame,
  same,
  withItem,
  withKey,
  withMoved,
} from '../../../labs/edit/value.ts'
import { withoutItem, withoutKey } from '../../../labs/edit/value.ts'
import type { Path, Value } from '../../../labs/edit/value.ts'
import { anyValue, leaf, name, pathsOf, written } from './documents.ts'
import type { Written } from './documents.ts'

const runs = { numRuns: 400 }

/** Makes the change and holds it to its promises; gives back the new text. */
function made(document: Written, work: (sheet: Sheet) => void, intended: Value): string {
  const result = edit(document.text, work)
  if ('refused' in result) throw new Error(`refused: ${result.refused.reason}\n${document.text}`)
  const found = (parse(result.text) ?? null) as Value
  if (!meansTheSame(found, intended)) expect(found).toEqual(intended)
  expect(applyEdits(document.text, result.edits)).toBe(result.text)
  return result.text
}

function keeps(document: Written, text: string, lost: (owner: Path) => boolean): void {
  const missing = document.comments.filter(
    (comment) => !lost(comment.owner) && !text.includes(comment.text),
  )
  expect(missing).toEqual([])
}

const below = (path: Path) => (owner: Path) =>
  same(owner.slice(0, path.length) as Value, path as Value)
const pick = <T>(list: T[], seed: number): T | undefined => list[seed % Math.max(list.length, 1)]
const paths = (document: Written, fits: (value: Value | undefined, path: Path) => boolean) =>
  [[], ...pathsOf(document.value)].filter((path) => fits(at(document.value, path), path))

describe('the writer keeps its promises on any document', () => {
  it('reads generated documents as they were meant', () => {
    fc.assert(
      fc.property(written, (one) => {
        expect(JSON.stringify(parse(one.text) ?? {})).toBe(JSON.stringify(one.value))
      }),
      runs,
    )
  })

  it('sets values', () => {
    fc.assert(
      fc.property(written, fc.nat(), anyValue, (one, seed, value) => {
        const path = pick(
          paths(one, (_, found) => found.length > 0),
          seed,
        )
        if (path === undefined) return
        const text = made(
          one,
          (sheet) => sheet.set(path, value),
          changed(one.value, path, () => value),
        )
        keeps(one, text, (owner) => below(path)(owner) && owner.length > path.length)
      }),
      runs,
    )
  })

  it('inserts keys', () => {
    fc.assert(
      fc.property(written, fc.nat(), name, anyValue, fc.nat(), (one, seed, key, value, place) => {
        const path = pick(
          paths(one, (found) => isFields(found) && !Object.hasOwn(found, key)),
          seed,
        )
        if (path === undefined) return
        const before = pick([undefined, ...Object.keys(Object(at(one.value, path)))], place)
        const intended = changed(one.value, path, (map) => withKey(map, key, value, before))
        keeps(
          one,
          made(one, (sheet) => sheet.insert(path, key, value, before), intended),
          () => false,
        )
      }),
      runs,
    )
  })

  it('inserts items', () => {
    fc.assert(
      fc.property(written, fc.nat(), anyValue, fc.nat(), (one, seed, value, place) => {
        const path = pick(paths(one, Array.isArray), seed)
        if (path === undefined) return
        const index = place % ((at(one.value, path) as Value[]).length + 1)
        const intended = changed(one.value, path, (list) => withItem(list, index, value))
        keeps(
          one,
          made(one, (sheet) => sheet.append(path, value, index), intended),
          () => false,
        )
      }),
      runs,
    )
  })

  it('removes an entry and nothing of its siblings', () => {
    fc.assert(
      fc.property(written, fc.nat(), (one, seed) => {
        const path = pick(pathsOf(one.value), seed)
        if (path === undefined) return
        const step = path.at(-1) ?? ''
        const intended = changed(one.value, path.slice(0, -1), (found) =>
          typeof step === 'number' ? withoutItem(found, step) : withoutKey(found, step),
        )
        keeps(
          one,
          made(one, (sheet) => sheet.remove(path), intended),
          below(path),
        )
      }),
      runs,
    )
  })

  it('renames keys', () => {
    fc.assert(
      fc.property(written, fc.nat(), (one, seed) => {
        const path = pick(
          paths(one, (_, found) => typeof found.at(-1) === 'string'),
          seed,
        )
        if (path === undefined) return
        const intended = changed(one.value, path.slice(0, -1), (map) =>
          Object.fromEntries(
            Object.entries(map ?? {}).map(([k, v]) => [k === path.at(-1) ? 'new' : k, v]),
          ),
        )
        keeps(
          one,
          made(one, (sheet) => sheet.rename(path, 'new'), intended),
          () => false,
        )
      }),
      runs,
    )
  })

  it('moves items with their comments', () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.nat(), fc.nat(), (one, seed, a, b) => {
        const path = pick(
          paths(one, (found) => Array.isArray(found) && found.length > 1),
          seed,
        )
        if (path === undefined) return
        const size = (at(one.value, path) as Value[]).length
        const intended = changed(one.value, path, (list) => withMoved(list, a % size, b % size))
        keeps(
          one,
          made(one, (sheet) => sheet.move(path, a % size, b % size), intended),
          () => false,
        )
      }),
      runs,
    )
  })

  it('composes several edits into one set', () => {
    fc.assert(
      fc.property(written, name, leaf, anyValue, (one, key, first, second) => {
        const root = withKey(withoutKey(one.value, key), key, second)
        made(
          one,
          (sheet) => {
            if (sheet.at([key]) !== undefined) sheet.remove([key])
            sheet.insert([], key, first)
            sheet.set([key], second)
          },
          root,
        )
      }),
      runs,
    )
  })
})
