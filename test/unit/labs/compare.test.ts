import { describe, expect, it } from 'vitest'
import { compareContainer, compareNetwork } from '../../../labs/topology/compare.ts'
import { splitCommand } from '../../../labs/topology/command.ts'
import { parseMount } from '../../../labs/topology/mounts.ts'
import { canonicalImage, sameImage } from '../../../labs/topology/names.ts'
import { parsePort } from '../../../labs/topology/ports.ts'
import { aContainer, aNetwork } from '../../support/states.ts'

describe('short forms', () => {
  it('of ports', () => {
    const port = (over: object) => ({
      hostIp: '',
      published: 0,
      target: 80,
      protocol: 'tcp',
      ...over,
    })
    expect(parsePort('80')).toEqual(port({}))
    expect(parsePort('8080:80')).toEqual(port({ published: 8080 }))
    expect(parsePort('127.0.0.1:8080:80/udp')).toEqual(
      port({ hostIp: '127.0.0.1', published: 8080, protocol: 'udp' }),
    )
    expect(parsePort('0.0.0.0:8080:80')).toEqual(port({ published: 8080 }))
    expect(parsePort('127.0.0.1::80')).toEqual(port({ hostIp: '127.0.0.1' }))
    for (const wrong of ['', '70000:80', '80:0', 'a:80', '8000-8001:80', '1:2:3']) {
      expect(parsePort(wrong), wrong).toBeUndefined()
    }
  })

  it('of mounts', () => {
    const mount = { type: 'volume', source: '', target: '/data', readOnly: false }
    expect(parseMount('/data/')).toEqual(mount)
    expect(parseMount('store:/data:ro')).toEqual({ ...mount, source: 'store', readOnly: true })
    expect(parseMount('/root:/data')).toEqual({ ...mount, type: 'bind', source: '/root' })
    for (const wrong of ['', 'data', 'a:b', './x:/data', 'store:/data:xx', 'a:/b:ro:rw']) {
      expect(parseMount(wrong), wrong).toBeUndefined()
    }
  })

  it('of commands, as a shell splits them', () => {
    expect(splitCommand(`sh -c 'echo "a b"' x\\ y "q\\"r" ''`)).toEqual([
      'sh',
      '-c',
      'echo "a b"',
      'x y',
      'q"r',
      '',
    ])
    expect(splitCommand('  ')).toEqual([])
    expect(splitCommand(`echo 'open`)).toBeUndefined()
  })
})

describe('images', () => {
  it('are the same whatever is left out', () => {
    expect(canonicalImage('busybox')).toBe('docker.io/library/busybox:latest')
    expect(sameImage('training/webapp', 'docker.io/training/webapp:latest')).toBe(true)
    expect(sameImage('registry:5000/busybox', 'busybox')).toBe(false)
    expect(sameImage('busybox:1.36', 'busybox')).toBe(false)
    expect(canonicalImage('localhost/a@sha256:1')).toBe('localhost/a@sha256:1')
  })
})

describe('comparing', () => {
  it('finds nothing wrong where nothing is drawn', () => {
    expect(compareContainer('db', {}, aContainer())).toEqual([])
    expect(compareNetwork('lan', {}, aNetwork())).toEqual([])
  })

  it('says a difference as a sentence', () => {
    const [difference] = compareNetwork(
      'lan',
      { driver: 'bridge' },
      aNetwork({ driver: 'macvlan' }),
    )
    expect(difference).toEqual({
      thing: 'network',
      name: 'lan',
      property: 'driver',
      expected: 'bridge',
      found: 'macvlan',
      reason: 'network lan: driver is macvlan, should be bridge',
    })
  })

  it('takes networks as the exact set', () => {
    const on = (...names: string[]) =>
      aContainer({
        endpoints: Object.fromEntries(
          names.map((name) => [
            name,
            { address: '10.0.0.2', prefixLength: 24, gateway: '10.0.0.1', mac: '', aliases: ['x'] },
          ]),
        ),
      })
    const wanted = { endpoints: { a: {}, b: { address: '10.0.0.2', aliases: ['x'] } } }
    expect(compareContainer('c', wanted, on('b', 'a'))).toEqual([])
    expect(compareContainer('c', wanted, on('a'))[0]?.found).toBe('a')
    expect(compareContainer('c', wanted, on('a', 'b', 'bridge'))).toHaveLength(1)
    expect(compareContainer('c', { endpoints: {} }, on('a'))[0]?.expected).toBe('none')
    const elsewhere = { endpoints: { a: { address: '10.0.0.9' } } }
    expect(compareContainer('c', elsewhere, on('a'))[0]?.found).toBe('a at 10.0.0.2')
  })

  it('takes mounts, ports, labels and environment as the least', () => {
    const actual = aContainer({
      mounts: [
        { type: 'volume', source: 'f00', target: '/dbdata', readOnly: false },
        { type: 'bind', source: '/root', target: '/backup', readOnly: false },
      ],
      ports: [{ hostIp: '', published: 32768, target: 80, protocol: 'tcp' }],
      environment: { A: '1', PATH: '/bin' },
    })
    const mount = { type: 'volume' as const, source: '', target: '/dbdata', readOnly: false }
    const port = { hostIp: '', published: 0, target: 80, protocol: 'tcp' }
    const wanted = { mounts: [mount], ports: [port], environment: { A: '1' } }
    expect(compareContainer('c', wanted, actual)).toEqual([])
    const [wrong] = compareContainer('c', { environment: { A: '2', constructor: 'x' } }, actual)
    expect(wrong?.found).toBe('A=1, no constructor')
  })

  it('takes subnets as a set and a gateway where it is drawn', () => {
    const actual = aNetwork({
      subnets: [{ subnet: '10.1.0.0/16', gateway: '10.1.0.1' }, { subnet: '10.0.0.0/16' }],
    })
    const subnets = [{ subnet: '10.0.0.0/16' }, { subnet: '10.1.0.0/16' }]
    expect(compareNetwork('n', { subnets }, actual)).toEqual([])
    expect(compareNetwork('n', { subnets: subnets.slice(1) }, actual)).toHaveLength(1)
  })
})
