/** Counts failed attempts, so that nobody tries out links. Successes are free: a class opens thirty at once. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'

const allowed = 10
const seconds = 60

export interface Attempts {
  /** AppError `too-many` while an address has used up its failures. */
  check(address: string): Promise<void>
  failed(address: string): Promise<void>
}

export function countAttempts(): Attempts {
  const limiter = new RateLimiterMemory({ points: allowed, duration: seconds })
  return {
    check: async (address) => {
      const used = await limiter.get(address)
      if (used === null || used.consumedPoints < allowed) return
      throw new AppError('too-many', { seconds: Math.ceil(used.msBeforeNext / 1000) })
    },
    failed: async (address) => {
      await limiter.penalty(address)
    },
  }
}
