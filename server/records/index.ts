/** The database behind one interface; nothing outside this folder knows which one it is. */
import type { AppError } from '../errors.ts'
import { castRecords } from './casts.ts'
import { draftRecords } from './drafts.ts'
import { linkRecords, settingRecords } from './keys.ts'
import type { Records, Where } from './ports.ts'
import { runRecords } from './runs.ts'
import { versionRecords } from './versions.ts'
import { openStore } from './store.ts'

export type { Records, Where } from './ports.ts'
export { whereOf } from './where.ts'

/**
 * Opens the database and brings it up to date; AppError `database` or `disk-full` if that fails.
 * `onLost` is told of connections that broke while nobody waited for them.
 */
export async function openRecords(
  where: Where,
  onLost: (error: AppError) => void = () => undefined,
): Promise<Records> {
  const store = await openStore(where, onLost)
  const casts = castRecords(store)
  return {
    ...casts,
    ...runRecords(store, casts.casts),
    ...settingRecords(store),
    ...linkRecords(store),
    ...draftRecords(store),
    ...versionRecords(store),
    close: () => store.close(),
  }
}
