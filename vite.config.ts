import { svelte } from '@sveltejs/vite-plugin-svelte'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ViteUserConfig } from 'vitest/config'
import { LongFirst } from './test/support/order.ts'

const here = dirname(fileURLToPath(import.meta.url))
const server = `http://127.0.0.1:${process.env['SLIPWAY_PORT'] ?? '4600'}`

/** Files share what they import: our modules keep nothing, and reading them anew took up to five seconds a file. */
const isolate = false

/** Real engines and real browsers have room to be slow. */
const patient = {
  root: here,
  environment: 'node',
  testTimeout: 300_000,
  hookTimeout: 600_000,
  isolate,
  // What failed on another machine is known by its message alone.
  chaiConfig: { truncateThreshold: 0 },
} as const

/** A good part of their time is waiting for engines: two files side by side, each with its own runs. */
const sideBySide = { ...patient, maxWorkers: 2, sequence: { groupOrder: 1 } } as const

/** What measures, or takes the engine away from everybody, has the machine for itself. */
const alone = { ...patient, fileParallelism: false, sequence: { groupOrder: 2 } } as const

// A type import only: `vite build` must work where the test tools are not installed.
export default {
  root: 'web',
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: 'parts.json',
    target: 'es2022',
    // The text editor is one large piece, loaded only where a lab is written.
    chunkSizeWarningLimit: 4500,
  },
  // Found only once somebody opens a page that needs them; a reload then would lose what was typed.
  optimizeDeps: {
    include: [
      'cytoscape',
      'elkjs/lib/elk-api.js',
      'monaco-editor/editor',
      'monaco-editor/features/register.all',
      'monaco-editor/languages/definitions/yaml/register',
      'socket.io-client',
      '@xterm/xterm',
    ],
  },
  server: {
    proxy: {
      '/api': server,
      '/link': server,
      '/socket.io': { target: server, ws: true },
    },
  },
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        plugins: [svelte({ configFile: false })],
        test: {
          name: 'unit',
          root: here,
          // Quick, but not on a machine that is busy with other things.
          testTimeout: 30_000,
          environment: 'node',
          isolate,
          // One core stays free by default, for people; here they wait.
          maxWorkers: '100%',
          include: ['test/unit/**/*.test.ts', 'test/architecture.test.ts'],
        },
      },
      {
        test: {
          ...sideBySide,
          name: 'docker',
          include: ['test/docker/*.test.ts', 'test/catalogue.test.ts'],
        },
      },
      { test: { ...alone, name: 'docker-alone', include: ['test/docker/alone/*.test.ts'] } },
      { test: { ...sideBySide, name: 'browser', include: ['test/browser/*.test.ts'] } },
      { test: { ...alone, name: 'browser-alone', include: ['test/browser/alone/*.test.ts'] } },
    ],
  },
} satisfies ViteUserConfig
