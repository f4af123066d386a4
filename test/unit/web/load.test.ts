/** What is lost on its way to a browser is asked for again: parts of the application, style sheets, and the first files. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { load } from '../../../web/load.ts'
import { root } from '../../support/sources.ts'

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

  it('is asked for once where nothing is lost', async () => {
    const { ask, count } = failing(0)
    expect(await load(ask)).toBe('there')
    expect(count()).toBe(1)
  })
  it('is asked for again after a pause that grows', async () => {
    const { ask, count } = failing(3)
    const got = load(ask)
    const counts: number[] = []
    for (const ms of [149, 1, 499, 1, 1499, 1]) {
      await vi.advanceTimersByTimeAsync(ms)
      counts.push(count())
    }
    expect(counts).toEqual([1, 2, 2, 3, 3, 4])
    expect(await got).toBe('there')
  })
  it('is given up with the last reason', async () => {
    const { ask, count } = failing(9)
    const got = expect(load(ask)).rejects.toThrow('lost 6')
    await vi.advanceTimersByTimeAsync(12_000)
    await got
    expect(count()).toBe(6)
  })
  it('has its style sheet put in anew where that was lost, and no other', async () => {
    links = [
      { sheet: null, replaced: 0 },
      { sheet: {}, replaced: 0 },
    ]
    const { ask } = failing(2)
    const got = load(ask)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await got).toBe('there')
    expect(links.map(({ replaced }) => replaced)).toEqual([1, 0])
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
    let reloads = 0
    runInNewContext(script, {
      ...{ HTMLScriptElement, HTMLLinkElement, Number, String },
      sessionStorage: {
        getItem: (name: string) => memory.get(name) ?? null,
        setItem: (name: string, value: string) => void memory.set(name, value),
        removeItem: (name: string) => void memory.delete(name),
      },
      location: { reload: () => void (reloads += 1) },
      document: { querySelector: () => ({ hasChildNodes: () => isBuilt }) },
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
      seen: () => ({ reloads, pauses }),
    }
  }

  it('are asked for again three times at most, later each time', () => {
    const memory = new Map<string, string>()
    const pages = Array.from({ length: 4 }, () => open(memory))
    for (const page of pages) page.fail(new HTMLScriptElement())
    expect(pages.map((page) => page.seen().pauses)).toEqual([[300], [600], [900], []])
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
