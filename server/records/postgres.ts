/** PostgreSQL through pg, for installations with more than one server or a database of their own. */
import { PostgresDialect } from 'kysely'
import pg from 'pg'

const int8 = 20

/**
 * `onLost` is told of connections that broke while nobody used them; the pool makes new ones by itself.
 */
export function postgresDialect(url: string, onLost: (error: Error) => void): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5_000,
    application_name: 'slipway',
    types: { getTypeParser: parser },
  })
  // Without a listener a broken idle connection would end the whole server.
  pool.on('error', onLost)
  return new PostgresDialect({ pool })
}

/** Milliseconds and bytes fit a double; pg would hand int8 out as text. */
const parser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')
