import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkKind } from '../../labs/checks/index.ts'
import { ProbeError, type Finding } from '../../labs/define.ts'
import type { Environment } from '../../server/runs/ports.ts'
import { openBench, type Bench } from '../support/docker.ts'

let bench: Bench
let environment: Environment

const dockerfile = `FROM busybox
# what it serves
COPY page.html /www/
ENV GREETING=hello \\
    OTHER=two
RUN echo built > /built && \\
    chmod 600 /built
EXPOSE 80
CMD ["httpd", "-f", "-p", "80", "-h", "/www"]
`

beforeAll(async () => {
  bench = await openBench()
  const opened = bench.open({
    host1: {
      images: ['busybox'],
      daemon: { debug: true },
      files: [
        { path: '/root/web/Dockerfile', content: dockerfile, mode: 0o644 },
        { path: '/root/web/page.html', content: 'a page', mode: 0o644 },
      ],
      volumes: { data: {}, other: {} },
    },
  })
  await opened.provision()
  environment = opened.environment
  await inHost(`
    cd /root/web && docker build -q -t web .
    docker run -d --name web -p 8080:80 web
    docker run -d --name local -p 127.0.0.1:8081:80 web
    docker run -d --name db -v data:/data:ro -v /var/lib/anonymous --tmpfs /scratch busybox sleep 900
    docker run --rm -v data:/data busybox sh -c 'echo hello > /data/notes.txt'
    docker run --rm -v other:/data busybox sh -c 'echo hello > /data/notes.txt'
    docker run --name said busybox sh -c 'echo out; echo trouble >&2'
    docker run -d --name later --volumes-from db busybox sleep 900
  `)
})
afterAll(() => bench.close())

async function inHost(command: string): Promise<string> {
  const done = await environment.exec('host1', ['bash', '-ec', command], { timeoutMs: 60_000 })
  expect(done.code, done.stderr + done.stdout).toBe(0)
  return done.stdout.trim()
}

function ask(kind: string, args: unknown): Promise<Finding> {
  const check = checkKind(kind)
  if (check === undefined) throw new Error(kind)
  const signal = AbortSignal.timeout(60_000)
  return check.run(
    args,
    environment.probe(() => undefined, undefined, signal),
    signal,
  )
}

/** Verdict and sentence, as a learner would have them. */
async function said(kind: string, args: unknown): Promise<string> {
  try {
    const { verdict, sentence } = await ask(kind, args)
    return `${verdict}: ${sentence}`
  } catch (error) {
    if (error instanceof ProbeError) return `inconclusive: ${error.message}`
    throw error
  }
}

describe('registry', () => {
  it('knows what was pushed to the run’s registry', async () => {
    const image = 'team/web:1.0'
    expect(await said('registry', { image })).toMatch(/^fail: .*`team\/web` yet/)
    expect(await said('registry', { image, absent: true })).toMatch(/^pass/)
    await inHost(`docker tag web registry:5000/${image}; docker push -q registry:5000/${image}`)
    expect(await said('registry', { image })).toMatch(/^pass/)
    expect(await said('registry', { image, absent: true })).toMatch(/^fail/)
    expect(await said('registry', { image, same: 'web' })).toMatch(/^pass/)
    expect(await said('registry', { image, same: 'busybox' })).toMatch(
      /^fail: .* is another image \([0-9a-f]{12}\) than image `busybox`/,
    )
    expect(await said('registry', { image: 'team/web:9' })).toMatch(
      /^fail: .* with the tag 1\.0, and not 9\.$/,
    )
  })

  it('is not fooled by the host’s own names', async () => {
    await inHost('echo 127.0.0.1 registry >> /etc/hosts')
    expect(await said('registry', { image: 'team/web:1.0' })).toMatch(/^pass/)
  })

  it('asks another registry from a host', async () => {
    expect(await said('registry', { image: 'a', at: 'localhost:5009' })).toMatch(
      /^fail: The registry at `localhost:5009` does not answer/,
    )
  })
})

describe('engine', () => {
  it('compares the running engine with the file', async () => {
    expect(await said('engine', { runs: { 'storage-driver': 'overlay2' } })).toMatch(/^pass/)
    expect(await said('engine', { runs: { debug: true }, file: true })).toMatch(/^pass/)
    expect(await said('engine', { runs: { 'storage-driver': 'overlay2' }, file: true })).toMatch(
      /^fail: .*daemon.json says nothing about it\. Write it there/,
    )
    expect(await said('engine', { runs: { bip: '192.168.200.1/24' } })).toMatch(
      /^fail: The engine of `host1` runs with bip 172\.1.*: write it in /,
    )
    expect(await said('engine', { runs: { 'registry-mirrors': ['http://mirror:5001'] } })).toMatch(
      /^pass/,
    )
    await inHost(`echo '{"debug": true, "live-restore": true}' > /etc/docker/daemon.json`)
    expect(await said('engine', { runs: { 'live-restore': true } })).toMatch(
      /^fail: .*says so already, so restart the engine/,
    )
  })
})

describe('volume', () => {
  it('looks inside', async () => {
    const notes = { name: 'data', path: '/notes.txt' }
    expect(await said('volume', { ...notes, contains: 'hello' })).toMatch(/^pass/)
    expect(await said('volume', { ...notes, contains: 'bye' })).toMatch(
      /^fail: .* is there, but it must contain “bye”\.$/,
    )
    expect(await said('volume', { name: 'data', path: '/none' })).toMatch(/^fail: .* is not there/)
    expect(await said('volume', { name: 'nothing' })).toBe('fail: There is no volume `nothing`.')
    expect(await said('volume', { name: 'data', empty: true })).toMatch(/^fail: .*`notes.txt`/)
    expect(await said('volume', { name: 'data', same: { volume: 'other' } })).toMatch(/^pass/)
    const same = { container: 'db', path: '/etc' }
    expect(await said('volume', { name: 'data', same })).toMatch(/^fail: .* differs from `\/etc`/)
  })

  it('knows whether its content is older than a container', async () => {
    expect(await said('volume', { name: 'data', olderThan: 'later' })).toMatch(/^pass/)
    await inHost('sleep 1.1; docker run --rm -v data:/data busybox touch /data/notes.txt')
    expect(await said('volume', { name: 'data', olderThan: 'later' })).toMatch(
      /^fail: .* was written after `later` was created/,
    )
    expect(await said('volume', { name: 'other', olderThan: 'later' })).toMatch(/is not mounted in/)
  })
})

describe('mount', () => {
  const at = (over: object) => said('mount', { container: 'db', target: '/data', ...over })

  it('says what is mounted where', async () => {
    expect(await at({ type: 'volume', source: 'data', read_only: true })).toMatch(/^pass/)
    expect(await at({ read_only: false })).toBe(
      'fail: `db` mounts the volume `data` at `/data`, read-only, and should be able to write there.',
    )
    expect(await at({ target: '/var/lib/anonymous', anonymous: true })).toMatch(/^pass/)
    expect(await at({ target: '/scratch', type: 'tmpfs' })).toMatch(/^pass/)
    expect(await at({ target: '/elsewhere' })).toMatch(/^fail: .*mounts nothing at `\/elsewhere`/)
    expect(await at({ sharedWith: 'later' })).toMatch(/^pass/)
    expect(await at({ sharedWith: 'web' })).toMatch(/^fail: .*`web` mounts nothing there/)
    expect(await at({ absent: true })).toMatch(/^fail/)
  })
})

describe('layers', () => {
  it('compares images and reads how one was built', async () => {
    expect(await said('layers', { image: 'web', on: 'busybox', own: 2 })).toMatch(/^pass/)
    expect(await said('layers', { image: 'busybox', on: 'web' })).toMatch(
      /^fail: .*only 1 of its 3/,
    )
    expect(await said('layers', { image: 'web', shares: 'busybox', atLeast: 3 })).toMatch(/^pass/)
    expect(await said('layers', { image: 'web', atLeast: 9 })).toMatch(/^fail: .*has 3 layers/)
    expect(await said('layers', { image: 'none', atLeast: 1 })).toMatch(/^fail: There is no image/)
    expect(await said('layers', { image: 'web', history: 'chmod 600' })).toMatch(/^pass/)
    const built = { image: 'web', built: '/root/web/Dockerfile' }
    expect(await said('layers', built)).toMatch(/^pass/)
    await inHost(`sed -i 's/EXPOSE 80/EXPOSE 81/' /root/web/Dockerfile`)
    expect(await said('layers', built)).toMatch(/^fail: .*no `EXPOSE 81`. Build it again\.$/)
  })
})

describe('log', () => {
  it('reads what was printed', async () => {
    expect(await said('log', { container: 'said', contains: 'trouble' })).toMatch(/^pass/)
    expect(await said('log', { container: 'said', stream: 'stdout', contains: 'trouble' })).toBe(
      'fail: The log of `said` must contain “trouble”. Look at it with `docker logs`.',
    )
    expect(await said('log', { container: 'nobody', contains: 'a' })).toMatch(
      /^fail: There is no log/,
    )
  })
})

describe('port', () => {
  it('is dialled from the wire', async () => {
    const page = { container: 'web', target: 80, published: 8080, path: '/page.html' }
    expect(await said('port', { ...page, contains: 'a page' })).toMatch(/^pass: .* at 100\./)
    expect(await said('port', { ...page, contains: 'other' })).toMatch(/^fail: .*without “other”/)
    expect(await said('port', { container: 'local', target: 80 })).toMatch(
      /^fail: .*published on 127\.0\.0\.1 only/,
    )
    const unreachable = { expect: 'unreachable' }
    expect(await said('port', { container: 'local', ...unreachable })).toMatch(/^pass/)
    expect(await said('port', { container: 'web', ...unreachable })).toMatch(/^fail/)
    expect(await said('port', { published: 9999, ...unreachable })).toMatch(/^inconclusive/)
    expect(await said('port', { container: 'db' })).toMatch(/^fail: `db` publishes no port/)
  })
})

describe('what cannot be asked', () => {
  it('is inconclusive, and a dead engine is said to be dead', async () => {
    await inHost('service docker stop')
    expect(await said('engine', { runs: { debug: true } })).toMatch(
      /^fail: The engine of `host1` does not run/,
    )
    for (const [kind, args] of [
      ['volume', { name: 'data' }],
      ['mount', { container: 'db', target: '/data' }],
      ['layers', { image: 'web', atLeast: 1 }],
      ['log', { container: 'web', contains: 'a' }],
      ['port', { container: 'web' }],
    ] as const) {
      expect(await said(kind, args)).toMatch(/^inconclusive/)
    }
  })
})
