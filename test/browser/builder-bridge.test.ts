/** The topology and the nine steps of a lab of the catalogue, from an empty canvas: by mouse alone, and by keyboard alone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, parse } from '../../labs/format/index.ts'
import { Author } from '../support/author.ts'
import { describeLab, meaning, readModel, writeStep } from '../support/bridge-lab.ts'
import { complaints, openHouse, shoot, type House } from '../support/browser.ts'
import { openBench, type Bench } from '../support/docker.ts'
import { Drawer } from '../support/drawer.ts'
import { makeDraft, openExport, openImport, take } from '../support/exchange-page.ts'
import { builtBy } from '../support/exchanged.ts'
import { keyHands, mouseHands } from '../support/hands.ts'
import { inOrder, patience } from '../support/learner.ts'
import { keyPencil, mousePencil } from '../support/pencils.ts'
import { reached } from '../../web/builder/exchange/reached.ts'

const ways = [
  { way: 'by mouse', hands: mouseHands, pencil: mousePencil },
  { way: 'by keyboard alone', hands: keyHands, pencil: keyPencil },
]

describe('a whole lab', () => {
  let house: House
  let bench: Bench
  beforeAll(async () => {
    house = await openHouse()
    bench = await openBench()
  })
  afterAll(async () => {
    await bench.close()
    await house.close()
  })

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
    }, 700_000)

    it('builds the same in an empty host, as a script of docker commands', async () => {
      const { lab } = parse((await author.drawer.saved()).text)
      if (lab === undefined) throw new Error('no lab')
      const compiled = compile(lab, { id: 'drawn', seed: 'draft' })
      const dialog = await openExport(page, author.hands)
      const built = [compiled.wanted, reached(compiled).wanted]
      for (const [index, moment] of ['at the start', 'with every goal reached'].entries()) {
        await author.hands.choose(dialog.getByLabel('As it is'), moment)
        const { text } = await take(dialog, author.hands, 'docker commands')
        expect(await builtBy(bench, built[index] ?? compiled.wanted, text)).toEqual([])
        if (index > 0) expect(text).toMatch(/docker network create.* lan$/m)
      }
    }, 300_000)

    it('goes out as a zip, and comes in again as the same', async () => {
      const { title, text, layout, files } = await author.drawer.saved()
      const zip = await take(page.getByRole('dialog', { name: 'Export' }), author.hands, 'Zip')
      const dialog = await openImport(page, author.hands)
      await dialog.getByLabel(/^A lab as zip/).setInputFiles(zip.path)
      await dialog.getByText(/^Found a lab in/).waitFor()
      await makeDraft(dialog, author.hands)
      expect(await author.drawer.saved()).toMatchObject({ title, text, layout, files })
      expect(heard()).toEqual([])
    }, 120_000)
  })
})
