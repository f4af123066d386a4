/** One property of one thing: what the goals of a step compile to. */
import { z } from 'zod'
import { defineCheck, fail, pass, type Finding, type Probe } from '../define.ts'
import { sameImage } from '../topology/names.ts'
import type { Property } from '../topology/property.ts'
import type { Ref } from '../topology/state.ts'
import { things, type Thing } from '../topology/things.ts'
import { labelOf, mention, refOf } from './subject.ts'

const fields = z.strictObject({
  thing: z.enum(['network', 'volume', 'container', 'image', 'service', 'secret', 'node', 'host']),
  name: z.string().min(1),
  /** A canonical key, or `exists` or `absent`. */
  property: z.string(),
  /** The drawn thing in canonical form; only the property's part of it counts. */
  wanted: z.record(z.string(), z.unknown()),
  /** The thing must have nothing of what is drawn. */
  lacks: z.literal(true).optional(),
})
type Args = z.output<typeof fields>

export const state = defineCheck<Args>({
  kind: 'state',
  summary: 'One property of one thing, as a goal draws it',
  fields,
  describe: (args) => {
    const name = `${args.thing} \`${args.name}\``
    if (args.property === 'exists') return `There is a${args.thing === 'image' ? 'n' : ''} ${name}`
    if (args.property === 'absent') return `There is no ${name}`
    const property = propertyOf(args)
    if (property === undefined) return name
    if (args.lacks) return lacking(property, name, property.without?.items(args.wanted) ?? [])
    return claim(property, name, property.expected(args.wanted))
  },
  mentions: ({ thing, name }) => [mention(thing, name, 'name')],
  live: true,
  run,
  example: { thing: 'network', name: 'lan', property: 'driver', wanted: { driver: 'bridge' } },
})

/** A host is named by itself. */
function hostRef(name: string): Ref {
  return { host: name, name }
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const ref = args.thing === 'host' ? hostRef(args.name) : refOf(args.name, probe)
  const host = await probe.observe(ref.host)
  const named = args.thing === 'host' ? `\`${args.name}\`` : labelOf(ref, probe)
  const label = `${args.thing} ${named}`
  const found =
    args.thing === 'image'
      ? host.images.find((image) => sameImage(image, ref.name))
      : things[args.thing].find(host, ref.name)
  if (args.property === 'exists' || args.property === 'absent') {
    return existence(args.property, found !== undefined, label)
  }
  const property = propertyOf(args)
  if (found === undefined || property === undefined) return existence('exists', false, label)
  if (args.lacks) return lack(property, args.wanted, found, label)
  const [expected, is] = [property.expected(args.wanted), property.found(found, args.wanted)]
  if (property.same(args.wanted, found)) return pass(expected, is, `${claim(property, label, is)}.`)
  const sentence = `${claim(property, label, is)}, and should be ${expected}.`
  return fail(expected, is, sentence)
}

function existence(wanted: 'exists' | 'absent', there: boolean, label: string): Finding {
  const found = there ? 'exists' : 'absent'
  const sentence = there ? `The ${label} exists` : `There is no ${label}`
  if (wanted === found) return pass(wanted, found, `${sentence}.`)
  return fail(
    wanted,
    found,
    wanted === 'absent' ? `${sentence}, and should be gone.` : `${sentence} yet.`,
  )
}

/** "The driver of network `lan` is bridge". */
function claim(property: Property<unknown, unknown>, label: string, value: string): string {
  return `The ${property.label} of ${label} ${property.plural ? 'are' : 'is'} ${value}`
}

/** "The volumes of container `db` do not include data:/data". */
function lacking({ label, plural }: Property<unknown, unknown>, name: string, items: string[]) {
  const verb = plural ? 'do' : 'does'
  return `The ${label} of ${name} ${verb} not include ${items.join(', ')}`
}

function lack(
  property: Property<unknown, unknown>,
  wanted: unknown,
  actual: unknown,
  label: string,
): Finding {
  const { items, there } = property.without ?? { items: () => [], there: () => [] }
  const found = there(wanted, actual)
  const expected = `without ${items(wanted).join(', ')}`
  if (found.length === 0) {
    return pass(expected, 'without', `${lacking(property, label, items(wanted))}.`)
  }
  const is = found.join(', ')
  const verb = property.plural ? 'include' : 'includes'
  return fail(expected, is, `The ${property.label} of ${label} ${verb} ${is}, and should not.`)
}

function propertyOf({ thing, property }: Args): Property<unknown, unknown> | undefined {
  if (thing === 'image') return undefined
  const kind: Thing = things[thing]
  return kind.properties.find(({ key }) => key === property)
}
