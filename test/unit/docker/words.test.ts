import { describe, expect, it } from 'vitest'
import { parseEvent } from '../../../server/docker/events.ts'
import { relative } from '../../../server/docker/probe/places.ts'
import {
  fromDrill,
  fromHosts,
  fromResolvConf,
  resolveName,
} from '../../../server/docker/probe/resolve.ts'

describe('an event line', () => {
  it('becomes words of ours', () => {
    const line =
      '{"Type":"container","Action":"start","Actor":{"ID":"abc","Attributes":{"name":"db"}}}'
    expect(parseEvent('host1', line)).toEqual({
      ...{ host: 'host1', type: 'container', action: 'start', name: 'db' },
    })
  })

  it('is left out where it is none', () => {
    for (const line of [
      '',
      'null',
      '7',
      '[]',
      '{"Type":3}',
      '{"Type":"a","Action":{}}',
      '{broken',
    ]) {
      expect(parseEvent('host1', line)).toBeUndefined()
    }
  })
})

describe('looking a name up', () => {
  const drilled = `;; ->>HEADER<<- opcode: QUERY, rcode: NOERROR, id: 1
;; QUESTION SECTION:
;; web.	IN	A

;; ANSWER SECTION:
web.	600	IN	A	172.18.0.2
web.	600	IN	A	172.18.0.3

;; AUTHORITY SECTION:
`
  it('reads the files that a resolver reads', () => {
    const hosts = '127.0.0.1 localhost # me\n::1 localhost\n172.17.0.2\tdb store\n'
    expect(fromHosts(hosts, 'store')).toEqual(['172.17.0.2'])
    expect(fromHosts(hosts, 'me')).toEqual([])
    expect(fromResolvConf('nameserver 127.0.0.11\nsearch a.b c\nnameserver ; rm -rf\n')).toEqual({
      servers: ['127.0.0.11'],
      search: ['a.b', 'c'],
    })
    expect(fromDrill(drilled)).toEqual(['172.18.0.2', '172.18.0.3'])
  })

  const resolver = (resolvConf: string, answer: { code: number; stdout: string }) => ({
    read: (path: string) => Promise.resolve(path === '/etc/hosts' ? '' : resolvConf),
    run: () => Promise.resolve({ ...answer, stderr: '' }),
  })

  it('says who answered what', async () => {
    const known = resolver('nameserver 127.0.0.11', { code: 0, stdout: drilled })
    expect(await resolveName(known, 'web')).toEqual({
      ...{ ok: true, addresses: ['172.18.0.2', '172.18.0.3'], detail: '127.0.0.11: NOERROR' },
    })
    const silent = resolver('nameserver 8.8.8.8', { code: 124, stdout: '' })
    expect(await resolveName(silent, 'web')).toEqual({ ok: false, detail: '8.8.8.8: no answer' })
    const none = resolver('', { code: 0, stdout: '' })
    expect(await resolveName(none, 'web')).toEqual({ ok: false, detail: 'no name server is set' })
  })

  it('passes no option to a tool in a name', async () => {
    const any = resolver('nameserver 127.0.0.11', { code: 0, stdout: drilled })
    await expect(resolveName(any, '-x')).rejects.toThrow('not a name')
    await expect(resolveName(any, 'a;b')).rejects.toThrow('not a name')
  })
})

it('names files relative to the place that was asked, with ids as the host has them', () => {
  const entry = { type: 'file', mode: 0, size: 0, sha256: '' } as const
  const at = (path: string, base: string) =>
    relative({ ...entry, path, uid: 100_007, gid: 0 }, base, 100_000)
  expect(at('_data/', '_data').path).toBe('')
  expect(at('_data/sub/a', '_data').path).toBe('sub/a')
  expect(at('./d/e', '').path).toBe('d/e')
  expect(at('x', 'x')).toMatchObject({ path: '', uid: 7, gid: 0 })
})
