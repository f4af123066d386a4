/** `slipway COMMAND`: each command is loaded only when it is called, so that `lint` never loads Docker. */
import { Command } from 'commander'
import { AppError } from './errors.ts'

interface Entry {
  summary: string
  load(): Promise<Command>
}

const commands: Record<string, Entry> = {
  start: {
    summary: 'set everything up and serve Slipway',
    load: async () => (await import('./commands/start.ts')).startCommand(),
  },
  engine: {
    summary: 'the Docker engine that Slipway uses: status, up, down, clean',
    load: async () => (await import('./commands/engine.ts')).engineCommand(),
  },
  link: {
    summary: 'print a new one-time administrator link',
    load: async () => (await import('./commands/link.ts')).linkCommand(),
  },
  lint: {
    summary: 'check lab files and say what to mend',
    load: async () => (await import('./commands/lint.ts')).lintCommand(),
  },
  schema: {
    summary: 'print the JSON Schema of the lab language',
    load: async () => (await import('./commands/schema.ts')).schemaCommand(),
  },
  paths: {
    summary: 'which lab does which exercise of a course',
    load: async () => (await import('./commands/paths.ts')).pathsCommand(),
  },
  prove: {
    summary:
      'show on a real engine that each step of a lab fails before its solution and passes after',
    load: async () => (await import('./commands/prove.ts')).proveCommand(),
  },
  preflight: {
    summary: 'what labs may need of this machine, and what it has',
    load: async () => (await import('./commands/preflight.ts')).preflightCommand(),
  },
  setup: {
    summary: 'install and build everything, start nothing',
    load: async () => (await import('./commands/setup.ts')).setupCommand(),
  },
  test: {
    summary: 'set everything up and run every test',
    load: async () => (await import('./commands/test.ts')).testCommand(),
  },
}

const program = new Command('slipway')
  .description('Draw a Docker lab, run it on real engines, prove every step.')
  .showHelpAfterError('(npx slipway --help lists the commands)')

const wanted = commands[process.argv[2] ?? '']
if (wanted !== undefined) {
  program.addCommand(await wanted.load())
} else {
  for (const [name, { summary }] of Object.entries(commands)) {
    program.addCommand(new Command(name).description(summary))
  }
}

// `slipway schema | head` closes its end early: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof AppError)) throw error
  console.error(`${error.message}\n${error.advice} [${error.code}]`)
  if (process.env['SLIPWAY_LOG'] === 'debug') console.error(error)
  process.exitCode = 1
}
