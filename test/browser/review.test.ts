/** What a grader does: follows a run on its map, finds it in the table, replays it, takes it away as a file, ends it. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaints, openHouse, shoot, type House } from '../support/browser.ts'
import { Learner, patience, until } from '../support/learner.ts'

describe('review', () => {
  let house: House
  let run = ''
  let page: Page
  let heard: () => string[]

  beforeAll(async () => {
    house = await openHouse()
    run = (await house.start('user-defined-bridge', 'Barbara Liskov')).run
    page = await house.admin.newPage()
    page.setDefaultTimeout(patience)
    heard = complaints(page)
    await page.goto(`/run/${run}`)
    const learner = new Learner(page)
    await learner.ready()
    await learner.run('docker network create -d bridge new_bridge')
    await learner.passes('create')
    await learner.run('docker run -d --net=new_bridge --name=db training/postgres')
  })
  afterAll(() => house.close())

  it('shows on the map what was just started, also to those who read it as a list', async () => {
    const map = page.getByRole('region', { name: 'Map' }).last()
    await map.getByRole('button', { name: 'Show as a list' }).click()
    const row = map.getByRole('treeitem', { name: /^db running/ })
    await row.click()
    await page.keyboard.press('Enter')
    await map.getByText('docker inspect db').waitFor()
    await shoot(page, 'map-details')
    await page.keyboard.press('Escape')
    await map.getByText('docker inspect db').waitFor({ state: 'detached' })
  })

  it('finds a run by words and by state', async () => {
    await page.goto('/review')
    const row = page.getByRole('row', { name: /Barbara Liskov/ })
    await row.waitFor()
    await page.getByRole('searchbox').fill('nobody of this name')
    await page.getByText('No run fits').waitFor()
    await page.getByRole('searchbox').fill('barbara')
    await row.waitFor()
    expect(page.url()).toContain('q=barbara')
    await page.getByRole('button', { name: 'Learner' }).click()
    const head = page.getByRole('columnheader', { name: 'Learner' })
    expect(await head.getAttribute('aria-sort')).toBe('ascending')
  })

  it('replays what was typed, and moves with the list', async () => {
    await page.getByRole('link', { name: 'Barbara Liskov' }).click()
    await page.getByText('Record intact').waitFor()
    const slider = page.getByRole('slider', { name: 'Time in the run' })
    await slider.focus()
    await page.keyboard.press('End')
    const screen = page.locator('#replay .xterm-rows')
    await until(
      async () => (await screen.innerText()).includes('--name=db'),
      'the command in the replay',
    )
    await page.getByRole('option').first().click()
    await until(
      async () => !(await screen.innerText()).includes('--name=db'),
      'the screen as it was before',
    )
    await page.getByRole('button', { name: 'Play' }).click()
    await until(async () => (await screen.innerText()).includes('--name=db'), 'the command, played')
    await page.getByRole('option').first().click()
    // Who goes to a moment stays there: nothing plays on.
    await page.getByRole('button', { name: 'Play' }).waitFor()
  })

  it('shows the evidence of an outcome in full', async () => {
    await page
      .getByRole('option', { name: /Passed/ })
      .first()
      .click()
    const evidence = page.getByRole('region', { name: 'Evidence', exact: true })
    await evidence.getByText('Expected').waitFor()
    await evidence.locator('details').first().waitFor()
    await shoot(page, 'review-replay')
  })

  it.each(['record.json', 'record.csv', 'junit.xml'])('gives %s away', async (file) => {
    const answer = await house.admin.request.get(`/api/runs/${run}/${file}`)
    expect(answer.status()).toBe(200)
    expect(await answer.text()).toContain('new_bridge')
  })

  it('ends a run after saying what will be lost', async () => {
    await page.goto('/administration')
    await page.getByRole('button', { name: 'End the run of Barbara Liskov' }).click()
    await page.getByText('What was recorded stays in Review.', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'End the run', exact: true }).click()
    await page.getByText('No run is going on.').waitFor()
    await page.goto(`/review/${run}`)
    await page.getByText('An administrator ended it').first().waitFor()
    await until(async () => (await house.left(run)).length === 0, 'nothing left of the run')
  })

  it('says nothing on the console that it should not', () => {
    // Chromium drops requests when the engine beside it adds an interface; the pages ask again.
    expect(heard().filter((line) => !line.includes('ERR_NETWORK_CHANGED'))).toEqual([])
  })
})
