/** The browser that the tests drive: found, or installed from the distribution where that is allowed. */
import { existsSync, readFileSync } from 'node:fs'
import { AppError } from '../errors.ts'
import { installPackages } from '../docker/engine/install.ts'
import { executable } from '../docker/engine/program.ts'
import type { Report } from '../docker/engine/index.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** Path of an installed Chromium, if there is one. */
export function findChromium(): string | undefined {
  return names.map((name) => executable(name)).find((path) => path !== undefined)
}

/** Throws AppError('browser-absent') where there is none and none may be installed. */
export async function ensureChromium(allowed: boolean, report: Report): Promise<string> {
  const found = findChromium()
  if (found) return found
  if (allowed && isDebian()) {
    report('Installing Chromium from the distribution, for the browser tests …')
    await installPackages(['chromium', 'fonts-liberation'], report)
  }
  const installed = findChromium()
  if (installed) return installed
  throw new AppError('browser-absent', {})
}

// Ubuntu's package of that name is only a door to another store.
function isDebian(): boolean {
  const file = '/etc/os-release'
  return existsSync(file) && /^ID=debian$/m.test(readFileSync(file, 'utf8'))
}
