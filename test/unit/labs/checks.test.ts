import { describe, expect, it } from 'vitest'
import { checkKind, checkKinds } from '../../../labs/checks/index.ts'
import { aFile, aFolder, probeOf } from '../../support/memory-probe.ts'
import { aContainer, aHost, aNetwork, aVolume } from '../../support/states.ts'

const quiet = new AbortController().signal
type World = Parameters<typeof probeOf>[0]

function kindOf(name: string) {
  const kind = checkKind(name)
  if (kind === undefined) throw new Error(name)
  return kind
}

const run = (name: string, args: unknown, world: World = {}) =>
  kindOf(name).run(args, probeOf(world), quiet)

describe('every kind', () => {
  it.each(checkKinds.map((kind) => [kind.kind, kind] as const))(
    '%s has a legal example',
    (_, kind) => {
      expect(kind.fields.parse(kind.example)).toEqual(kind.example)
      expect(kind.describe(kind.example).length).toBeGreaterThan(3)
      expect(kind.mentions(kind.example).every(({ text }) => text !== '')).toBe(true)
      expect(kind.fields.safeParse({ ...(kind.example as object), nonsense: 1 }).success).toBe(
        false,
      )
    },
  )
})

describe('state', () => {
  const hosts = { host1: aHost({ networks: { lan: aNetwork() }, images: ['busybox:latest'] }) }
  const state = (property: string, over = {}) =>
    run(
      'state',
      { thing: 'network', name: 'lan', property, wanted: { driver: 'macvlan' }, ...over },
      { hosts },
    )

  it('compares one property', async () => {
    expect(await state('driver')).toMatchObject({
      verdict: 'fail',
      expected: 'macvlan',
      found: 'bridge',
      sentence: 'The driver of network `lan` is bridge, and should be macvlan.',
    })
    expect((await state('driver', { wanted: { driver: 'bridge' } })).verdict).toBe('pass')
  })

  it('knows presence and absence, of images by any spelling', async () => {
    expect((await state('exists')).verdict).toBe('pass')
    expect((await state('absent')).sentence).toBe('The network `lan` exists, and should be gone.')
    expect((await state('exists', { name: 'wan' })).sentence).toBe('There is no network `wan` yet.')
    expect((await state('driver', { name: 'wan' })).verdict).toBe('fail')
    expect((await state('exists', { thing: 'image', name: 'busybox' })).verdict).toBe('pass')
    expect((await state('exists', { name: 'constructor' })).verdict).toBe('fail')
  })
})

describe('inspect', () => {
  const api = {
    'host1/containers/web/json': { State: { Status: 'running' }, Mounts: [{ Name: 'a' }], Id: 'x' },
  }
  const inspect = (args: object) => run('inspect', { container: 'web', ...args }, { api })

  it.each([
    [{ path: 'State.Status', equals: 'running' }, 'pass'],
    [{ path: 'State.Status', equals: 'exited' }, 'fail'],
    [{ path: 'Mounts[].Name', contains: 'a' }, 'pass'],
    [{ path: 'Mounts[].Name', excludes: 'a' }, 'fail'],
    [{ path: 'keys(State)', count: '1' }, 'pass'],
    [{ path: 'length(Mounts)', equals: '1' }, 'pass'],
    [{ path: 'Nothing.Here', exists: true }, 'fail'],
    [{ path: 'Nothing.Here', exists: false }, 'pass'],
    [{ path: 'keys(Nothing)', count: 0 }, 'pass'],
    [{ path: 'State.Status', matches: '^run' }, 'pass'],
    [{ path: 'State.Status', contains: 'run', excludes: 'ning' }, 'fail'],
  ])('%j → %s', async (args, verdict) => {
    expect((await inspect(args)).verdict).toBe(verdict)
  })

  it('fails where the thing is not there', async () => {
    const found = await run('inspect', { network: 'lan', path: 'Driver', exists: false }, { api })
    expect(found).toMatchObject({
      verdict: 'fail',
      sentence: 'There is no network `lan` to look at.',
    })
  })
})

describe('exec', () => {
  const hosts = { host1: aHost({ containers: { db: aContainer() } }) }
  const exec = (args: object, said: object) =>
    run('exec', { in: 'db', run: 'hostname', ...args }, { hosts, exec: () => said })

  it('wants the exit code and the output', async () => {
    expect((await exec({}, { stdout: 'db\n' })).verdict).toBe('pass')
    expect((await exec({}, { code: 2, stderr: 'no' })).sentence).toContain('exit code 2: no')
    expect((await exec({ exit: 2 }, { code: 2 })).verdict).toBe('pass')
    expect((await exec({ stdout: { equals: 'db' } }, { stdout: 'db\n' })).verdict).toBe('pass')
    expect((await exec({ stdout: { excludes: 'd' } }, { stdout: 'db' })).verdict).toBe('fail')
    expect((await exec({ in: 'nobody' }, {})).verdict).toBe('fail')
  })
})

describe('file', () => {
  const hosts = {
    host1: aHost({ containers: { web: aContainer() }, volumes: { data: aVolume() } }),
  }
  const world = {
    hosts,
    files: { '/root/a': [aFile('', 'hello')], 'data!/': [aFolder('')], 'web:/x': [aFile('')] },
    texts: { '/root/a': 'hello' },
  }
  const file = (args: object) => run('file', args, world)

  it.each([
    [{ at: '/root/a' }, 'pass'],
    [{ at: 'host1:/root/a', contains: 'ell' }, 'pass'],
    [{ at: '/root/a', equals: 'hello ' }, 'pass'],
    [{ at: '/root/a', contains: 'bye' }, 'fail'],
    [{ at: '/root/a', mode: 644 }, 'pass'],
    [{ at: '/root/a', mode: '0600' }, 'fail'],
    [{ at: '/root/a', owner: 0 }, 'pass'],
    [{ at: '/root/a', absent: true }, 'fail'],
    [{ at: '/root/b', absent: true }, 'pass'],
    [{ at: '/root/b' }, 'fail'],
    [{ at: { volume: 'data' }, type: 'directory' }, 'pass'],
    [{ at: { volume: 'none' } }, 'fail'],
    [{ at: { container: 'web', path: '/x' }, type: 'directory' }, 'fail'],
    [{ at: { container: 'none', path: '/x' }, absent: true }, 'fail'],
  ])('%j → %s', async (args, verdict) => {
    expect((await file(args)).verdict).toBe(verdict)
  })
})

describe('backup', () => {
  const mounts = [{ type: 'volume' as const, source: 'f00', target: '/dbdata', readOnly: false }]
  const hosts = {
    host1: aHost({ containers: { dbstore: aContainer({ status: 'exited', mounts }) } }),
  }
  const original = [aFolder(''), aFile('order.txt', '42'), aFolder('sub'), aFile('sub/b', 'b')]
  const saved = [
    aFolder('dbdata/'),
    aFile('dbdata/order.txt', '42'),
    aFolder('./dbdata/sub/'),
    aFile('dbdata/sub/b', 'b'),
  ]
  const args = {
    archive: '/root/backup.tar',
    of: { container: 'dbstore', path: '/dbdata' },
    paths: ['/dbdata'],
  }
  const backup = (archive: NonNullable<World['archives']>[string] | undefined, over = {}) =>
    run(
      'backup',
      { ...args, ...over },
      {
        hosts,
        files: { 'f00!/': original, 'f00!/order.txt': [aFile('', '42')] },
        ...(archive === undefined ? {} : { archives: { '/root/backup.tar': archive } }),
      },
    )

  it('passes where the archive holds what the volume holds', async () => {
    expect(await backup(saved)).toMatchObject({ verdict: 'pass', found: '2 files, all equal' })
    expect((await backup(saved.slice(1))).verdict).toBe('pass')
    expect((await backup(saved, { paths: ['/dbdata/order.txt'] })).verdict).toBe('pass')
  })

  it.each([
    ['no archive', undefined, 'does not exist yet'],
    ['no tar', 'unreadable' as const, 'no archive that tar can read'],
    ['another folder', [aFile('etc/passwd')], 'it does not hold `dbdata`'],
    ['a file less', saved.slice(0, 3), 'the archive lacks `sub/b`'],
    [
      'a file more',
      [...saved, aFile('dbdata/new', '')],
      'the archive holds `new`, which is not there',
    ],
    [
      'other content',
      [...saved.slice(2), aFile('dbdata/order.txt', '43')],
      '`order.txt` has other content',
    ],
    [
      'other size',
      [...saved.slice(2), aFile('dbdata/order.txt', '4')],
      '`order.txt` has 2 bytes, and 1',
    ],
  ])('fails with %s', async (_, archive, words) => {
    const found = await backup(archive)
    expect(found.verdict).toBe('fail')
    expect(found.sentence).toContain(words)
  })

  it('fails where the container has no volume there', async () => {
    const over = { of: { container: 'dbstore', path: '/elsewhere' }, paths: ['/elsewhere'] }
    expect((await backup(saved, over)).sentence).toContain('`dbstore` has no volume at /elsewhere')
  })
})
