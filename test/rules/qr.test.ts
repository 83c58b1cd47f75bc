// QR codes, read again by decoders that share no code with what wrote them.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { qrPng, qrSvg } from '#src/documents/qr.ts'
import { newCode } from '#src/units/actions/counters.ts'
import { report, trials } from '#test/support/trials.ts'

/** Rows of modules, true where dark, quiet zone included. */
type Modules = readonly (readonly boolean[])[]

const example = 'https://skm.kotacontoh.go.id/s/7K3MQ9XB'
const address = fc
  .tuple(fc.constantFrom('http', 'https'), fc.webAuthority({ withPort: true }), fc.constant(0).map(newCode))
  .map(([scheme, authority, code]) => `${scheme}://${authority}/s/${code}`)

test('any counter’s address is read back from the PNG and from the SVG', async () => {
  const runs = trials(40, 1_000)
  await fc.assert(
    fc.asyncProperty(address, fc.integer({ min: 2, max: 8 }), async (text, scale) => {
      const picture = PNG.sync.read(Buffer.from(await qrPng(text, scale)))
      expect(jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data).toBe(text)
      const drawn = svgModules(qrSvg(text))
      expect(pngModules(picture, scale)).toEqual(drawn)
      expect(decode(drawn)).toBe(text)
    }),
    { numRuns: runs },
  )
  report('QR codes', `${runs} addresses read back from PNG and SVG`)
})

test('the quiet zone is four modules wide on every side, and no wider', () => {
  fc.assert(
    fc.property(address, (text) => {
      const modules = svgModules(qrSvg(text))
      const last = modules.length - 1
      for (const [row, cells] of modules.entries()) {
        for (const [column, dark] of cells.entries()) {
          if (Math.min(row, column, last - row, last - column) < 4) expect(dark).toBe(false)
        }
      }
      // The three corners of the symbol itself begin right behind it.
      expect([modules[4]?.[4], modules[4]?.[last - 4], modules[last - 4]?.[4]]).toEqual([true, true, true])
    }),
    { numRuns: 10 },
  )
})

test('the error level is M or better, so that a poster may be scratched', () => {
  fc.assert(
    fc.property(address, (text) => {
      const modules = svgModules(qrSvg(text))
      // Source: ISO/IEC 18004, format information: its first two bits, in the row below the first finder, masked with 10.
      const bits = [modules[12]?.[4], modules[12]?.[5]].map(Number)
      const level = ['M', 'L', 'H', 'Q'][((bits[0] ?? 0) * 2 + (bits[1] ?? 0)) ^ 0b10]
      expect(['M', 'Q', 'H']).toContain(level)
    }),
    { numRuns: 10 },
  )
  // And so it is: a blot of 3 × 3 modules does not keep it from being read, wherever it falls on the data.
  const modules = svgModules(qrSvg(example))
  for (let row = 14; row < modules.length - 14; row += 2) {
    for (let column = 14; column < modules.length - 14; column += 2) {
      const blotted = modules.map((cells, y) =>
        cells.map((dark, x) => dark || (Math.abs(y - row) <= 1 && Math.abs(x - column) <= 1)),
      )
      expect(decode(blotted)).toBe(example)
    }
  }
})

test('the PNG is what it says: the signature, one bit a pixel, twelve pixels a module', async () => {
  const file = await qrPng(example)
  expect(Array.from(file.subarray(0, 8))).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  expect([file[24], file[25]]).toEqual([1, 0])
  expect(PNG.sync.read(Buffer.from(file)).width).toBe(svgModules(qrSvg(example)).length * 12)
  expect(file.length).toBeLessThan(2_000)
})

const scanner = hasScanner()
test.skipIf(!scanner)(
  `zbarimg reads the file as well${scanner ? '' : ' (left out: zbarimg is not installed, Debian’s zbar-tools brings it)'}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ikm-qr-'))
    try {
      const file = join(folder, 'code.png')
      for (const text of [example, 'http://localhost:3000/s/BCDF2345', ...fc.sample(address, trials(2, 50))]) {
        writeFileSync(file, await qrPng(text))
        expect(execFileSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8', stdio: 'pipe' }).trimEnd()).toBe(
          text,
        )
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

function hasScanner(): boolean {
  try {
    execFileSync('zbarimg', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Draws the SVG: a white ground, then bars one module high. */
function svgModules(svg: string): Modules {
  const size = Number(/^<svg [^>]*viewBox="0 0 (\d+) \1"/.exec(svg)?.[1])
  const [ground, bars, ...more] = Array.from(svg.matchAll(/<path([^>]*) d="([^"]*)"/g), ([, fill, path]) => ({
    fill,
    path,
  }))
  expect([ground?.fill, ground?.path, more]).toEqual([' fill="#fff"', `M0 0h${size}v${size}H0z`, []])
  const modules = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const drawn = Array.from((bars?.path ?? '').matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g), ([bar, ...numbers]) => {
    const [x = 0, y = 0, length = 0, back] = numbers.map(Number)
    expect(back).toBe(x)
    modules[y]?.fill(true, x, x + length)
    return bar
  })
  expect(drawn.join('')).toBe(bars?.path)
  return modules
}

/** Every pixel of a module must have its colour. */
function pngModules({ width, data }: { width: number; data: Buffer }, scale: number): Modules {
  return Array.from({ length: width / scale }, (_, row) =>
    Array.from({ length: width / scale }, (_, column) => {
      const colours = new Set<number>()
      for (let y = row * scale; y < (row + 1) * scale; y++) {
        for (let x = column * scale; x < (column + 1) * scale; x++) colours.add(data.readUInt32BE((y * width + x) * 4))
      }
      expect(colours.size).toBe(1)
      return colours.has(0x000000ff)
    }),
  )
}

function decode(modules: Modules): string | undefined {
  const scale = 4
  const width = modules.length * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      if (modules[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return jsQR(pixels, width, width)?.data
}
