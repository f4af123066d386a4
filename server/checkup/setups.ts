/** What tests need before they can run; each is done once and is quick when it is there already. */
import { readConfig } from '../config.ts'
import { openDock } from '../dock.ts'
import type { Report } from '../docker/engine/index.ts'
import { createLog } from '../log.ts'
import { buildPages } from '../pages.ts'
import { ensureChromium } from './chromium.ts'

export type Setup = 'engine' | 'chromium' | 'pages'

export const setups: Record<Setup, (report: Report) => Promise<void>> = {
  /** A Docker engine with every image of `labs/images` on it. */
  async engine(report) {
    const config = readConfig()
    await openDock(config, report, createLog(config.logLevel))
  },
  async chromium(report) {
    await ensureChromium(readConfig().installAllowed, report)
  },
  /** The pages as a browser gets them. */
  pages: buildPages,
}
