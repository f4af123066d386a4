import { Command } from 'commander'
import { labJsonSchema } from '../../labs/format/index.ts'

/** `slipway schema`: the JSON Schema of a lab, for editors. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of the lab language')
    .action(() => console.log(JSON.stringify(labJsonSchema(), null, 2)))
}
