/** Draws and writes the catalogue's `user-defined-bridge` from an empty canvas: its words from its text, its goals drawn. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { compile, parse, type CompiledStep } from '../../labs/format/index.ts'
import type { Fields } from '../../labs/edit/index.ts'
import type { Author } from './author.ts'
import { root } from './sources.ts'

interface Model {
  title: string
  summary: string
  level: string
  minutes: number
  tags: string[]
  learn: string[]
  requires: string[]
  hosts: { host1: { images: string[] } }
  steps: {
    id: string
    title: string
    text: string
    checks?: Fields[]
    hints?: { after: string; text: string }[]
    solution: string
  }[]
}

export async function readModel(): Promise<{ model: Model; text: string }> {
  const path = join(root, 'labs/catalogue/user-defined-bridge/lab.yaml')
  const text = await readFile(path, 'utf8')
  return { model: parseYaml(text) as Model, text }
}

/** What each goal is drawn as. */
const goals: Record<string, (author: Author) => Promise<void>> = {
  create: (author) => author.drawGoal(() => author.pencil.add('network', 'new_bridge')),
  db: (author) =>
    author.drawGoal(async () => {
      await author.pencil.add('container', 'db')
      await author.say({ Image: 'training/postgres' })
      await author.pencil.connect('db', 'new_bridge')
    }),
  web: (author) =>
    author.drawGoal(async () => {
      await author.pencil.add('container', 'web')
      await author.say({ Image: 'training/webapp', Command: 'python app.py' })
      await author.hands.press(author.page.getByText('More properties'))
      await author.say({ 'Network mode': 'bridge' })
    }),
  connect: (author) =>
    author.drawGoal(() => author.pencil.connect('web', 'new_bridge'), [/image/, /runs|running/]),
}

export async function describeLab(author: Author, { hosts, ...model }: Model): Promise<void> {
  await author.pencil.openLab()
  await author.say({
    ...{ Title: model.title, Summary: model.summary, Level: model.level },
    ...{ Minutes: String(model.minutes), Tags: model.tags },
    ...{ 'What one learns': model.learn, 'Labs to do before': model.requires },
  })
  await author.pencil.open('host1')
  await author.say({ Images: hosts.host1.images })
  await author.pencil.openLab()
}

export async function writeStep(author: Author, step: Model['steps'][number]): Promise<void> {
  await author.addStep(step.id, step.title, step.text)
  await goals[step.id]?.(author)
  for (const { within, ...check } of step.checks ?? []) {
    const [kind = '', args] = Object.entries(check)[0] ?? []
    const more = within === undefined ? {} : { more: { 'Go on asking for': String(within) } }
    await author.addCheck({ kind, args: args as Fields, ...more })
  }
  for (const { after, text } of step.hints ?? []) await author.addHint(parseInt(after), text)
  await author.solve('host1', step.solution)
}

/**
 * What learners and checks make of a text; two texts that mean the same give the same. Left out is what is not drawn:
 * ways that learners never see, which failure a hint waits for, and the addresses that differ from one to the other.
 */
export function meaning(text: string) {
  const { lab } = parse(text)
  if (lab === undefined) throw new Error(`This is no lab:\n${text}`)
  const { steps, wanted, ...about } = compile(lab, { id: 'lab', seed: 'same', files: {} })
  const hosts = Object.entries(wanted.hosts).map(([name, host]) => [name, { ...host, daemon: {} }])
  const drawn = { ...wanted, hosts: Object.fromEntries(hosts) as typeof wanted.hosts }
  return { ...about, digest: '', params: {}, accepts: [], wanted: drawn, steps: steps.map(meant) }
}

/** The order of the checks of a goal means nothing. */
function meant({ checks, ...step }: CompiledStep) {
  const sorted = checks
    .map(({ id: _, needs: __, ...check }) => JSON.stringify(check))
    .toSorted((one, other) => one.localeCompare(other))
  const hints = step.hints.map(({ afterFailures, text }) => ({ afterFailures, text }))
  return { ...step, checks: sorted, hints, alternatives: [], mistakes: [] }
}
