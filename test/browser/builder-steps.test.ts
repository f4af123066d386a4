/** Authors who write the steps of a lab in forms: their order, solutions over several hosts, and the ways beside them. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse, shoot, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { patience } from '../support/learner.ts'

const text = `slipway: 1
title: Two hosts
hosts:
  host1: { images: [busybox], containers: { web: { image: busybox } } }
  host2: { images: [busybox] }
steps:
  - id: first
    title: First
    text: Make a swarm.
    goal:
      host1: { swarm: manager, containers: { made: { image: busybox } } }
    solution: docker swarm init
  - id: second
    title: Second
    text: Look around.
    checks: [{ command: { on: host1, run: 'true' } }]
    solution:
      - { host: host1, run: echo one }
      - { host: host2, run: echo two }
  - id: third
    title: Third
    text: Look again.
    checks: [{ command: { on: host1, words: ['true'] } }]
    solution: 'true'
`.replace("on: host1, run: 'true'", 'on: host1, words: [docker]')

describe('the steps of a lab', () => {
  let house: House
  let page: Page
  let drawer: Drawer
  let steps: Locator
  beforeAll(async () => {
    house = await openHouse()
    page = await house.admin.newPage()
    page.setDefaultTimeout(patience)
    drawer = new Drawer(page)
    await page.goto('/build')
    await page.getByRole('button', { name: 'Import…' }).click()
    await page
      .getByLabel('A lab as zip, a lab.yaml, or a compose file')
      .setInputFiles({ name: 'lab.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) })
    await page.getByText('Found a lab in').waitFor()
    await page.getByRole('button', { name: 'Make a draft of it' }).click()
    await page.getByRole('tab', { name: 'Steps', exact: true }).click()
    steps = page.getByRole('region', { name: 'Steps', exact: true })
  })
  afterAll(() => house.close())

  const row = (title: string) => steps.getByRole('button', { name: new RegExp(`^\\d ${title}`) })
  const middle = async (place: Locator, share = 0.5) => {
    const box = await place.boundingBox()
    if (box === null) throw new Error('It is not shown')
    return { x: box.x + box.width / 2, y: box.y + box.height * share }
  }
  /** Drags what is grabbed to a part of the height of something else. */
  const drag = async (grip: Locator, to: Locator, share: number) => {
    await drawer.drag(await middle(grip), await middle(to, share))
  }
  const solution = () => steps.getByRole('region', { name: 'Solution', exact: true })
  const box = (name: RegExp) => solution().getByRole('textbox', { name })

  it('go where the line is shown', async () => {
    const grip = steps.locator('.grip').first()
    await drag(grip, steps.getByRole('listitem').nth(2), 0.2)
    await drawer.writes(/id: second[\s\S]*id: first[\s\S]*id: third/)
    await drag(steps.locator('.grip').first(), steps.getByRole('listitem').nth(2), 0.8)
    await drawer.writes(/id: first[\s\S]*id: third[\s\S]*id: second/)
    await row('Second').press('Alt+ArrowUp')
    await drawer.writes(/id: first[\s\S]*id: second[\s\S]*id: third/)
  })

  it('have solutions of any number of commands, each on its host', async () => {
    await row('Second').click()
    await box(/command 1 on host1/).fill('')
    await box(/command 1 on host1/).pressSequentially('echo three')
    await drawer.writes(/host: host1, run: '?echo three'? \}[\s\S]*host: host2, run: echo two/)
    await solution().getByRole('button', { name: 'Command', exact: true }).click()
    await solution().getByLabel('Host of command 3').selectOption('host1')
    await box(/command 3 on host1/).fill('echo $token')
    await solution().getByRole('button', { name: 'Keep what command 1 prints' }).click()
    await solution().getByLabel('Variable that keeps').fill('token')
    await drawer.writes(
      /echo three'?, keep: token[\s\S]*echo two[\s\S]*host: host1, run: echo \$token/,
    )
    await box(/command 3 on host1/).press('Alt+ArrowUp')
    await drawer.writes(/echo three[\s\S]*echo \$token[\s\S]*echo two/)
    expect(
      await box(/command 2 on host1/).evaluate((node) => node === document.activeElement),
    ).toBe(true)
    const grips = solution().locator('.grip')
    await drag(grips.nth(2), solution().getByRole('listitem').first(), 0.2)
    await drawer.writes(/echo two[\s\S]*echo three[\s\S]*echo \$token/)
  })

  it('have hints for a sentence, other ways and mistakes', async () => {
    const hints = steps.getByRole('region', { name: 'Hints', exact: true })
    await hints.getByRole('button', { name: 'Hint' }).click()
    await hints.getByLabel('New hint: only while a check says').fill('There is no')
    await hints.getByLabel('New hint, in Markdown').fill('Look once more.')
    await hints.getByRole('button', { name: 'Add the hint' }).click()
    await drawer.writes(/when: There is no[\s\S]*text: Look once more/)

    await steps.getByText('Other right ways').click()
    await steps.getByRole('button', { name: 'Way', exact: true }).click()
    await steps.getByRole('button', { name: 'Add the way' }).click()
    await steps.getByText('Say in a few words what is done.').waitFor()
    await steps.getByLabel('What is done, new way').fill('In one go')
    await steps.getByLabel('Commands of new way, command on host1').fill('echo all')
    await steps.getByRole('button', { name: 'Add the way' }).click()
    await drawer.writes(/alternatives:[\s\S]*title: In one go[\s\S]*run: echo all/)

    await steps.getByText('Typical mistakes').click()
    await steps.getByRole('button', { name: 'Mistake', exact: true }).click()
    await steps.getByLabel('What is done, new mistake').fill('On the wrong host')
    const commands = steps.getByRole('list', { name: 'Commands of new mistake' })
    await commands.getByLabel('Host of command').selectOption('host2')
    await commands.getByRole('textbox').fill('echo wrong')
    await steps.getByLabel('The learner reads').fill('There is no')
    await steps.getByRole('button', { name: 'Add the mistake' }).click()
    await drawer.writes(/mistakes:[\s\S]*host: host2, run: echo wrong[\s\S]*says: There is no/)
  })

  it('have checks about what is there by then', async () => {
    const checks = steps.getByRole('region', { name: 'Checks', exact: true })
    await checks.getByLabel('Add a check').selectOption('node')
    await drawer.row('host2').click()
    await page.getByRole('tab', { name: 'Steps', exact: true }).click()
    await checks.getByRole('button', { name: /^Name: take host2/ }).click()
    const offered = checks.locator('input').first()
    expect(await offered.inputValue()).toBe('host2')
    await checks.getByRole('button', { name: 'Cancel' }).click()
    await checks.getByLabel('Add a check').selectOption('ping')
    const list = await checks.getByLabel(/^From/).first().getAttribute('list')
    const names = page.locator(`[id="${String(list)}"] option`)
    expect(await names.evaluateAll((all) => all.map((one) => one.getAttribute('value')))).toContain(
      'host1/made',
    )
    await checks.getByRole('button', { name: 'Cancel' }).click()
  })

  it.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 1024, 768],
    ['dark', 1024, 768],
  ] as const)('are shown in %s at %i × %i', async (colorScheme, width, height) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height })
    await solution().scrollIntoViewIfNeeded()
    await shoot(page, `builder-steps-${colorScheme}-${String(width)}`)
    const panel = page.locator('#builder-side')
    expect(await panel.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0)
    await steps.getByText('Typical mistakes').scrollIntoViewIfNeeded()
    await shoot(page, `builder-ways-${colorScheme}-${String(width)}`)
  })
})
