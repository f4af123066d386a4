/** What was recorded, less what the author leaves out → a step as written. Pure. */
import { openQuestion, type Recorded } from '../../../labs/exchange/index.ts'
import type { Fields } from '../../../labs/edit/index.ts'
import { fieldsOf } from '../../../labs/edit/lab.ts'
import { fileName } from '../exchange/download.ts'

export interface Chosen {
  title: string
  goal: Fields
  commands: Recorded['commands']
}

const ID_LIMIT = 32
type Piece = { host: string; run: string }

/** `hosts`: how many the lab has; with one, a solution says no host. */
export function stepOf({ title, goal, commands }: Chosen, hosts: number): Fields {
  const wanted = Object.entries(goal).filter(([, host]) => Object.keys(fieldsOf(host)).length > 0)
  const pieces = inTurn(commands.filter(({ taken }) => taken))
  const [first] = pieces
  const solution = hosts === 1 && first !== undefined ? first.run : pieces
  return {
    id: fileName(title).slice(0, ID_LIMIT).replace(/-$/, ''),
    title,
    text: 'Say what to do.',
    ...(wanted.length === 0 ? { checks: [openQuestion] } : { goal: Object.fromEntries(wanted) }),
    ...(pieces.length === 0 ? {} : { solution }),
  }
}

/** Commands of one host in a row are one piece of a solution. */
function inTurn(commands: Recorded['commands']): Piece[] {
  const pieces: Piece[] = []
  for (const { host, run } of commands) {
    const last = pieces.at(-1)
    if (last?.host === host) last.run += `\n${run}`
    else pieces.push({ host, run })
  }
  return pieces
}
