import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stepsOf } from '../../../../labs/edit/lab.ts'
import { createSketcher, sketch } from '../../../../web/builder/sketch.ts'

const folder = 'labs/catalogue'

describe('a sketch of a text that is typed', () => {
  it.each(readdirSync(folder))('is of %s what it is of each text alone', (id) => {
    const text = readFileSync(`${folder}/${id}/lab.yaml`, 'utf8')
    const sketchOf = createSketcher()
    const steps = stepsOf(sketch(text)?.value ?? null).map((step) => String(step['id']))
    for (const step of [null, ...steps]) expect(sketchOf(text, step)).toEqual(sketch(text, step))
    const stride = Math.ceil(text.length / 6)
    for (let at = 0; at < text.length; at += stride) {
      const next = `${text.slice(0, at)}x${text.slice(at + 2)}`
      expect(sketchOf(next)).toEqual(sketch(next))
      expect(sketchOf(text)).toEqual(sketch(text))
    }
  })
})
