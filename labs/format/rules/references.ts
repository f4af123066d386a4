import { checkKind } from '../../checks/index.ts'
import { resolveRef, type Mention } from '../../define.ts'
import { isAddress } from '../../topology/addresses.ts'
import { wrongKey, wrongValue, type Code, type Path, type Problem } from '../diagnostics.ts'
import { writtenChecks } from '../written-checks.ts'
import { goalsOf } from '../goal.ts'
import type { LabFields, StepFields } from '../schema.ts'
import { advise } from '../suggest.ts'
import { fences } from './fences.ts'
import { knownAt, type Known } from './known.ts'
import type { Rule } from './rule.ts'

/** Names in checks lead to something that can be there by then. */
export const mentions: Rule = (lab) =>
  lab.steps.flatMap((step, index) => {
    const known = knownAt(lab, index)
    return writtenChecks(step, index).flatMap(({ kind, args, path }) =>
      (checkKind(kind)?.mentions(args) ?? []).flatMap((mention) =>
        mentionProblems(lab, known, mention, [...path, ...mention.path]),
      ),
    )
  })

const codes = {
  network: 'unknown-network',
  volume: 'unknown-volume',
  container: 'unknown-container',
  service: 'unknown-service',
  secret: 'unknown-secret',
  node: 'unknown-host',
} as const satisfies Record<string, Code>

function mentionProblems(lab: LabFields, known: Known, mention: Mention, path: Path): Problem[] {
  const hosts = Object.keys(lab.hosts)
  const { kind, text } = mention
  if (kind === 'host') return hosts.includes(text) ? [] : [unknownHost(text, hosts, path)]
  if (kind === 'image' || isAddress(text)) return []
  if (kind === 'container' && hosts.includes(text)) return []
  const ref = resolveRef(text, hosts)
  if (ref === undefined) {
    const advice = `Write it as ${hosts.map((host) => `\`${host}/${text}\``).join(' or ')}.`
    return [wrongValue('missing-host', path, `\`${text}\` does not say on which host.`, advice)]
  }
  if (known.has(kind, ref)) return []
  const message = `No start state, goal or solution up to this step makes a ${kind} \`${ref.name}\`.`
  const legal = known.drawn(kind, ref.host)
  const whole = kind === 'container' ? [...legal, ...hosts] : legal
  return [wrongValue(codes[kind], path, message, advise(ref.name, whole, 'Known here'))]
}

function unknownHost(name: string, hosts: string[], path: Path): Problem {
  return wrongValue(
    'unknown-host',
    path,
    `There is no host \`${name}\`.`,
    advise(name, hosts, 'Hosts'),
  )
}

/** Hosts in goals, run blocks and solutions. */
export const hosts: Rule = (lab) =>
  lab.steps.flatMap((step, index) => [
    ...goalHosts(lab, step, index),
    ...fenceHosts(lab, step, index),
    ...solutionHosts(lab, step, index),
  ])

function goalHosts(lab: LabFields, step: StepFields, index: number): Problem[] {
  const known = Object.keys(lab.hosts)
  const several = known.length > 1
  return goalsOf(lab, step, index).flatMap(({ host, path }) => {
    const bare = path.at(-1) === 'goal'
    if (bare && several) {
      const message = 'This goal does not say for which host it is.'
      return [wrongKey('missing-host', path, message, `Put it below one of ${known.join(', ')}.`)]
    }
    if (bare || known.includes(host)) return []
    return [{ ...unknownHost(host, known, path), at: 'key' as const }]
  })
}

function fenceHosts(lab: LabFields, { text }: StepFields, index: number): Problem[] {
  const known = Object.keys(lab.hosts)
  const path = ['steps', index, 'text']
  return fences(text ?? '').flatMap(({ host, opening }) => {
    if (known.includes(host) || (host === '' && known.length === 1)) return []
    const problem =
      host === ''
        ? wrongValue(
            'missing-host',
            path,
            'This block does not say on which host it runs.',
            `Write \`run ${known[0]}\`.`,
          )
        : unknownHost(host, known, path)
    return [{ ...problem, part: opening }]
  })
}

function solutionHosts(lab: LabFields, step: StepFields, index: number): Problem[] {
  return commandsOf(step, ['steps', index]).flatMap(({ commands, path, called }) =>
    commandHosts(Object.keys(lab.hosts), commands, path, called),
  )
}

interface Written {
  commands: NonNullable<StepFields['solution']>
  path: Path
  called: string
}

/** The solution, and the commands of every other way. */
function commandsOf(step: StepFields, path: Path): Written[] {
  const at = (commands: StepFields['solution'], called: string, ...rest: (string | number)[]) =>
    commands === undefined ? [] : [{ commands, called, path: [...path, ...rest] }]
  return [
    ...at(step.solution, 'solution', 'solution'),
    ...(step.alternatives ?? []).flatMap(({ run }, way) =>
      at(run, 'alternative', 'alternatives', way, 'run'),
    ),
    ...(step.mistakes ?? []).flatMap(({ run, undo }, way) => [
      ...at(run, 'mistake', 'mistakes', way, 'run'),
      ...at(undo, 'undoing', 'mistakes', way, 'undo'),
    ]),
  ]
}

function commandHosts(
  known: string[],
  commands: Written['commands'],
  path: Path,
  called: string,
): Problem[] {
  const hostless = typeof commands === 'string' || commands.some(({ host }) => host === undefined)
  if (hostless && known.length > 1) {
    const advice = `Write a list of { host, run } with one of ${known.join(', ')}.`
    return [
      wrongKey('missing-host', path, `This ${called} does not say on which host it runs.`, advice),
    ]
  }
  if (typeof commands === 'string') return []
  return commands.flatMap(({ host }, at) =>
    host === undefined || known.includes(host)
      ? []
      : [unknownHost(host, known, [...path, at, 'host'])],
  )
}
