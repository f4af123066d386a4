/** How large a lab may be, text, places and files together: the same for whoever imports it and for the server. */
import type { LabFiles } from './folder.ts'

export const LAB_BYTES = 2 * 2 ** 20
export const LAB_SIZE = '2 MB'

/** Bytes as it travels to the server. */
export function labBytes({ text, layout, files }: LabFiles): number {
  return new TextEncoder().encode(JSON.stringify({ text, layout, files })).length
}
