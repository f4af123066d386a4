/** Things of a lab on the clipboard, as JSON with a version. */
import type { Clip } from '../../labs/edit/index.ts'

/** What was copied from a lab; null for any other text. */
export function clipOf(text: string): Clip | null {
  try {
    const value: unknown = JSON.parse(text)
    const whole = typeof value === 'object' && value !== null && 'slipway' in value
    return whole && value.slipway === 1 && 'things' in value && Array.isArray(value.things)
      ? (value as Clip)
      : null
  } catch {
    return null
  }
}

/** What the system's clipboard holds; undefined where the browser does not let the page read it. */
export async function readClipboard(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText()
  } catch {
    return undefined
  }
}
