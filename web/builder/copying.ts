/** Copies of what is selected: beside it, on the clipboard, and from the clipboard into a host. */
import type { Applied, Clip, Command, Refused } from '../../labs/edit/index.ts'
import { copy } from '../../labs/edit/index.ts'
import type { Thing } from '../../labs/edit/lab.ts'
import type { Layout } from '../../labs/layout.ts'
import { clipOf } from './clipboard.ts'

export interface CopyPorts {
  text(): string
  layout(): Layout
  /** The layout with the places of what was never moved. */
  pinned(): Layout
  things(): Thing[]
  host(): string | undefined
  edit(command: Command, label: string, gesture: string): Applied | Refused
  /** Says what was done and selects what came of it. */
  done(label: string, applied: Applied): void
  refuse(refused: Refused): void
  gesture(kind: string): string
}

export function openCopies(ports: CopyPorts) {
  let clip: Clip | null = null
  const offset = { x: 1, y: 1 }

  const run = (command: Command, label: string) => {
    const result = ports.edit(command, label, ports.gesture(command.do))
    if ('refused' in result) ports.refuse(result)
    else ports.done(label, result)
  }

  return {
    duplicate() {
      const things = ports.things()
      const [only] = things
      if (only === undefined) return
      const what = things.length === 1 ? `${only.kind} ${only.name}` : `${things.length} things`
      run({ do: 'duplicate', things, layout: ports.layout(), offset }, `Duplicate ${what}`)
    },
    /** Things as text for the clipboard; undefined where nothing that can be copied is selected. */
    copied(): { text: string; count: number } | undefined {
      const things = ports.things()
      if (things.length === 0) return undefined
      const made = copy(ports.text(), ports.pinned(), things)
      if ('refused' in made) return undefined
      clip = made
      return { text: JSON.stringify(made, null, 2), count: made.things.length }
    },
    /** What was copied here, or text from the clipboard. */
    paste(from?: string) {
      const read = from === undefined ? clip : clipOf(from)
      const host = ports.host()
      if (read === null || host === undefined) {
        const reason = 'The clipboard holds nothing that was copied from a lab.'
        ports.refuse({ refused: { reason } })
        return
      }
      const count = read.things.length
      const label = `Paste ${count === 1 ? (read.things[0]?.name ?? '') : `${count} things`} into ${host}`
      run({ do: 'paste', host, clip: read, offset }, label)
    },
  }
}
