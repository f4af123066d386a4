/** A learner who reads the screen and types, as a person would: no other way into the environment. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A busy machine may need long; what is waited for is always a condition. */
export const patience = 120_000

/** A shell that waits: `root@host1:~#`, or the same in a container. */
const waiting = /^\S+@\S+:\S*[#$]\s*$/

export class Learner {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Resolves when the run is ready and its first terminal shows a prompt. */
  async ready(): Promise<void> {
    await this.terminal().waitFor({ timeout: patience })
    await this.prompt()
  }

  /** The terminal in front. */
  terminal(): Locator {
    return this.page.locator('.xterm:visible').first()
  }

  /** What the terminal shows, row by row; a long line takes several. */
  async rows(): Promise<string[]> {
    const rows = await this.terminal().locator('.xterm-rows > div').allInnerTexts()
    return rows.map((row) => row.replaceAll('\u00a0', ' ').trimEnd())
  }

  /** All rows run together, so that a value is found also where it was broken. */
  async text(): Promise<string> {
    return (await this.rows()).join('')
  }

  async prompt(): Promise<void> {
    await until(async () => {
      const last = (await this.rows()).findLast((row) => row !== '')
      return waiting.test(last ?? '')
    }, 'a prompt')
  }

  /** Types a line, sees it on the screen, and enters it. */
  async enter(command: string): Promise<void> {
    await this.terminal().locator('textarea').focus()
    await this.page.keyboard.type(command)
    await until(async () => bare(await this.text()).endsWith(bare(command)), `${command}, echoed`)
    await this.page.keyboard.press('Enter')
  }

  /** Enters a command and waits for the next prompt; answers with what is on the screen, run together. */
  async run(command: string): Promise<string> {
    await this.enter(command)
    await this.prompt()
    return this.text()
  }

  step(id: string): Locator {
    return this.page.locator(`[data-step="${id}"]`)
  }

  async passes(id: string): Promise<void> {
    await this.page
      .locator(`[data-step="${id}"][data-state="passed"]`)
      .waitFor({ timeout: patience })
  }

  async answer(id: string, question: string | RegExp, text: string): Promise<void> {
    const field = this.step(id).getByRole('textbox', { name: question })
    await field.fill(text)
    await field.press('Enter')
  }
}

const bare = (text: string) => text.replaceAll(/\s/g, '')

/** Waits for a condition with a deadline. */
export async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  await expect.poll(condition, { timeout: patience, interval: 100, message: what }).toBe(true)
}
