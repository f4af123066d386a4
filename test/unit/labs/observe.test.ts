import { describe, expect, it } from 'vitest'
import { compareContainer } from '../../../labs/topology/compare.ts'
import { containerFields } from '../../../labs/topology/fields.ts'
import { goalContainer } from '../../../labs/topology/normalise.ts'
import { observeHost } from '../../../labs/topology/observe.ts'

const web = {
  Id: 'b'.repeat(64),
  Name: '/web',
  State: { Status: 'running', ExitCode: 0, Pid: 4242 },
  Config: {
    Image: 'training/webapp',
    Cmd: ['python', 'app.py'],
    Entrypoint: null,
    Env: ['PATH=/bin', 'EMPTY=', 'FLAG'],
    Hostname: 'web',
    Tty: true,
    OpenStdin: false,
    Labels: { a: 'b' },
  },
  HostConfig: {
    NetworkMode: 'default',
    PortBindings: { '5000/tcp': [{ HostIp: '', HostPort: '' }] },
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
    CapAdd: ['CAP_NET_ADMIN'],
    Memory: 67108864,
    NanoCpus: 500000000,
    PidsLimit: null,
    Tmpfs: { '/run': 'ro,size=1m' },
  },
  Mounts: [
    {
      Type: 'volume',
      Name: 'f00',
      Source: '/var/lib/docker/volumes/f00/_data',
      Destination: '/dbdata',
      RW: true,
    },
    { Type: 'bind', Source: '/root', Destination: '/backup', RW: false },
  ],
  NetworkSettings: {
    Networks: {
      bridge: {
        IPAddress: '172.17.0.2',
        IPPrefixLen: 16,
        Gateway: '172.17.0.1',
        MacAddress: '02:42',
        Aliases: null,
      },
    },
    Ports: {
      '5000/tcp': [
        { HostIp: '0.0.0.0', HostPort: '49153' },
        { HostIp: '::', HostPort: '49153' },
      ],
      '80/tcp': null,
    },
  },
}

const side = {
  Id: 'c'.repeat(64),
  Name: '/side',
  State: { Status: 'created' },
  HostConfig: { NetworkMode: `container:${web.Id}`, VolumesFrom: [`${web.Id}:ro`, 'web'] },
  NetworkSettings: { Networks: {} },
}

const lan = {
  Name: 'lan',
  Id: 'd'.repeat(64),
  Driver: 'bridge',
  Scope: 'local',
  IPAM: { Config: [{ Subnet: '172.18.0.0/16', Gateway: '172.18.0.1' }, {}] },
  Options: null,
  Labels: {},
}

const host = observeHost({
  networks: [lan],
  volumes: [{ Name: 'f00', Driver: 'local', Options: null, Labels: null }],
  containers: [
    web,
    side,
    { ...side, Id: 'e', Name: '/by-id', HostConfig: { NetworkMode: lan.Id } },
  ],
  images: [{ RepoTags: ['busybox:latest'] }, { RepoTags: ['<none>:<none>'] }, { RepoTags: null }],
})

describe('what an engine says', () => {
  it('becomes canonical', () => {
    expect(host.containers['web']).toMatchObject({
      status: 'running',
      pid: 4242,
      image: 'training/webapp',
      entrypoint: [],
      environment: { PATH: '/bin', EMPTY: '', FLAG: '' },
      networkMode: 'bridge',
      ports: [{ hostIp: '', published: 49153, target: 5000, protocol: 'tcp' }],
      restart: 'on-failure:3',
      capAdd: ['NET_ADMIN'],
      memory: 67108864,
      cpus: 0.5,
      pidsLimit: 0,
      mounts: [
        { type: 'volume', source: 'f00', target: '/dbdata', readOnly: false },
        { type: 'bind', source: '/root', target: '/backup', readOnly: true },
        { type: 'tmpfs', source: '', target: '/run', readOnly: true },
      ],
    })
    expect(host.networks['lan']?.subnets).toEqual([
      { subnet: '172.18.0.0/16', gateway: '172.18.0.1' },
    ])
    expect(host.volumes['f00']).toEqual({ driver: 'local', options: {}, labels: {} })
    expect(host.images).toEqual(['busybox:latest'])
  })

  it('names by name what Docker names by id', () => {
    expect(host.containers['side']?.networkMode).toBe('container:web')
    expect(host.containers['side']?.volumesFrom).toEqual(['web', 'web'])
    expect(host.containers['by-id']?.networkMode).toBe('lan')
  })

  it('agrees with the same thing as an author draws it', () => {
    const drawn = goalContainer(
      containerFields.parse({
        image: 'training/webapp:latest',
        command: 'python app.py',
        state: 'running',
        networks: ['bridge'],
        ports: ['5000'],
        volumes: ['/dbdata', '/root:/backup:ro'],
        tmpfs: '/run:ro',
        environment: ['EMPTY='],
        mem_limit: '64m',
        cpus: '0.5',
        cap_add: ['net_admin'],
        restart: 'on-failure:3',
        tty: 'true',
      }),
    )
    expect(compareContainer('web', drawn, host.containers['web'] as never)).toEqual([])
  })

  it('is refused where it lacks a name', () => {
    expect(() => observeHost({ networks: [{}], volumes: [], containers: [], images: [] })).toThrow()
  })
})
