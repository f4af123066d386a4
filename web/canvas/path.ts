/** The way a ping or a request takes between two containers, over the networks they share. */
import type { Ref } from '../../labs/topology/state.ts'
import { thingId, type Scene, type Tie } from './scene.ts'

export interface Hop {
  tie: Tie
  /** Against the tie's own direction: from the network to the container. */
  back: boolean
}

/**
 * Ties in the order they are travelled. Where nothing joins the two, only the ties that leave the
 * first are given: that is how far a packet gets.
 */
export function pathBetween(scene: Scene, from: Ref, to: Ref): { hops: Hop[]; arrives: boolean } {
  const start = netOwner(scene, thingId(from.host, 'container', from.name))
  const end = netOwner(scene, thingId(to.host, 'container', to.name))
  const leaving = scene.ties.filter((tie) => tie.kind === 'endpoint' && tie.from === start)
  for (const out of leaving) {
    const arriving = scene.ties.find(
      (tie) => tie.kind === 'endpoint' && tie.from === end && tie.to === out.to,
    )
    if (arriving) {
      return {
        hops: [
          { tie: out, back: false },
          { tie: arriving, back: true },
        ],
        arrives: true,
      }
    }
  }
  return { hops: leaving.map((tie) => ({ tie, back: false })), arrives: false }
}

/** A container that shares another's network sends through that one's endpoints. */
function netOwner(scene: Scene, id: string): string {
  return scene.ties.find((tie) => tie.kind === 'shares' && tie.from === id)?.to ?? id
}
