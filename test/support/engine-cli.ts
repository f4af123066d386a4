// The engine commands alone, so that a test can run them in a network namespace of their own.
import { engineCommand } from '../../server/commands/engine.ts'

await engineCommand().parseAsync(process.argv.slice(2), { from: 'user' })
