/** Changes that are asked for again, on the HTTP side as it is put together. */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../support/http-server.ts'

let at: TestServer
let cookie: string
const signIn = async () =>
  (await at.ask('GET', await at.people.issueLink())).headers['set-cookie']?.[0]?.split(';')[0] ?? ''

beforeAll(async () => {
  at = await startTestServer()
  cookie = await signIn()
})
afterAll(() => at.close())

const json = { 'content-type': 'application/json' }
const make = (key: string, body = '{}', who = cookie) =>
  at.ask('POST', '/api/drafts', { ...json, cookie: who, 'idempotency-key': key }, body)
const idOf = ({ text }: { text: string }) => (JSON.parse(text) as { id: string }).id
const drafts = async () =>
  (JSON.parse((await at.ask('GET', '/api/drafts', { cookie })).text) as unknown[]).length

describe('a change that is asked for again under its key', () => {
  it('is made once, and answered each time as at first', async () => {
    const before = await drafts()
    const first = await make('key-of-one-draft')
    const again = await make('key-of-one-draft')
    expect([again.status, again.text]).toEqual([first.status, first.text])
    expect(first.status).toBe(201)
    expect(await drafts()).toBe(before + 1)
  })

  it('is made once where both are under way', async () => {
    const before = await drafts()
    const answers = await Promise.all([1, 2, 3].map(() => make('key-of-a-hurry')))
    expect(new Set(answers.map(idOf)).size).toBe(1)
    expect(await drafts()).toBe(before + 1)
  })

  it('is made once where the first was lost with its connection', async () => {
    const before = await drafts()
    await new Promise<void>((resolve) => {
      const socket = connect(at.port, '127.0.0.1')
      const head = ['POST /api/drafts HTTP/1.1', `Host: 127.0.0.1:${String(at.port)}`]
      const headers = [`Cookie: ${cookie}`, 'Idempotency-Key: key-that-was-lost']
      const body = ['Content-Type: application/json', 'Content-Length: 2', '', '{}']
      socket.end([...head, ...headers, ...body].join('\r\n'))
      socket.once('data', () => socket.destroy())
      socket.once('close', resolve)
    })
    await make('key-that-was-lost')
    expect(await drafts()).toBe(before + 1)
  })

  it('is another one under another key, or asked by somebody else', async () => {
    const ids = [await make('key-of-the-first'), await make('key-of-the-second')].map(idOf)
    const stranger = await make('key-of-the-first', '{}', await signIn())
    expect(new Set([...ids, idOf(stranger)]).size).toBe(3)
  })

  it('keeps what was refused refused', async () => {
    const ask = () =>
      at.ask('POST', '/api/runs', { ...json, cookie, 'idempotency-key': 'key-of-nothing' }, '{')
    const [first, again] = [await ask(), await ask()]
    expect([first.status, again.status]).toEqual([400, 400])
    const none = await make('key-of-no-draft', '{"from":"no-such-lab"}')
    expect(none.status).toBeGreaterThanOrEqual(400)
    expect(await make('key-of-no-draft', '{"from":"no-such-lab"}')).toMatchObject({
      status: none.status,
      text: none.text,
    })
  })

  it('is refused where the key is another change’s, or no name', async () => {
    await make('key-of-something')
    expect((await make('key-of-something', '{"from":"recap"}')).status).toBe(400)
    expect((await make('short')).status).toBe(400)
  })
})
