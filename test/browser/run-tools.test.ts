/** What a learner has beside the terminals: files, pages that hosts serve, catching up and resets. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaints, openHouse, shoot, visit, type House } from '../support/browser.ts'
import { echoServer } from '../support/echo-server.ts'
import { inOrder, Learner, patience, until } from '../support/learner.ts'

describe('a run of user-defined-bridge', () => {
  inOrder()
  let house: House
  let page: Page
  let learner: Learner
  let heard: () => string[]
  let run = ''

  beforeAll(async () => {
    house = await openHouse()
    const started = await house.start('user-defined-bridge', 'Ada Lovelace')
    run = started.run
    page = await (await house.stranger()).newPage()
    heard = complaints(page)
    await visit(page, started.link)
    learner = new Learner(page)
    await learner.ready()
  })
  afterAll(() => house?.close())

  const tree = () => page.getByRole('tree', { name: 'Files of host1' })
  const view = (name: string) => page.getByRole('button', { name, exact: true }).first().click()

  it('makes a file by the pane, and finds it in the terminal', async () => {
    await view('Files')
    await tree()
      .getByRole('treeitem', { name: '/root', exact: true })
      .waitFor({ timeout: patience })
    await page.getByRole('button', { name: 'New file' }).click()
    await page.getByLabel('Name', { exact: true }).fill('echo.py')
    await page.getByRole('button', { name: 'Make it' }).click()
    const editor = page.getByRole('textbox', { name: '/root/echo.py' })
    await editor.waitFor({ timeout: patience })
    await editor.fill(echoServer)
    await editor.press('Control+s')
    await page.getByText('Not saved').waitFor({ state: 'detached', timeout: patience })
    await shoot(page, 'run-files')
    await view('Terminals')
    expect(await learner.run('wc -l < /root/echo.py')).toContain(
      String(echoServer.split('\n').length - 1),
    )
  })

  it('does not save over what was changed in a terminal, unless it is told to', async () => {
    await learner.run('echo first > /root/note; chmod 640 /root/note')
    await view('Files')
    await page.getByRole('button', { name: 'Look again' }).click()
    await tree().getByRole('treeitem', { name: 'note' }).click()
    const editor = page.getByRole('textbox', { name: '/root/note' })
    await editor.fill('mine\n')
    await view('Terminals')
    await learner.run('echo theirs >> /root/note')
    await view('Files')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('/root/note was changed in between').waitFor({ timeout: patience })
    await page.getByRole('button', { name: 'Save mine over it' }).click()
    await page.getByText('Not saved').waitFor({ state: 'detached', timeout: patience })
    await view('Terminals')
    expect(await learner.run('clear; stat -c %a /root/note; cat /root/note')).toMatch(/640mine/)
  })

  it('renames and deletes by keyboard', async () => {
    await view('Files')
    await page.getByRole('button', { name: 'Look again' }).click()
    await tree().getByRole('treeitem', { name: 'note' }).focus()
    await page.keyboard.press('F2')
    await page.getByLabel('Name', { exact: true }).fill('notes.txt')
    await page.keyboard.press('Enter')
    await tree().getByRole('treeitem', { name: 'notes.txt' }).focus()
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: 'Delete', exact: true }).last().click()
    await tree().getByRole('treeitem', { name: 'notes.txt' }).waitFor({ state: 'detached' })
    await view('Terminals')
    expect(await learner.run('clear; ls /root')).toMatch(/echo\.py\S*root@/)
  })

  it('shows the page that a container publishes', async () => {
    await learner.run('docker run -d -p 8080:5000 --name=site training/webapp python app.py')
    await view('Pages')
    await page.getByRole('button', { name: /^host1:8080/ }).click()
    const frame = page.frameLocator('iframe[title="Page of host1 on port 8080"]')
    await frame.getByText('Hello').first().waitFor({ timeout: patience })
    await shoot(page, 'run-pages')
  })

  it('gives the page an origin of its own, and nothing of Slipway', async () => {
    const frame = page.frames().find((one) => one.url().includes('.localhost'))
    expect(new URL(frame?.url() ?? '').hostname).toMatch(/^run-[a-z2-7]{26}\.localhost$/)
    const tried = await frame?.evaluate(async (home) => {
      const reach = (work: () => unknown) => {
        try {
          return String(work())
        } catch (error) {
          return (error as Error).name
        }
      }
      const asked = await fetch(`${home}/api/me`, { credentials: 'include' }).then(
        (answer) => answer.type,
        (error: unknown) => (error as Error).name,
      )
      const socket = new WebSocket(
        `${home.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
      )
      const opened = await new Promise((resolve) => {
        socket.onopen = () => resolve('open')
        socket.onerror = () => resolve('refused')
      })
      return { cookie: document.cookie, parent: reach(() => parent.document.title), asked, opened }
    }, house.url)
    expect(tried).toEqual({
      cookie: '',
      parent: 'SecurityError',
      asked: 'TypeError',
      opened: 'refused',
    })
  })

  it('carries websockets', async () => {
    await view('Terminals')
    await learner.run(
      'docker run -d -p 9000:9000 --name=echo -v /root/echo.py:/echo.py training/webapp python /echo.py',
    )
    await view('Pages')
    await page.getByRole('textbox', { name: 'Host, port and path' }).fill('host1:9000/ws-page')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    const frame = page.frameLocator('iframe[title="Page of host1 on port 9000"]')
    await frame.getByText('echoed: hello over a websocket').waitFor({ timeout: patience })
  })

  it('refuses a token that was given to nobody', async () => {
    const { port } = new URL(house.url)
    const stranger = await (await house.stranger()).newPage()
    const answer = await stranger.goto(`http://run-${'a'.repeat(26)}.localhost:${port}/`)
    expect(answer?.status()).toBe(404)
    await stranger.getByText('This page of a host is not open').waitFor()
    await stranger.close()
  })

  it('says in words that nothing answers', async () => {
    await page.getByRole('textbox', { name: 'Host, port and path' }).fill('host1:81')
    await page.keyboard.press('Enter')
    const frame = page.frameLocator('iframe[title="Page of host1 on port 81"]')
    await frame.getByText('Nothing answers on port 81 of host1').waitFor({ timeout: patience })
  })

  it('catches up to a step, which counts for nobody', async () => {
    await page.keyboard.press('F1')
    await page.getByRole('combobox', { name: 'What do you want to do?' }).fill('catch up 3')
    await page.keyboard.press('Enter')
    await page.getByText('They do not count as yours').waitFor()
    await page.getByRole('button', { name: 'Catch up', exact: true }).click()
    await learner.passes('list')
    await page.getByTestId('replaying').waitFor({ state: 'detached', timeout: patience })
    await learner.step('create').getByText('Caught up, not counted').waitFor()
  })

  it('resets the host after saying what is lost', async () => {
    await view('Terminals')
    await page.getByRole('button', { name: 'New terminal' }).click()
    await page.getByRole('menuitem', { name: 'Reset host1…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Reset host1?' })
    expect(await dialog.innerText()).toMatch(/containers? [^]*site/)
    await dialog.getByRole('button', { name: 'Reset host1' }).click()
    await page.getByText('This shell has ended').waitFor({ timeout: patience })
    await page.getByTestId('replaying').waitFor({ state: 'detached', timeout: patience })
    await page.getByRole('button', { name: 'Open a new one on host1' }).click()
    // Until then the prompt on the screen is the old shell's.
    await page.getByText('This shell has ended').waitFor({ state: 'detached', timeout: patience })
    await learner.prompt()
    expect(await learner.run('docker ps -aq | wc -l; ls /root | wc -l')).toMatch(/00root@/)
  })

  it('shows two terminals side by side, and keys find the way', async () => {
    await page.getByRole('button', { name: 'Two side by side' }).click()
    await until(async () => (await page.locator('.xterm:visible').count()) === 2, 'two terminals')
    await page.keyboard.press('F1')
    await page.getByRole('combobox').fill('one terminal')
    await page.keyboard.press('Enter')
    await until(async () => (await page.locator('.xterm:visible').count()) === 1, 'one terminal')
  })

  it('is told to the reviewer', async () => {
    const review = await house.admin.newPage()
    await visit(review, `/review/${run}`)
    await review.getByText('Caught up:').first().waitFor({ timeout: patience })
    await review.getByText('host1 was put back to its start').first().waitFor()
    await review.getByText('Saved host1:/root/echo.py').first().waitFor()
    await shoot(review, 'review-tools')
    await review.close()
  })

  it('never made the page complain, but for what it was refused', () => {
    const expected = /ERR_|status of 502|Access to fetch|WebSocket connection|blocked by CORS/
    expect(heard().filter((line) => !expected.test(line))).toEqual([])
  })
})
