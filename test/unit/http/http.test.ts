import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../../../server/http/index.ts'
import type { RunRecord } from '../../../server/protocol.ts'
import { startTestServer, type Answer, type TestServer } from '../../support/http-server.ts'

let at: TestServer
let administrator: string
const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const json = { 'content-type': 'application/json' }
const code = (answer: Answer) => (JSON.parse(answer.text) as { error: { code: string } }).error.code
const cookieOf = ({ headers }: Answer) => headers['set-cookie']?.[0]?.split(';')[0] ?? ''
const asAdministrator = (more = {}) => ({ cookie: administrator, ...more })
const start = (body: string, headers = {}) =>
  at.ask('POST', '/api/runs', asAdministrator({ ...json, ...headers }), body)

beforeAll(async () => {
  at = await startTestServer()
  administrator = cookieOf(await at.ask('GET', await at.people.issueLink()))
})
afterAll(() => at.close())

describe('links', () => {
  it('make an administrator once, and look like a page when they do not', async () => {
    const link = await at.people.issueLink()
    expect((await at.ask('HEAD', link)).headers['set-cookie']).toBeUndefined()
    const first = await at.ask('GET', link)
    expect(first).toMatchObject({ status: 302, headers: { location: '/' } })
    const me = await at.ask('GET', '/api/me', { cookie: cookieOf(first) })
    expect(JSON.parse(me.text)).toEqual({ role: 'administrator', runs: [] })
    const again = await at.ask('GET', link, html)
    expect(again.status).toBe(403)
    expect(again.text).toContain('<h1>This page needs its own link</h1>')
    expect(await at.ask('GET', link, { cookie: cookieOf(first) })).toMatchObject({ status: 302 })
  })

  it('of a run open that run', async () => {
    const opened = await at.ask('GET', at.people.runLink('r1'))
    expect(opened).toMatchObject({ status: 302, headers: { location: '/run/r1' } })
    const me = await at.ask('GET', '/api/me', { cookie: cookieOf(opened) })
    expect(JSON.parse(me.text)).toEqual({ role: 'learner', runs: ['r1'] })
    expect((await at.ask('GET', '/run/r1?key=guess')).status).toBe(403)
    expect((await at.ask('GET', '/run/r1', html)).text).toContain('<title>Slipway</title>')
  })
})

describe('without a link', () => {
  const paths = [
    ...['/api/labs', '/api/labs/default-bridge', '/api/runs', '/api/runs.csv', '/api/runs.json'],
    ...['/api/runs/r1', '/api/runs/r1/link', '/api/runs/r1/record.json', '/api/administration'],
    ...['/api/runs/r1/junit.xml', '/api/runs/r1/record.csv', '/api/runs/r1/casts/t1.cast'],
  ]
  it.each(paths)('%s is closed', async (path) => {
    const learner = cookieOf(await at.ask('GET', at.people.runLink('other')))
    for (const headers of [{}, { cookie: learner }, { cookie: `${administrator}x` }]) {
      const answer = await at.ask('GET', path, headers)
      expect([answer.status, code(answer)]).toEqual([403, 'not-allowed'])
    }
  })

  it('only health and oneself can be asked', async () => {
    expect((await at.ask('GET', '/health', { host: 'probe.example' })).text).toBe('{"ok":true}')
    expect(JSON.parse((await at.ask('GET', '/api/me')).text)).toEqual({ role: 'none', runs: [] })
  })
})

describe('foreign pages', () => {
  const body = JSON.stringify({ lab: 'foreign', learner: 'Ada' })
  it('cannot start a run', async () => {
    const answer = await start(body, { origin: 'https://evil.example' })
    expect([answer.status, code(answer)]).toEqual([403, 'origin-refused'])
    const form = await at.ask(
      'POST',
      '/api/runs',
      asAdministrator({ 'content-type': 'text/plain' }),
      body,
    )
    expect(code(form)).toBe('bad-request')
    expect(await at.records.row('run-foreign')).toBeUndefined()
  })

  it('cannot read under a name that was pointed here', async () => {
    const answer = await at.ask('GET', '/api/me', { host: 'evil.example:4600' })
    expect(code(answer)).toBe('origin-refused')
  })
})

describe('runs', () => {
  it('start, are listed, linked, shown and exported', async () => {
    const body = JSON.stringify({ lab: 'a', learner: '  Ada Lovelace ' })
    const started = await start(body, { origin: `http://127.0.0.1:${at.port}` })
    expect(started.status).toBe(201)
    const { run, link } = JSON.parse(started.text) as { run: string; link: string }
    const get = (path: string) => at.ask('GET', path, asAdministrator())
    expect(JSON.parse((await get('/api/runs')).text)).toMatchObject([
      { run, learner: 'Ada Lovelace' },
    ])
    expect(JSON.parse((await get(`/api/runs/${run}/link`)).text)).toEqual({ link })
    const record = JSON.parse((await get(`/api/runs/${run}`)).text) as RunRecord
    expect(record).toMatchObject({ intact: true, lab: { id: 'default-bridge' }, casts: [] })
    const csv = await get('/api/runs.csv')
    expect(csv.headers['content-disposition']).toBe('attachment; filename="slipway-runs.csv"')
    expect(csv.text).toContain('Ada Lovelace')
    expect((await get(`/api/runs/${run}/junit.xml`)).text).toContain('<testsuites')
    expect((await get(`/api/runs/${run}/record.csv`)).text).toContain('requested')
    expect(JSON.parse((await get(`/api/runs/${run}/record.json`)).text)).toEqual(record)
  })

  it('give their terminals to the holder of their key', async () => {
    const { records } = at
    const open = { run: 'run-a', terminal: 't1', host: 'host1', cols: 80, rows: 24 }
    const cast = await records.openCast({ ...open, onError: (error) => at.errors.push(error) })
    cast.output('hello')
    await cast.close()
    const cookie = cookieOf(await at.ask('GET', at.people.runLink('run-a')))
    const answer = await at.ask('GET', '/api/runs/run-a/casts/t1.cast', { cookie })
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/^{"version":2,.*\n\[[\d.]+,"o","hello"\]\n$/)
  })

  it.each([
    ['broken JSON', '{"lab":', 400, 'bad-request'],
    ['no name', '{"lab":"a","learner":"  "}', 400, 'bad-request'],
    ['a name that turns the text', '{"lab":"a","learner":"a\u202eb"}', 400, 'bad-request'],
    ['no object', '"x"', 400, 'bad-request'],
    ['too much', JSON.stringify({ lab: 'x'.repeat(2_200_000) }), 413, 'too-large'],
  ])('are not started by %s', async (_, body, status, expected) => {
    const answer = await start(body)
    expect([answer.status, code(answer)]).toEqual([status, expected])
  })
})

describe('failures', () => {
  it('are JSON with a code, and are logged when they are ours', async () => {
    const get = (path: string, headers = {}) => at.ask('GET', path, asAdministrator(headers))
    expect(code(await get('/api/nothing'))).toBe('page-unknown')
    expect(code(await get('/api/runs/none'))).toBe('run-unknown')
    expect(code(await get('/api/labs/none'))).toBe('lab-unknown')
    expect(code(await get('/api/labs/%E0%A4%A'))).toBe('bad-request')
    expect(at.errors).toEqual([])
    const broken = await get('/api/labs')
    expect([broken.status, code(broken)]).toEqual([500, 'internal'])
    expect(at.errors).toHaveLength(1)
  })
})

describe('pages', () => {
  it('answer every address of the router, and no other', async () => {
    for (const path of ['/', '/labs/default-bridge', '/review']) {
      const answer = await at.ask('GET', path, html)
      expect(answer.text).toContain('<title>Slipway</title>')
      expect(answer.headers['cache-control']).toBe('no-cache')
    }
    for (const path of ['/assets/none.js', '/favicon.ico', '/%2e%2e/outside.txt']) {
      expect(code(await at.ask('GET', path, { accept: '*/*;q=0.1,image/png' }))).toMatch(
        /unknown|request/,
      )
    }
  })

  it('are kept for ever where their name holds a hash, and sent small', async () => {
    const path = '/assets/index-abc123.js'
    const plain = await at.ask('GET', path)
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    const small = await at.ask('GET', path, { 'accept-encoding': 'gzip, br' })
    expect(small.headers['content-encoding']).toBe('br')
    expect(small.text.length).toBeLessThan(plain.text.length / 10)
  })

  it('may run only their own scripts', async () => {
    const { headers } = await at.ask('GET', '/', html)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain(
      `connect-src 'self' ws://127.0.0.1:${at.port} wss://127.0.0.1:${at.port}`,
    )
    expect(policy).not.toContain('unsafe-eval')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-powered-by']).toBeUndefined()
  })
})

describe('a port in use', () => {
  it('is said, with one that is free', async () => {
    const second = startServer(() => undefined, { host: '127.0.0.1', port: at.port })
    await expect(second).rejects.toMatchObject({ code: 'port-taken' })
    await expect(second).rejects.toHaveProperty('advice', expect.stringMatching(/SLIPWAY_PORT=\d+/))
  })

  it('is not confused with an address that is not ours', async () => {
    const elsewhere = startServer(() => undefined, { host: '192.0.2.1', port: 0 })
    await expect(elsewhere).rejects.toMatchObject({ code: 'config' })
  })
})
