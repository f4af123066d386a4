/** The drawing's figures, printed. */
import type { Aims } from './aims.ts'
import { drawing } from './drawing.ts'
import { milliseconds, ratio, spread, times } from './measure.ts'

const WORDS = {
  first: 'The first picture, from when the draft is there: 1,000 things, 1,500 lines',
  open: 'From the address to the first picture: 1,000 things, 1,500 lines',
  pan: 'A frame while the drawing is moved (median of each round)',
  drag: 'A frame while one container is dragged (median of each round)',
  key: 'From the first key in the text to the drawing',
  flow: 'From a further key in the text to the drawing (median of each round)',
}

const KEY = { most: 300, words: '300 ms' }

export async function reportDrawing(rounds: number, aims: Aims): Promise<void> {
  const measured = await drawing(rounds)
  for (const [what, title] of Object.entries(WORDS)) {
    const all = measured[what as keyof typeof WORDS]
    console.log(`\n${title}`)
    for (const [name, values] of Object.entries(all)) {
      const figure = spread(values)
      const written = milliseconds(figure)
      const isAimed = (what === 'key' || what === 'flow') && name === 'large'
      const told = isAimed ? aims.told(title, figure, written, KEY) : written
      console.log(`  ${name.padEnd(10)} ${told}`)
    }
    const { large = [], ...floors } = all
    for (const [name, values] of Object.entries(floors)) {
      const words = name === 'empty' ? 'an almost empty lab' : 'the bare renderer, plainly styled'
      console.log(`  against ${words}: ${times(ratio(large, values))}`)
    }
  }
}
