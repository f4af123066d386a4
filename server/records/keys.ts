/** Secrets of the installation and one-time links. */
import { randomBytes } from 'node:crypto'
import type { LinkRecords, SettingRecords } from './ports.ts'
import type { Store } from './store.ts'

export function settingRecords(store: Store): SettingRecords {
  return {
    secret: (name) =>
      store.write(async (tx) => {
        const value = randomBytes(32).toString('hex')
        // Two servers may ask at the same time: the first value stays, and both read it.
        await tx
          .insertInto('settings')
          .values({ name: `secret:${name}`, value })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .execute()
        const row = await tx
          .selectFrom('settings')
          .select('value')
          .where('name', '=', `secret:${name}`)
          .executeTakeFirstOrThrow()
        return row.value
      }),
  }
}

export function linkRecords(store: Store): LinkRecords {
  return {
    addLink: async (hash, expiresAt) => {
      const link = { hash, expires_at: expiresAt, used_at: null }
      await store.write((tx) => tx.insertInto('links').values(link).execute())
    },
    takeLink: (hash, now) =>
      store.write(async (tx) => {
        const taken = await tx
          .updateTable('links')
          .set({ used_at: now })
          .where('hash', '=', hash)
          .where('used_at', 'is', null)
          .where('expires_at', '>', now)
          .returning('hash')
          .executeTakeFirst()
        return taken !== undefined
      }),
  }
}
