import { Command } from 'commander'
import {
  engineClean,
  engineConfig,
  engineDown,
  engineStatus,
  engineUp,
  type Engine,
} from '../docker/engine/index.ts'

/** `slipway engine status | up | down | clean`. */
export function engineCommand(): Command {
  const say = (line: string) => console.log(line)
  const config = () => engineConfig(process.env, process.getuid?.() ?? 1)
  const command = new Command('engine').description('the Docker engine that labs run on')
  command
    .command('status')
    .description('which engine is used, and how hosts are kept apart; exit 1 when none runs')
    .action(async () => {
      const status = await engineStatus(config())
      say(status.words)
      if (status.engine) describe(status.engine, say)
      else process.exitCode = 1
    })
  command
    .command('up')
    .description('find an engine, or install and start one')
    .action(async () => {
      const engine = await engineUp(config(), say)
      say(`Docker ${engine.version} is running at ${engine.where}.`)
      describe(engine, say)
    })
  command
    .command('down')
    .description('stop the engine that Slipway started, and no other')
    .action(() => engineDown(config(), say))
  command
    .command('clean')
    .description('stop it and remove its data: images, containers, volumes')
    .action(() => engineClean(config(), say))
  return command
}

function describe(engine: Engine, say: (line: string) => void): void {
  say(`cgroup v${engine.cgroup.version}, ${engine.cgroup.driver} driver`)
  say(engine.isolation.words)
  if (engine.isolation.warning) say(`Warning: ${engine.isolation.warning}`)
}
