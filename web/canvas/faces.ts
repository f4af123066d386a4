/** The face of each kind of thing as SVG, centred on 0,0: one look for the map and the miniature. */
import { fits, type Face, type Size } from './face.ts'
import { icon, mark, pill, pillWidth, rect, text } from './ink.ts'
import type { Palette } from './palette.ts'
import type {
  ContainerThing,
  HostThing,
  Mark,
  NetworkThing,
  PathThing,
  Thing,
  VolumeThing,
  WireThing,
} from './scene.ts'
import { swarmFaces } from './swarm-faces.ts'
import { clip, markWords, statusLook, type StatusLook } from './words.ts'

const container: Face<ContainerThing> = (thing, { w, h }, p) => {
  const look = statusLook(thing.status, thing.exitCode)
  const x = -w / 2 + 12
  const dim = look.tone === 'quiet'
  const chip = { fill: p.surface, stroke: p.borderStrong, ink: p.text }
  const stroke = p.borderStrong
  const below = belowOf(thing)
  return [
    rect({ w, h }, { fill: dim ? p.bg : p.surface, stroke, dashed: look.shape === 'dashed' }),
    mark(look.shape, x + 5, -h / 2 + 44, toneColour(look.tone, p)),
    text(clip(thing.short, fits(w - 20, 'name')), x, -h / 2 + 19, { fill: p.text, bold: true }),
    text(clip(thing.image, fits(w - 24, 'small')), x, -h / 2 + 34, { fill: p.muted, size: 12 }),
    text(look.word, x + 16, -h / 2 + 48, { fill: toneColour(look.tone, p), size: 12 }),
    thing.mode === '' ? '' : pill(clip(thing.mode, 18), w / 2 - 8, -h / 2, chip),
    below === '' ? '' : pill(below, w / 2 - 8, h / 2 + 1, chip),
  ].join('')
}

/** There is room for one pill below: what is published, or else what is mounted without being drawn. */
function belowOf({ ports, own }: ContainerThing): string {
  const [first, ...others] = ports.length > 0 ? ports : own.map((mount) => clip(mount, 15))
  if (first === undefined) return ''
  return first + (others.length > 0 ? ` +${String(others.length)}` : '')
}

const leg: Face<NetworkThing> = (thing, { w, h }, p) => {
  const room = w < 200 ? w - 24 : w - 84
  return [
    rect({ w, h }, { fill: p.accentSoft, stroke: p.accent }),
    text(clip(thing.name, fits(room, 'name')), -w / 2 + 12, 5, { fill: p.text, bold: true }),
    w < 200 ? '' : text('overlay', w / 2 - 12, 5, { fill: p.muted, size: 12, anchor: 'end' }),
  ].join('')
}

const network: Face<NetworkThing> = (thing, { w, h }, p) => {
  if (thing.leg) return leg(thing, { w, h }, p)
  const x = -w / 2 + 12
  const wide = w >= 240
  const [first, second] = wide ? [thing.detail, ''] : thing.detail.split(' · ')
  const driver = thing.internal ? `${thing.driver}, internal` : thing.driver
  const lines = second ? [-10, 7, 22] : [-5, 13]
  return [
    rect({ w, h }, { fill: p.accentSoft, stroke: p.accent }),
    text(clip(thing.name, fits(w - 24, 'name')), x, lines[0] ?? 0, { fill: p.text, bold: true }),
    text(clip(first ?? '', fits(w - 20, 'small')), x, lines[1] ?? 0, { fill: p.text, size: 12 }),
    second ? text(second, x, lines[2] ?? 0, { fill: p.text, size: 12 }) : '',
    pill(driver, w / 2 - 10, -h / 2, { fill: p.surface, stroke: p.accent, ink: p.accent }),
  ].join('')
}

const volume: Face<VolumeThing> = (thing, { w, h }, p) => {
  const driver = thing.driver === 'local' ? '' : ` · ${thing.driver}`
  const kind = thing.anonymous ? 'anonymous' : `volume${driver}`
  return stored('cylinder', thing.short, kind, { w, h }, p)
}

const path: Face<PathThing> = (thing, { w, h }, p) => {
  const room = fits(w - 48, 'name')
  const name = thing.name.length > room ? `…${thing.name.slice(1 - room)}` : thing.name
  return stored('folder', name, 'host path', { w, h }, p)
}

function stored(shape: 'cylinder' | 'folder', name: string, kind: string, size: Size, p: Palette) {
  const x = -size.w / 2 + 36
  return [
    rect(size, { fill: p.sunken, stroke: p.borderStrong }),
    icon(shape, -size.w / 2 + 20, 0, p.muted),
    text(clip(name, fits(size.w - 44, 'name')), x, -3, { fill: p.text, bold: true, size: 12 }),
    text(clip(kind, fits(size.w - 44, 'small')), x, 13, { fill: p.muted, size: 12 }),
  ].join('')
}

const host: Face<HostThing> = (thing, { w, h }, p) =>
  [
    icon('server', -w / 2 + 20, -h / 2 + 20, p.muted),
    text(thing.name, -w / 2 + 34, -h / 2 + 25, { fill: p.text, bold: true, size: 14 }),
    thing.role === '' ? '' : role(thing.role, w / 2 - 12, -h / 2 + 20, p),
    thing.empty === '' ? '' : text(thing.empty, 0, h / 2 - 30, { fill: p.muted, anchor: 'middle' }),
  ].join('')

/** A manager is filled, so that it is found at a glance among the workers. */
function role(words: string, x: number, y: number, p: Palette): string {
  const leads = words.startsWith('manager')
  const away = /drained|paused|down|disconnected/.test(words)
  const ink = away ? p.unknown : leads ? p.accent : p.muted
  return pill(words, x, y, {
    fill: leads ? p.accentSoft : p.surface,
    stroke: away || leads ? ink : p.borderStrong,
    ink,
  })
}

const wire: Face<WireThing> = (thing, { w, h }, p) =>
  [
    rect({ w, h }, { fill: p.sunken, stroke: p.borderStrong }),
    text(thing.name, -w / 2 + 12, 5, { fill: p.text, bold: true }),
    text(thing.bare ? 'joins no host yet' : 'joins the hosts', w / 2 - 12, 5, {
      fill: p.muted,
      size: 12,
      anchor: 'end',
    }),
  ].join('')

const FACES: { [K in Thing['kind']]: Face<Extract<Thing, { kind: K }>> } = {
  container,
  network,
  volume,
  path,
  host,
  wire,
  ...swarmFaces,
}

/** SVG markup of a thing's face, its centre at 0,0; everything written by people is escaped. */
export function face(thing: Thing, size: Size, palette: Palette): string {
  const draw = FACES[thing.kind] as Face<Thing>
  return draw(thing, size, palette) + (thing.mark ? marking(thing, thing.mark, size, palette) : '')
}

/** An outline and a label of its own for each way to differ; they keep clear of what else sits on the edges. */
function marking(thing: Thing, is: Mark, { w, h }: Size, p: Palette): string {
  const ink = { missing: p.fail, extra: p.accent, different: p.unknown, broken: p.fail }[is]
  const label = markWords[is]
  const above = thing.kind === 'container' && belowOf(thing) !== ''
  const x = -w / 2 + 8 + pillWidth(label)
  return [
    rect({ w, h }, { fill: 'none', stroke: ink, line: 2, dashed: is === 'missing' }),
    pill(label, x, above ? -h / 2 : h / 2, { fill: p.surface, stroke: ink, ink }),
  ].join('')
}

function toneColour(tone: StatusLook['tone'], p: Palette): string {
  return { good: p.pass, quiet: p.waiting, warn: p.unknown, bad: p.fail }[tone]
}
