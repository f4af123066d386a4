import { describe, expect, it } from 'vitest'
import type { Isolation } from '../../../server/docker/engine/index.ts'
import { hostContainer } from '../../../server/docker/hosts.ts'
import type { Prepared } from '../../../server/docker/images/index.ts'
import { containerBody } from '../../../server/docker/inner/container.ts'
import { registryContainer } from '../../../server/docker/registry.ts'
import { desiredState } from '../../../server/provision/desired.ts'
import { labWith } from '../../support/labs.ts'

const shelf = { Type: 'volume' as const, Source: 'shelf', Target: '/shelf', ReadOnly: true }
const prepared: Prepared = {
  hostImage: 'host',
  registry: {
    ...{ image: 'registry', mounts: [], tmpfs: {}, memory: 1024 ** 2 },
    ...{ hostname: 'registry', aliases: ['registry', 'mirror'] },
    ...{ address: 'registry:5000', mirror: 'mirror:5001' },
    extraHosts: ['docker.io:127.0.0.1'],
  },
  shelf: { mounts: [shelf], names: ['busybox', 'ubuntu'] },
  known: ['busybox', 'ubuntu'],
  digests: {},
  ensure: () => Promise.resolve(),
}
const lab = labWith({ host1: { images: ['busybox:latest'], wires: ['back'] } }, ['front', 'back'])
const desired = desiredState('r', lab, { owner: 'me', shelf: ['busybox', 'ubuntu'] })
const limits = { memory: 1024 ** 3, cpus: 1.5, pids: 500 }

function host(isolation: Partial<Isolation>) {
  const full: Isolation = { level: 'userns', words: '', shelf: true, ...isolation }
  const spec = desired.hosts['host1']
  if (!spec) throw new Error('no host1')
  return hostContainer(desired, spec, { isolation: full, prepared, limits })
}

describe('a host', () => {
  it('is on its wire under its name, within its limits, with the images it was given', () => {
    const { Env, HostConfig, NetworkingConfig, Labels } = host({})
    expect(Object.keys(NetworkingConfig?.EndpointsConfig ?? {})).toEqual(['slw-r-back'])
    expect(HostConfig).toMatchObject({ NanoCpus: 1.5e9, PidsLimit: 500, Memory: 1024 ** 3 })
    expect(HostConfig?.Mounts?.map(({ Target }) => Target)).toEqual(['/var/lib/docker', '/shelf'])
    expect(Env).toContain('SLIPWAY_IMAGES=busybox')
    expect(Labels).toMatchObject({ 'slipway.run': 'r', 'slipway.host': 'host1' })
  })

  it('gets no added capability where the runtime makes it unnecessary', () => {
    expect(host({}).HostConfig?.CapAdd).toEqual(['ALL'])
    const sysbox = host({ level: 'sysbox', runtime: 'sysbox-runc' }).HostConfig
    expect(sysbox).toMatchObject({ Runtime: 'sysbox-runc' })
    expect(sysbox?.CapAdd).toBeUndefined()
    expect(host({}).HostConfig?.Privileged).toBeUndefined()
  })
})

it('runs the registry without rights, and without a way between wires', () => {
  expect(registryContainer(desired, prepared.registry).HostConfig).toMatchObject({
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    Sysctls: { 'net.ipv4.ip_forward': '0' },
  })
})

it('asks the engine for exactly what is drawn', () => {
  expect(containerBody({ image: 'busybox' })).toEqual({ Image: 'busybox', HostConfig: {} })
  const port = { hostIp: '127.0.0.1', published: 8080, target: 80, protocol: 'tcp' }
  const body = containerBody({
    image: 'web',
    command: ['sh', '-c', 'x'],
    environment: { A: '1' },
    endpoints: { lan: { address: '10.0.0.5', aliases: ['www'] }, wan: {} },
    ports: [port, { ...port, published: 0, hostIp: '' }],
    mounts: [{ type: 'tmpfs', source: '', target: '/t', readOnly: false }],
    restart: 'on-failure:3',
    cpus: 0.5,
    volumesFrom: ['store'],
  })
  expect(body).toMatchObject({
    Cmd: ['sh', '-c', 'x'],
    Env: ['A=1'],
    NetworkingConfig: {
      EndpointsConfig: { lan: { Aliases: ['www'], IPAMConfig: { IPv4Address: '10.0.0.5' } } },
    },
    HostConfig: {
      NetworkMode: 'lan',
      NanoCpus: 5e8,
      Tmpfs: { '/t': '' },
      VolumesFrom: ['store'],
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      PortBindings: {
        '80/tcp': [
          { HostIp: '127.0.0.1', HostPort: '8080' },
          { HostIp: '', HostPort: '' },
        ],
      },
    },
  })
})
