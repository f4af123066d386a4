/** What uses networks and mounts: a container, or a service of a swarm. */
import { pathOf } from '../lab.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'

export type User = { host: string } & (
  { container: string; service?: never } | { service: string; container?: never }
)

export const userName = ({ container, service }: User): string => container ?? service ?? ''

export function userPath(sheet: Sheet, user: User): string[] {
  const kind = user.service === undefined ? 'container' : 'service'
  const path = pathOf({ host: user.host, kind, name: userName(user) })
  return sheet.at(path) === undefined
    ? refuse(`There is no ${kind} \`${userName(user)}\` at the start of \`${user.host}\`.`)
    : path
}
