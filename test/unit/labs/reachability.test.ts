import { describe, expect, it } from 'vitest'
import { checkKind } from '../../../labs/checks/index.ts'
import type { Reach, Reached } from '../../../labs/define.ts'
import { probeOf } from '../../support/memory-probe.ts'
import { aContainer, aHost, endpoint } from '../../support/states.ts'

const quiet = new AbortController().signal

/** The lab of the course: `db` on new_bridge, `web` on bridge, `gone` ended, `alone` on no network. */
const host = aHost({
  containers: {
    db: aContainer({ endpoints: { new_bridge: endpoint('172.18.0.2', '172.18.0.1') } }),
    web: aContainer({ endpoints: { bridge: endpoint('172.17.0.2') } }),
    gone: aContainer({ status: 'exited', exitCode: 1 }),
    alone: aContainer(),
    onHost: aContainer({ networkMode: 'host' }),
    guest: aContainer({ networkMode: 'container:web' }),
  },
})

type Net = (from: string, address: string, what: Reach) => boolean | Partial<Reached>

function ask(kind: string, args: unknown, net: Net) {
  const reach = (from: string, what: Reach) => {
    const address =
      'address' in what ? what.address : 'url' in what ? new URL(what.url).hostname : what.name
    const answer = net(from, address, what)
    return typeof answer === 'boolean' ? { ok: answer } : answer
  }
  const check = checkKind(kind)
  if (check === undefined) throw new Error(kind)
  return check.run(args, probeOf({ hosts: { host1: host }, reach }), quiet)
}

/** Everybody reaches their own address and gateway, nobody anything else. */
const apart: Net = (from, address) => {
  const own = { 'host1/db': '172.18.0.', 'host1/web': '172.17.0.' }[from] ?? ''
  return address === '127.0.0.1' || (own !== '' && address.startsWith(own))
}

describe('ping', () => {
  it('passes where one of the addresses answers', async () => {
    const found = await ask('ping', { from: 'db', to: 'web' }, () => true)
    expect(found.verdict).toBe('pass')
    expect(found.sentence).toBe('`db` reaches `web` at 172.17.0.2.')
  })

  it('says why nothing answers where the drawing tells', async () => {
    const found = await ask('ping', { from: 'db', to: 'web' }, apart)
    expect(found.verdict).toBe('fail')
    expect(found.sentence).toBe(
      '`db` cannot reach `web`: they share no network (`db` is on new_bridge, `web` on bridge).',
    )
    expect((await ask('ping', { from: 'alone', to: 'web' }, apart)).sentence).toContain(
      '`alone` is on no network',
    )
  })

  it('fails for a container that is not there or does not run, whatever is expected', async () => {
    for (const expected of ['reachable', 'unreachable']) {
      const gone = await ask('ping', { from: 'db', to: 'gone', expect: expected }, apart)
      expect(gone).toMatchObject({ verdict: 'fail', found: '`gone` has ended with exit code 1' })
      const none = await ask('ping', { from: 'nobody', to: 'web', expect: expected }, apart)
      expect(none).toMatchObject({ verdict: 'fail', found: 'there is no container `nobody`' })
    }
  })
})

describe('the way from a container to its host', () => {
  it('leads by the gateway of the stack that it shares', async () => {
    const tried: string[] = []
    await ask('ping', { from: 'guest', to: 'host1' }, (_, address) => tried.push(address) > 0)
    expect(tried).toEqual(['172.17.0.1'])
  })
})

describe('unreachable', () => {
  const args = { from: 'db', to: 'web', expect: 'unreachable' }

  it('passes with both controls', async () => {
    expect((await ask('ping', args, apart)).verdict).toBe('pass')
  })

  it('fails where the other side answers', async () => {
    expect((await ask('ping', args, () => true)).verdict).toBe('fail')
  })

  it('is inconclusive where the asking side reaches nothing', async () => {
    const net: Net = (from, address, what) =>
      from !== 'host1/db' && apart(from, address, what) === true
    expect((await ask('ping', args, net)).verdict).toBe('inconclusive')
  })

  it('is inconclusive where the other side answers nowhere', async () => {
    const net: Net = (from, address, what) =>
      from !== 'host1/web' && apart(from, address, what) === true
    expect((await ask('ping', args, net)).verdict).toBe('inconclusive')
    const closed: Net = (from, address, what) =>
      what.kind !== 'tcp' && apart(from, address, what) === true
    expect((await ask('tcp', { ...args, port: 5000 }, closed)).verdict).toBe('inconclusive')
  })

  it('of an address asks the host for the control', async () => {
    const to = { ...args, to: '172.17.0.2' }
    const net: Net = (from, address, what) =>
      from === 'host1' || apart(from, address, what) === true
    expect((await ask('ping', to, net)).verdict).toBe('pass')
    expect((await ask('ping', to, apart)).verdict).toBe('inconclusive')
  })

  it('holds for a container on no network, which reaches itself', async () => {
    expect((await ask('ping', { ...args, from: 'alone' }, apart)).verdict).toBe('pass')
  })

  it('takes no loopback of somebody else for the host', async () => {
    const net: Net = (from, address, what) =>
      what.kind === 'resolve'
        ? { ok: true, addresses: ['10.0.0.5'] }
        : address === '127.0.0.1' || (from === 'host1/web' && address === '172.17.0.1')
    const from = (name: string) => ({ from: name, to: 'onHost', expect: 'unreachable' })
    expect((await ask('ping', from('alone'), net)).verdict).toBe('pass')
    expect((await ask('ping', from('web'), net)).sentence).toContain('at 172.17.0.1')
  })
})

describe('http', () => {
  const args = { from: 'host1', to: 'web', port: 5000, status: 200, contains: 'Hello' }
  const page =
    (status: number, body: string): Net =>
    () => ({ ok: true, status, body })

  it('wants the status and the text', async () => {
    expect((await ask('http', args, page(200, 'Hello there'))).verdict).toBe('pass')
    expect(await ask('http', args, page(500, 'Hello'))).toMatchObject({ verdict: 'fail' })
    expect((await ask('http', args, page(200, 'Bye'))).found).toBe('an answer without “Hello”')
    expect((await ask('http', args, () => false)).verdict).toBe('fail')
  })
})

describe('dns', () => {
  const args = { from: 'db', name: 'web', expect: 'web' }
  const finds =
    (...addresses: string[]): Net =>
    () => ({ ok: addresses.length > 0, addresses })

  it('wants an address of the container', async () => {
    expect((await ask('dns', args, finds('172.17.0.2'))).verdict).toBe('pass')
    expect((await ask('dns', args, finds('10.0.0.1'))).sentence).toContain('which is not `web`')
    expect((await ask('dns', args, finds())).sentence).toContain('they share no network')
  })

  it('believes that a name leads nowhere only where names can be looked up', async () => {
    const none = { from: 'db', name: 'web', expect: 'none' }
    expect((await ask('dns', none, finds())).verdict).toBe('inconclusive')
    expect((await ask('dns', none, finds('172.17.0.2'))).verdict).toBe('fail')
    const works: Net = (_, name) => ({
      ok: true,
      addresses: name === 'localhost' ? ['127.0.0.1'] : [],
    })
    expect((await ask('dns', none, works)).verdict).toBe('pass')
  })
})
