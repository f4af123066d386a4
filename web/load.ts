/**
 * What is lost on its way is asked for again. A request can be lost without a fault of the server: browsers drop what
 * is under way when a network interface comes or goes, and starting a lab on one's own machine does just that.
 */
const PAUSES_MS = [150, 500, 1500]
/** A part is worth waiting for as long as the hosts of a lab take to come up. */
const PART_PAUSES_MS = [...PAUSES_MS, 3000, 6000]

/** Asks a few times before anybody is told. `between`: what to mend before the next time. */
export async function again<T>(
  ask: () => Promise<T>,
  pauses: readonly number[] = PAUSES_MS,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<T> {
  for (const pause of pauses) {
    try {
      return await ask()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause))
      await between()
    }
  }
  return ask()
}

/**
 * Loads a part of the application when it is first needed. `part`: its source below `web/`, as in `parts.json`, Vite's
 * manifest of what each part is made of. A script that an import lost is never asked for again by Chromium, so all of
 * a part is fetched first, and the import finds it in the browser's cache.
 */
export async function load<T>(part: string, ask: () => Promise<T>): Promise<T> {
  const parts = await again(allParts, PART_PAUSES_MS)
  const files = filesOf(parts, part)
  await Promise.all([...files].map((file) => again(() => fetched(`/${file}`), PART_PAUSES_MS)))
  return again(ask, PART_PAUSES_MS, mendStyles)
}

interface Part {
  file: string
  imports?: string[]
  css?: string[]
  /** What is not imported but named, such as a worker. */
  assets?: string[]
}
type Parts = Readonly<Record<string, Part>>

async function allParts(): Promise<Parts> {
  const answer = await fetch('/parts.json')
  // The development server has no parts.
  const isList = answer.ok && answer.headers.get('content-type')?.includes('json')
  return isList ? ((await answer.json()) as Parts) : {}
}

/** With what it imports, each once. */
function filesOf(parts: Parts, part: string): Set<string> {
  const files = new Set<string>()
  const seen = new Set<string>()
  const visit = (name: string): void => {
    const found = parts[name]
    if (found === undefined || seen.has(name)) return
    seen.add(name)
    for (const file of [found.file, ...(found.css ?? []), ...workers(found)]) files.add(file)
    found.imports?.forEach(visit)
  }
  visit(part)
  return files
}

/** Fonts are asked for when a letter needs them. */
const workers = ({ assets = [] }: Part) => assets.filter((file) => file.endsWith('.js'))

async function fetched(url: string): Promise<void> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  await answer.arrayBuffer()
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
