#!/usr/bin/env node
// The one file that runs before anything is installed, so it is plain JavaScript and needs only Node.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Slipway needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

const installed = join(root, 'node_modules/.package-lock.json')
const lock = join(root, 'package-lock.json')
// A linked folder belongs to another checkout: npm ci would empty it through the link.
const linked = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()
const isStale = !existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs
if (isStale && !linked) {
  console.log('Installing packages (npm ci) …')
  const done = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

const { register } = await import('tsx/esm/api')
register()
await import('./cli.ts')
