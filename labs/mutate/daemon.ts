import { quote } from '../exchange/shell.ts'
import type { MutationKind } from './mutation.ts'

const file = '/etc/docker/daemon.json'

/** The engine reads the file when it starts, so it is started again, and then every container that ran. */
export const daemonKey: MutationKind = {
  kind: 'drop',
  summary: "A key of the engine's settings is missing",
  of: ({ daemon, givenKeys, state, mentions, label }) => {
    const running = Object.entries(state.containers)
      .filter(([, { status, service }]) => status === 'running' && service === undefined)
      .map(([name]) => quote(name))
    const begun = running.length > 0 ? [`docker start ${running.join(' ')} >/dev/null`] : []
    const written = (keys: Record<string, unknown>) =>
      [
        `printf %s ${quote(JSON.stringify(keys, null, 2))} >${file}`,
        'service docker stop >/dev/null && service docker start >/dev/null',
        'for i in $(seq 100); do docker info >/dev/null 2>&1 && break; sleep 0.1; done',
        ...begun,
      ].join('\n')
    return Object.keys(daemon)
      .filter((key) => mentions(key) && !givenKeys.includes(key))
      .map((key) => {
        const { [key]: _, ...others } = daemon
        return {
          name: `drop key ${label(key)} of daemon.json`,
          break: written(others),
          control: { of: label('daemon.json'), run: written(daemon) },
          mend: written(daemon),
        }
      })
  },
}
