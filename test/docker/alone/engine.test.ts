import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLabHost, type LabHost } from '../../support/lab-host.ts'

let lab: LabHost
const sh = (command: string) => lab.sh(command)

beforeAll(async () => {
  lab = await openLabHost(`t${process.pid.toString(36)}`)
}, 400_000)

afterAll(async () => {
  console.log('ms:', JSON.stringify(lab.phases))
  await lab.remove()
})

describe('an engine and its images', () => {
  it('looks instead of building when nothing changed', () => {
    expect(lab.phases['images again']).toBeLessThan(1_000)
    expect(lab.prepared.known).toEqual(
      expect.arrayContaining(['busybox', 'training/postgres', 'training/webapp', 'ubuntu']),
    )
  })

  it('runs a container from the shelf', async () => {
    const listed = await sh('docker images --format "{{.Repository}}"')
    expect(listed.text.trim().split('\n').sort()).toEqual(['training/postgres', 'ubuntu'])
    const ran = await sh('docker run --rm ubuntu echo hello')
    expect(ran).toEqual({ code: 0, text: 'hello\n' })
  })

  it('treats an image from the shelf like any other', async () => {
    const saved = await sh('docker save training/postgres | tar tf - | grep -c layer.tar')
    expect(saved.code, saved.text).toBe(0)
    const built = await sh(
      "printf 'FROM ubuntu\\nRUN echo built >/mark\\n' | docker build -q -t mine - && docker run --rm mine cat /mark && docker rmi mine",
    )
    expect(built.text).toContain('built')
    expect(built.code, built.text).toBe(0)
    const changed = await sh(
      'docker run --name changed ubuntu touch /new; docker diff changed; docker rm changed',
    )
    expect(changed.text).toContain('A /new')
  })

  it('pulls an image that is not on the shelf in the familiar words, and knows which it lacks', async () => {
    const pulled = await sh('docker run -itd --name=container1 busybox')
    expect(pulled.text).toContain("Unable to find image 'busybox:latest' locally")
    expect(pulled.text).toContain('latest: Pulling from library/busybox')
    expect(pulled.code).toBe(0)
    const missing = await sh('docker pull nosuchthing')
    expect(missing.code).not.toBe(0)
  })

  it('lets learners push, and read the labs’ own images but not write them', async () => {
    const tagged = 'docker tag busybox registry:5000/mine && docker push registry:5000/mine'
    expect((await sh(tagged)).code).toBe(0)
    const posted = await sh(
      'curl -s -o /dev/null -w "%{http_code}" -X POST http://mirror:5001/v2/evil/blobs/uploads/',
    )
    expect(posted.text).toBe('405')
  })

  it('has a PostgreSQL that starts by itself and a web application that answers', async () => {
    await sh(
      'docker network create lan; docker run -d --net=lan --name=db training/postgres; docker run -d --net=lan --name=web training/webapp python app.py',
    )
    const asked = await sh(
      "for i in $(seq 100); do docker exec db psql -h db -U postgres -tAc 'select 6*7' && break; sleep 0.1; done 2>/dev/null",
    )
    expect(asked.text.trim()).toBe('42')
    const page = await sh(
      'docker exec web curl -s --retry 20 --retry-connrefused --retry-delay 1 http://web:5000/',
    )
    expect(page.text).toContain('Hello world')
    const pinged = await sh('docker exec db ping -c 1 -W 1 web')
    expect(pinged.code).toBe(0)
  })

  it('obeys the service command, also with a daemon.json that repeats our options', async () => {
    expect((await sh('service docker status')).text).toContain('is running')
    await sh(
      `mkdir -p /etc/docker && echo '{"debug": true, "bip": "172.26.0.1/16", "registry-mirrors": ["http://mirror:5001"]}' >/etc/docker/daemon.json`,
    )
    const restarted = await sh('service docker restart')
    expect(restarted).toMatchObject({ code: 0 })
    expect((await sh('ip -4 -o addr show docker0')).text).toContain('172.26.0.1')
    await sh('service docker stop')
    expect((await sh('service docker status')).text).toContain('not running')
    expect((await sh('service docker start && docker ps')).code).toBe(0)
  })

  it('has the tools that course texts type', async () => {
    const tools = await sh(
      'sudo id -u && vi --version | head -1 && docker-compose --version && complete -p docker',
    )
    expect(tools.text).toContain('docker-compose version')
    const completion = await sh(
      'bash -ic "_completion_loader docker; complete -p docker" 2>/dev/null',
    )
    expect(completion.text).toContain('-F _docker docker')
  })

  it('shows by marks when a command has ended', async () => {
    const typed = await sh(`printf 'echo one; false\\nexit\\n' | script -qec bash /dev/null`)
    expect(typed.text).toContain('\u001b]133;A\u0007')
    expect(typed.text).toContain('\u001b]633;E;echo one\\x3b false\u0007\u001b]133;C\u0007')
    expect(typed.text).toContain('\u001b]133;D;1\u0007')
  })
})

describe('what is closed to a learner', () => {
  it('is the machine, over IPv4 and IPv6', async () => {
    const addresses = await lab.helper.run([
      'sh',
      '-c',
      `ip -4 -o addr show scope global | awk '{print $4}' | cut -d/ -f1`,
    ])
    const bridge = await lab.helper.run(['sh', '-c', `cat /sys/class/net/${lab.bridge}/address`])
    const local = await lab.helper.run([
      'sh',
      '-c',
      `ip -6 -o addr show dev ${lab.bridge} | awk '{print $4}' | cut -d/ -f1`,
    ])
    await sh('sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.eth0.disable_ipv6=0')
    for (const address of addresses.stdout.trim().split('\n')) {
      const route = `ip route replace ${address}/32 dev eth0; ip neigh replace ${address} lladdr ${bridge.stdout.trim()} dev eth0`
      // An address that the host has itself (docker0's) would answer from inside.
      const own = await sh(`ip -4 -o addr | grep -q ' ${address}/'`)
      if (own.code === 0) continue
      expect((await sh(`${route}; ping -c 1 -W 1 ${address}`)).code, address).not.toBe(0)
    }
    expect(local.stdout.trim()).not.toBe('')
    for (const address of local.stdout.trim().split('\n')) {
      expect((await sh(`ping -6 -c 1 -W 1 ${address}%eth0`)).code, address).not.toBe(0)
    }
    // The positive controls: the wire carries packets, and it is our rule that stops the machine from answering.
    expect((await sh('ping -c 1 -W 1 registry')).code).toBe(0)
    const rule = ['ip6tables', '-w', '-I', 'INPUT', '-i', lab.bridge, '-j', 'ACCEPT']
    expect((await lab.helper.run(rule)).code).toBe(0)
    const opened = await sh(`ping -6 -c 1 -W 1 ${local.stdout.trim().split('\n')[0]}%eth0`)
    expect((await lab.helper.run(rule.map((word) => (word === '-I' ? '-D' : word)))).code).toBe(0)
    expect(opened.code).toBe(0)
  })

  it('is every other network: another wire, the default bridge, the way out', async () => {
    const { docker } = lab.engine
    const other = await docker.createNetwork({
      Name: `${lab.bridge}-other`,
      Internal: true,
      Labels: lab.labels,
    })
    const neighbours: string[] = []
    for (const NetworkMode of ['bridge', other.id]) {
      const made = await docker.createContainer({
        Image: 'busybox',
        Cmd: ['sleep', '600'],
        Labels: lab.labels,
        HostConfig: { NetworkMode },
      })
      await made.start()
      const { Networks } = (await made.inspect()).NetworkSettings
      neighbours.push(...Object.values(Networks).map((network) => network.IPAddress))
    }
    const wayOut = await lab.helper.run(['sh', '-c', "ip route show default | awk '{print $3}'"])
    const mac = (
      await lab.helper.run(['cat', `/sys/class/net/${lab.bridge}/address`])
    ).stdout.trim()
    for (const address of [...neighbours, ...wayOut.stdout.trim().split('\n')]) {
      // The positive control: it answers the machine.
      expect((await lab.helper.run(['ping', '-c', '1', '-W', '1', address])).code, address).toBe(0)
      await sh(
        `ip route replace ${address}/32 dev eth0; ip neigh replace ${address} lladdr ${mac} dev eth0`,
      )
      expect((await sh(`ping -c 1 -W 1 ${address}`)).code, address).not.toBe(0)
    }
  })

  it('are the host’s own limits and the shelf', async () => {
    const limit = await sh(
      'echo 1 >/sys/fs/cgroup/pids/pids.max; echo -1 >/sys/fs/cgroup/memory/memory.limit_in_bytes',
    )
    if (lab.engine.cgroup.version === 1)
      expect(limit.text.match(/Permission denied/g)).toHaveLength(2)
    if (!lab.prepared.shelf) return
    const attempts = [
      'touch /shelf/evil',
      'mount -o remount,bind,rw /shelf && touch /shelf/evil',
      'mkdir -p /m && mount --bind /shelf /m && mount -o remount,bind,rw /m && touch /m/evil',
      'unshare -m sh -c "mount -o remount,bind,rw /shelf && touch /shelf/evil"',
    ]
    for (const attempt of attempts) expect((await sh(attempt)).code, attempt).not.toBe(0)
  })
})

describe('the helper', () => {
  it('asks from inside a container of a host', async () => {
    const { State } = await lab.host.inspect()
    const inner = Number(
      (await sh("docker start web >/dev/null; docker inspect -f '{{.State.Pid}}' web")).text,
    )
    const page = await lab.helper.inNetns(State.Pid, inner, [
      'curl',
      '-s',
      '--retry',
      '10',
      '--retry-connrefused',
      'http://127.0.0.1:5000/',
    ])
    expect(page.stdout).toContain('Hello world')
    const fromHost = await lab.helper.inNetns(State.Pid, null, [
      'ip',
      '-4',
      '-o',
      'addr',
      'show',
      'docker0',
    ])
    expect(fromHost.stdout).toContain('172.26.0.1')
  })

  it('is not led astray by what a learner mounts over /proc', async () => {
    const { State } = await lab.host.inspect()
    await sh(
      'mkdir -p /fake/4242/ns && ln -s /proc/1/ns/net /fake/4242/ns/net && mount --bind /fake /proc',
    )
    const led = await lab.helper.inNetns(State.Pid, 4242, ['ip', '-4', '-o', 'addr'])
    await sh('umount /proc')
    expect(led).toMatchObject({ code: 125, stdout: '' })
  })

  it('gives up after its time limit', async () => {
    const done = await lab.helper.run(['sleep', '30'], { timeoutMs: 300 })
    expect(done.code).toBe(124)
    expect(done.ms).toBeLessThan(3_000)
  })
})
