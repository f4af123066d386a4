import { Readable } from 'node:stream'
import { pack } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { Collector } from '../../../server/docker/collect.ts'
import { demultiplexer } from '../../../server/docker/demux.ts'
import { readTar } from '../../../server/docker/probe/tar.ts'

function frame(stream: number, text: string): Buffer {
  const header = Buffer.alloc(8)
  header[0] = stream
  header.writeUInt32BE(Buffer.byteLength(text), 4)
  return Buffer.concat([header, Buffer.from(text)])
}

describe('a multiplexed stream', () => {
  it('is taken apart wherever it is cut', () => {
    const whole = Buffer.concat([
      frame(1, 'out one '),
      frame(2, 'err'),
      frame(1, ''),
      frame(1, 'two'),
    ])
    for (let size = 1; size <= whole.length; size++) {
      const seen = { stdout: '', stderr: '' }
      const feed = demultiplexer((stream, chunk) => (seen[stream] += chunk.toString()))
      for (let at = 0; at < whole.length; at += size) feed(whole.subarray(at, at + size))
      expect(seen).toEqual({ stdout: 'out one two', stderr: 'err' })
    }
  })
})

describe('collected text', () => {
  it('is whole across a character that is cut, and says what was dropped', () => {
    const collector = new Collector(4)
    const bytes = Buffer.from('a\u20acbcdef')
    for (const byte of bytes) collector.add(Buffer.from([byte]))
    expect(collector.text()).toBe('a\u20acbc\n… 3 more')
  })
})

describe('a tar', () => {
  const make = (files: Record<string, string>) => {
    const tar = pack()
    for (const [name, text] of Object.entries(files)) tar.entry({ name }, text)
    tar.finalize()
    return Readable.from(tar)
  }
  const { signal } = new AbortController()

  it('is read with digests', async () => {
    const entries = await readTar(make({ a: 'hello\n' }), signal)
    expect(entries[0]).toMatchObject({ path: 'a', type: 'file', size: 6 })
    expect(entries[0]?.sha256).toMatch(/^5891b5b5/)
  })

  it('has limits, which are told', async () => {
    const files = { a: '12345', b: '12345', c: '12345' }
    const few = { bytes: 1_000, entries: 2 }
    await expect(readTar(make(files), signal, undefined, few)).rejects.toThrow(
      'more than 2 entries',
    )
    const small = { bytes: 9, entries: 10 }
    await expect(readTar(make(files), signal, undefined, small)).rejects.toThrow(
      'more than 9 bytes',
    )
  })

  it('is not waited for when the question is withdrawn', async () => {
    const controller = new AbortController()
    const silent = new Readable({ read: () => undefined })
    const reading = readTar(silent, controller.signal)
    controller.abort()
    await expect(reading).rejects.toThrow('took too long')
  })
})
