/** The registry of a run: it keeps what its learner pushes, within bounds, and nobody else sees it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBench, type Bench, type Opened } from '../support/docker.ts'

let bench: Bench
let run: Opened
let other: Opened

beforeAll(async () => {
  bench = await openBench()
  const host = { images: ['busybox'] }
  run = bench.open({ host1: host, host2: host })
  other = bench.open({ host1: host })
  await Promise.all([run.provision(), other.provision()])
})
afterAll(() => bench.close())

const sh = async (command: string, host = 'host1', of = run) => {
  const argv = ['bash', '-c', command]
  const done = await of.environment.exec(host, argv, { timeoutMs: 60_000 })
  return { code: done.code, text: (done.stdout + done.stderr).trim() }
}

it('takes an image and gives it to the other host of the run', async () => {
  const dockerfile = 'FROM busybox\nRUN echo pushed >/note\n'
  expect((await sh(`printf '${dockerfile}' | docker build -t registry:5000/app -`)).code).toBe(0)
  expect(await sh('docker push registry:5000/app')).toMatchObject({ code: 0 })
  expect((await sh('docker run --rm registry:5000/app cat /note', 'host2')).text).toMatch(/^pushed/)
})

it('is not the registry of another run', async () => {
  expect((await sh('curl -s http://registry:5000/v2/_catalog')).text).toContain('"app"')
  expect((await sh('curl -s http://registry:5000/v2/_catalog', 'host1', other)).text).toBe(
    '{"repositories":[]}',
  )
  expect((await sh('docker pull registry:5000/app', 'host1', other)).code).not.toBe(0)
})

it('does not change what others get under a name of the labs’ own', async () => {
  const dockerfile = 'FROM busybox\nRUN echo evil >/evil\n'
  await sh(`printf '${dockerfile}' | docker build -t registry:5000/library/busybox -`)
  expect((await sh('docker push registry:5000/library/busybox')).code).toBe(0)
  const pulled = 'docker rmi -f busybox; docker run --rm busybox ls /evil'
  for (const [host, of] of [
    ['host2', run],
    ['host1', other],
  ] as const) {
    expect(await sh(pulled, host, of)).toMatchObject({
      text: expect.stringContaining('No such file') as string,
    })
  }
})

it('is full at some point, says so, and goes on', async () => {
  const upload =
    "url=$(curl -si -X POST http://registry:5000/v2/big/blobs/uploads/ | tr -d '\\r' | awk 'tolower($1) == \"location:\" { print $2 }'); " +
    `head -c 300M /dev/zero | curl -s -o /dev/null -w '%{http_code}' -X PATCH -H 'Content-Type: application/octet-stream' -T - "$url"`
  expect((await sh(upload)).text).toBe('500')
  expect((await sh('docker pull -q registry:5000/app', 'host2')).code).toBe(0)
})
