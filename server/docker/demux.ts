/** Docker's multiplexed stream: frames of an 8-byte header (stream number, three zeros, length) and a payload. */

export type FrameListener = (stream: 'stdout' | 'stderr', chunk: Buffer) => void

const headerBytes = 8

/** A parser that is fed chunks as they come and never holds more than a header. */
export function demultiplexer(listener: FrameListener): (chunk: Buffer) => void {
  let header = Buffer.alloc(0)
  let left = 0
  let stream: 'stdout' | 'stderr' = 'stdout'
  return (chunk) => {
    let at = 0
    while (at < chunk.length) {
      if (left === 0) {
        const part = chunk.subarray(at, at + headerBytes - header.length)
        header = Buffer.concat([header, part])
        at += part.length
        if (header.length < headerBytes) return
        stream = header[0] === 2 ? 'stderr' : 'stdout'
        left = header.readUInt32BE(4)
        header = Buffer.alloc(0)
        continue
      }
      const part = chunk.subarray(at, at + left)
      at += part.length
      left -= part.length
      listener(stream, part)
    }
  }
}
