/** What is lost on its way to a browser is asked for again: parts of the application, style sheets, and the first files. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { again, load } from '../../../web/load.ts'
import { readSources, root } from '../../support/sources.ts'

interface Link {
  sheet: object | null
  replaced: number
}

describe('a part of the application', () => {
  let links: Link[] = []
  const linkOf = (link: Link) => ({
    get sheet() {
      return link.sheet
    },
    cloneNode: () => ({
      addEventListener(name: string, told: () => void) {
        if (name === 'load') queueMicrotask(told)
      },
    }),
    replaceWith() {
      link.replaced += 1
      link.sheet = {}
    },
  })

  beforeEach(() => {
    links = []
    vi.useFakeTimers()
    vi.stubGlobal('document', { querySelectorAll: () => links.map(linkOf) })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  const failing = (times: number) => {
    let asked = 0
    const ask = () => {
      asked += 1
      return asked > times ? Promise.resolve('there') : Promise.reject(new Error(`lost ${asked}`))
    }
    return { ask, count: () => asked }
  }

  /** A server that loses some requests, by address and how often. */
  function serving(files: Record<string, object>, lost: Record<string, number> = {}) {
    const asked: string[] = []
    vi.stubGlobal('fetch', (url: string) => {
      asked.push(url)
      const left = lost[url] ?? 0
      lost[url] = left - 1
      if (left > 0) return Promise.reject(new TypeError('Failed to fetch'))
      const found = files[url]
      const headers = { 'content-type': 'application/json' }
      return Promise.resolve(Response.json(found ?? {}, { status: found ? 200 : 404, headers }))
    })
    return asked
  }
  const parts = {
    'canvas/Map.svelte': { file: 'assets/map.js', imports: ['_facts.js'], css: ['assets/map.css'] },
    '_facts.js': {
      file: 'assets/facts.js',
      imports: ['canvas/Map.svelte'],
      assets: ['assets/worker.js', 'assets/font.woff2'],
    },
    'other.ts': { file: 'assets/other.js' },
  }
  const files = Object.fromEntries([
    ['/parts.json', parts],
    ...['map.js', 'map.css', 'facts.js', 'worker.js'].map((name) => [`/assets/${name}`, {}]),
  ]) as Record<string, object>
  const loaded = <T>(ask: () => Promise<T>) => load('canvas/Map.svelte', ask)

  it('is asked for once where nothing is lost, after all that it is made of', async () => {
    const asked = serving(files)
    const { ask, count } = failing(0)
    expect(await loaded(ask)).toBe('there')
    expect(count()).toBe(1)
    expect(asked.toSorted()).toEqual(Object.keys(files).toSorted())
  })
  it('is imported only when everything has arrived: an import that was lost stays lost', async () => {
    const asked = serving(files, { '/parts.json': 2, '/assets/facts.js': 3 })
    const { ask, count } = failing(0)
    const got = loaded(ask)
    await vi.advanceTimersByTimeAsync(150 + 500 + 150 + 500 + 1499)
    expect(count()).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(await got).toBe('there')
    expect(count()).toBe(1)
    expect(asked.filter((url) => url === '/assets/facts.js')).toHaveLength(4)
  })
  it('is imported as it is where there is no list of parts', async () => {
    serving({})
    expect(await loaded(failing(0).ask)).toBe('there')
  })
  it('is given up with the last reason', async () => {
    serving(files)
    const { ask, count } = failing(9)
    const got = expect(loaded(ask)).rejects.toThrow('lost 6')
    await vi.advanceTimersByTimeAsync(12_000)
    await got
    expect(count()).toBe(6)
  })
  it('has its style sheet put in anew where that was lost, and no other', async () => {
    serving(files)
    links = [
      { sheet: null, replaced: 0 },
      { sheet: {}, replaced: 0 },
    ]
    const { ask } = failing(2)
    const got = loaded(ask)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await got).toBe('there')
    expect(links.map(({ replaced }) => replaced)).toEqual([1, 0])
  })
  it('is named as its source is', () => {
    const named = readSources('web').flatMap(({ file, text }) =>
      [...text.matchAll(/'([^']+)',\s*\(\) =>\s*import\('([^']+)'\)/g)].map(([, part, from]) => ({
        part,
        is: join(dirname(file), from ?? ''),
      })),
    )
    expect(named.length).toBeGreaterThan(10)
    for (const { part, is } of named) expect(`web/${part}`).toBe(is)
  })
})

describe('a request', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is repeated after a pause that grows', async () => {
    let asked = 0
    const got = again(() => (++asked > 3 ? Promise.resolve('there') : Promise.reject(new Error())))
    const counts: number[] = []
    for (const ms of [149, 1, 499, 1, 1499, 1]) {
      await vi.advanceTimersByTimeAsync(ms)
      counts.push(asked)
    }
    expect(counts).toEqual([1, 2, 2, 3, 3, 4])
    expect(await got).toBe('there')
  })
})

describe('the first files of a page', () => {
  const script = readFileSync(join(root, 'web/public/again.js'), 'utf8')

  class HTMLScriptElement {}
  class HTMLLinkElement {}

  /** A page with a memory that outlives reloads. */
  function open(memory: Map<string, string>, isBuilt = false) {
    const listeners = new Map<string, (event: object) => void>()
    const pauses: number[] = []
    const boot = { textContent: 'Slipway' }
    let reloads = 0
    runInNewContext(script, {
      ...{ HTMLScriptElement, HTMLLinkElement, Number, String },
      sessionStorage: {
        getItem: (name: string) => memory.get(name) ?? null,
        setItem: (name: string, value: string) => void memory.set(name, value),
        removeItem: (name: string) => void memory.delete(name),
      },
      location: { reload: () => void (reloads += 1) },
      document: { querySelector: (name: string) => (name === '.boot' ? boot : isBuilt || null) },
      setTimeout(work: () => void, ms: number) {
        pauses.push(ms)
        work()
      },
      addEventListener: (name: string, told: (event: object) => void) => listeners.set(name, told),
      removeEventListener: (name: string) => listeners.delete(name),
    })
    return {
      fail: (target: object) => listeners.get('error')?.({ target }),
      loaded: () => listeners.get('load')?.({}),
      seen: () => ({ reloads, pauses, says: boot.textContent }),
    }
  }

  it('are asked for again eight times at most, later each time, and then that is said', () => {
    const memory = new Map<string, string>()
    const pages = Array.from({ length: 9 }, () => open(memory))
    for (const page of pages) {
      page.fail(new HTMLScriptElement())
      // The document is there all the same, with the bar that stood in it.
      page.loaded()
    }
    expect(pages.flatMap((page) => page.seen().pauses)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((times) => 300 * times),
    )
    expect(pages.map((page) => page.seen().says)).toEqual([
      ...Array.from({ length: 8 }, () => 'Slipway'),
      'Slipway could not be loaded whole. Reload the page.',
    ])
  })
  it('are only scripts and style sheets', () => {
    const page = open(new Map())
    page.fail({})
    expect(page.seen().reloads).toBe(0)
    page.fail(new HTMLLinkElement())
    expect(page.seen().reloads).toBe(1)
  })
  it('are forgotten about once the page stands, which no later failure reloads', () => {
    const memory = new Map([['slipway:again', '2']])
    const page = open(memory, true)
    page.loaded()
    expect(memory.size).toBe(0)
    page.fail(new HTMLScriptElement())
    expect(page.seen().reloads).toBe(0)
  })
})
