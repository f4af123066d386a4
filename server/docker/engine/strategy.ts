/** What was found on the machine, as facts. */
export interface Findings {
  dockerHost?: string
  /** Which of the addresses tried answers, in order of preference. */
  answering?: { where: string; managed: boolean }
  managedAddress: string
  root: boolean
  installAllowed: boolean
  /** Is a dockerd installed already? */
  dockerd: boolean
  /** Is there a default socket that this user may not use? */
  denied: boolean
  /** The text of /etc/os-release. */
  osRelease: string
}

export type Strategy =
  | { kind: 'use'; where: string; managed: boolean }
  | { kind: 'start' }
  | { kind: 'install' }
  | { kind: 'absent'; where: string; advice: string }

const installCommand =
  'apt-get update && apt-get install -y --no-install-recommends docker.io iptables'

/** Which engine to use, or what to do to have one. Pure. */
export function chooseStrategy(found: Findings): Strategy {
  if (found.answering) return { kind: 'use', ...found.answering }
  if (found.dockerHost) {
    const advice =
      'Start that engine, correct DOCKER_HOST, or unset it (unset DOCKER_HOST) so that Slipway looks for one itself.'
    return { kind: 'absent', where: ` at DOCKER_HOST=${found.dockerHost}`, advice }
  }
  const debian = isDebianLike(found.osRelease)
  if (found.root && found.installAllowed && found.dockerd) return { kind: 'start' }
  if (found.root && found.installAllowed && debian) return { kind: 'install' }
  return { kind: 'absent', where: ' on this machine', advice: adviceFor(found, debian) }
}

function adviceFor(found: Findings, debian: boolean): string {
  if (found.denied)
    return 'There is an engine, but this user may not use it. Run: sudo usermod -aG docker $USER, log in again, and start Slipway.'
  if (found.dockerd)
    return 'Start it: sudo systemctl start docker (or run Slipway as root, and it starts one of its own).'
  if (debian && !found.root) return `Run: sudo sh -c '${installCommand}' and then: sudo npm start`
  if (debian)
    return `Run: ${installCommand} and start Slipway again (SLIPWAY_INSTALL=never keeps it from doing so itself).`
  return 'Install Docker Engine for this system (https://docs.docker.com/engine/install/), start it, and start Slipway again.'
}

/** Does this /etc/os-release describe Debian, Ubuntu or a system derived from one? */
export function isDebianLike(osRelease: string): boolean {
  const value = (key: string) =>
    new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? ''
  const names = `${value('ID')} ${value('ID_LIKE')}`.split(/\s+/)
  return names.includes('debian') || names.includes('ubuntu')
}
