/** Who somebody is until accounts exist: the holder of the administrator's link, or of a run's link. */
import type { Me } from '../protocol.ts'

export type Identity = Readonly<Me>

/** Headers as Node gives them. */
export type Headers = Readonly<Record<string, unknown>>

export interface Visitor {
  /** Where the request came from; failed attempts are counted by it. */
  address: string
  headers: Headers
}

export interface People {
  identify(headers: Headers): Identity
  /** An administrator may see every run, everybody else those they hold the key of. */
  mayRun(identity: Identity, run: string): boolean
  /** Makes a one-time administrator link; answers with its path. Valid for a day. */
  issueLink(): Promise<string>
  /** Path and query of a run's secret link; the same each time. */
  runLink(run: string): string
  /**
   * Exchanges a link's token for a session; answers with the value of Set-Cookie.
   * AppError `not-allowed`, or `too-many` after ten failures in a minute from one address.
   */
  openLink(token: string, visitor: Visitor): Promise<string>
  /** The same for a run's key. What the browser could do before, it still can. */
  openRun(run: string, key: string, visitor: Visitor): Promise<string>
}
