/** Files and pages of a run's hosts, on a real engine. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApps } from '../../server/http/index.ts'
import { until } from '../support/docker.ts'
import { openStandingRun, type StandingRun } from '../support/standing-run.ts'

describe('a run', () => {
  let standing: StandingRun
  let run: StandingRun['run']
  let sh: StandingRun['sh']
  let bodies: StandingRun['bodies']

  beforeAll(async () => {
    standing = await openStandingRun()
    ;({ run, sh, bodies } = standing)
  })
  afterAll(() => standing?.close())

  describe('its files', () => {
    it('are listed, folders first, links followed', async () => {
      await sh('mkdir -p /srv/a/sub; cd /srv/a; echo hi > "one two"; ln -s sub link; ln -s no gone')
      const { items, cut } = await run.files.list('host1', '/srv/a/')
      expect(cut).toBe(false)
      expect(items.map(({ name, kind, isLink }) => [name, kind, isLink])).toEqual([
        ['link', 'folder', true],
        ['sub', 'folder', false],
        ['gone', 'other', true],
        ['one two', 'file', false],
      ])
      expect(items[3]).toMatchObject({ bytes: 3, mode: 0o644 })
    })

    it('are read and saved, mode and link kept', async () => {
      await sh('cd /srv/a; echo old > run.sh; chmod 750 run.sh; ln -s run.sh link.sh')
      const seen = await run.files.read('host1', '/srv/a/link.sh')
      expect(seen).toMatchObject({ text: 'old\n', mode: 0o750 })
      const saved = await run.files.save('host1', '/srv/a/link.sh', 'new ü\n', seen.version)
      expect(saved.text).toBe('new ü\n')
      expect(await sh('stat -c %a /srv/a/run.sh; cat /srv/a/run.sh; readlink /srv/a/link.sh')).toBe(
        '750\nnew ü\nrun.sh\n',
      )
      const written = bodies.filter((body) => body.type === 'file')
      expect(written.at(-1)).toMatchObject({ action: 'saved', text: 'new ü\n' })
    })

    it('are never saved over what somebody else wrote, unless it is wished', async () => {
      const { version } = await run.files.save('host1', '/srv/a/f', 'mine', null)
      await sh('echo theirs > /srv/a/f')
      const late = run.files.save('host1', '/srv/a/f', 'mine again', version)
      await expect(late).rejects.toMatchObject({ code: 'file-changed' })
      expect(await sh('cat /srv/a/f; ls -A /srv/a | grep slipway')).toBe('theirs\n')
      await run.files.save('host1', '/srv/a/f', 'mine again', 'any')
      expect(await sh('cat /srv/a/f')).toBe('mine again')
      const taken = run.files.save('host1', '/srv/a/f', 'new', null)
      await expect(taken).rejects.toMatchObject({ code: 'file-refused' })
    })

    it('are said to be no text, too long, or no file, instead of being shown', async () => {
      await sh(
        'head -c 600000 /dev/zero | tr "\\0" x > /srv/big; cp /bin/true /srv/bin; mkfifo /srv/pipe',
      )
      expect(await run.files.read('host1', '/srv/big')).toMatchObject({
        why: 'too-long',
        bytes: 600_000,
      })
      expect(await run.files.read('host1', '/srv/bin')).toMatchObject({ why: 'binary' })
      await expect(run.files.read('host1', '/srv/pipe')).rejects.toMatchObject({
        code: 'file-refused',
      })
      await expect(run.files.read('host1', '/srv/nothing')).rejects.toMatchObject({
        code: 'file-missing',
      })
      await expect(run.files.list('host1', 'srv')).rejects.toMatchObject({ code: 'file-refused' })
      await expect(run.files.list('host9', '/srv')).rejects.toMatchObject({ code: 'bad-request' })
    })

    it('are made, moved and removed, and what the host needs is not', async () => {
      await run.files.folder('host1', '/srv/made')
      await run.files.save('host1', '/srv/made/-f', '', null)
      await run.files.move('host1', '/srv/made/-f', '/srv/made/$(touch x)')
      expect(await sh('ls -A /srv/made')).toBe('$(touch x)\n')
      await expect(run.files.folder('host1', '/srv/made')).rejects.toMatchObject({
        code: 'file-refused',
      })
      await run.files.remove('host1', '/srv/made')
      expect(await sh('ls -d /srv/made 2>&1; true')).toContain('No such file')
      await expect(run.files.remove('host1', '/etc/../etc')).rejects.toMatchObject({
        code: 'file-refused',
      })
      const kept = bodies.flatMap((body) => (body.type === 'file' ? [body.action] : []))
      expect(kept.slice(-4)).toEqual(['made', 'saved', 'moved', 'removed'])
    })
  })

  describe('a page of one of its hosts', () => {
    let front: Server
    let close: () => void
    let address = ''

    beforeAll(async () => {
      front = createServer((_, answer) => answer.end('not the host'))
      await once(front.listen(0, '127.0.0.1'), 'listening')
      const apps = createApps({
        secret: 'a secret',
        base: undefined,
        dialler: (id) => (id === run.id ? run.dial : undefined),
      })
      apps.divert(front)
      close = apps.close
      address = apps.open({ run: run.id, host: 'host1', port: 8080 }, 'http://127.0.0.1:1')
    })
    afterAll(() => {
      close()
      front.closeAllConnections()
      front.close()
    })

    async function ask(path: string) {
      const { port } = front.address() as AddressInfo
      const sent = request({ port, path, headers: { host: new URL(address).host } })
      const [answer] = (await once(sent.end(), 'response')) as [IncomingMessage]
      return { status: answer.statusCode, text: await text(answer) }
    }

    it('says that nothing answers while nothing does', async () => {
      const { status, text: words } = await ask('/')
      expect(status).toBe(502)
      expect(words).toContain('Nothing answers on port 8080 of host1')
    })

    it('is what a published port answers, large files included', async () => {
      await sh(
        'mkdir -p /srv/www; echo "hello from host1" > /srv/www/index.html; head -c 3000000 /dev/urandom | base64 -w 0 > /srv/www/large;' +
          'docker run -d --name web -p 8080:80 -v /srv/www:/www busybox httpd -f -h /www',
      )
      expect(await ask('/')).toEqual({ status: 200, text: 'hello from host1\n' })
      const large = await ask('/large')
      const hash = createHash('sha256').update(large.text).digest('hex')
      expect(await sh('sha256sum </srv/www/large')).toContain(hash)
      expect(large.text.length).toBe(4_000_000)
      const twenty = await Promise.all(Array.from({ length: 20 }, () => ask('/')))
      expect(new Set(twenty.map(({ status }) => status))).toEqual(new Set([200]))
    })

    it('is not what is published on the loopback of the host only', async () => {
      await sh(
        'docker rm -f web; docker run -d --name web -p 127.0.0.1:8080:80 -v /srv/www:/www busybox httpd -f -h /www',
      )
      expect(await sh('curl -s http://127.0.0.1:8080/')).toBe('hello from host1\n')
      expect((await ask('/')).status).toBe(502)
    })

    it('is waited for at every moment of a reset of its host', async () => {
      await run.replays.resetHost('host1')
      const seen = new Set<string>()
      const deadline = Date.now() + 120_000
      const replay = async () => (await run.join(0)).live.replay ?? null
      while ((await replay()) !== null && Date.now() < deadline) {
        const { status, text: words } = await ask('/')
        seen.add(`${String(status)} ${/<code>(.*)<\/code>/.exec(words)?.[1] ?? words}`)
      }
      expect([...seen]).toEqual(['502 port-closed'])
      expect(await replay()).toBeNull()
    })

    it('leaves no process behind in the helper', async () => {
      close()
      const ours = async () =>
        (await standing.bench.room.helper.run(['pgrep', '-fc', 'nc -w 5 .* 8080'])).stdout
      await until('the connections to be gone', async () => (await ours()).trim() === '0')
    })
  })
})
