/** Pages of hosts, with servers of this process in the place of hosts: what passes, what does not, and what has an end. */
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors.ts'
import { appNames } from '../../../server/http/apps/names.ts'
import { toBrowser, toHost } from '../../../server/http/apps/filter.ts'
import { createApps, type Apps } from '../../../server/http/index.ts'

const token = 'abcdefghijklmnopqrstuvwxyz'

describe('names of pages of hosts', () => {
  it('lie directly below localhost for who is on this machine', () => {
    const names = appNames()
    const origin = names.originOf(token, 'http://127.0.0.1:4600')
    expect(origin).toBe(`http://run-${token}.localhost:4600`)
    expect(names.originOf(token, 'http://[::1]:4600')).toBe(origin)
    expect(names.originOf(token, 'https://localhost')).toBe(`https://run-${token}.localhost`)
  })
  it('cannot be had where Slipway is opened by an address or a name of another machine', () => {
    expect(appNames().originOf(token, 'http://192.0.2.7:4600')).toBeUndefined()
    expect(appNames().originOf(token, 'https://slipway.example')).toBeUndefined()
    expect(appNames().originOf(token, '')).toBeUndefined()
  })
  it('lie below the address that was given for them', () => {
    const names = appNames('https://apps.example:8443')
    const origin = `https://run-${token}.apps.example:8443`
    expect(names.originOf(token, 'https://slipway.example')).toBe(origin)
    expect(names.tokenOf(`run-${token}.apps.example:8443`)).toBe(token)
    expect(names.tokenOf(`run-${token}.elsewhere.example`)).toBeUndefined()
  })
  it('are told from every other name', () => {
    const { tokenOf } = appNames()
    expect(tokenOf(`RUN-${token.toUpperCase()}.localhost:4600`)).toBe(token)
    for (const name of ['localhost', '127.0.0.1', 'run-abc.localhost', `x.run-${token}.localhost`])
      expect(tokenOf(name)).toBeUndefined()
  })
})

describe('headers', () => {
  it('take nothing of Slipway to a host', () => {
    const headers = { cookie: 'a=1; slipway-1234=secret; b=2', host: 'x', te: 'trailers' }
    expect(toHost({ ...headers, 'x-forwarded-for': '10.0.0.1' })).toEqual({
      cookie: 'a=1; b=2',
      host: 'x',
    })
  })
  it('let a host neither reach other names nor choose who shows it', () => {
    const headers = toBrowser(
      {
        'set-cookie': ['a=1; Domain=localhost; Path=/', 'b=2'],
        'strict-transport-security': 'max-age=9',
        'content-security-policy': "default-src 'self'",
      },
      new Set(['http://127.0.0.1:4600']),
    )
    expect(headers).toEqual({
      'set-cookie': ['a=1; Path=/', 'b=2'],
      'content-security-policy': "default-src 'self', frame-ancestors http://127.0.0.1:4600",
      'referrer-policy': 'same-origin',
    })
  })
})

describe('what comes in under such a name', () => {
  let backend: Server
  let front: Server
  let apps: Apps
  let isOver = false
  let heard: IncomingMessage[] = []

  const port = (server: Server) => (server.address() as AddressInfo).port
  const listen = (server: Server) => once(server.listen(0, '127.0.0.1'), 'listening')
  const dialled = (to: () => Server) => (_host: string, wanted: number) =>
    new Promise<Socket>((resolve, reject) => {
      if (wanted !== 8080) {
        reject(new AppError('port-closed', { host: 'host1', port: wanted }))
        return
      }
      const socket = connect(port(to()), '127.0.0.1', () => resolve(socket))
      socket.once('error', reject)
    })
  const nameOf = (url: string) => new URL(url).host
  const open = (run: string, wanted = 8080) =>
    nameOf(apps.open({ run, host: 'host1', port: wanted }, 'http://127.0.0.1:4600'))

  async function ask(host: string, path = '/', body?: string) {
    const method = body === undefined ? 'GET' : 'POST'
    const sent = request({ port: port(front), path, method, headers: { host } })
    sent.end(body)
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    return { status: answer.statusCode, headers: answer.headers, text: await text(answer) }
  }

  beforeEach(async () => {
    isOver = false
    heard = []
    backend = createServer((asked, answer) => {
      heard.push(asked)
      if (asked.url === '/odd') return void answer.socket?.end('nonsense\r\n\r\n')
      if (asked.url === '/wide') return void answer.setHeader('x', 'y'.repeat(60_000)).end()
      void text(asked).then((sent) =>
        answer.end(`${asked.method ?? ''} ${asked.url ?? ''} ${sent}`),
      )
    })
    backend.on('upgrade', (asked: IncomingMessage, socket: Socket) => {
      heard.push(asked)
      socket.write('HTTP/1.1 101 Fine\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
      socket.pipe(socket)
    })
    front = createServer((_, answer) => answer.end('Slipway itself'))
    await Promise.all([listen(backend), listen(front)])
    const dial = dialled(() => backend)
    apps = createApps({
      secret: 's',
      base: undefined,
      dialler: (run) => (isOver || run === 'ended' ? undefined : dial),
    })
    apps.divert(front)
  })
  afterEach(() => {
    apps.close()
    for (const server of [front, backend]) {
      server.closeAllConnections()
      server.close()
    }
  })

  it('is answered by the host, body and path included', async () => {
    const host = open('aaaa')
    expect(await ask(host, '/a?b=c', 'hello')).toMatchObject({
      status: 200,
      text: 'POST /a?b=c hello',
      headers: { 'content-security-policy': 'frame-ancestors http://127.0.0.1:4600' },
    })
    expect(heard[0]?.headers.host).toBe(host)
  })
  it('leaves everything else to Slipway', async () => {
    expect((await ask('localhost')).text).toBe('Slipway itself')
  })
  it('is another name for another run, host or port, and always the same for one', () => {
    expect(open('aaaa')).toBe(open('aaaa'))
    expect(new Set([open('aaaa'), open('bbbb'), open('aaaa', 81)]).size).toBe(3)
  })
  it('is refused in words with a token that nobody was given, or whose run is over', async () => {
    expect(await ask(`run-${token}.localhost`)).toMatchObject({ status: 404 })
    const host = open('aaaa')
    expect((await ask(host)).status).toBe(200)
    isOver = true
    const late = await ask(host)
    expect(late.status).toBe(404)
    expect(late.text).toContain('This page of a host is not open')
    expect(late.headers['content-security-policy']).toContain("default-src 'none'")
  })
  it('says in words that nothing listens, or that the answer makes no sense', async () => {
    const open81 = open('aaaa', 81)
    const closed = await ask(open81)
    expect(closed).toMatchObject({ status: 502 })
    expect(closed.text).toContain('Nothing answers on port 81 of host1')
    expect(closed.text).toContain('http-equiv="refresh"')
    for (let miss = 2; miss <= 40; miss++) await ask(open81)
    expect((await ask(open81)).text).not.toContain('http-equiv="refresh"')
    expect((await ask(open('aaaa'), '/odd')).status).toBe(502)
    expect((await ask(open('aaaa'), '/wide')).status).toBe(502)
  })
  it('is asked again where a kept connection had ended meanwhile', async () => {
    const host = open('aaaa')
    const sockets: Socket[] = []
    backend.on('connection', (socket: Socket) => void sockets.push(socket))
    expect((await ask(host)).status).toBe(200)
    for (const socket of sockets) {
      // It takes the next request and ends without a word, as a server does that was just leaving.
      socket.removeAllListeners('data')
      socket.once('data', () => socket.destroy())
    }
    expect((await ask(host)).text).toBe('GET / ')
    expect(sockets).toHaveLength(2)
  })
  it('may become a connection of its own', async () => {
    const client = connect(port(front), '127.0.0.1')
    const lines = [`GET /ws HTTP/1.1`, `Host: ${open('aaaa')}`, 'Upgrade: websocket']
    client.write([...lines, 'Connection: Upgrade', 'Cookie: slipway-1=x', '', 'first'].join('\r\n'))
    let got = ''
    for await (const chunk of client) {
      got += String(chunk)
      if (got.includes('first')) client.end('second')
      if (got.includes('second')) break
    }
    expect(got).toMatch(/^HTTP\/1.1 101 [\s\S]*first/)
    expect(heard[0]?.headers.cookie).toBeUndefined()
  })
  it('ends a connection for which there is no host', async () => {
    const client = connect(port(front), '127.0.0.1')
    client.write(
      `GET / HTTP/1.1\r\nHost: run-${token}.localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    )
    client.resume()
    await once(client, 'close')
    expect(heard).toEqual([])
  })
})
