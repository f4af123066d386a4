import { createSubscriber } from 'svelte/reactivity'

/** A clock that ticks only while something on the page reads it. */
export function createClock(everyMs: number): { readonly now: number } {
  const subscribe = createSubscriber((update) => {
    const timer = setInterval(update, everyMs)
    return () => clearInterval(timer)
  })
  return {
    get now() {
      subscribe()
      return Date.now()
    },
  }
}
