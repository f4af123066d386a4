import { describe, expect, it } from 'vitest'
import { checkKind } from '../../../labs/checks/index.ts'
import { instructionsOf, notBuilt } from '../../../labs/checks/dockerfile.ts'
import { ProbeError } from '../../../labs/define.ts'
import { aFile, probeOf } from '../../support/memory-probe.ts'
import { aContainer, aHost, aVolume } from '../../support/states.ts'

const quiet = new AbortController().signal
type World = Parameters<typeof probeOf>[0]

async function said(name: string, args: unknown, world: World): Promise<string> {
  const kind = checkKind(name)
  if (kind === undefined) throw new Error(name)
  try {
    const { verdict, sentence } = await kind.run(args, probeOf(world), quiet)
    return `${verdict}: ${sentence}`
  } catch (error) {
    if (error instanceof ProbeError) return `inconclusive: ${error.message}`
    throw error
  }
}

describe('registry', () => {
  const registry = {
    '/team/web/manifests/1.0': { config: { digest: 'sha256:aaaaaaaaaaaaaaaa' } },
    '/team/web/tags/list': { tags: ['1.0', '0.9'] },
  }
  const api = {
    'host1/images/web/json': { Id: 'sha256:aaaaaaaaaaaaaaaa' },
    'host1/images/team/web%3A2/json': { Id: 'sha256:bbbbbbbbbbbbbbbb' },
  }
  const ask = (args: object) =>
    said('registry', { image: 'team/web:1.0', ...args }, { registry, api })

  it('knows tags, absence, and whether it is the same image', async () => {
    expect(await ask({})).toBe('pass: The registry holds `team/web:1.0`.')
    expect(await ask({ same: 'web' })).toMatch(/^pass/)
    expect(await ask({ same: 'team/web:2' })).toMatch(/^fail: .*push again after the last build/)
    expect(await ask({ image: 'team/web' })).toMatch(/with the tags 0\.9, 1\.0, and not latest\.$/)
    expect(await ask({ image: 'team/db' })).toMatch(/`registry:5000\/team\/db` before the push\?$/)
    expect(await ask({ absent: true })).toMatch(/^fail/)
    expect(await said('registry', { image: 'a' }, {})).toMatch(/^inconclusive/)
  })
})

describe('engine', () => {
  const api = {
    'host1/_ping': 'OK',
    'host1/info': {
      Driver: 'overlay2',
      Debug: false,
      RegistryConfig: {
        Mirrors: ['http://mirror:5001/'],
        InsecureRegistryCIDRs: ['127.0.0.0/8'],
        IndexConfigs: { 'registry:5000': { Secure: false }, 'docker.io': { Secure: true } },
      },
    },
    'host1/networks/bridge': {
      IPAM: { Config: [{ Subnet: '192.168.200.0/24', Gateway: '192.168.200.1' }] },
      Options: { 'com.docker.network.driver.mtu': '1500' },
    },
  }
  const texts = { '/etc/docker/daemon.json': '{"storage-driver": "vfs", "debug": true}' }
  const ask = (runs: object, file = false) => said('engine', { runs, file }, { api, texts })

  it('reads each fact under its name in daemon.json', async () => {
    expect(await ask({ bip: '192.168.200.1/24', mtu: 1500 })).toMatch(/^pass/)
    expect(await ask({ 'registry-mirrors': ['http://mirror:5001'] })).toMatch(/^pass/)
    expect(await ask({ 'insecure-registries': ['registry:5000'] })).toMatch(/^pass/)
    expect(await ask({ 'insecure-registries': ['docker.io'] })).toMatch(/^fail/)
  })

  it('finds the bridge’s own address where the engine does not tell it', async () => {
    const silent = {
      ...api,
      'host1/networks/bridge': { IPAM: { Config: [{ Subnet: '10.1.0.0/16' }] } },
    }
    const device = { name: 'docker0', up: false, addresses: ['10.1.0.1'], subnets: ['10.1.0.1/16'] }
    const space = { route: null, listeners: [], bridged: false, firewall: '' }
    const world = { api: silent, texts, namespace: () => ({ ...space, devices: [device] }) }
    expect(await said('engine', { runs: { bip: '10.1.0.1/16' } }, world)).toMatch(/^pass/)
  })

  it('says whether the file or the restart is what is missing', async () => {
    expect(await ask({ debug: true })).toMatch(/says so already, so restart the engine\.$/)
    expect(await ask({ bip: '10.0.0.1/8' })).toMatch(/: write it in \/etc.*, then restart/)
    expect(await ask({ 'storage-driver': 'overlay2' }, true)).toMatch(/daemon\.json says vfs/)
  })
})

describe('volume', () => {
  const host = aHost({
    volumes: { data: aVolume() },
    containers: {
      db: aContainer({
        mounts: [{ type: 'volume', source: 'data', target: '/d', readOnly: false }],
      }),
    },
  })
  const at = (mtime?: number, changed = '2026-01-01T00:00:05Z'): World => ({
    hosts: { host1: host },
    files: {
      'data!/': [
        aFile('', '', { type: 'directory', sha256: '' }),
        ...(mtime === undefined ? [] : [aFile('a', 'x', { mtime })]),
      ],
    },
    api: {
      'host1/containers/db/json': { Created: '2026-01-01T00:00:10.5Z' },
      'host1/volumes/data': { CreatedAt: changed },
    },
  })
  const created = Date.parse('2026-01-01T00:00:10Z')

  it('was kept where its content is older than its container', async () => {
    const args = { name: 'data', olderThan: 'db' }
    expect(await said('volume', args, at(created - 5_000))).toMatch(/^pass/)
    expect(await said('volume', args, at(created))).toMatch(/^pass/)
    expect(await said('volume', args, at(created + 5_000))).toMatch(/^fail: .*make `db` anew/)
    expect(await said('volume', { name: 'data', empty: true }, at(created))).toMatch(/^fail/)
  })

  it('kept nothing where it is empty, or was filled later with files that are older', async () => {
    const args = { name: 'data', olderThan: 'db' }
    expect(await said('volume', args, at())).toMatch(/^fail: .* holds no file, so nothing was kept/)
    const filled = at(created - 5_000, '2026-01-01T00:00:20Z')
    expect(await said('volume', args, filled)).toMatch(/^fail: .* was filled or changed after `db`/)
  })
})

describe('the history of an image', () => {
  const text = `# a comment\nFROM base AS build\nRUN make\nFROM busybox
COPY --from=build /out/web /bin/web
RUN apt-get update && \\
  apt-get install -y curl
ENV MODE=fast
LABEL maintainer="A B"
CMD ["web", "-p", "80"]\n`
  const classic = [
    '/bin/sh -c #(nop) ADD file:123 in / ',
    '/bin/sh -c #(nop) COPY file:456 in /bin/web ',
    '/bin/sh -c apt-get update &&   apt-get install -y curl',
    '/bin/sh -c #(nop)  ENV MODE=fast',
    '/bin/sh -c #(nop)  LABEL maintainer=A B',
    '/bin/sh -c #(nop)  CMD ["web" "-p" "80"]',
  ]

  it('tells the instructions of the last stage, for both builders', () => {
    expect(notBuilt(instructionsOf(text), classic)).toBeUndefined()
    const buildkit = classic.map(
      (line) => `${line.replace(/^\/bin\/sh -c #\(nop\) +/, '')} # buildkit`,
    )
    expect(notBuilt(instructionsOf(text), buildkit)).toBeUndefined()
    expect(notBuilt(instructionsOf(text), classic.slice(0, -1))).toMatch(/no `CMD \["web"/)
    expect(notBuilt(instructionsOf(text.replace('fast', 'slow')), classic)).toMatch(/no `ENV/)
    expect(notBuilt(instructionsOf(text), [...classic].reverse())).toBeDefined()
    expect(notBuilt(instructionsOf('RUN a'), classic)).toBe('it has no FROM')
  })
})

describe('port', () => {
  const ports = [{ hostIp: '127.0.0.1', published: 8081, target: 80, protocol: 'tcp' }]
  const host = aHost({ containers: { web: aContainer({ ports }) } })
  const world = (outside: boolean, inside: boolean): World => ({
    hosts: { host1: host },
    dial: () => ({ ok: outside }),
    reach: () => ({ ok: inside }),
  })
  const closed = { container: 'web', expect: 'unreachable' }

  it('is believed to be closed only where it answers inside', async () => {
    expect(await said('port', closed, world(false, true))).toMatch(/^pass/)
    expect(await said('port', closed, world(false, false))).toMatch(/^inconclusive/)
    expect(await said('port', closed, world(true, true))).toMatch(/^fail/)
    expect(await said('port', { container: 'web' }, world(false, true))).toMatch(
      /127\.0\.0\.1 only/,
    )
    expect(await said('port', { container: 'web', target: 81 }, world(true, true))).toMatch(
      /^fail: `web` publishes 8081 → 80, and should publish its port 81/,
    )
  })

  it('has the way from the host inward walked where it is published and silent', async () => {
    const open = [{ hostIp: '', published: 8080, target: 80, protocol: 'tcp' }]
    const hosts = { host1: aHost({ containers: { web: aContainer({ ports: open }) } }) }
    const probe = probeOf({ ...world(false, false), hosts })
    const finding = await checkKind('port')?.run(
      { container: 'web' },
      probe,
      AbortSignal.timeout(9e3),
    )
    expect(finding?.unreached).toEqual({ from: 'host1', to: 'web', protocol: 'tcp', port: 80 })
  })
})
