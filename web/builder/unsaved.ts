/** What is said where something wants the draft as it is on screen, and the server does not have it. */
import type { WireError } from '../../server/protocol.ts'
import { refusedWords } from './refused.ts'
import type { SaveState } from './saving.svelte.ts'

export function unsaved(state: SaveState): WireError {
  const title = 'What you see is not saved'
  if (state.is === 'refused') {
    const { code, title: why, advice } = refusedWords(state.error)
    return { code, title, advice: `${why}. ${advice}` }
  }
  return state.is === 'stale'
    ? {
        ...{ code: 'stale-draft', title },
        advice:
          'The draft was changed here and elsewhere. Choose which stays, in the line at the bottom; then try again.',
      }
    : {
        ...{ code: 'offline', title },
        advice:
          'The server could not be reached. Your changes are kept in this browser; try again when they are saved.',
      }
}
