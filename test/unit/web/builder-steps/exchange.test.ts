import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile, parse } from '../../../../labs/format/index.ts'
import type { Layout } from '../../../../labs/layout.ts'
import { readFolder, packLab, unpackLab } from '../../../../web/builder/exchange/pack.ts'
import { drawnScene } from '../../../../web/builder/drawn-scene.ts'
import { picture } from '../../../../web/builder/exchange/picture.ts'
import { readYaml } from '../../../../web/builder/exchange/read.ts'
import { fileName } from '../../../../web/builder/exchange/download.ts'
import { desiredAfter } from '../../../../web/builder/run/desired.ts'
import { deviations } from '../../../../web/builder/run/deviations.ts'
import { liveColours } from '../../../../web/canvas/palette.ts'
import { toView } from '../../../../labs/format/index.ts'

const folder = 'labs/catalogue/user-defined-bridge'
const text = readFileSync(`${folder}/lab.yaml`, 'utf8')
const layout = JSON.parse(readFileSync(`${folder}/layout.json`, 'utf8')) as Layout

function compiled() {
  const { lab } = parse(text)
  if (lab === undefined) throw new Error('the lab has errors')
  return compile(lab, { id: 'lab', seed: 'test' })
}

describe('a lab as a zip', () => {
  it('comes back as it went in', () => {
    const content = { text, layout, files: { 'etc/motd': 'Hello\n' } }
    expect(unpackLab(packLab(content, 'my-lab'))).toEqual({ ...content, notes: [] })
  })

  it('is refused where it is none', () => {
    expect(unpackLab(new TextEncoder().encode('no zip'))).toHaveProperty('refused')
  })

  it('is named after its title', () => {
    expect(fileName('Reach a container: “web”!')).toBe('reach-a-container-web')
  })
})

describe('a chosen YAML file', () => {
  it('is a lab, a compose file, or said not to be', () => {
    expect(readYaml(text, 'lab.yaml').content?.text).toBe(text)
    const made = readYaml('services: { web: { image: busybox, build: . } }\n', 'compose.yaml')
    expect(parse(made.content?.text ?? '').lab).toBeDefined()
    expect(made.notes.join()).toContain('build')
    // They are still to be read when the dialog is gone.
    expect(made.content?.text).toMatch(/^# Made of compose.yaml.*\n# - Line 1: .*build/)
    expect(readYaml('a: 1\n', 'x.yaml')).not.toHaveProperty('content')
  })
})

describe('a folder of an application', () => {
  it('gives the lab of its compose file, and says what else was in it', () => {
    const bytes = (content: string) => new TextEncoder().encode(content)
    const found = readFolder({
      'shop/compose.yaml': bytes('services: { web: { image: busybox } }\n'),
      'shop/Dockerfile': bytes('FROM busybox\n'),
    })
    expect(found).toMatchObject({ path: 'shop/compose.yaml' })
    expect('notes' in found && found.notes.join()).toContain('shop/Dockerfile')
    expect(readFolder({ 'a.txt': bytes('a') })).toHaveProperty('refused')
  })
})

describe('the picture', () => {
  it('holds every thing, at the size that it says', () => {
    const { svg, width } = picture(drawnScene(toView(compiled(), layout)), layout, liveColours)
    for (const name of ['host1', 'new_bridge', 'db', 'web']) expect(svg).toContain(`>${name}<`)
    expect(svg).toContain(`width="${String(width)}"`)
  })
})

describe('what is real against what is drawn', () => {
  const { drawing } = toView(compiled(), layout)

  it('is the same where all of it was built', () => {
    const lab = compiled()
    expect(deviations(desiredAfter(lab, lab.steps.length), drawing)).toEqual([])
  })

  it('is extra before a step wants it, and missing after', () => {
    const lab = compiled()
    const kinds = (steps: number, state: typeof drawing) =>
      deviations(desiredAfter(lab, steps), state).map(({ name, is }) => `${is} ${name}`)
    expect(kinds(0, drawing)).toContain('extra db')
    const bare = { hosts: { host1: { networks: {}, volumes: {}, containers: {}, images: [] } } }
    expect(kinds(1, bare)).toEqual(['missing new_bridge'])
  })
})
