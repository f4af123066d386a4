/** Proofs over the socket: an administrator joins one and is told how it goes on. */
import type { Socket } from 'socket.io'
import { AppError } from '../errors.ts'
import { proofPayload } from '../payloads.ts'
import type { ClientToServer, ProofEvent, ServerToClient } from '../protocol.ts'
import { answering } from './answer.ts'

export interface ProofPorts {
  isAdministrator(headers: Record<string, unknown>): boolean
  /** AppError `proof-unknown`. */
  joinProof(
    proof: string,
    listener: (event: ProofEvent) => void,
  ): { events: ProofEvent[]; leave(): void }
  onError(error: unknown): void
}

export function listenToProofs(
  client: Socket<ClientToServer, ServerToClient>,
  ports: ProofPorts,
): void {
  const joined = new Map<string, () => void>()
  const handle = async (raw: unknown): Promise<ProofEvent[]> => {
    const parsed = proofPayload.safeParse(raw)
    if (!parsed.success) throw new AppError('bad-request', { reason: parsed.error.message })
    if (!ports.isAdministrator(client.handshake.headers)) throw new AppError('not-allowed')
    const { proof } = parsed.data
    joined.get(proof)?.()
    const { events, leave } = ports.joinProof(proof, (event) =>
      client.emit('proof:event', { proof, event }),
    )
    joined.set(proof, leave)
    return events
  }
  client.on('proof:join', answering(handle, ports.onError))
  client.on('disconnect', () => {
    for (const leave of joined.values()) leave()
  })
}
