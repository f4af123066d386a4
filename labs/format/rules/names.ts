import { builtInNetworks } from '../../topology/names.ts'
import { wrongKey, wrongValue, type Path, type Problem } from '../diagnostics.ts'
import type { LabFields } from '../schema.ts'
import type { Rule } from './rule.ts'

const hostName = /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/
const thingName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/
const stepId = /^[a-zA-Z0-9][a-zA-Z0-9-]*$/
const wireName = /^[a-z0-9][a-z0-9-]{0,30}$/

export const names: Rule = (lab) => [
  ...Object.keys(lab.hosts).flatMap((host) =>
    badName(hostName, host, ['hosts', host], 'A host is named with small letters, digits and -.'),
  ),
  ...thingNames(lab),
  ...lab.steps.flatMap(({ id }, index) =>
    stepId.test(id)
      ? []
      : [badValue(id, ['steps', index, 'id'], 'An id has letters, digits and - only.')],
  ),
  ...(lab.wires ?? []).flatMap((wire, index) =>
    wireName.test(wire)
      ? []
      : [badValue(wire, ['wires', index], 'A wire is named with small letters, digits and -.')],
  ),
]

function thingNames(lab: LabFields): Problem[] {
  const advice =
    'Docker takes letters, digits, _, . and -, at least two, the first a letter or digit.'
  return Object.entries(lab.hosts).flatMap(([host, fields]) =>
    (['networks', 'volumes', 'containers', 'services', 'secrets'] as const).flatMap((section) =>
      Object.keys(fields?.[section] ?? {}).flatMap((name) => {
        const path = ['hosts', host, section, name]
        return [...badName(thingName, name, path, advice), ...taken(lab, section, name, path)]
      }),
    ),
  )
}

/** Names that already mean something else. */
function taken(lab: LabFields, section: string, name: string, path: Path): Problem[] {
  if (section === 'networks' && builtInNetworks.includes(name)) {
    const message = `Every engine has a network \`${name}\` of its own.`
    return [wrongKey('duplicate-name', path, message, 'Name it otherwise.')]
  }
  if (section === 'containers' && Object.hasOwn(lab.hosts, name)) {
    const message = `\`${name}\` is a host, so a check could not tell the two apart.`
    return [wrongKey('duplicate-name', path, message, 'Name the container otherwise.')]
  }
  return []
}

function badName(legal: RegExp, name: string, path: Path, advice: string): Problem[] {
  return legal.test(name) ? [] : [wrongKey('bad-name', path, `\`${name}\` is not a name.`, advice)]
}

function badValue(name: string, path: Path, advice: string): Problem {
  return wrongValue('bad-name', path, `\`${name}\` is not a name.`, advice)
}
