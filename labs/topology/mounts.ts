/** A container's `volumes` in Compose's short and long forms. */
import { z } from 'zod'
import { flag, object } from './scalars.ts'
import type { MountState } from './state.ts'

/** `name:/path:ro`, `/host:/path`, `/path` → a mount; undefined where it is none of these. An empty source is an anonymous volume. */
export function parseMount(written: string): MountState | undefined {
  const parts = written.split(':')
  const [first = '', second, options = ''] = parts
  if (parts.length > 3) return undefined
  if (second === undefined) return first.startsWith('/') ? volume('', first, false) : undefined
  if (!second.startsWith('/')) return undefined
  const modes = options === '' ? [] : options.split(',')
  if (
    !modes.every((mode) => ['ro', 'rw', 'z', 'Z', 'nocopy', 'cached', 'delegated'].includes(mode))
  )
    return undefined
  const readOnly = modes.includes('ro')
  if (first.startsWith('/')) {
    return { type: 'bind', source: tidy(first), target: tidy(second), readOnly }
  }
  return volumeName.test(first) ? volume(first, second, readOnly) : undefined
}

/** While a lab is written, a parameter stands for a part of a name. */
const volumeName = /^([a-zA-Z0-9]|\$\{\w+\})([\w.-]|\$\{\w+\})*$/

function volume(source: string, target: string, readOnly: boolean): MountState {
  return { type: 'volume', source, target: tidy(target), readOnly }
}

/** Docker keeps targets without a slash at the end. */
export function tidy(path: string): string {
  return path.replace(/\/+$/, '') || '/'
}

const short = z.string().transform((written, context) => {
  const mount = parseMount(written)
  if (mount !== undefined) return mount
  object(context, {
    code: 'bad-mount',
    message: `\`${written}\` is not a mount.`,
    advice: 'Write "name:/path", "/on/the/host:/path:ro", or "/path" for an anonymous volume.',
  })
  return z.NEVER
})

const long = z
  .strictObject({
    type: z.enum(['volume', 'bind', 'tmpfs']),
    source: z.string().optional(),
    target: z.string().startsWith('/'),
    read_only: flag.optional(),
  })
  .transform((mount): MountState => ({
    type: mount.type,
    source: mount.source ?? '',
    target: tidy(mount.target),
    readOnly: mount.read_only ?? false,
  }))

export const mountsField = z.array(z.union([short, long]))

export function showMount({ type, source, target, readOnly }: MountState): string {
  const what = source === '' ? `${type === 'volume' ? 'a volume' : type} at ` : `${source}:`
  return `${what}${target}${readOnly ? ' (read-only)' : ''}`
}
