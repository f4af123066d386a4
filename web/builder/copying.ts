/** Copies of what is selected: beside it, on the clipboard, and from the clipboard into a host. */
import type { Applied, Clip, Command, Refused } from '../../labs/edit/index.ts'
import { copy } from '../../labs/edit/index.ts'
import type { Thing } from '../../labs/edit/lab.ts'
import type { Layout } from '../../labs/layout.ts'
import { around } from '../canvas/box.ts'
import { UNIT } from '../canvas/place.ts'
import type { Drop } from '../canvas/editing/handle.ts'
import type { Sheet } from '../canvas/sheet.ts'
import { beside, boxesOf, hostsBeside } from './beside.ts'
import { clipOf } from './clipboard.ts'
import { idOf } from './things.ts'

export interface CopyPorts {
  /** The lab with what is drawn now as its hosts. */
  text(): string
  /** Where everything stands. */
  layout(): Layout
  sheet(): Sheet
  /** What is selected: things, and whole hosts. */
  things(): Thing[]
  hosts(): string[]
  host(): string | undefined
  /** The place that a menu was opened for. */
  aimed(): Drop | undefined
  remove(ids: readonly string[]): void
  say(words: string): void
  /** Why hosts cannot be made now; undefined where they can. */
  noHosts(): string | undefined
  edit(command: Command, label: string, gesture: string): Applied | Refused
  /** Says what was done and selects what came of it. */
  done(label: string, applied: Applied, gesture: string): void
  refuse(refused: Refused): void
  gesture(kind: string): string
}

export function openCopies(ports: CopyPorts) {
  let clip: Clip | null = null

  const refuse = (reason: string) => ports.refuse({ refused: { reason } })
  const run = (command: Command, label: string) => {
    const gesture = ports.gesture(command.do)
    const result = ports.edit(command, label, gesture)
    if ('refused' in result) ports.refuse(result)
    else ports.done(label, result, gesture)
  }
  const clipFrom = (things: Thing[], hosts: string[]) =>
    copy(ports.text(), ports.layout(), things, hosts)

  /** What is selected as text for the clipboard, with the ids of what it holds; undefined where that is nothing. */
  function copied(): { text: string; ids: string[] } | undefined {
    const [things, hosts] = [ports.things(), ports.hosts()]
    const made = clipFrom(things, hosts)
    if ('refused' in made || made.things.length + (made.hosts?.length ?? 0) === 0) return undefined
    clip = made
    const isKept = ({ kind, name }: Thing) =>
      made.things.some((one) => one.kind === kind && one.name === name)
    const kept = things.filter((thing) => !hosts.includes(thing.host) && isKept(thing))
    const ids = [...(made.hosts ?? []).map(({ name }) => name), ...kept.map(idOf)]
    ports.say(`${String(ids.length)} copied`)
    return { text: JSON.stringify(made, null, 2), ids }
  }

  return {
    duplicate() {
      const hosts = ports.hosts()
      const things = ports.things().filter(({ host }) => !hosts.includes(host))
      const count = things.length + hosts.length
      const [only] = things
      if (count === 0) return
      const [reason, whole] = [ports.noHosts(), clipFrom([], hosts)]
      if (hosts.length > 0 && reason !== undefined) return refuse(reason)
      if ('refused' in whole) return ports.refuse(whole)
      const copies = [...new Set(things.map(({ host }) => host))].flatMap((host) => {
        const made = clipFrom(
          things.filter((thing) => thing.host === host),
          [],
        )
        return 'refused' in made ? [] : [{ host, boxes: boxesOf(made) }]
      })
      const sheet = ports.sheet()
      const by = { offset: beside(sheet, copies), hostOffset: hostsBeside(sheet, whole) }
      const named = only ? `${only.kind} ${only.name}` : `host ${hosts[0] ?? ''}`
      const label = `Duplicate ${count === 1 ? named : `${String(count)} things`}`
      run({ do: 'duplicate', things, hosts, layout: ports.layout(), ...by }, label)
    },
    copied: () => copied()?.text,
    /** The same, and exactly what was copied is gone. */
    cut(): string | undefined {
      const made = copied()
      if (made !== undefined) ports.remove(made.ids)
      return made?.text
    },
    /** What was copied here, or text from the clipboard. */
    paste(from?: string) {
      const read = from === undefined ? clip : clipOf(from)
      if (read === null) return refuse('The clipboard holds nothing that was copied from a lab.')
      const count = read.things.length + (read.hosts?.length ?? 0)
      const aimed = ports.aimed()
      const host = aimed?.host ?? ports.host()
      const reason = ports.noHosts()
      if (read.hosts !== undefined && reason !== undefined) return refuse(reason)
      if (host === undefined && read.things.length > 0) {
        return refuse('Containers, networks and volumes are pasted into a host. Add one first.')
      }
      const sheet = ports.sheet()
      const boxes = boxesOf(read)
      const middle = around(boxes)
      const wanted = aimed?.host !== undefined &&
        middle && {
          x: Math.round(aimed.at.x - middle.x / UNIT),
          y: Math.round(aimed.at.y - middle.y / UNIT),
        }
      const offset =
        host === undefined ? { x: 0, y: 0 } : beside(sheet, [{ host, boxes }], wanted || undefined)
      const only = read.things[0]?.name ?? read.hosts?.[0]?.name ?? ''
      const where = read.things.length > 0 && host !== undefined ? ` into ${host}` : ''
      const label = `Paste ${count === 1 ? only : `${String(count)} things`}${where}`
      const into = host === undefined ? {} : { host }
      run({ do: 'paste', ...into, clip: read, offset, hostOffset: hostsBeside(sheet, read) }, label)
    },
  }
}
