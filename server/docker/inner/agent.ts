import { Agent } from 'node:http'
import type { Duplex } from 'node:stream'

/** An http.Agent whose connections are opened by a function instead of by address. */
export class DialAgent extends Agent {
  private readonly open: () => Promise<Duplex>

  constructor(open: () => Promise<Duplex>, options: ConstructorParameters<typeof Agent>[0]) {
    super(options)
    this.open = open
  }

  override createConnection(
    _options: unknown,
    opened: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    this.open().then(
      (stream) => opened(null, stream),
      (error: Error) => (opened as (error: Error) => void)(error),
    )
    return undefined
  }
}
