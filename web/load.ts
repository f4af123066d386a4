/**
 * Loads a part of the application when it is first needed. A request can be lost without a fault of the server:
 * browsers drop what is under way when a network interface comes or goes, and starting a lab on one's own machine
 * does just that, for as long as its hosts take to come up. So it is asked for again a few times before anybody is told.
 */
const PAUSES_MS = [150, 500, 1500, 3000, 6000]

export async function load<T>(ask: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await ask()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause))
      await mendStyles()
    }
  }
  return ask()
}

/** A style sheet that failed is not asked for again by itself: its link is put in anew. */
async function mendStyles(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
  await Promise.all(
    links
      .filter((link) => link.sheet === null)
      .map((link) => {
        const again = link.cloneNode() as HTMLLinkElement
        return new Promise<void>((resolve) => {
          again.addEventListener('load', () => resolve(), { once: true })
          again.addEventListener('error', () => resolve(), { once: true })
          link.replaceWith(again)
        })
      }),
  )
}
