import { describe, expect, it } from 'vitest'
import { createCommandListener } from '../../../server/runs/commands.ts'

const before = (text: string) => `\u001b]633;E;${text}\u0007\u001b]133;C\u0007`
const after = (exit: number) => `\u001b]133;D;${exit}\u0007\u001b]133;A\u0007$ `

function listen(clock = { now: 0 }) {
  const heard: string[] = []
  const feed = createCommandListener({
    onCommand: (text, exit) => heard.push(`${text} = ${exit}`),
    now: () => clock.now,
  })
  return { heard, feed }
}

describe('a command is heard', () => {
  it('with its exit code, wherever the stream is cut', () => {
    const stream = `$ ${before('docker ps \\x3b ls \\\\')}out\u001b[0m put\r\n${after(1)}`
    for (let cut = 0; cut < stream.length; cut += 1) {
      const { heard, feed } = listen()
      feed(stream.slice(0, cut))
      feed(stream.slice(cut))
      expect(heard, String(cut)).toEqual(['docker ps ; ls \\ = 1'])
    }
  })

  it('not where there was none, or only blanks', () => {
    const { heard, feed } = listen()
    feed(after(0) + before('  ') + after(0) + after(0))
    expect(heard).toEqual([])
  })

  it('cut to a bounded length, and a mark without an end holds nothing back', () => {
    const { heard, feed } = listen()
    feed(before('x'.repeat(5_000)) + after(0))
    expect(heard[0]?.length).toBeLessThan(1_010)
    feed(`\u001b]633;E;${'y'.repeat(20_000)}`)
    feed('z'.repeat(20_000))
    feed(before('ls') + after(0))
    expect(heard[1]).toBe('ls = 0')
  })

  it('no faster than somebody could type', () => {
    const clock = { now: 0 }
    const { heard, feed } = listen(clock)
    for (let count = 0; count < 1_000; count += 1) feed(before('a') + after(0))
    expect(heard).toHaveLength(40)
    clock.now = 2_000
    for (let count = 0; count < 1_000; count += 1) feed(before('b') + after(0))
    expect(heard).toHaveLength(48)
  })
})
