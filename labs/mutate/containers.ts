/** Containers that a lab speaks of; those that belong to a service come and go with it. */
import type { ContainerState } from '../topology/state.ts'
import type { SolvedHost } from './mutation.ts'

export function containersOf({ state, mentions }: SolvedHost): [string, ContainerState][] {
  return Object.entries(state.containers).filter(
    ([name, container]) => container.service === undefined && mentions(name),
  )
}

/** Names that the learner gave an endpoint; the engine adds the container's id by itself. */
export function givenAliases(id: string, aliases: readonly string[]): string[] {
  return aliases.filter((alias) => !id.startsWith(alias))
}
