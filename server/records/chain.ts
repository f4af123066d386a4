/** The hash chain that makes a run's record append-only in a way that anybody can check. */
import { createHash } from 'node:crypto'
import type { Entry } from '../protocol.ts'
import { canonical } from './canonical.ts'

/** What the first entry follows from. */
export const beginning = ''

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Hex SHA-256 over canonical JSON of seq, at, body and the hash before. */
export function entryHash(entry: Omit<Entry, 'hash'>, prev: string): string {
  return sha256(canonical({ seq: entry.seq, at: entry.at, body: entry.body, prev }))
}

/** The last place of a chain: how many entries there must be and what the last one hashes to. */
export interface Head {
  seq: number
  hash: string
}

/** `head` is kept apart from the entries, so that a record cut off at its end is noticed as well. */
export function intact(entries: readonly Entry[], head: Head): boolean {
  let prev = beginning
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1 || entry.hash !== entryHash(entry, prev)) return false
    prev = entry.hash
  }
  return head.seq === entries.length && head.hash === prev
}
