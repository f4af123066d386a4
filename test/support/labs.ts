/** Compiled labs made by hand, for tests that are not about the language. */
import type { CompiledLab, WantedHost } from '../../labs/format/compiled.ts'

export function labWith(hosts: Record<string, Partial<WantedHost>>, wires: string[]): CompiledLab {
  const empty: WantedHost = {
    wires: [],
    images: [],
    daemon: {},
    files: [],
    networks: {},
    volumes: {},
    containers: {},
    services: {},
    secrets: {},
    dependsOn: [],
    start: [],
  }
  return {
    id: 'test',
    digest: 'sha256:test',
    title: 'Test',
    summary: '',
    level: 'beginner',
    minutes: 1,
    tags: [],
    learn: [],
    requires: [],
    params: {},
    wanted: {
      wires,
      hosts: Object.fromEntries(
        Object.entries(hosts).map(([name, host]) => [name, { ...empty, ...host }]),
      ),
    },
    steps: [],
    accepts: [],
  }
}
