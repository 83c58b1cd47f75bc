// Runs every benchmark against its own baseline, prints the table, writes results.json beside itself.

import { writeFileSync } from 'node:fs'
import { bytes } from './bytes.ts'
import { dashboards } from './dashboards.ts'
import { importing } from './import.ts'
import type { Result } from './measure.ts'
import { bytesPerResponse, pages, verifying } from './pages.ts'
import { publicPages } from './public.ts'
import { submit } from './submit.ts'
import { unitCost } from './unit-cost.tsx'

const results: Result[] = []
for (const bench of [submit, importing, pages, publicPages, unitCost, dashboards, verifying, bytesPerResponse, bytes]) {
  const found = await bench()
  for (const result of [found].flat()) {
    results.push(result)
    console.log(row(result))
  }
}
writeFileSync(
  new URL('./results.json', import.meta.url),
  `${JSON.stringify({ results: results.map(rounded) }, null, 2)}\n`,
)

function row({ name, value, baseline, ratio, goal, better, unit }: Result): string {
  const reached = better === 'higher' ? ratio >= goal : ratio <= goal
  const sign = better === 'higher' ? '≥' : '≤'
  const figures = `${value.toFixed(1).padStart(11)} ${baseline.toFixed(1).padStart(11)}  ${unit.padEnd(18)}`
  return `${name.padEnd(20)}${figures}${ratio.toFixed(2).padStart(6)} ${sign} ${goal}  ${reached ? 'reached' : 'FALLS SHORT'}`
}

function rounded({ name, value, baseline, ratio, goal, better }: Result) {
  return { name, value: cut(value), baseline: cut(baseline), ratio: cut(ratio), goal, better }
}

function cut(figure: number): number {
  return Number(figure.toPrecision(4))
}
