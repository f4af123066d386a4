import type { Position } from '../../layout.ts'
import { builtInNetworks } from '../../topology/names.ts'
import { hostNames, kinds, layoutKey, namesIn, pathOf, sections } from '../lab.ts'
import type { Kind, Thing } from '../lab.ts'
import { isLegalName } from '../names.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { distinct, isWanted, usesOf } from '../uses.ts'
import type { Use } from '../uses.ts'
import { comparePaths } from '../value.ts'
import type { Fields, Value } from '../value.ts'
import { emptySteps } from './host.ts'
import type { Report } from './report.ts'

export interface AddThing extends Thing {
  spec?: Fields
  at?: Position
}

export function addThing(sheet: Sheet, thing: AddThing, report: Report): void {
  mustBeFree(sheet.value, thing)
  const { host, kind, name, spec, at } = thing
  sheet.insert(['hosts', host, sections[kind]], name, spec ?? {})
  if (at !== undefined) report.layout.push({ place: layoutKey(thing), at })
}

/** Refuses a name that Docker does not take or that is in use on the host's start. */
export function mustBeFree(lab: Value, thing: Thing): void {
  const { host, kind, name } = thing
  if (!hostNames(lab).includes(host)) refuse(`There is no host \`${host}\`.`)
  if (!isLegalName(name)) {
    refuse(
      `\`${name}\` cannot be a ${kind}’s name. Start with a letter or digit; then letters, digits, \`_\`, \`.\` and \`-\`.`,
    )
  }
  if (kind === 'network' && builtInNetworks.includes(name)) {
    refuse(`Every engine has a network \`${name}\` already.`)
  }
  if (isWanted(lab, pathOf(thing))) refuse(`There is a ${kind} \`${name}\` on \`${host}\` already.`)
}

/** Removes a thing from the start, with everything that cannot be without it. */
export function removeThing(sheet: Sheet, thing: Thing, report: Report): void {
  if (sheet.at(pathOf(thing)) === undefined) {
    refuse(`There is no ${thing.kind} \`${thing.name}\` at the start of \`${thing.host}\`.`)
  }
  const gone = goesWith(sheet.value, thing)
  sheet.pruneAll(gone.map(({ drop, keep }) => ({ path: drop, keep })))
  sheet.prune(pathOf(thing), 2)
  report.notes.push(...new Set(gone.map(({ words }) => words)), ...emptySteps(sheet))
  report.layout.push({ drop: layoutKey(thing) })
}

/** What else goes when a thing is removed, in words; nothing is changed. */
export function dependentsOf(lab: Value, thing: Thing): string[] {
  return [...new Set(goesWith(lab, thing).map(({ words }) => words))]
}

/** What a step makes anew keeps what speaks of it from then on. */
function goesWith(lab: Value, thing: Thing): Use[] {
  const start = pathOf(thing)
  const uses = usesOf(lab, thing)
  const makers = uses.filter(
    ({ role, step, path }) => role === 'definition' && step !== undefined && isWanted(lab, path),
  )
  const made = Math.min(...makers.map(({ step }) => step ?? 0))
  const gone = uses
    .filter(({ path }) => path.join('\0') !== start.join('\0'))
    .filter(({ step, role, path }) => {
      if (step === undefined) return true
      if (role === 'definition') return !isWanted(lab, path)
      return step < made
    })
    .sort((one, other) => comparePaths(one.drop, other.drop))
  return distinct(gone)
}

/** Every thing that a host starts with. */
export function thingsOf(lab: Value, host: string): Thing[] {
  return kinds.flatMap((kind: Kind) =>
    [...new Set(namesIn(lab, host, kind))]
      .map((name) => ({ host, kind, name }))
      .filter((thing) => isWanted(lab, pathOf(thing))),
  )
}
