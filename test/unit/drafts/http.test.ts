import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyText } from '../../../server/drafts/empty.ts'
import type { Draft, DraftContent, VersionRow } from '../../../server/protocol.ts'
import { startTestServer, type Answer, type TestServer } from '../../support/http-server.ts'
import { root } from '../../support/sources.ts'

let at: TestServer
let cookie: string
beforeAll(async () => {
  at = await startTestServer()
  const entered = await at.ask('GET', await at.people.issueLink())
  cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
})
afterAll(() => at.close())

const ask = (method: string, path: string, body?: unknown) =>
  at.ask(
    method,
    `/api${path}`,
    { cookie, 'content-type': 'application/json' },
    body === undefined ? undefined : JSON.stringify(body),
  )
const value = <T>(answer: Answer) => JSON.parse(answer.text) as T
const code = (answer: Answer) => value<{ error: { code: string } }>(answer).error.code
const create = async (body: unknown = {}) => value<Draft>(await ask('POST', '/drafts', body))
const contentOf = ({ text, layout, files }: Draft): DraftContent => ({ text, layout, files })
const lab = (file: string) =>
  readFileSync(join(root, 'labs/catalogue/user-defined-bridge', file), 'utf8')

describe('a draft', () => {
  it('of a lab is that lab, byte for byte', async () => {
    const draft = await create({ from: 'user-defined-bridge' })
    expect(draft.text).toBe(lab('lab.yaml'))
    expect(draft.layout).toEqual(JSON.parse(lab('layout.json')))
    expect(draft).toMatchObject({ revision: 1, problems: 0, lab: 'user-defined-bridge' })
  })

  it('that is new is legal', async () => {
    const draft = await create()
    expect(draft).toMatchObject({ title: 'Untitled lab', problems: 0, text: emptyText })
    expect(draft).not.toHaveProperty('lab')
  })

  it('is saved, counted for errors, and refuses a stale save', async () => {
    const draft = await create()
    const broken = { ...contentOf(draft), text: 'title: "In work"\nhosts: [' }
    const saved = await ask('PUT', `/drafts/${draft.id}`, { revision: 1, ...broken })
    expect(value(saved)).toEqual({ revision: 2 })
    const now = value<Draft>(await ask('GET', `/drafts/${draft.id}`))
    expect(now).toMatchObject({ title: 'In work', text: broken.text, revision: 2 })
    expect(now.problems).toBeGreaterThan(0)
    const stale = await ask('PUT', `/drafts/${draft.id}`, { revision: 1, ...contentOf(draft) })
    expect([stale.status, code(stale)]).toEqual([409, 'stale-draft'])
    const refused = await ask('POST', `/drafts/${draft.id}/publish`, { note: '' })
    expect([refused.status, code(refused)]).toEqual([422, 'lab-broken'])
  })

  it('keeps files to their folder', async () => {
    const draft = await create()
    for (const path of ['../lab.yaml', '/etc/passwd', 'a//b', '', 'a\\b', './a']) {
      const body = { revision: 1, ...contentOf(draft), files: { [path]: 'x' } }
      expect(code(await ask('PUT', `/drafts/${draft.id}`, body))).toBe('bad-request')
    }
  })

  it('is gone when it is deleted', async () => {
    const { id } = await create()
    expect(value(await ask('DELETE', `/drafts/${id}`))).toBeNull()
    for (const method of ['GET', 'DELETE']) {
      const answer = await ask(method, `/drafts/${id}`)
      expect([answer.status, code(answer)]).toEqual([404, 'draft-unknown'])
    }
  })
})

describe('publishing', () => {
  it('makes a version that can be had by its digest, once for a content', async () => {
    const draft = await create({ from: 'user-defined-bridge' })
    const publish = async (note: string) =>
      value<VersionRow>(await ask('POST', `/drafts/${draft.id}/publish`, { note }))
    const first = await publish('As shipped')
    expect(first).toMatchObject({ number: 1, note: 'As shipped' })
    expect(await publish('Nothing new')).toEqual(first)
    const text = `${draft.text}# one more line\n`
    await ask('PUT', `/drafts/${draft.id}`, { revision: 1, ...contentOf(draft), text })
    const second = await publish('A line')
    expect(second.number).toBe(2)
    const versions = await ask('GET', '/labs/user-defined-bridge/versions')
    expect(value(versions)).toEqual([second, first])
    const content = await ask('GET', `/labs/user-defined-bridge/versions/${first.digest}`)
    expect(value(content)).toEqual(contentOf(draft))
    expect((await create({ from: 'user-defined-bridge' })).text).toBe(text)
    const none = await ask('GET', `/labs/default-bridge/versions/${first.digest}`)
    expect(code(none)).toBe('version-unknown')
  })

  it('leaves the lab as it was shipped within reach', async () => {
    const shipped = await ask('GET', '/labs/user-defined-bridge/shipped')
    expect(value<DraftContent>(shipped).text).toBe(lab('lab.yaml'))
    expect(value(await ask('GET', '/labs/made-here/shipped'))).toBeNull()
  })

  it('gives a new lab an id from its title that no lab has', async () => {
    const publish = async (title: string) => {
      const content = contentOf(await create())
      const text = content.text.replace('Untitled lab', title)
      const { id } = await create({ content: { ...content, text } })
      await ask('POST', `/drafts/${id}/publish`, {})
      return value<Draft>(await ask('GET', `/drafts/${id}`)).lab
    }
    expect(await publish('Überall Netze!')).toBe('uberall-netze')
    expect(await publish('Überall Netze?')).toBe('uberall-netze-2')
    expect(await publish('Default bridge')).toBe('default-bridge-2')
  })
})

it('is closed to everybody but administrators', async () => {
  const { id } = await create()
  const paths = ['/drafts', `/drafts/${id}`, '/labs/x/versions', `/drafts/${id}/try/r/plan`]
  for (const path of [...paths, '/runs/r/state']) {
    const answer = await at.ask('GET', `/api${path}`)
    expect([answer.status, code(answer)]).toEqual([403, 'not-allowed'])
  }
})
