/** Brings what the renderer shows to what is wanted, touching only what differs. */
import type { Core, ElementDefinition } from 'cytoscape'

/** How long a thing takes to fade, in ms. */
const FADE = 180

/** Makes what is shown equal to the elements; what goes, fades. */
export function replace(cy: Core, elements: ElementDefinition[], still: boolean): void {
  const wanted = new Set(elements.map((element) => element.data.id))
  cy.elements('.leaving').remove()
  const leaving = cy.elements().filter((element) => !wanted.has(element.id()))
  cy.batch(() => {
    // All that is new at once: each adding by itself has the renderer look through everything.
    cy.add(elements.filter((element) => !put(cy, element)))
    if (still) leaving.remove()
  })
  if (!still) {
    leaving.addClass('leaving')
    leaving.animate(
      { style: { opacity: 0 } },
      { duration: FADE, complete: () => void leaving.filter('.leaving').remove() },
    )
  }
}

/** False where it is not there yet. A renderer works out a style anew for everything that is set, changed or not. */
function put(cy: Core, element: ElementDefinition): boolean {
  const present = cy.getElementById(element.data.id ?? '')
  if (present.empty()) return false
  if (differs(present.data() as Data, element.data as Data)) present.data(element.data)
  const { position } = element
  if (position) {
    const { x, y } = present.position()
    if (x !== position.x || y !== position.y) present.position(position)
  }
  const classes = element.classes ?? ''
  if (present.isEdge() && present.scratch('_classes') !== classes) {
    present.classes(classes)
    present.scratch('_classes', classes)
  }
  return true
}

type Data = Record<string, unknown>

const differs = (before: Data, now: Data) =>
  Object.keys(now).some((key) => before[key] !== now[key])
