/** A learner is root in a host. Each test tries to get out, and shows first that the way of trying works. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBench, type Bench, type Opened } from '../support/docker.ts'

let bench: Bench
let run: Opened
let other: Opened
let listener: Server
let port: number

beforeAll(async () => {
  bench = await openBench()
  const host = { images: ['busybox'] }
  run = bench.open({ host1: host, host2: host })
  other = bench.open({ host1: host })
  listener = createServer((socket) =>
    socket.on('error', () => undefined).end('the machine\n'),
  ).listen(0, '::')
  await once(listener, 'listening')
  port = (listener.address() as AddressInfo).port
  await Promise.all([run.provision(), other.provision()])
})
afterAll(async () => {
  listener.close()
  await bench.close()
})

const sh = async (command: string, host = 'host1', of = run) => {
  const { code, stdout, stderr } = await of.environment.exec(host, ['bash', '-c', command], {
    timeoutMs: 60_000,
  })
  return { code, text: (stdout + stderr).trim() }
}
const connects = (address: string, to = port) =>
  sh(`timeout 2 bash -c 'exec 3<>/dev/tcp/${address}/${to}'`)
const bridgeOf = async ({ run: id }: Opened) => {
  const { docker } = bench.room.engine
  const network = (await docker.getNetwork(`slw-${id}-wire`).inspect()) as {
    Options: Record<string, string>
    IPAM: { Config: { Subnet: string }[] }
  }
  const name = network.Options['com.docker.network.bridge.name'] ?? ''
  const { stdout } = await bench.room.helper.run(['cat', `/sys/class/net/${name}/address`])
  return { name, mac: stdout.trim(), subnet: network.IPAM.Config[0]?.Subnet ?? '' }
}

describe('what a learner reaches', () => {
  it('is the other host of the run and its registry, by name', async () => {
    expect(await sh('ping -c 1 -W 2 host2')).toMatchObject({ code: 0 })
    expect(await sh('curl -sS http://mirror:5001/v2/_catalog')).toMatchObject({
      text: expect.stringContaining('library/busybox') as string,
    })
  })

  it('is not the machine, with any of its addresses, by hand-made routes and neighbours', async () => {
    const { mac, subnet } = await bridgeOf(run)
    const gateway = subnet.replace(/0\/24$/, '1')
    const own = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address)
    // The control: on the machine itself every one of them answers.
    for (const address of own) {
      const asked = ['bash', '-c', `exec 3<>/dev/tcp/${address}/${port}`]
      expect((await bench.room.helper.run(asked)).code, address).toBe(0)
    }
    for (const address of [...own, gateway]) {
      // An address that the host has too, such as docker0's, would answer from inside.
      if ((await sh(`ip -4 -o addr | grep -q ' ${address}/'`)).code === 0) continue
      await sh(`ip route replace ${address}/32 dev eth0 onlink`)
      await sh(`ip neigh replace ${address} lladdr ${mac} dev eth0 nud permanent`)
      expect((await connects(address)).code, address).not.toBe(0)
      expect((await sh(`ping -c 1 -W 1 ${address}`)).code, address).not.toBe(0)
    }
  })

  it('is not the machine over IPv6 either', async () => {
    const { name } = await bridgeOf(run)
    await sh('sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.eth0.disable_ipv6=0')
    await sh(
      'sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.eth0.disable_ipv6=0',
      'host2',
    )
    const { stdout } = await bench.room.helper.run(['ip', '-6', '-o', 'addr', 'show', 'dev', name])
    const local = /inet6 (fe80:[0-9a-f:]+)/.exec(stdout)?.[1]
    const mate = /inet6 (fe80:[0-9a-f:]+)/.exec((await sh('ip -6 -o addr show eth0', 'host2')).text)
    expect(local).toBeDefined()
    // The control: link-local addresses of the same wire do answer. A new address is tentative for a moment.
    const reached = `for i in 1 2 3 4 5; do ping -6 -c 1 -W 1 ${mate?.[1]}%eth0 && exit 0; done; exit 1`
    expect(await sh(reached)).toMatchObject({ code: 0 })
    expect((await sh(`ping -6 -c 1 -W 1 ${local}%eth0`)).code).not.toBe(0)
    expect((await connects(`${local}%eth0`)).code).not.toBe(0)
    const neighbours = await sh('ping -6 -c 2 -W 1 ff02::1%eth0')
    expect(neighbours.text).not.toContain(local)
  })

  it('is not a host of another run, over IPv4 or IPv6', async () => {
    const { mac } = await bridgeOf(run)
    const address = (await sh('hostname -i', 'host1', other)).text
    // The control: that host answers to its own.
    expect((await sh(`ping -c 1 -W 1 ${address}`, 'host1', other)).code).toBe(0)
    await sh(`ip route replace ${address}/32 dev eth0 onlink`)
    await sh(`ip neigh replace ${address} lladdr ${mac} dev eth0 nud permanent`)
    expect((await sh(`ping -c 1 -W 1 ${address}`)).code).not.toBe(0)
    await sh('sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.eth0.disable_ipv6=0')
    await sh('ip -6 addr replace fd77::1/64 dev eth0 nodad')
    await sh(
      'sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.eth0.disable_ipv6=0',
      'host1',
      other,
    )
    await sh('ip -6 addr replace fd77::2/64 dev eth0 nodad', 'host1', other)
    expect((await sh('ping -6 -c 1 -W 1 fd77::1')).code).toBe(0)
    await sh(`ip -6 neigh replace fd77::2 lladdr ${mac} dev eth0 nud permanent`)
    expect((await sh('ping -6 -c 1 -W 1 fd77::2')).code).not.toBe(0)
    expect((await sh('getent hosts slw-' + other.run + '-host1')).code).not.toBe(0)
  })

  it('is not the outside, nor a name server of the outside', async () => {
    expect((await sh('ping -c 1 -W 1 8.8.8.8')).code).not.toBe(0)
    expect((await sh('curl -sS -m 3 http://192.0.2.1/')).code).not.toBe(0)
    // The control: the same resolver knows the run's own names.
    expect((await sh('getent hosts host2')).code).toBe(0)
    expect((await sh('getent hosts example.com')).code).not.toBe(0)
    // Nobody asks the machine's resolver for us either: it might carry anything outside in a name.
    const { stdout } = await bench.room.helper.run(['sh', '-c', 'grep nameserver /etc/resolv.conf'])
    for (const [server] of stdout.matchAll(/[\d.]+/g)) {
      expect((await connects(server ?? '', 53)).code).not.toBe(0)
    }
  })
})

describe('what a learner changes', () => {
  it('is nothing in the mirror of the labs’ images', async () => {
    const url = 'http://mirror:5001/v2'
    expect((await sh(`curl -sf ${url}/library/busybox/tags/list`)).text).toContain('latest')
    const post = `curl -s -o /dev/null -w '%{http_code}' -X POST ${url}/evil/blobs/uploads/`
    expect((await sh(post)).text).toBe('405')
    expect((await sh(post.replace('mirror:5001', 'registry:5000'))).text).toBe('202')
    const digest = `$(curl -sI -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' ${url}/library/busybox/manifests/latest | tr -d '\\r' | awk 'tolower($1) == "docker-content-digest:" { print $2 }')`
    await sh(`curl -s -X DELETE ${url}/library/busybox/manifests/${digest}`)
    expect((await sh('docker rmi -f busybox && docker pull -q busybox')).code).toBe(0)
  })

  it('is nothing on the shelf', async () => {
    if (!bench.room.prepared.shelf) return
    expect((await sh('ls /shelf | head -1')).text).not.toBe('')
    expect((await sh('docker run --rm -v /shelf:/s busybox ls /s')).code).toBe(0)
    const attempts = [
      'touch /shelf/evil',
      'mount -o remount,rw /shelf && touch /shelf/evil',
      'mount -o remount,bind,rw /shelf && touch /shelf/evil',
      'mkdir -p /mnt/s && mount --bind /shelf /mnt/s && mount -o remount,bind,rw /mnt/s && touch /mnt/s/evil',
      'unshare -m sh -c "mount -o remount,bind,rw /shelf && touch /shelf/evil"',
      'chmod 777 /shelf/overlay2',
      'docker run --rm --cap-add=ALL -v /shelf:/s busybox touch /s/evil',
    ]
    for (const attempt of attempts) expect((await sh(attempt)).code, attempt).not.toBe(0)
    expect((await sh('ls /shelf', 'host1', other)).text).not.toContain('evil')
  })

  it('is not the kernel of the machine, its disks, or the limits of the host', async () => {
    // The control: what belongs to the host alone can be changed.
    expect((await sh('sysctl -qw net.ipv4.ip_default_ttl=63')).code).toBe(0)
    const { version } = bench.room.engine.cgroup
    const attempts = [
      'echo 61 > /proc/sys/vm/swappiness',
      'echo "|/bin/evil" > /proc/sys/kernel/core_pattern',
      'echo h > /proc/sysrq-trigger',
      'mknod /tmp/disk b 254 0 && head -c 1 /tmp/disk',
      'mount -t ext4 /dev/vda /mnt',
      `echo -1 > ${version === 1 ? 'memory/memory.limit_in_bytes' : 'memory.max'}`,
      `echo max > ${version === 1 ? 'pids/pids.max' : 'pids.max'}`,
    ]
    for (const attempt of attempts)
      expect((await sh(`cd /sys/fs/cgroup; ${attempt}`)).code, attempt).not.toBe(0)
  })
})

describe('what a learner sees', () => {
  it('is the engine of the host, not the one outside', async () => {
    expect((await sh('docker info -f "{{.Name}}"')).text).toBe('host1')
    expect((await sh('docker ps -a --format "{{.Names}}"')).text).not.toContain('slw-')
    const { where } = bench.room.engine
    if (where.startsWith('unix://')) {
      expect(
        (await sh(`test -e ${where.slice(7)} && [ ${where.slice(7)} != /var/run/docker.sock ]`))
          .code,
      ).not.toBe(0)
    }
  })

  it('is only the host, also from a privileged container with everything mounted', async () => {
    const mounted = '--pid=host -v /:/x busybox'
    const inside = `docker run --rm --cap-add=ALL --security-opt seccomp=unconfined ${mounted}`
    // The kernel refuses "privileged" in a user namespace whose /sys is read-only; where it does not, the same holds.
    const privileged = await sh(`docker run --rm --privileged ${mounted} cat /x/etc/hostname`)
    if (privileged.code === 0) expect(privileged.text).toBe('host1')
    expect((await sh(`${inside} cat /x/etc/hostname`)).text).toBe('host1')
    const all = (await sh(`${inside} ps -o args`)).text
    expect(all).toContain('dockerd')
    expect(all).not.toContain('slw-')
    expect(all).not.toContain('vitest')
    expect((await sh(`${inside} chroot /x ls /proc/1/root/usr/local/lib/slipway`)).code).toBe(0)
    expect((await sh('id -u && cat /proc/self/uid_map')).text).not.toMatch(
      /^0\s+0\s+0\s+4294967295/m,
    )
  })
})

describe('a probe', () => {
  const probe = () => run.environment.probe(() => undefined, undefined, AbortSignal.timeout(60_000))

  it('is not led into the machine by a host that lies about its processes', async () => {
    await sh('docker run -d --name bait busybox sleep 1000')
    const pid = (await sh('docker inspect -f "{{.State.Pid}}" bait')).text
    const from = { host: 'host1', container: 'bait' }
    // The control: from the host itself a port on its own loopback would be reached, the machine's is not.
    const own = { kind: 'tcp', address: '127.0.0.1', port } as const
    expect(await probe().reach(from, own)).toMatchObject({ ok: false })
    await sh(
      `mkdir -p /tmp/ns; ln -sf /proc/1/ns/net /tmp/ns/net; mount --bind /tmp/ns /proc/${pid}/ns`,
    )
    expect(await probe().reach(from, own)).toMatchObject({ ok: false })
    const listening = ['bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`]
    expect((await bench.room.helper.run(listening)).code).toBe(0)
  })

  it('ends when the host makes its own docker command hang', async () => {
    const evidence: string[] = []
    const asking = other.environment.probe(
      (e) => evidence.push(e.answer),
      undefined,
      AbortSignal.timeout(60_000),
    )
    expect(await asking.observe('host1')).toHaveProperty('networks.bridge')
    await sh(
      "mv $(which docker) /root/docker; printf '#!/bin/sh\\nexec sleep 1000\\n' > /usr/bin/docker; chmod +x /usr/bin/docker; pkill -f dial-stdio; true",
      'host1',
      other,
    )
    const began = Date.now()
    await expect(asking.api('host1', '/info')).rejects.toThrow(/no answer|not running/)
    expect(Date.now() - began).toBeLessThan(15_000)
    expect(evidence).toHaveLength(2)
  })
})
