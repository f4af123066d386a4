/** The same drawing in the words of the container networking model: sandbox, endpoint, network, driver, IPAM. Pure. */
import type { Scene, Thing } from '../canvas/scene.ts'
import type { LabState } from '../../labs/topology/state.ts'

export function withLens(scene: Scene, drawing: LabState): Scene {
  return {
    things: scene.things.map((thing) => seen(thing, drawing)),
    ties: scene.ties.map((tie) => {
      if (tie.kind === 'endpoint') return { ...tie, label: 'endpoint', note: tie.label }
      if (tie.kind === 'shares') return { ...tie, label: 'same sandbox' }
      return tie
    }),
  }
}

function seen(thing: Thing, drawing: LabState): Thing {
  if (thing.kind === 'network') {
    const range = thing.subnets[0]?.subnet ?? 'picks a free range'
    return { ...thing, detail: `IPAM driver default · ${range}`, driver: `driver ${thing.driver}` }
  }
  if (thing.kind !== 'container') return thing
  const mode = drawing.hosts[thing.host]?.containers[thing.name]?.networkMode ?? ''
  return { ...thing, image: sandbox(mode, thing.name), ports: [] }
}

function sandbox(mode: string, name: string): string {
  if (mode === 'host') return "sandbox: the host's"
  if (mode === 'none') return 'sandbox: loopback'
  if (mode.startsWith('container:')) return `sandbox of ${mode.slice('container:'.length)}`
  return `sandbox of ${name}`
}
