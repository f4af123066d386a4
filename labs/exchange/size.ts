/** How large things may be: the same in the browser and on the server. */
import type { LabFiles } from './folder.ts'

/** Text, places and files of a lab together. */
export const LAB_BYTES = 2 * 2 ** 20
export const LAB_SIZE = '2 MB'

/** Of the text of a command that was typed so many characters are kept. */
export const COMMAND_LIMIT = 1_000

/** Bytes as it travels to the server. */
export function labBytes({ text, layout, files }: LabFiles): number {
  return new TextEncoder().encode(JSON.stringify({ text, layout, files })).length
}
