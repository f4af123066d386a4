import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Probe } from '../../labs/define.ts'
import type { Environment } from '../../server/runs/ports.ts'
import { openBench, type Bench } from '../support/docker.ts'

let bench: Bench
let environment: Environment
let probe: Probe

beforeAll(async () => {
  bench = await openBench()
  const mounts = [{ type: 'volume' as const, source: 'data', target: '/data', readOnly: false }]
  const opened = bench.open({
    host1: { volumes: { data: {} }, containers: { box: { image: 'busybox', tty: true, mounts } } },
  })
  await opened.provision()
  environment = opened.environment
  probe = environment.probe(() => undefined, undefined, new AbortController().signal)
})
afterAll(() => bench.close())

const inHost = async (command: string) => {
  const done = await environment.exec('host1', ['bash', '-c', command], { timeoutMs: 60_000 })
  expect(done.code, done.stderr).toBe(0)
}
const box = { host: 'host1', container: 'box' }

describe('files', () => {
  const volume = (path: string) => ({ host: 'host1', volume: 'data', path })

  it('are listed alike in a container, in the volume behind it, and in the host', async () => {
    await inHost(
      `docker exec box sh -c 'mkdir -p /data/sub && echo hello > /data/sub/a.txt && chmod 640 /data/sub/a.txt && chown 7:8 /data/sub/a.txt && ln -s sub/a.txt /data/link'`,
    )
    const expected = {
      ...{ path: 'sub/a.txt', type: 'file', mode: 0o640, uid: 7, gid: 8, size: 6 },
      sha256: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
    }
    const times = new Set<number | undefined>()
    for (const at of [volume('/'), { ...box, path: '/data' }, { ...box, path: '/data/' }]) {
      const listing = await probe.list(at)
      if (!listing.found) throw new Error(listing.detail)
      const byPath = new Map(listing.entries.map((entry) => [entry.path, entry]))
      const { mtime, ...rest } = byPath.get('sub/a.txt') ?? {}
      expect(rest).toEqual(expected)
      times.add(mtime)
      expect(byPath.get('link')).toMatchObject({ type: 'symlink', link: 'sub/a.txt' })
      expect(byPath.get('')).toMatchObject({ type: 'directory' })
    }
    expect([...times]).toEqual([expect.any(Number)])
    expect(await probe.read(volume('sub/a.txt'))).toMatchObject({ found: true, text: 'hello\n' })
    expect(await probe.read({ host: 'host1', path: '/etc/hostname' })).toMatchObject({
      text: 'host1\n',
    })
  })

  it('are missing, or there and not readable as asked', async () => {
    const missing = { found: false, reason: 'missing' }
    expect(await probe.read({ ...box, path: '/nothing' })).toMatchObject(missing)
    expect(await probe.list(volume('/nothing'))).toMatchObject(missing)
    expect(await probe.list({ host: 'host1', volume: 'none', path: '/' })).toMatchObject(missing)
    expect(await probe.read(volume('/sub'))).toMatchObject({ found: false, reason: 'unreadable' })
  })

  it('do not lead out of where they are: links, devices, pipes, dots', async () => {
    await inHost(
      `docker exec box sh -c 'cd /data && ln -sf /etc/hostname out && ln -sf loop loop && mkfifo pipe; ln -sfn / root; true'`,
    )
    const listing = await probe.list(volume('/'))
    if (!listing.found) throw new Error(listing.detail)
    const types = Object.fromEntries(listing.entries.map(({ path, type }) => [path, type]))
    expect(types).toMatchObject({ out: 'symlink', loop: 'symlink', pipe: 'other', root: 'symlink' })
    const dots = await probe.list(volume('../../../../etc'))
    expect(dots).toMatchObject({ found: false, reason: 'missing' })
    for (const path of ['/loop', '/out', '/pipe']) {
      expect((await probe.read(volume(path))).found, path).toBe(false)
    }
  })
})

describe('archives', () => {
  const at = (path: string) => ({ host: 'host1', path })

  it('are read through, plain and gzip', async () => {
    await inHost(
      'mkdir -p /root/d/e && echo hello > /root/d/e/f && cd /root && tar cf a.tar d && tar czf a.tgz d',
    )
    for (const path of ['/root/a.tar', '/root/a.tgz']) {
      const listing = await probe.archive(at(path))
      if (!listing.found) throw new Error(listing.detail)
      expect(listing.entries.map((entry) => entry.path)).toEqual(['d', 'd/e', 'd/e/f'])
      expect(listing.entries[2]?.sha256).toMatch(/^5891b5b5/)
    }
  })

  it('are unreadable when damaged, with the reason', async () => {
    await inHost(
      'cd /root && head -c 300000 /dev/urandom > d/big && tar cf b.tar d && head -c 100000 b.tar > cut.tar && tar czf b.tgz d && head -c 100000 b.tgz > cut.tgz && : > empty.tar && head -c 5000 /dev/urandom > noise.tar && mkdir -p dir.tar',
    )
    for (const name of ['cut.tar', 'cut.tgz', 'empty.tar', 'noise.tar', 'dir.tar']) {
      const listing = await probe.archive(at(`/root/${name}`))
      expect(listing, name).toMatchObject({ found: false, reason: 'unreadable' })
    }
    expect(await probe.archive(at('/root/none.tar'))).toMatchObject({ reason: 'missing' })
  })

  it('have an end: what unpacks to too much is not read', async () => {
    await inHost(
      'cd /root && mkdir -p bomb && truncate -s 300M bomb/zeros && tar czf bomb.tgz bomb',
    )
    const before = process.memoryUsage().rss
    const listing = await probe.archive(at('/root/bomb.tgz'))
    expect(listing).toMatchObject({
      found: false,
      detail: expect.stringMatching(/more than/) as string,
    })
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  })
})
