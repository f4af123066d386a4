/** What stands in place of a page of a host that cannot be shown. */
import type { ServerResponse } from 'node:http'
import type { AppError } from '../../errors.ts'
import { framePolicy } from './filter.ts'

const againSeconds = 3

/** @param again whether the browser asks once more by itself: what should answer may be on its way */
export function refuse(
  response: ServerResponse,
  { status, message, advice, code }: AppError,
  frames: ReadonlySet<string>,
  again: boolean,
): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; ${framePolicy(frames)}`,
  })
  response.end(page(message, advice, code, again))
}

function page(title: string, advice: string, code: string, again: boolean): string {
  const refresh = again ? `\n<meta http-equiv="refresh" content="${againSeconds}">` : ''
  const words = again ? '<p>This page looks again by itself for a while.</p>' : ''
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">${refresh}
<title>${escape(title)}</title>
<style>
  body { font: 0.9375rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 12vh auto; padding: 0 1.5rem }
  h1 { font-size: 1.125rem }
  code { opacity: 0.75 }
</style>
<main>
  <h1>${escape(title)}</h1>
  <p>${escape(advice)}</p>
  ${words}
  <p><a href="">Try again</a></p>
  <p><code>${escape(code)}</code></p>
</main>
</html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
