import type { Need } from '../../labs/format/preflight.ts'
import { needNames, needs } from '../../labs/format/preflight.ts'
import { AppError } from '../errors.ts'
import type { Engine, Isolation } from './engine/index.ts'
import type { Helper } from './helper.ts'
import type { Prepared } from './images/index.ts'

/** What labs may need and hosts on this engine cannot have, each with a sentence that says why. */
export type Lacking = Partial<Record<Need, string>>

/** File systems and devices that only real root may mount or set up, whatever the kernel has. */
const rootOnly: ReadonlySet<Need> = new Set(['aufs', 'btrfs', 'zfs', 'devicemapper', 'nfs', 'cifs'])
const images: ReadonlySet<Need> = new Set(['consul'])

/** Asks the helper once what the kernel has; a learner's host is never asked. @throws AppError internal */
export async function measureLacking(
  engine: Engine,
  helper: Helper,
  prepared: Prepared,
): Promise<Lacking> {
  const { code, stdout, stderr } = await helper.run(['kernel-has'], { timeoutMs: 20_000 })
  if (code !== 0) throw new AppError('internal', { reason: `kernel-has: ${stderr.trim()}` })
  return lackingOf(new Set(stdout.split('\n')), engine.isolation.level, prepared.known)
}

/** Pure. */
export function lackingOf(
  kernel: ReadonlySet<string>,
  level: Isolation['level'],
  known: readonly string[],
): Lacking {
  const why = (need: Need): string | undefined => {
    if (images.has(need)) {
      return known.includes(need) ? undefined : `There is no ${needs[need]} here.`
    }
    if (!kernel.has(need)) return `This machine's kernel has no ${needs[need]}.`
    if (level !== 'userns' || !rootOnly.has(need)) return undefined
    return `Hosts run without the machine's root here, and only that may use ${needs[need]}.`
  }
  return Object.fromEntries(
    needNames.flatMap((need) => {
      const reason = why(need)
      return reason === undefined ? [] : [[need, reason]]
    }),
  )
}
