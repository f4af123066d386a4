/** The topology and the nine steps of a lab of the catalogue, from an empty canvas: by mouse alone, and by keyboard alone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from '../../labs/format/index.ts'
import { Author } from '../support/author.ts'
import { describeLab, meaning, readModel, writeStep } from '../support/bridge-lab.ts'
import { complaints, openHouse, shoot, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { keyHands, mouseHands } from '../support/hands.ts'
import { inOrder, patience } from '../support/learner.ts'
import { keyPencil, mousePencil } from '../support/pencils.ts'

const ways = [
  { way: 'by mouse', hands: mouseHands, pencil: mousePencil },
  { way: 'by keyboard alone', hands: keyHands, pencil: keyPencil },
]

describe('a whole lab', () => {
  let house: House
  beforeAll(async () => void (house = await openHouse()))
  afterAll(() => house.close())

  describe.each(ways)('$way', ({ way, hands, pencil }) => {
    inOrder()
    let page: Page
    let author: Author
    let heard: () => string[]
    let drawn = ''
    beforeAll(async () => {
      page = await house.admin.newPage()
      page.setDefaultTimeout(patience)
      heard = complaints(page)
      const drawer = new Drawer(page)
      const own = hands(page)
      author = new Author(drawer, own, pencil(drawer, own))
      await page.goto('/build')
      await own.press(page.getByRole('button', { name: 'New lab' }))
      await drawer.row('host1').waitFor()
    })

    it('is described', async () => {
      const { model } = await readModel()
      await describeLab(author, model)
      const text = await author.drawer.writes('training/webapp')
      expect(text).toContain(model.summary)
    })

    it('gets its steps, goals drawn, checks by forms', async () => {
      const { model } = await readModel()
      await author.turn('Steps')
      await author.removeStep('Create a network')
      for (const step of model.steps) await writeStep(author, step)
      drawn = await author.drawer.writes(
        /id: reach[\s\S]*solution:[\s\S]*docker exec db ping -c 2 web/,
      )
      await shoot(page, `builder-bridge-${way.replaceAll(' ', '-')}`)
    }, 900_000)

    it('means what the catalogue’s lab means, and lints clean', async () => {
      const { text } = await readModel()
      expect(parse(drawn).diagnostics).toEqual([])
      expect(meaning(drawn)).toEqual(meaning(text))
    })

    it('keeps its comments when a thing is renamed in the drawing', async () => {
      await author.pencil.comment('# Written by hand, to stay.')
      await author.turn('Steps')
      await author.openStep('Make a bridge network')
      await author.drawGoal(async () => {
        await author.pencil.open('new_bridge')
        await author.pencil.rename('lan')
      })
      const text = await author.drawer.writes('docker network connect lan web')
      expect(text).toContain('# Written by hand, to stay.')
      expect(text).toMatch(/^# Draw on the canvas/m)
      expect(text).not.toMatch(/new_bridge(?=:)/)
      expect(parse(text).diagnostics).toEqual([])
    })

    it('is proved by the real engine', async () => {
      await author.hands.press(author.button('Prove'))
      const end = page.getByText(/^(Proved: every step|The proof came to no end|Not proved:)/)
      await end.waitFor({ timeout: 600_000 })
      expect(await end.innerText()).toMatch(/^Proved/)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
      expect(heard()).toEqual([])
    }, 700_000)
  })
})
