// Which tests run where: rules and storage once, every request on both runtimes, journeys in a real browser.

import { defineConfig } from 'vitest/config'

const root = new URL('..', import.meta.url).pathname

export default defineConfig({
  root,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'rules', include: ['test/architecture.test.ts', 'test/rules/**/*.test.{ts,tsx}'] } },
      { extends: true, test: { name: 'database', include: ['test/database/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'requests on node', include: ['test/requests/**/*.test.ts'], provide: { runtime: 'node' } },
      },
      {
        extends: true,
        test: { name: 'requests on workerd', include: ['test/requests/**/*.test.ts'], provide: { runtime: 'workerd' } },
      },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'] } },
    ],
  },
})
