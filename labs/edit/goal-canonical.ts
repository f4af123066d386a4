/** What is written of a thing in canonical form; undefined where it is not legal. */
import { containerFields, networkFields, volumeFields } from '../topology/fields.ts'
import { goalContainer, goalNetwork, wantedVolume } from '../topology/normalise.ts'
import { nodeFields, secretGoalFields, serviceFields } from '../topology/swarm-fields.ts'
import { goalNode, goalSecret, goalService } from '../topology/swarm-normalise.ts'
import type { Kind } from './lab.ts'
import type { Fields } from './value.ts'

export const canonical: Record<Kind | 'node', (spec: Fields) => object | undefined> = {
  network: (spec) => {
    const { data } = networkFields.safeParse(spec)
    return data && goalNetwork(data)
  },
  volume: (spec) => {
    const { data } = volumeFields.safeParse(spec)
    return data && wantedVolume(data)
  },
  container: (spec) => {
    const { data } = containerFields.safeParse(spec)
    return data && goalContainer(data)
  },
  service: (spec) => {
    const { data } = serviceFields.safeParse(spec)
    return data && goalService(data)
  },
  secret: (spec) => {
    const { data } = secretGoalFields.safeParse(spec)
    return data && goalSecret(data)
  },
  node: (spec) => {
    const { data } = nodeFields.safeParse(spec)
    return data && goalNode(data)
  },
}
