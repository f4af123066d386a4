/** One name everywhere: definitions, references, goals, checks, commands to click, solutions, code in texts. */
import type { Step } from '../batch.ts'
import { hostUses } from '../host-uses.ts'
import { hostNames, kinds, layoutKey, namesIn, pathOf, stepLabel } from '../lab.ts'
import type { Kind, Thing } from '../lab.ts'
import { isLegalHost } from '../names.ts'
import { isCommonWord } from '../common-words.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { textsOf } from '../texts.ts'
import type { LabText } from '../texts.ts'
import { usesOf } from '../uses.ts'
import type { Path, Value } from '../value.ts'
import { inCode, inMarkdown, inProse, renameFences } from '../words.ts'
import type { Replaced } from '../words.ts'
import type { Report } from './report.ts'
import { mustBeFree } from './thing.ts'

export type Rename = Thing & { to: string }

export function rename(sheet: Sheet, { to, ...thing }: Rename, report: Report): void {
  const { host, kind, name } = thing
  if (name === to) return
  const uses = usesOf(sheet.value, thing)
  if (!uses.some(({ role }) => role === 'definition')) {
    refuse(`There is no ${kind} \`${name}\` on \`${host}\` in this lab.`)
  }
  mustBeFree(sheet.value, { ...thing, name: to })
  if (namesIn(sheet.value, host, kind).includes(to)) {
    refuse(`A step of this lab has a ${kind} \`${to}\` on \`${host}\` already.`)
  }
  const lab = sheet.value
  sheet.all(uses.map((use) => stepOf(use, to)))
  renameInTexts(sheet, lab, thing, to, report)
  report.layout.push({ move: layoutKey(thing), to: layoutKey({ ...thing, name: to }) })
}

interface Place {
  path: Path
  renamed?: (name: string) => Value
}

function stepOf({ path, renamed }: Place, to: string): Step {
  return renamed === undefined ? { path, rename: to } : { path, value: renamed(to) }
}

function renameInTexts(sheet: Sheet, lab: Value, thing: Thing, to: string, report: Report): void {
  const { host, name } = thing
  const doubt = ambiguity(lab, thing)
  const fits = (fence: string) => !/^run\s/.test(fence) || fence.slice(3).trim() === host
  const change = (code: string) => inCode(code, name, to)
  for (const place of textsOf(sheet.value)) {
    if (place.host !== undefined && place.host !== host) continue
    const { text, path, form } = place
    const done = form === 'code' ? change(text) : inMarkdown(text, fits, change)
    if (done.count > 0 && doubt !== undefined) {
      report.notes.push(`${where(sheet.value, place)} still says \`${name}\`: ${doubt}.`)
      continue
    }
    if (done.count > 0) note(sheet, place, path, done, report)
    if (form === 'markdown' && inProse(text, name)) {
      report.notes.push(`${where(sheet.value, place)} says “${name}” in its words; they were left.`)
    }
  }
}

function note(sheet: Sheet, place: LabText, path: Path, done: Replaced, report: Report): void {
  sheet.set(path, done.text)
  const times = done.count === 1 ? 'once' : `${done.count} times`
  report.notes.push(`${where(sheet.value, place)} was changed ${times}.`)
}

function where(lab: Value, { path, step }: LabText): string {
  const what = path.filter((part) => typeof part === 'string').at(-1)
  return step === undefined ? `\`${path.join('.')}\`` : `The ${what} in ${stepLabel(lab, step)}`
}

/** Why a word in a text may mean something else. */
function ambiguity(lab: Value, thing: Thing): string | undefined {
  for (const host of hostNames(lab)) {
    if (host === thing.name) return `a host has that name too`
    for (const kind of kinds as Kind[]) {
      const itself = host === thing.host && kind === thing.kind
      if (itself || !namesIn(lab, host, kind).includes(thing.name)) continue
      return `the ${kind} \`${thing.name}\` on \`${host}\` has that name too`
    }
  }
  return isCommonWord(thing.name) ? 'the word is part of commands as well' : undefined
}

export interface RenameHost {
  name: string
  to: string
}

export function renameHost(sheet: Sheet, { name, to }: RenameHost, report: Report): void {
  if (name === to) return
  const hosts = hostNames(sheet.value)
  if (!hosts.includes(name)) refuse(`There is no host \`${name}\`.`)
  if (hosts.includes(to)) refuse(`There is a host \`${to}\` already.`)
  if (!isLegalHost(to))
    refuse(`\`${to}\` cannot be a host’s name. Use letters, digits and hyphens.`)
  sheet.all(hostUses(sheet.value, name).map((use) => stepOf(use, to)))
  sheet.rename(['hosts', name], to)
  for (const place of textsOf(sheet.value)) {
    const done = place.form === 'markdown' ? renameFences(place.text, name, to) : undefined
    if (done !== undefined && done.count > 0) note(sheet, place, place.path, done, report)
  }
  report.layout.push({ move: name, to })
}

/** The path that a thing has after a rename, for callers that keep it selected. */
export function renamedPath({ to, ...thing }: Rename): string[] {
  return pathOf({ ...thing, name: to })
}
