// Builds the Worker's bundle once, as it is deployed, for all the test files that run on workerd.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

export default function buildWorker(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'ikm-worker-'))
  execFileSync(process.execPath, ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', folder], {
    cwd: new URL('../..', import.meta.url),
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  project.provide('worker', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
