/** Parameters, and every `${name}` that speaks of one: in keys, values and texts. */
import { fieldsOf } from '../lab.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { isFields } from '../value.ts'
import type { Fields, Path, Value } from '../value.ts'
import type { Step } from '../batch.ts'
import { setMeta } from './meta.ts'
import type { Report } from './report.ts'

const legal = /^[a-z]\w*$/i

export interface SetParam {
  name: string
  /** How it is drawn, such as `{ pick: [a, b] }`; undefined takes it out. */
  spec?: Fields | undefined
}

export function setParam(sheet: Sheet, { name, spec }: SetParam, report: Report): void {
  if (spec === undefined) {
    if (sheet.at(['params', name]) === undefined) refuse(`There is no parameter \`${name}\`.`)
    const times = timesUsed(sheet.value, name)
    if (times > 0) report.notes.push(`\`\${${name}}\` is still written ${spelled(times)}.`)
    sheet.prune(['params', name], 0)
    return
  }
  if (!legal.test(name))
    refuse(`\`${name}\` cannot be a parameter’s name. Use letters, digits and _.`)
  if (sheet.at(['params']) === undefined) setMeta(sheet, { values: { params: { [name]: spec } } })
  else sheet.set(['params', name], spec)
}

export interface RenameParam {
  name: string
  to: string
}

export function renameParam(sheet: Sheet, { name, to }: RenameParam, report: Report): void {
  if (name === to) return
  const params = fieldsOf(sheet.at(['params']))
  if (!(name in params)) refuse(`There is no parameter \`${name}\`.`)
  if (to in params) refuse(`There is a parameter \`${to}\` already.`)
  if (!legal.test(to)) refuse(`\`${to}\` cannot be a parameter’s name. Use letters, digits and _.`)
  const times = timesUsed(sheet.value, name)
  sheet.all([...written(sheet.value, name, to), { path: ['params', name], rename: to }])
  if (times > 0) report.notes.push(`\`\${${to}}\` was written ${spelled(times)}.`)
}

const spelled = (times: number) => (times === 1 ? 'once' : `in ${times} places`)

/** `$${name}` is those characters and no parameter. */
const reference = (name: string) => new RegExp(`(\\$\\$\\{)|\\$\\{${name}\\}`, 'g')

const replaced = (text: string, name: string, to: string) =>
  text.replace(reference(name), (whole, escape?: string) => (escape ? whole : `\${${to}}`))

const timesUsed = (lab: Value, name: string) => written(lab, name, `${name}_`).length

function written(value: Value, name: string, to: string, path: Path = []): Step[] {
  if (typeof value === 'string') {
    const text = replaced(value, name, to)
    return text === value ? [] : [{ path, value: text }]
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => written(item, name, to, [...path, index]))
  }
  if (!isFields(value)) return []
  return Object.entries(value)
    .filter(([key]) => path.length > 0 || key !== 'params')
    .flatMap(([key, item]) => {
      const here = [...path, key]
      const fresh = replaced(key, name, to)
      return [
        ...written(item, name, to, here),
        ...(fresh === key ? [] : [{ path: here, rename: fresh }]),
      ]
    })
}
