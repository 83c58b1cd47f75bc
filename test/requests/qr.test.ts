// The QR code of a counter, read again by an independent decoder from both of its files.

import jsQr from 'jsqr'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textOf } from '#test/support/answers.ts'
import { city } from '#test/support/city.ts'
import { closeWithoutErrors, origin, type Site, startCity } from '#test/support/site.ts'

const { code } = city.registry.counter
let site: Site

beforeAll(async () => {
  site = await startCity()
})
afterAll(() => closeWithoutErrors(site))

/** A picture as rows of dark (true) and light pixels. */
type Picture = readonly (readonly boolean[])[]

async function pngPicture(path: string): Promise<Picture> {
  const response = await site.fetch(path)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
  const { width, height, data } = PNG.sync.read(Buffer.from(await response.arrayBuffer()))
  const rows = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => data.readUInt32BE((y * width + x) * 4)),
  )
  expect(new Set(rows.flat())).toEqual(new Set([0x000000ff, 0xffffffff]))
  return rows.map((row) => row.map((pixel) => pixel === 0x000000ff))
}

async function svgPicture(path: string): Promise<Picture> {
  const response = await site.fetch(path)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
  const svg = await response.text()
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 (\d+) \1"/)
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [, attributes, path] of svg.matchAll(/<path([^>]*?) ?d="([^"]*)"\/>/g)) {
    for (const { left, top, right, bottom } of rectangles(path ?? '')) {
      for (let y = top; y < bottom; y++) rows[y]?.fill(!attributes?.includes('#fff'), left, right)
    }
  }
  return rows
}

// A path of closed shapes drawn with M, h, H, v and V only; each must be a rectangle.
function rectangles(path: string): { left: number; top: number; right: number; bottom: number }[] {
  return path
    .split('z')
    .filter(Boolean)
    .map((shape) => {
      expect(shape).toMatch(/^M[\d.]+ [\d.]+([hHvV]-?[\d.]+){3}$/)
      const start = /^M([\d.]+) ([\d.]+)/.exec(shape) ?? []
      let [x, y] = start.slice(1).map(Number) as [number, number]
      const corners = [[x, y]]
      for (const [, command, length] of shape.matchAll(/([hHvV])(-?[\d.]+)/g)) {
        if (command === 'h') x += Number(length)
        if (command === 'H') x = Number(length)
        if (command === 'v') y += Number(length)
        if (command === 'V') y = Number(length)
        corners.push([x, y])
      }
      const [across, down] = [corners.map(([x]) => x as number), corners.map(([, y]) => y as number)]
      return {
        left: Math.min(...across),
        top: Math.min(...down),
        right: Math.max(...across),
        bottom: Math.max(...down),
      }
    })
}

function decode(picture: Picture, scale: number): string | undefined {
  const [width, height] = [(picture[0]?.length ?? 0) * scale, picture.length * scale]
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = picture[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? 0 : 255
      pixels.set([light, light, light, 255], (y * width + x) * 4)
    }
  }
  return jsQr(pixels, width, height)?.data
}

/** The modules inside the quiet zone, and how many modules wide that is on each side. */
function modulesOf(picture: Picture): { modules: boolean[][]; quiet: number[] } {
  const size = picture.length
  const dark = picture.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [[x, y] as const] : [])))
  const [across, down] = [dark.map(([x]) => x), dark.map(([, y]) => y)]
  const [left, right, top, bottom] = [
    lowest(across),
    -lowest(across.map((x) => -x)),
    lowest(down),
    -lowest(down.map((y) => -y)),
  ]
  // The upper edge of the corner mark is seven dark modules. Source: ISO/IEC 18004, finder pattern.
  const edge = picture[top]?.indexOf(false, left) ?? 0
  const module = (edge - left) / 7
  const count = (right + 1 - left) / module
  expect([Number.isInteger(module), Number.isInteger(count)]).toEqual([true, true])
  return {
    modules: Array.from({ length: count }, (_, row) =>
      Array.from({ length: count }, (_, column) => picture[top + row * module]?.[left + column * module] ?? false),
    ),
    quiet: [left, top, size - 1 - right, size - 1 - bottom].map((pixels) => pixels / module),
  }
}

function lowest(numbers: readonly number[]): number {
  return numbers.reduce((low, number) => Math.min(low, number))
}

// The two highest bits of the format information, unmasked. Source: ISO/IEC 18004, format information, mask 101010000010010.
function errorLevel(modules: readonly (readonly boolean[])[]): string | undefined {
  const bit = (column: number) => Number(modules[8]?.[column] ?? false)
  return ['M', 'L', 'H', 'Q'][(bit(0) ^ 1) * 2 + (bit(1) ^ 0)]
}

describe.each([
  ['png', pngPicture, 1],
  ['svg', svgPicture, 5],
] as const)('as %s', (kind, load, scale) => {
  test('leads to the public address of the form', async () => {
    expect(decode(await load(`/s/${code}/qr.${kind}`), scale)).toBe(`${origin}/s/${code}`)
  })

  test('has error level M or better and a quiet zone of four modules on every side', async () => {
    const { modules, quiet } = modulesOf(await load(`/s/${code}/qr.${kind}`))
    expect(errorLevel(modules)).toMatch(/[MQH]/)
    for (const side of quiet) expect(side).toBeGreaterThanOrEqual(4)
  })

  test('still reads where a stain covers six by six modules of it', async () => {
    const picture = (await load(`/s/${code}/qr.${kind}`)).map((row) => [...row])
    const module = picture.length / (modulesOf(picture).modules.length + 8)
    const [from, to] = [16 * module, 22 * module]
    for (let y = from; y < to; y++) picture[y]?.fill(false, from, to)
    expect(decode(picture, scale)).toBe(`${origin}/s/${code}`)
  })

  test('is the same however the code is typed', async () => {
    const typed = await load(`/s/${code.toLowerCase()}/qr.${kind}`)
    expect(typed).toEqual(await load(`/s/${code}/qr.${kind}`))
  })

  test.each([
    ['a closed counter', city.closedCode],
    ['a withdrawn code', city.withdrawnCode],
    ['an unknown code', 'XXXX9999'],
    ['no code', 'halo'],
  ])('does not exist for %s', async (_, missing) => {
    const response = await site.fetch(`/s/${missing}/qr.${kind}`)
    expect(response.status).toBe(404)
    expect(textOf(await response.text())).toContain('tidak ada atau sudah tidak dipakai')
  })
})

test('both files hold the same modules', async () => {
  const [png, svg] = [await pngPicture(`/s/${code}/qr.png`), await svgPicture(`/s/${code}/qr.svg`)]
  expect(modulesOf(png).modules).toEqual(modulesOf(svg).modules)
})

test.each(['qr.gif', 'qr', 'qr.svgx', 'qr.png.svg'])('there is no %s', async (name) => {
  expect((await site.fetch(`/s/${code}/${name}`)).status).toBe(404)
})
