/** Headers on their way between a browser and a page of a host, which may be hostile. Pure. */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

const hopByHop = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
])

/** What would outlive the run or reach beyond its name: names below localhost are used again and again. */
const kept = new Set([
  ...['strict-transport-security', 'public-key-pins', 'alt-svc', 'nel', 'report-to'],
  ...['reporting-endpoints', 'origin-agent-cluster'],
])

/** What goes on to the host: nothing of Slipway's own. */
export function toHost(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const passed = Object.entries(headers).filter(
    ([name]) => !hopByHop.has(name) && name !== 'cookie' && !name.startsWith('x-forwarded-'),
  )
  const cookie = foreignCookies(headers.cookie)
  return { ...Object.fromEntries(passed), ...(cookie === '' ? {} : { cookie }) }
}

/** What goes back to the browser. `frames`: the origins whose pages may show it. */
export function toBrowser(
  headers: IncomingHttpHeaders,
  frames: ReadonlySet<string>,
): OutgoingHttpHeaders {
  const passed = Object.entries(headers).filter(
    ([name]) => !hopByHop.has(name) && !kept.has(name) && name !== 'set-cookie',
  )
  const own = headers['content-security-policy']
  const cookies = headers['set-cookie']?.slice(0, 50).map(hostOnly)
  return {
    ...Object.fromEntries(passed),
    // A policy of its own stays in force beside ours; where frames are named, older headers about them do not count.
    'content-security-policy': [...(own === undefined ? [] : [own]), framePolicy(frames)].join(
      ', ',
    ),
    'referrer-policy': 'same-origin',
    ...(cookies === undefined ? {} : { 'set-cookie': cookies }),
  }
}

export function framePolicy(frames: ReadonlySet<string>): string {
  return `frame-ancestors ${[...frames].join(' ') || "'none'"}`
}

/** A cookie for a whole domain would be sent to the pages of other runs. */
function hostOnly(cookie: string): string {
  return cookie.replace(/;\s*domain=[^;]*/gi, '')
}

function foreignCookies(header: string | undefined): string {
  const cookies = (header ?? '').split(';').map((pair) => pair.trim())
  return cookies.filter((pair) => pair !== '' && !pair.startsWith('slipway-')).join('; ')
}
