import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Environment, Shell } from '../../server/runs/ports.ts'
import { openBench, until, type Bench } from '../support/docker.ts'

let bench: Bench
let environment: Environment
beforeAll(async () => {
  bench = await openBench()
  const opened = bench.open({ host1: {} })
  await opened.provision()
  environment = opened.environment
})
afterAll(() => bench.close())

const prompt = '\u001b]133;B'

async function openWatched(): Promise<{ shell: Shell; text: () => string; size: () => number }> {
  const shell = await environment.shell('host1', { cols: 100, rows: 30 })
  let kept = ''
  let size = 0
  shell.onData((data) => {
    size += data.length
    kept = (kept + data).slice(-20_000)
  })
  shell.resume()
  await until('a prompt', () => kept.includes(prompt))
  return { shell, text: () => kept, size: () => size }
}

const processes = async (pattern: string) =>
  (await environment.exec('host1', ['pgrep', '-cf', pattern])).stdout.trim()

it('is a root shell in /root, of the size that was asked for, in UTF-8', async () => {
  const { shell, text } = await openWatched()
  shell.write('echo "$(whoami) $PWD $TERM $(stty size)"; printf "\\342\\202\\254\\n"\n')
  await until('the answer', () => text().includes('root /root xterm-256color 30 100'))
  await until('the euro sign', () => text().includes('\u20ac'))
  await shell.resize(81, 25)
  shell.write('stty size\n')
  await until('the new size', () => text().includes('25 81'))
  shell.close()
})

it('decodes characters that are cut between chunks', async () => {
  const { shell, text } = await openWatched()
  shell.write("printf '\\342'; sleep 0.2; printf '\\202\\254<\\n'\n")
  await until('the euro sign', () => text().includes('\u20ac<'))
  shell.close()
})

it('leaves no process behind when it is closed, busy or not', async () => {
  const { shell, text } = await openWatched()
  let closed = 0
  shell.onClose(() => closed++)
  shell.write('sleep 4321 & bash -c \'trap "" HUP; echo deaf; sleep 1234\'\n')
  await until('the deaf one', () => text().includes('\ndeaf'))
  shell.close()
  await until('no shell', async () => (await processes('^bash -l')) === '0')
  await until('no job', async () => (await processes('sleep 4321')) === '0')
  expect(closed).toBe(1)
  shell.close()
  shell.write('ignored')
  expect(closed).toBe(1)
})

it('says once that it ended when the learner leaves', async () => {
  const { shell } = await openWatched()
  let closed = 0
  shell.onClose(() => closed++)
  shell.write('exit\n')
  await until('the end', () => closed > 0)
  expect(closed).toBe(1)
})

it('holds a flood back while it is paused, and ends it within a second', async () => {
  const { shell, text, size } = await openWatched()
  shell.write('yes 0123456789012345678901234567890123456789\n')
  await until('a megabyte', () => size() > 1_000_000)
  shell.pause()
  // What was on its way may still arrive; then nothing does.
  let last = -1
  await until('silence', () => {
    const same = size() === last
    last = size()
    return same
  })
  const before = process.memoryUsage().rss
  await environment.exec('host1', ['sleep', '2'])
  expect(size()).toBe(last)
  expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000)
  const began = Date.now()
  shell.write('\u0003')
  shell.resume()
  await until('the prompt', () => text().includes('^C') && text().includes(prompt))
  expect(Date.now() - began).toBeLessThan(1_000)
  shell.close()
})

it('runs commands with a terminal, and stops those that take too long', async () => {
  const tty = await environment.exec('host1', ['sh', '-c', 'tty; exit 7'], { tty: true })
  expect(tty).toMatchObject({ code: 7, stdout: expect.stringContaining('/dev/pts/') as string })
  const late = environment.exec('host1', ['sleep', '777'], { timeoutMs: 500 })
  await expect(late).rejects.toMatchObject({ code: 'exec-late' })
  await until('no sleep', async () => (await processes('^sleep 777')) === '0')
})
