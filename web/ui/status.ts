/** The four meanings, each with a shape, a word and a tone, so that colour is never alone. */
export type Status = 'pass' | 'fail' | 'inconclusive' | 'waiting'

export const statusLook = {
  pass: { mark: '✓', word: 'Passed', tone: 'pass' },
  fail: { mark: '✕', word: 'Failed', tone: 'fail' },
  inconclusive: { mark: '?', word: 'Could not be asked', tone: 'unknown' },
  waiting: { mark: '○', word: 'Waiting', tone: 'waiting' },
} as const satisfies Record<Status, { mark: string; word: string; tone: string }>
