import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { writtenKinds } from '../../../../labs/checks/index.ts'
import { proposalsOf, type Fields } from '../../../../labs/edit/index.ts'
import { parse } from '../../../../labs/format/index.ts'
import { checkProblems, checkWords } from '../../../../web/builder/steps/checks.ts'
import { formOf, type FormField } from '../../../../web/builder/steps/form.ts'
import { unwish, wishAgain } from '../../../../web/builder/steps/goal-text.ts'
import { meant, optionOf, shown } from '../../../../web/builder/steps/values.ts'
import { namesUpTo } from '../../../../web/builder/steps/names.ts'
import { writtenLab } from '../../../../web/builder/steps/written.ts'

const text = readFileSync('labs/catalogue/user-defined-bridge/lab.yaml', 'utf8')

function lab(source = text) {
  const found = writtenLab(source)
  if ('refused' in found) throw new Error(found.refused.reason)
  return found
}

describe('the written steps', () => {
  it('hold what the text says, in its order', () => {
    const [first, second] = lab().steps
    expect(first).toMatchObject({ id: 'create', title: 'Make a bridge network' })
    expect(first?.goal).toEqual({ host1: { networks: { new_bridge: { driver: 'bridge' } } } })
    expect(first?.hints[0]?.after).toBe(1)
    expect(first?.solution).toEqual([
      { host: 'host1', run: 'docker network create -d bridge new_bridge' },
    ])
    expect(second?.checks.map(({ fields }) => checkWords(fields))).toHaveLength(2)
    const range = second?.checks[0]?.range
    expect(text.slice(range?.start, range?.end)).toContain('SCOPE')
  })

  it('are read while the lab is wrong, and not while the text is', () => {
    const half =
      'slipway: 1\ntitle: Half\nhosts: { host1: {} }\nsteps:\n  - id: one\n    title: One\n'
    expect(parse(half).lab).toBeUndefined()
    expect(lab(half).steps.map(({ id }) => id)).toEqual(['one'])
    expect(writtenLab('a: [')).toHaveProperty('refused')
  })

  it('name what is there when a step is checked', () => {
    expect(namesUpTo(lab(), 0).container).toEqual([])
    expect(namesUpTo(lab(), 2)).toMatchObject({ container: ['db'], network: ['new_bridge'] })
  })
})

describe('the form of a check', () => {
  /** What a form would show and give back for every plain control. */
  function through(fields: FormField[], args: Fields): Fields {
    return Object.fromEntries(
      fields.flatMap(({ key, input }): [string, Fields[string]][] => {
        const value = args[key]
        if (value === undefined) return []
        if (input.is === 'group') return [[key, through(input.fields, value as Fields)]]
        if (input.is === 'either') {
          const option = input.options[optionOf(value, input)]?.input
          if (option?.is === 'group') return [[key, through(option.fields, value as Fields)]]
        }
        const back = meant(shown(value, input), input)
        return back === undefined ? [] : [[key, back]]
      }),
    )
  }

  it.each(writtenKinds.map((kind) => [kind.kind, kind] as const))(
    'keeps the example of %s',
    (_, kind) => {
      expect(through(formOf(kind), kind.example as Fields)).toEqual(kind.example)
    },
  )

  it('says which fields are missing', () => {
    const ping = writtenKinds.find(({ kind }) => kind === 'ping')
    expect(ping && Object.keys(checkProblems(ping, { from: 'db' }))).toEqual(['to'])
  })
})

describe('a goal that is drawn anew', () => {
  it('loses a wish and has it back', () => {
    const { goal, wishes } = lab().steps[0] ?? { goal: {}, wishes: [] }
    const driver = wishes.find(({ path }) => path.at(-1) === 'driver')
    const less = unwish(goal, driver?.path ?? [], 'driver')
    expect(less.goal).toEqual({ host1: { networks: { new_bridge: {} } } })
    expect(wishAgain(less.goal, less.out)).toEqual(goal)
  })

  it('holds what is wished of nodes and of a host’s part in a swarm, each to be ticked', () => {
    const goal = { host1: { swarm: 'manager', nodes: { host2: { role: 'worker' } } } }
    const words = proposalsOf(goal).map(({ words }) => words)
    expect(words).toContain('The role in a swarm of host `host1` is manager')
    expect(words).toContain('The role of node `host2` is worker')
    const less = unwish(goal, ['host1', 'swarm'], '')
    expect(less.goal).toEqual({ host1: { nodes: goal.host1.nodes } })
    expect(wishAgain(less.goal, less.out)).toEqual(goal)
  })
})
