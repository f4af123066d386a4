import { StringDecoder } from 'node:string_decoder'

/** Collects text up to a limit and says how much more there was, so that a flood stays small in memory. */
export class Collector {
  private readonly decoder = new StringDecoder('utf8')
  private readonly limit: number
  private kept = ''
  private dropped = 0

  constructor(limitChars: number) {
    this.limit = limitChars
  }

  add(chunk: Buffer): void {
    const room = this.limit - this.kept.length
    if (room <= 0) {
      this.dropped += chunk.length
      return
    }
    const text = this.decoder.write(chunk)
    this.kept += text.slice(0, room)
    this.dropped += Math.max(0, text.length - room)
  }

  text(): string {
    const rest = this.dropped > 0 ? `\n… ${this.dropped} more` : ''
    return this.kept + this.decoder.end() + rest
  }
}
