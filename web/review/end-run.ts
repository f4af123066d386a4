/** Ends a run from outside its page: a connection for one question. */
import type { Result } from '../../server/protocol.ts'
import { connect, type Connection } from '../connection.ts'

/** ms to wait for the server to answer at all. */
const PATIENCE = 8000

export async function endRun(run: string): Promise<Result<null>> {
  const connection = connect()
  try {
    await opened(connection)
    return await connection.ask('run:end', { run })
  } finally {
    connection.close()
  }
}

/** Resolves also when it stays closed: the question then answers with words. */
function opened(connection: Connection): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE)
    connection.onLink((state) => {
      if (state !== 'connected') return
      clearTimeout(timer)
      resolve()
    })
  })
}
