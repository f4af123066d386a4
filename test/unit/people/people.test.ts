import { beforeEach, describe, expect, it } from 'vitest'
import { openPeople, type People, type Visitor } from '../../../server/people/index.ts'
import { memoryKeys } from '../../support/memory-keys.ts'

const day = 24 * 60 * 60 * 1000
let clock = 0
let keys: ReturnType<typeof memoryKeys>
let people: People
beforeEach(async () => {
  clock = 1_000_000
  keys = memoryKeys()
  people = await openPeople(keys, { secure: false, now: () => clock })
})

const visitor = (cookie?: string, address = '10.0.0.1'): Visitor => ({
  address,
  headers: { cookie },
})
const token = (link: string) => link.replace('/link/', '')
const keyOf = (link: string) => new URL(link, 'http://x').searchParams.get('key') ?? ''
/** What a browser sends back of a Set-Cookie. */
const carried = (setCookie: string) => setCookie.split(';')[0] ?? ''
const administrator = async () =>
  carried(await people.openLink(token(await people.issueLink()), visitor()))

describe('the administrator link', () => {
  it('makes an administrator, once', async () => {
    const link = token(await people.issueLink())
    const cookie = await people.openLink(link, visitor())
    expect(cookie).toMatch(/; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)
    expect(people.identify({ cookie: carried(cookie) }).role).toBe('administrator')
    await expect(people.openLink(link, visitor())).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('is kept as a hash only, and expires', async () => {
    const link = token(await people.issueLink())
    expect([...keys.kept.keys()].join()).not.toContain(link)
    clock += day + 1
    await expect(people.openLink(link, visitor())).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('lets its holder see every run', async () => {
    const identity = people.identify({ cookie: await administrator() })
    expect(people.mayRun(identity, 'any')).toBe(true)
  })
})

describe('the link of a run', () => {
  it('opens that run and no other', async () => {
    const cookie = carried(await people.openRun('a', keyOf(people.runLink('a')), visitor()))
    const identity = people.identify({ cookie })
    expect(identity).toEqual({ role: 'learner', runs: ['a'] })
    expect(people.mayRun(identity, 'a')).toBe(true)
    expect(people.mayRun(identity, 'b')).toBe(false)
    const wrong = people.openRun('b', keyOf(people.runLink('a')), visitor())
    await expect(wrong).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('adds to what the browser could do before', async () => {
    const open = async (run: string, cookie: string) =>
      carried(await people.openRun(run, keyOf(people.runLink(run)), visitor(cookie)))
    const both = await open('b', await open('a', await administrator()))
    expect(people.identify({ cookie: both })).toEqual({ role: 'administrator', runs: ['a', 'b'] })
  })

  it('keeps the cookie below the limit of browsers', async () => {
    let cookie = ''
    for (let run = 0; run < 100; run++) {
      const id = `run-${run}-abcdefghijklmno`
      cookie = carried(await people.openRun(id, keyOf(people.runLink(id)), visitor(cookie)))
    }
    expect(cookie.length).toBeLessThan(4096)
    expect(people.identify({ cookie }).runs.at(-1)).toBe('run-99-abcdefghijklmno')
  })
})

describe('a session', () => {
  it('is nothing without a cookie, or with one that was changed', async () => {
    const nobody = { role: 'none', runs: [] }
    expect(people.identify({})).toEqual(nobody)
    const cookie = await administrator()
    const [name = '', value = ''] = cookie.split('=')
    const forged = Buffer.from(JSON.stringify({ administrator: 9e15, runs: [] })).toString(
      'base64url',
    )
    for (const bad of [
      `${name}=`,
      `${name}=x.y`,
      `${name}=${value}x`,
      `${name}=${forged}.${value}`,
    ]) {
      expect(people.identify({ cookie: bad })).toEqual(nobody)
    }
    expect(people.identify({ cookie: `other=1; ${cookie}; more=2` }).role).toBe('administrator')
  })

  it('ends after thirty days', async () => {
    const cookie = await administrator()
    clock += 30 * day + 1
    expect(people.identify({ cookie }).role).toBe('none')
  })

  it('is marked for https where that is how browsers come', async () => {
    const secure = await openPeople(keys, { secure: true })
    expect(await secure.openRun('a', keyOf(secure.runLink('a')), visitor())).toMatch(/; Secure$/)
  })
})

describe('trying out links', () => {
  it('is over after ten failures from an address, and does not keep others out', async () => {
    const guess = (address: string) => people.openRun('a', 'guess', visitor(undefined, address))
    for (let attempt = 0; attempt < 10; attempt++) {
      await expect(guess('10.0.0.1')).rejects.toMatchObject({ code: 'not-allowed' })
    }
    await expect(guess('10.0.0.1')).rejects.toMatchObject({ code: 'too-many' })
    await expect(guess('10.0.0.2')).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('counts no successes', async () => {
    for (let attempt = 0; attempt < 30; attempt++) {
      await people.openRun('a', keyOf(people.runLink('a')), visitor())
    }
  })
})
