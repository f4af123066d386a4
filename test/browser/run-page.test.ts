/** One run seen in the browser: click-to-run, evidence, a second tab, a lost connection, the end, and the review. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaints, openHouse, shoot, visit, type House } from '../support/browser.ts'
import { inOrder, Learner, patience, until } from '../support/learner.ts'

describe('a run of default-bridge', () => {
  inOrder()
  let house: House
  let context: BrowserContext
  let page: Page
  let learner: Learner
  let link = ''
  let run = ''
  let heard: () => string[]

  beforeAll(async () => {
    house = await openHouse()
    context = await house.stranger()
    page = await context.newPage()
    learner = new Learner(page)
  })
  afterAll(() => house?.close())

  it('is chosen in the catalogue, which comes by itself once somebody answers', async () => {
    const desk = await house.admin.newPage()
    await desk.route('**/api/labs', (route) => route.abort())
    await visit(desk, '/')
    await desk.getByText('Slipway does not answer').waitFor({ timeout: patience })
    await shoot(desk, 'catalogue-offline')
    await desk.unroute('**/api/labs')
    await desk.locator('[data-lab]').first().waitFor({ timeout: patience })
    expect(await desk.getByText('Slipway does not answer').count()).toBe(0)
    await desk.close()
  })

  it('is started in the catalogue, which hands out its link', async () => {
    const desk = await house.admin.newPage()
    await visit(desk, '/')
    await shoot(desk, 'catalogue')
    // The answer is lost on its way back, and the run is there all the same, once.
    let lost = 0
    await desk.route('**/api/runs', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      await route.abort()
    })
    await desk.locator('[data-lab="default-bridge"]').getByRole('button', { name: 'Start' }).click()
    await desk.getByLabel('Who is it for?').fill('Grace Hopper')
    await desk.getByRole('button', { name: 'Start the lab' }).click()
    link = await desk.getByTestId('run-link').innerText()
    run = new URL(link).pathname.split('/').at(-1) ?? ''
    const runs = (await (await house.admin.request.get('/api/runs')).json()) as unknown[]
    expect([lost, runs.length]).toEqual([1, 1])
    await desk.close()
  })

  it('is locked without it', async () => {
    await visit(page, `/run/${run}`)
    await page.getByText('This page needs its own link').waitFor({ timeout: patience })
    expect((await context.request.get('/api/labs')).status()).toBe(403)
    heard = complaints(page)
  })

  it('opens with it, and the key leaves the address bar', async () => {
    await visit(page, link)
    expect(new URL(page.url()).search).toBe('')
    await learner.ready()
    await shoot(page, 'run-ready')
  })

  it('types a command into the terminal by a click', async () => {
    await learner
      .step('look')
      .getByRole('button', { name: 'Run on host1: docker network ls' })
      .click()
    await until(async () => /bridge\s*bridge\s*local/.test(await learner.text()), 'the list')
    await learner.prompt()
  })

  it('says in words that an answer is wrong, and shows nothing of the right one', async () => {
    await learner.answer('look', /Which subnet/, '192.168.0.0/16')
    const check = learner.step('look').locator('[data-check="look.1"][data-verdict="fail"]')
    await check.waitFor({ timeout: patience })
    expect(await check.innerText()).not.toContain('10.')
    const subnet = /"Subnet": "([^"]+)"/.exec(
      await learner.run('docker network inspect bridge | head -20'),
    )
    await learner.answer('look', /Which subnet/, subnet?.[1] ?? '')
    await learner.answer('look', /Which driver/, 'null')
    await learner.passes('look')
  })

  it('pulls an image as everybody knows it, and notices by itself', async () => {
    const screen = await learner.run('docker run -itd --name=container1 busybox')
    expect(screen).toContain("Unable to find image 'busybox:latest' locally")
    expect(screen).toContain('Pull complete')
    await learner.passes('first')
  })

  it('shows the question and the raw answer behind an outcome', async () => {
    await learner.step('first').getByRole('button', { expanded: false }).click()
    await learner
      .step('first')
      .getByRole('button', { name: /Show evidence/ })
      .last()
      .click()
    const drawer = page.getByRole('region', { name: 'Evidence' })
    await drawer.getByRole('heading', { name: 'Evidence' }).waitFor()
    expect(await drawer.innerText()).toMatch(/Expected[\s\S]*Found/)
    await shoot(page, 'run-evidence')
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
  })

  it('shows the same shell in a second tab', async () => {
    const second = new Learner(await context.newPage())
    await visit(second.page, `/run/${run}`)
    await second.prompt()
    expect(await second.text()).toContain('container1')
    await second.run('docker run -itd --name=container2 busybox')
    await second.passes('second')
    await learner.passes('second')
    await until(async () => (await learner.text()).includes('container2'), 'the other tab’s typing')
    await second.page.close()
  })

  it('says that the connection is lost, and recovers on its own', async () => {
    await context.setOffline(true)
    await page.getByText('The connection is lost').waitFor({ timeout: patience })
    await context.setOffline(false)
    await page.getByText('The connection is lost').waitFor({ state: 'detached', timeout: patience })
    expect(await learner.run('echo still $((40 + 2))')).toContain('still 42')
  })

  it('starts with something on the engine, or its end would prove nothing', async () => {
    expect((await house.left(run)).length).toBeGreaterThan(2)
  })

  it('ends on request, says what was kept, and is gone from the engine', async () => {
    await page.getByRole('button', { name: 'End', exact: true }).click()
    await page.getByRole('button', { name: 'End the run' }).click()
    await page.getByText('You ended this run.').waitFor({ timeout: patience })
    expect(await page.getByText('3 of 5').count()).toBeGreaterThan(0)
    await until(async () => (await house.left(run)).length === 0, 'the engine to be rid of it')
    await shoot(page, 'run-ended')
  })

  it('is reviewed with its outcomes beside a replay of the terminal', async () => {
    const review = await house.admin.newPage()
    const noise = complaints(review)
    await visit(review, '/review')
    await review.getByRole('row', { name: /Grace Hopper/ }).waitFor({ timeout: patience })
    await shoot(review, 'review')
    await visit(review, `/review/${run}`)
    await review.getByText('Grace Hopper').first().waitFor({ timeout: patience })
    await review.getByRole('button', { name: /^Play/ }).click()
    await until(
      async () => (await review.locator('.xterm-rows').innerText()).includes('docker'),
      'the replay to show what was typed',
    )
    await shoot(review, 'review-run')
    expect(noise()).toEqual([])
    await review.close()
  })

  it('never made the page complain, the lost connection aside', () => {
    expect(heard().filter((line) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(line))).toEqual([])
  })
})
