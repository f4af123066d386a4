import { wrongKey, wrongValue, type Problem } from '../diagnostics.ts'
import type { LabFields } from '../schema.ts'
import { advise } from '../suggest.ts'
import type { Rule } from './rule.ts'

/** Hosts that wait for others: they exist, and nobody waits for itself, be it in a circle. */
export const order: Rule = (lab) => {
  const names = Object.keys(lab.hosts)
  const groups = groupsOf(lab)
  return Object.entries(lab.hosts).flatMap(([host, fields]) =>
    (fields?.depends_on ?? []).flatMap((other, index): Problem[] => {
      const path = ['hosts', host, 'depends_on', index]
      if (!names.includes(other)) {
        const message = `There is no host \`${other}\`.`
        return [wrongValue('unknown-host', path, message, advise(other, names, 'Hosts'))]
      }
      const group = (name: string) => groups.get(name) ?? name
      if (!leadsTo(lab, group, group(other), group(host), new Set())) return []
      const together = host !== other && group(host) === group(other)
      const message = together
        ? `\`${host}\` and \`${other}\` make one swarm, so neither can be complete first.`
        : `\`${host}\` would wait for itself.`
      const advice = together
        ? 'Remove it: hosts of a swarm wait for one another by themselves.'
        : 'Remove one of the `depends_on` that lead round.'
      return [wrongValue('depends-cycle', path, message, advice)]
    }),
  )
}

type GroupOf = (host: string) => string

/** The hosts of a swarm become complete together, so they count as one. */
function groupsOf(lab: LabFields): Map<string, string> {
  const members = Object.entries(lab.hosts).filter(([, fields]) => fields?.swarm !== undefined)
  return new Map(members.map(([host]) => [host, members[0]?.[0] ?? host]))
}

function leadsTo(
  lab: LabFields,
  group: GroupOf,
  from: string,
  goal: string,
  seen: Set<string>,
): boolean {
  if (from === goal) return true
  if (seen.has(from)) return false
  seen.add(from)
  return Object.entries(lab.hosts)
    .filter(([host]) => group(host) === from)
    .flatMap(([, fields]) => fields?.depends_on ?? [])
    .some((next) => leadsTo(lab, group, group(next), goal, seen))
}

/** A worker needs somebody to join, and what belongs to a swarm is started on one of its managers. */
export const swarm: Rule = (lab) => {
  const hosts = Object.entries(lab.hosts)
  const managed = hosts.some(([, fields]) => fields?.swarm === 'manager')
  return hosts.flatMap(([host, fields]) => {
    const lonely = fields?.swarm === 'worker' && !managed
    const homeless = (['services', 'secrets'] as const).filter(
      (section) => fields?.[section] !== undefined && fields.swarm !== 'manager',
    )
    return [
      ...(lonely ? [noManager(host)] : []),
      ...homeless.map((section) => noSwarm(host, section)),
    ]
  })
}

function noManager(host: string): Problem {
  const message = `\`${host}\` has no swarm that it could join.`
  const advice = 'Write `swarm: manager` for another host, which then makes the swarm.'
  return wrongValue('needs-swarm', ['hosts', host, 'swarm'], message, advice)
}

function noSwarm(host: string, section: 'services' | 'secrets'): Problem {
  const message = `\`${section}\` belong to a swarm, and \`${host}\` manages none.`
  const instead = section === 'services' ? ', or write `containers` for what runs on one host' : ''
  const advice = `Write \`swarm: manager\` for \`${host}\`${instead}.`
  return wrongKey('needs-swarm', ['hosts', host, section], message, advice)
}
