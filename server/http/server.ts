/** Listening, with the reasons why that may fail said in words. */
import { createServer, type RequestListener, type Server } from 'node:http'
import { AppError, toAppError } from '../errors.ts'

interface Address {
  host: string
  /** 0 lets the system choose. */
  port: number
}

/** AppError `port-taken` with a port that is free, or `config` for an address that is not this machine's. */
export async function startServer(app: RequestListener, address: Address): Promise<Server> {
  try {
    return await listen(createServer(app), address)
  } catch (error) {
    throw await explain(error, address)
  }
}

function listen(server: Server, { host, port }: Address): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve(server)
    })
  })
}

async function explain(error: unknown, { host, port }: Address): Promise<AppError> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new AppError('port-taken', { port, host, suggestion: await freePort(host, port) }, error)
  }
  const mistake = mistakes[String(code)]?.(host, port)
  return mistake === undefined
    ? toAppError(error)
    : new AppError('config', { mistakes: mistake }, error)
}

const mistakes: Record<string, (host: string, port: number) => string> = {
  EACCES: (_, port) => `SLIPWAY_PORT is ${port}, which only root may use`,
  EADDRNOTAVAIL: (host) => `SLIPWAY_HOST is ${host}, which is no address of this machine`,
  ENOTFOUND: (host) => `SLIPWAY_HOST is ${host}, which is not a known name`,
}

/** The next ports are tried first: they are easier to remember than one that the system picks. */
async function freePort(host: string, taken: number): Promise<number> {
  for (const port of [taken + 1, taken + 2, taken + 3, 0]) {
    try {
      const server = await listen(createServer(), { host, port })
      const address = server.address()
      await new Promise((resolve) => server.close(resolve))
      return typeof address === 'object' && address !== null ? address.port : port
    } catch {
      // Taken too: the next one is tried.
    }
  }
  return taken + 1
}
