import type { ClientRequest, IncomingMessage } from 'node:http'
import { AppError } from '../../errors.ts'

/** Learners can put anything in place of the engine: an answer that never ends must not fill our memory. */
const answerLimit = 32 * 1024 * 1024

export function arrival(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once('response', resolve)
    sent.once('error', reject)
  })
}

/** The whole body: JSON where it is JSON, text where it is not. */
export async function bodyOf(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > answerLimit) {
      response.destroy()
      throw refusal(502, { message: `an answer of more than ${answerLimit} bytes` })
    }
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** An engine's refusal as our error. */
export function refusal(status: number, body: unknown): AppError {
  const reason = messageOf(body)
  if (/no space left on device|disk quota exceeded/i.test(reason)) {
    return new AppError('disk-full', { reason })
  }
  // A swarm takes a network away from under a node: then the engine answers 500, and means 404.
  if (status === 404 || /^network \S+ not found$/.test(reason))
    return new AppError('docker-missing', { what: reason })
  // The manager hands out attachments one after the other, and the engine waits 20 s for its own (Docker's 500).
  if (/attaching to network failed.*deadline exceeded/.test(reason))
    return new AppError('swarm-attach', { reason })
  if (status === 409) return new AppError('docker-conflict', { reason })
  return new AppError('docker-refused', { status, reason })
}

function messageOf(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'message' in body) return String(body.message)
  return String(body).slice(0, 500)
}
