/** An edit that cannot be made without harm is refused with its reason, in words for the author. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

export function refuse(reason: string): never {
  throw new Refusal(reason)
}

export interface Refused {
  refused: { reason: string }
}

/** Turns a refusal thrown inside into an answer; everything else goes on up. */
export function refusable<T>(work: () => T): T | Refused {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return { refused: { reason: error.message } }
    throw error
  }
}
