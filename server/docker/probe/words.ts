import type { Place, Reach } from '../../../labs/define.ts'
import type { Dial, Disturbance } from '../../../labs/questions.ts'

/** A question as somebody could repeat it. */
export function reachWords(what: Reach): string {
  if (what.kind === 'http') return `curl ${what.url}`
  if (what.kind === 'resolve') return `look up ${what.name}`
  return what.kind === 'tcp' ? `connect to ${what.address}:${what.port}` : `ping ${what.address}`
}

export function placeWords(at: Place): string {
  const inside =
    'container' in at ? `${at.container}:` : 'volume' in at ? `volume ${at.volume}:` : ''
  return `${at.host}:${inside}${at.path}`
}

export function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

export function dialWords(host: string, what: Dial): string {
  const where = what.kind === 'tcp' ? `port ${what.port}` : `http://…:${what.port}${what.path}`
  return `${where} of ${host} from its wire`
}

export function disturbanceWords(what: Disturbance): string {
  if (what.kind === 'engine') return `${what.host} service docker restart`
  if (what.kind === 'cut') {
    return what.wire === undefined
      ? `the wires of ${what.host} cut`
      : `${what.host} cut off wire ${what.wire}`
  }
  if (what.kind === 'drain') {
    return `${what.host} docker node update --availability drain ${what.node}`
  }
  if (what.kind === 'kill')
    return `${what.host} kill -KILL of the first process of ${what.container}`
  return `${what.host} docker ${what.kind} ${what.container}`
}
