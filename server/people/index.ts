/** Sessions and links, over two small tables of the database. */
import { AppError } from '../errors.ts'
import type { LinkRecords, SettingRecords } from '../records/ports.ts'
import { countAttempts } from './attempts.ts'
import { readCookie, writeCookie } from './cookies.ts'
import { hashToken, newToken, sameText, sign } from './keys.ts'
import type { Headers, People, Visitor } from './ports.ts'
import { identityOf, seal, unseal, withAdministrator, withRun, type Session } from './session.ts'

export { hostAllowed, originAllowed, siteOf, type Site } from './origin.ts'
export type { Identity, People, Visitor } from './ports.ts'

const day = 24 * 60 * 60
const sessionSeconds = 30 * day

export interface PeopleOptions {
  /** Whether browsers reach this server by https. */
  secure: boolean
  /** Milliseconds since the epoch. */
  now?: () => number
}

export async function openPeople(
  records: SettingRecords & LinkRecords,
  { secure, now = Date.now }: PeopleOptions,
): Promise<People> {
  const secret = await records.secret('sessions')
  const attempts = countAttempts()
  // Cookies know no ports: two servers on one machine must not overwrite each other's.
  const name = `slipway-${hashToken(sign(secret, 'cookie', '')).slice(0, 8)}`
  const session = (headers: Headers) => unseal(readCookie(headers['cookie'], name), secret)
  const runKey = (run: string) => sign(secret, 'run', run)
  const until = () => now() + sessionSeconds * 1000
  const exchange = async (
    visitor: Visitor,
    proved: () => Promise<boolean> | boolean,
    grow: (before: Session) => Session,
  ): Promise<string> => {
    await attempts.check(visitor.address)
    if (await proved()) {
      const sealed = seal(grow(session(visitor.headers)), secret)
      return writeCookie(name, sealed, sessionSeconds, secure)
    }
    await attempts.failed(visitor.address)
    throw new AppError('not-allowed')
  }
  return {
    identify: (headers) => identityOf(session(headers), now()),
    mayRun: ({ role, runs }, run) => role === 'administrator' || runs.includes(run),
    issueLink: async () => {
      const token = newToken()
      await records.addLink(hashToken(token), now() + day * 1000)
      return `/link/${token}`
    },
    runLink: (run) => `/run/${encodeURIComponent(run)}?key=${runKey(run)}`,
    openLink: (token, visitor) =>
      exchange(
        visitor,
        () => records.takeLink(hashToken(token), now()),
        (before) => withAdministrator(before, until()),
      ),
    openRun: (run, key, visitor) =>
      exchange(
        visitor,
        () => sameText(key, runKey(run)),
        (before) => withRun(before, run, until()),
      ),
  }
}
