import type { LinkRecords, SettingRecords } from '../../server/records/ports.ts'

/** Secrets and links as the database keeps them, in memory; `kept` is what somebody would read there. */
export function memoryKeys(): SettingRecords & LinkRecords & { kept: Map<string, number> } {
  const kept = new Map<string, number>()
  return {
    kept,
    secret: (name) => Promise.resolve(`secret of ${name}`),
    addLink: (hash, expiresAt) => Promise.resolve(void kept.set(hash, expiresAt)),
    takeLink: (hash, now) => {
      const expiresAt = kept.get(hash) ?? 0
      kept.delete(hash)
      return Promise.resolve(expiresAt > now)
    },
  }
}
