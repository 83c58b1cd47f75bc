// PDF read by poppler, which shares no code with what wrote it: pages as pixels, and their text.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { describe } from 'vitest'

const missing = 'Tests of printed PDF LEFT OUT: no pdftoppm here. Get it with `apt-get install poppler-utils`.'

/** `describe` for what needs poppler: left out aloud where there is none, and under CI=true a failure. */
export function describeWithPoppler(name: string, tests: () => void): void {
  const found = hasPoppler()
  if (!found) {
    if (process.env.CI === 'true') throw new Error(missing)
    console.warn(`\n!!! ${missing}\n`)
  }
  describe.skipIf(!found)(name, tests)
}

export function hasPoppler(): boolean {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Pixels of one page, four bytes each. */
export interface Printed {
  readonly width: number
  readonly height: number
  readonly data: Buffer
}

/** Every page as it would be printed at a resolution. */
export function print(pdf: Uint8Array, dotsPerInch: number): Printed[] {
  return inFolder(pdf, (folder, file) => {
    execFileSync('pdftoppm', ['-r', String(dotsPerInch), '-gray', '-png', file, join(folder, 'page')], {
      stdio: 'pipe',
    })
    return readdirSync(folder)
      .filter((name) => name.endsWith('.png'))
      .toSorted()
      .map((name) => PNG.sync.read(readFileSync(join(folder, name))))
  })
}

/** What the QR code on a page says; undefined where none can be read. */
export function codeOn({ width, height, data }: Printed): string | undefined {
  return jsQR(new Uint8ClampedArray(data), width, height)?.data
}

/** The text of each page, as it can be selected and searched. */
export function textOfPages(pdf: Uint8Array): string[] {
  return inFolder(pdf, (_, file) =>
    execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', stdio: 'pipe' })
      .split('\f')
      .slice(0, -1)
      .map((text) => text.replaceAll(/\s+/g, ' ').trim()),
  )
}

function inFolder<Found>(pdf: Uint8Array, read: (folder: string, file: string) => Found): Found {
  const folder = mkdtempSync(join(tmpdir(), 'ikm-pdf-'))
  try {
    const file = join(folder, 'file.pdf')
    writeFileSync(file, pdf)
    return read(folder, file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
