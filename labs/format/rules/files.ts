import { wrongValue, type Path, type Problem } from '../diagnostics.ts'
import type { LabFields } from '../schema.ts'
import { advise } from '../suggest.ts'

/** Files that hosts and secrets take from the lab's folder `files/` are there. `names`: by path inside it. */
export function givenFiles(lab: LabFields, names: readonly string[]): Problem[] {
  return Object.entries(lab.hosts).flatMap(([host, fields]) => [
    ...Object.entries(fields?.files ?? {}).flatMap(([path, file]) =>
      typeof file === 'string'
        ? []
        : missing(file.from, ['hosts', host, 'files', path, 'from'], names),
    ),
    ...Object.entries(fields?.secrets ?? {}).flatMap(([name, { file }]) =>
      missing(file, ['hosts', host, 'secrets', name, 'file'], names),
    ),
  ])
}

function missing(name: string | undefined, path: Path, names: readonly string[]): Problem[] {
  if (name === undefined || names.includes(name)) return []
  const inside = name.replace(/^(\.\/)?(files\/)?/, '')
  const advice = names.includes(inside)
    ? `Paths are inside \`files/\`: write \`${inside}\`.`
    : `${advise(name, names, 'Files of this lab')} Add it, or write its content here.`
  return [wrongValue('unknown-file', path, `The lab has no file \`files/${name}\`.`, advice)]
}
