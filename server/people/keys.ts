/** Random tokens and what is made from the installation's secret. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 192 random bits, safe in a URL. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** What is kept of a token: tokens are random, so a plain hash cannot be guessed back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** `purpose` keeps a signature for one thing from passing as one for another. */
export function sign(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}:${text}`).digest('base64url')
}

/** Compares in a time that does not tell where the difference is. */
export function sameText(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest()
  const right = createHash('sha256').update(b).digest()
  return timingSafeEqual(left, right)
}
