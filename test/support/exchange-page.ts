/** Taking a lab out of the builder and into it, as an author does: by its two dialogs. */
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import type { Hands } from './hands.ts'

export interface Taken {
  name: string
  /** Where the browser put it. */
  path: string
  text: string
}

const inside = (page: Page, title: string) => page.getByRole('dialog', { name: title })

/** Opens the dialog on the page of a draft. */
export async function openExport(page: Page, hands: Hands): Promise<Locator> {
  await hands.press(page.getByRole('button', { name: 'Export', exact: true }))
  const dialog = inside(page, 'Export')
  await dialog.waitFor()
  return dialog
}

/** Presses one of its buttons and waits for the file. */
export async function take(dialog: Locator, hands: Hands, form: string): Promise<Taken> {
  const page = dialog.page()
  const button = dialog.getByRole('button', { name: form, exact: true })
  const [file] = await Promise.all([page.waitForEvent('download'), hands.press(button)])
  const path = await file.path()
  return { name: file.suggestedFilename(), path, text: await readFile(path, 'utf8') }
}

/** Opens the dialog on the page of all drafts. */
export async function openImport(page: Page, hands: Hands): Promise<Locator> {
  await page.goto('/build')
  await hands.press(page.getByRole('button', { name: 'Import…' }))
  const dialog = inside(page, 'Import a lab')
  await dialog.waitFor()
  return dialog
}

/** Makes a draft of what was found, and waits until its drawing is there. */
export async function makeDraft(dialog: Locator, hands: Hands): Promise<void> {
  const page = dialog.page()
  await hands.press(dialog.getByRole('button', { name: 'Make a draft of it' }))
  await page.locator('[data-canvas]').waitFor()
  await page.getByRole('treeitem').first().waitFor()
}
