/** What the builder offers to choose from: commands, new things, targets of a connection, things to find. */
import { actions } from '../actions/index.ts'
import { shown } from '../../ui/keys.ts'
import { homeFor, imagesOf, needsManager, type NewKind } from '../adding.ts'
import { targetsOf } from '../connecting.ts'
import type { Desk } from '../desk.svelte.ts'
import { hostAround, hostOf, pathIn, thingOf, words } from '../things.ts'
import type { Choice } from '../../ui/choice.ts'

export function commandChoices(desk: Desk): Choice[] {
  return actions
    .filter(({ id, can }) => id !== 'commands' && (can === undefined || can(desk)))
    .map(({ id, title, keys, run }) => ({
      ...{ id, label: title, act: () => run(desk) },
      ...(keys === undefined ? {} : { keys: shown(keys) }),
    }))
}

/** `web training/webapp` adds a container of that name and image; a word alone names what is added. */
export function addChoices(desk: Desk, typed: string): Choice[] {
  const host = desk.host()
  const known = host === undefined ? [] : imagesOf(desk.doc.sketch.value, host)
  const words = typed.trim().split(/\s+/).filter(Boolean)
  const swarm = homeFor('service', desk.doc.drawing, host)
  const kinds: NewKind[] = ['container', 'network', 'volume', 'host']
  if (swarm !== undefined) kinds.push('service', 'secret', 'overlay')
  const kind = kinds.find((one) => words[0] !== undefined && one.startsWith(words[0]))
  const name = words.slice(kind === undefined ? 0 : 1).find((word) => /^[\w.${}-]+$/.test(word))
  const note = (what: string) => `${name === undefined ? '' : `${name} · `}${what} ${typed}`
  const named = name === undefined ? {} : { name }
  const placeOf = (one: NewKind) => {
    if (one === 'host') return 'a Docker engine of its own'
    if (needsManager(one)) return `in the swarm that ${swarm ?? 'a manager'} manages`
    return `in ${host ?? 'a new host'}`
  }
  const plain = kinds.map((one): Choice => ({
    id: one,
    label: `${one[0]?.toUpperCase() ?? ''}${one.slice(1)}`,
    note: note(placeOf(one)),
    act: () => desk.add({ kind: one, ...(kind === undefined || kind === one ? named : {}) }),
  }))
  const images = [...new Set([...known, 'busybox'])].map((image): Choice => ({
    id: `image ${image}`,
    label: `Container of ${image}`,
    note: note('container'),
    act: () => desk.add({ kind: 'container', image, ...named }),
  }))
  return kind === undefined ? [...plain, ...images] : plain.filter(({ id }) => id === kind)
}

/** Each way to each target is a choice of its own, so that nothing is asked twice. */
export function targetChoices(desk: Desk): Choice[] {
  const from = desk.doc.selection[0]
  if (from === undefined) return []
  const own = hostAround(desk.writtenAs(from))
  return targetsOf(desk.doc.sketch.value, from).flatMap(({ id, ways }) => {
    const thing = thingOf(id)
    const name = thing?.name ?? pathIn(id)?.path ?? hostOf(id) ?? id.slice('wire:'.length)
    const away = thing && thing.host !== own ? ` on ${thing.host}` : ''
    return ways.map(({ command, label }, index) => ({
      id: `${id} ${String(index)}`,
      label: name,
      note: ways.length > 1 ? label : words(id).replace(` ${name}`, '') + away,
      act: () => void desk.edit(command, label),
    }))
  })
}

export function wayChoices(desk: Desk): Choice[] {
  return desk.ways.map(({ command, label }) => ({
    ...{ id: label, label },
    act: () => void desk.edit(command, label),
  }))
}

export function thingChoices(desk: Desk): Choice[] {
  return desk.scene.things.map(({ id, name, host }) => ({
    id,
    label: name,
    note: words(id).replace(` ${name}`, '') + (host && host !== id ? ` on ${host}` : ''),
    act() {
      desk.select([id])
      desk.canvas?.reveal(id)
      desk.canvas?.focus()
    },
  }))
}
