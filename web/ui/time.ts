/** Times and lengths in words. All arguments are ms; points in time are ms since the epoch. */
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

export function relativeTime(at: number, now: number): string {
  const past = at - now
  const size = Math.abs(past)
  if (size < 45_000) return past <= 0 ? 'just now' : 'in a moment'
  if (size < 45 * minute) return relative.format(Math.round(past / minute), 'minute')
  if (size < 22 * hour) return relative.format(Math.round(past / hour), 'hour')
  return relative.format(Math.round(past / day), 'day')
}

export function exactTime(at: number): string {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
}

/** `850 ms`, `4.2 s`, `3 min 05 s`, `1 h 20 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`
  return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60))} min`
}

/** Time left as a clock that does not change its width: `1:04:59`, `59:07`. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const rest = `${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${rest}` : rest
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
