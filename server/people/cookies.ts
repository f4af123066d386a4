/** The one cookie: read from a request, written for an answer. */

/** The value of a cookie, undecoded; undefined if the header has none of that name. */
export function readCookie(header: unknown, name: string): string | undefined {
  if (typeof header !== 'string') return undefined
  const wanted = `${name}=`
  const pairs = header.split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length)
}

/**
 * Lax, not Strict: somebody who follows a link from a course page must arrive with their session.
 * `value` holds only characters that need no encoding.
 */
export function writeCookie(name: string, value: string, seconds: number, secure: boolean): string {
  const attributes = [
    `${name}=${value}`,
    'Path=/',
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
  ]
  return [...attributes, ...(secure ? ['Secure'] : [])].join('; ')
}
