/** Brings an environment about within the time that a learner is promised. */
import { AppError } from '../errors.ts'
import type { HostProgress } from '../protocol.ts'
import type { ProvisionOptions } from './ports.ts'

export async function prepare(
  work: (options: ProvisionOptions) => Promise<void>,
  withinMs: number,
  signal: AbortSignal,
  onProgress: (progress: HostProgress[]) => void,
): Promise<void> {
  let last: HostProgress[] = []
  const late = AbortSignal.timeout(withinMs)
  try {
    await work({
      signal: AbortSignal.any([signal, late]),
      onProgress(progress) {
        last = progress
        onProgress(progress)
      },
    })
  } catch (error) {
    if (!late.aborted || signal.aborted) throw error
    const missing = last.filter((host) => !host.done).map((host) => `${host.host} (${host.doing})`)
    throw new AppError(
      'ready-late',
      { seconds: withinMs / 1000, missing: missing.join(', ') || 'the last look' },
      error,
    )
  }
}
