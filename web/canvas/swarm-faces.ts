/** The faces of what a swarm lays over its hosts. */
import { fits, type Face } from './face.ts'
import { icon, mark, pill, rect, text } from './ink.ts'
import type { OverlayThing, SecretThing, ServiceThing } from './scene.ts'
import { clip, type StatusLook } from './words.ts'

const overlay: Face<OverlayThing> = (thing, { w, h }, p) =>
  [
    rect({ w, h }, { fill: p.accentSoft, stroke: p.accent }),
    text(clip(thing.name, fits(w / 2, 'name')), -w / 2 + 12, -3, { fill: p.text, bold: true }),
    text(clip(thing.detail, fits(w - 24, 'small')), -w / 2 + 12, 14, { fill: p.text, size: 12 }),
    pill(thing.driver, w / 2 - 10, -h / 2, { fill: p.surface, stroke: p.accent, ink: p.accent }),
  ].join('')

const SHAPES: Record<ServiceThing['status'], StatusLook['shape']> = {
  planned: 'dashed',
  running: 'disc',
  pending: 'ring',
}

/** A card on another: one service stands for several containers. */
const service: Face<ServiceThing> = (thing, { w, h }, p) => {
  const x = -w / 2 + 12
  const tone = { planned: p.waiting, running: p.pass, pending: p.unknown }[thing.status]
  const chip = { fill: p.surface, stroke: p.borderStrong, ink: p.text }
  const behind = rect({ w: w - 8, h }, { fill: p.surface, stroke: p.borderStrong })
  return [
    `<g transform="translate(0 5)">${behind}</g>`,
    rect({ w, h }, { fill: p.surface, stroke: p.borderStrong }),
    text(clip(thing.name, fits(w - 20, 'name')), x, -h / 2 + 20, { fill: p.text, bold: true }),
    text(clip(thing.image, fits(w - 24, 'small')), x, -h / 2 + 36, { fill: p.muted, size: 12 }),
    mark(SHAPES[thing.status], x + 5, -h / 2 + 48, tone),
    text(thing.detail, x + 16, -h / 2 + 52, { fill: tone, size: 12 }),
    pill('service', w / 2 - 8, -h / 2, chip),
    thing.ports[0] === undefined ? '' : pill(thing.ports[0], w / 2 - 8, h / 2 + 1, chip),
  ].join('')
}

const secret: Face<SecretThing> = (thing, { w, h }, p) => {
  const x = -w / 2 + 36
  return [
    rect({ w, h }, { fill: p.sunken, stroke: p.borderStrong }),
    icon('key', -w / 2 + 20, 0, p.muted),
    text(clip(thing.name, fits(w - 44, 'name')), x, -3, { fill: p.text, bold: true, size: 12 }),
    text('secret', x, 13, { fill: p.muted, size: 12 }),
  ].join('')
}

export const swarmFaces = { overlay, service, secret }
