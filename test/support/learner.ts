/** A learner who reads the screen and types, as a person would: no other way into the environment. */
import type { Locator, Page } from 'playwright-core'
import { beforeEach } from 'vitest'

/** A busy machine may need long; what is waited for is always a condition. */
export const patience = Number(process.env['SLIPWAY_PATIENCE'] ?? 120_000)

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
    let rows: string[] = []
    await until(
      async () => {
        rows = await this.rows()
        return waiting.test(rows.findLast((row) => row !== '') ?? '')
      },
      () => `a prompt; on the screen is:\n${rows.join('\n').trimEnd()}`,
    )
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

/** What a pattern (its first group, where it has one) finds on a screen, where it stands last. */
export function seen(screen: string, pattern: RegExp): string {
  const found = [...screen.matchAll(new RegExp(pattern, 'g'))].at(-1)
  if (found === undefined) throw new Error(`${String(pattern)} is not on the screen:\n${screen}`)
  return found[1] ?? found[0]
}

const bare = (text: string) => text.replaceAll(/\s/g, '')

/** Waits for a condition with a deadline; what is not so in the end is said in the error. */
export async function until(
  condition: () => Promise<boolean>,
  what: string | (() => string),
): Promise<void> {
  const deadline = Date.now() + patience
  while (!(await condition())) {
    if (Date.now() > deadline) {
      const words = typeof what === 'string' ? what : what()
      throw new Error(`Waited ${patience / 1_000} s for ${words}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Tests that build on each other: after a failure the rest fail at once, and say which one was the first. */
export function inOrder(): void {
  let first = ''
  beforeEach(({ task, onTestFailed }) => {
    if (first !== '') throw new Error(`“${first}” failed before this could be tried`)
    onTestFailed(() => void (first ||= task.name))
  })
}
