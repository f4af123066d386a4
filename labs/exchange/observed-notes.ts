/** What of running hosts does not come along, so that nobody thinks that all of it did. */
import { firstManager } from './observed-swarm.ts'
import type { Found } from './found.ts'

export function foundNotes(found: Found): string[] {
  const { hosts, images, settings, wires } = found
  const manager = firstManager(hosts)
  const secrets = Object.keys((manager && hosts[manager]?.swarm?.secrets) ?? {})
  const anonymous = Object.entries(hosts).filter(([, { volumes }]) =>
    Object.keys(volumes).some((name) => /^[0-9a-f]{64}$/.test(name)),
  )
  const hasContent = Object.values(hosts).some(({ volumes }) => Object.keys(volumes).length > 0)
  const lost =
    Object.values(hosts).some(({ swarm }) => swarm !== undefined) && manager === undefined
  const notes: (string | false)[] = [
    'Files of the hosts, and commands that were run in them, are not read. Add them below `files` and `start`.',
    hasContent && 'Volumes come along empty: what is in them is not read.',
    secrets.length > 0 &&
      `No engine gives the content of a secret back, so here it is “replace me”: ${secrets.join(', ')}.`,
    anonymous.length > 0 &&
      `Volumes without a name of their own come along only where a container uses them.`,
    lost && 'No manager of the swarm was asked, so its services and secrets are missing.',
    images === undefined &&
      'What the images set by themselves is not known, so it is written out with each container.',
    settings === undefined && 'The settings of the engines (daemon.json) are not read.',
    wires === undefined &&
      Object.keys(hosts).length > 1 &&
      'Which wires the hosts are on is not read; here one joins them all.',
  ]
  return notes.filter((note) => note !== false)
}
