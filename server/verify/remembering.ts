/** What is typed into an environment without a terminal is remembered, so that checks find it as they find a learner's. */
import type { Ran } from '../../labs/questions.ts'
import type { Environment } from '../runs/ports.ts'

/** The same environment; commands that `exec` runs by `bash -lc` count as typed in that host. */
export function remembering(environment: Environment): Environment {
  const typed = new Map<string, Ran[]>()
  const exec: Environment['exec'] = async (host, argv, options) => {
    const done = await environment.exec(host, argv, options)
    const [shell, flags, text] = argv
    if (shell === 'bash' && flags === '-lc' && text !== undefined) {
      const ran = linesOf(text).map((line) => ({ text: line, exit: done.code, at: Date.now() }))
      typed.set(host, [...(typed.get(host) ?? []), ...ran])
    }
    return done
  }
  const probe: Environment['probe'] = (keep, answer, signal) =>
    environment.probe(keep, answer, signal, (host) => typed.get(host) ?? [])
  return Object.assign(Object.create(environment) as Environment, { exec, probe })
}

/** A shell tells each line of a script as a command of its own; all get the exit code of the whole. */
function linesOf(script: string): string[] {
  const joined = script.replace(/\\\n/g, ' ')
  return joined
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
