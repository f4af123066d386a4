/** A terminal that is flooded: the server's memory stays flat, Ctrl-C works, and nothing after it is lost. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse, visit, type House } from '../../support/browser.ts'
import { inOrder, Learner, until } from '../../support/learner.ts'

const megabyte = 1024 ** 2

describe('100 MB of output', () => {
  inOrder()
  let house: House
  let page: Page
  let learner: Learner

  beforeAll(async () => {
    house = await openHouse()
    const { link } = await house.start('default-bridge', 'Margaret Hamilton')
    page = await (await house.stranger()).newPage()
    await visit(page, link)
    learner = new Learner(page)
    await learner.ready()
  })
  afterAll(() => house?.close())

  it('arrive whole, in no more memory than the windows that are held back', async () => {
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
    await learner.enter('head -c 100M /dev/zero | tr "\\0" x | fold -w 500; echo whole $((40 + 2))')
    await until(async () => (await learner.text()).includes('whole 42'), 'the end of the flood')
    clearInterval(watch)
    console.log(`100 MB of output: ${((most - before) / megabyte).toFixed(0)} MB more at most`)
    // The server lives in this very process; 100 MB held anywhere would show.
    expect((most - before) / megabyte).toBeLessThan(90)
  })

  it('end soon after Ctrl-C (the aim is a second)', async () => {
    await learner.enter('yes "a line of a flood that does not end by itself"')
    await until(async () => (await learner.text()).includes('flood that'), 'the flood to begin')
    const began = performance.now()
    await page.keyboard.press('Control+c')
    await learner.prompt()
    const seconds = (performance.now() - began) / 1_000
    expect(await learner.run('echo here $((40 + 2))')).toContain('here 42')
    // A busy machine draws what is on its way before it shows the prompt.
    expect(seconds).toBeLessThan(5)
    console.log(`Ctrl-C under a flood: ${seconds.toFixed(2)} s to the prompt`)
  })
})
