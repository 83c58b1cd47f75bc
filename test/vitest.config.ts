// Which tests run where: rules and storage once, every request on both runtimes, journeys in a real browser.

import { defineConfig } from 'vitest/config'

const root = new URL('..', import.meta.url).pathname

// The same files on both runtimes, so that the list of tests is the same for both.
const requests = ['test/requests/**/*.test.ts', 'test/proof/fuzz.test.ts']

export default defineConfig({
  root,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ['default', './test/support/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'rules', include: ['test/architecture.test.ts', 'test/rules/**/*.test.{ts,tsx}'] },
      },
      { extends: true, test: { name: 'database', include: ['test/database/**/*.test.ts'] } },
      { extends: true, test: { name: 'requests on node', include: requests, provide: { runtime: 'node' } } },
      {
        extends: true,
        test: {
          name: 'requests on workerd',
          include: requests,
          provide: { runtime: 'workerd' },
          globalSetup: 'test/support/worker.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'proof',
          include: ['test/proof/{files,flips,kill,server,import,export,publishing,flood,cheating}.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          // A browser on a busy machine now and then loses a race that no visitor runs; what is broken fails twice.
          retry: 1,
          include: ['test/browser/**/*.test.ts'],
          // Times are told of a machine that does nothing else: under npm test only the bytes are counted (weight.test.ts).
          exclude: process.env.IKM_PROOF === '1' ? [] : ['test/browser/speed.test.ts'],
        },
      },
    ],
  },
})
