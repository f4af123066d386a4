import { join } from 'node:path'
import type { Where } from './ports.ts'

/** PostgreSQL where its address is given, else one file in the home. */
export function whereOf(config: { home: string; databaseUrl?: string }): Where {
  const { home, databaseUrl } = config
  return databaseUrl === undefined ? { file: join(home, 'slipway.db') } : { url: databaseUrl }
}
