/** A packet's way, lit: a dot travels it where motion is wanted, and it stays lit for a moment. */
import type { Core } from 'cytoscape'
import type { Hop } from './path.ts'

/** ms */
const HOP = 200
const LIT = 1800

export function travel(cy: Core, hops: Hop[], ok: boolean, still: boolean): void {
  const way = hops.reduce((all, hop) => all.union(cy.getElementById(hop.tie.id)), cy.collection())
  if (way.empty()) return
  const lit = ok ? 'way-ok' : 'way-no'
  way.addClass(lit)
  setTimeout(() => way.removeClass(lit), LIT)
  if (!still) run(cy, hops, lit)
}

function run(cy: Core, hops: Hop[], lit: string): void {
  const stops = hops.flatMap((hop) => {
    const edge = cy.getElementById(hop.tie.id)
    const ends = [edge.sourceEndpoint(), edge.targetEndpoint()]
    return hop.back ? ends.reverse() : ends
  })
  const start = stops[0]
  if (start === undefined) return
  const dot = cy.add({ group: 'nodes', data: { kind: 'pulse' }, position: start, classes: lit })
  const next = (index: number): void => {
    const position = stops[index]
    if (position === undefined) dot.remove()
    else dot.animate({ position }, { duration: HOP, complete: () => next(index + 1) })
  }
  next(1)
}
