/** Saves that the server does not take: which those are, and what to tell the author. */
import { LAB_SIZE } from '../../labs/exchange/size.ts'
import type { WireError } from '../../server/protocol.ts'

/** What no second asking changes: the same request gets the same answer until somebody does something. */
const FINAL: readonly WireError['code'][] = [
  'too-large',
  'draft-unknown',
  'not-allowed',
  'origin-refused',
  'bad-request',
  'page-unknown',
]

export const isFinal = ({ code }: WireError): boolean => FINAL.includes(code)

const WORDS: Partial<Record<WireError['code'], Pick<WireError, 'title' | 'advice'>>> = {
  'draft-unknown': {
    title: 'This draft was deleted elsewhere',
    advice: 'Save what you see as a new draft, or download it.',
  },
  'not-allowed': {
    title: 'You are no longer signed in',
    advice:
      'Open the administrator link that the server printed in another tab; `npx slipway link` prints a new one. Then come back here: saving is tried again.',
  },
  'too-large': {
    title: 'The lab is too large to be saved',
    advice: `A lab with its files may have ${LAB_SIZE}. Shorten the text or the files: it is saved as soon as it fits. Large data belongs in an image.`,
  },
}

/** What happened to the draft, rather than to a request. */
export function refusedWords(error: WireError): WireError {
  return { ...error, ...WORDS[error.code] }
}
