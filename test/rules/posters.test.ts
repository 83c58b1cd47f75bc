// Posters and table tents: nothing leaves the page or touches the code whatever the names, and the printed code leads to the form.

import { execFileSync } from 'node:child_process'
import { PDFDocument, type StandardFonts } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import jsQR from 'jsqr'
import { describe, expect, test } from 'vitest'
import { fonts, point, printable, widthOf } from '#src/documents/fonts.ts'
import { setParagraph } from '#src/documents/paragraph.ts'
import type { Mark, Page } from '#src/documents/pdf.ts'
import { quiet } from '#src/documents/qr.ts'
import { newCode } from '#src/units/actions/counters.ts'
import {
  type Poster,
  type PosterOptions,
  posterOf,
  posterPage,
  posterPdf,
  secondLanguages,
  tentPage,
  tentPdf,
} from '#src/units/posters.ts'
import { dayOf } from '#src/units/rules/calendar.ts'
import { codeLength, readCode, writeCode } from '#src/units/rules/code.ts'
import { codeOn, describeWithPoppler, type Printed, print, textOfPages } from '#test/support/poppler.ts'
import { report, trials } from '#test/support/trials.ts'

const plain: Poster = {
  government: 'Pemerintah Kota Contoh',
  unit: 'Puskesmas Mekarsari',
  counter: 'Loket 2 Pendaftaran',
  counterId: 12,
  code: 'DFGH2345',
  issuedOn: dayOf(2026, 10, 12),
  origin: 'https://skm.kotacontoh.go.id',
}
const long: Poster = {
  ...plain,
  government: 'Pemerintah Kabupaten Contoh Barat Daya, Provinsi Kepulauan Contoh Tenggara',
  unit: 'Unit Pelaksana Teknis Daerah Pusat Pelayanan Terpadu Pemberdayaan Perempuan dan Perlindungan Anak Kabupaten Contoh',
  counter: 'Loket 14 Pelayanan Konsultasi, Pendampingan, dan Pengaduan Kekerasan terhadap Perempuan dan Anak',
  counterId: 2_147_483_647,
  origin: 'https://survei-kepuasan-masyarakat.contohbaratdayakab.go.id',
}
// One pixel, half transparent.
const logo = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

const words = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('Pelayanan', 'dan', 'Loket', 'WWWWMMMMWWWW', 'i') },
      {
        weight: 1,
        arbitrary: fc.string({ unit: 'binary', maxLength: 40 }),
      },
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(' '))
const host = fc
  .array(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$/), { minLength: 1, maxLength: 4 })
  .map((labels) => `${labels.join('.')}.go.id`)
const poster: fc.Arbitrary<Poster> = fc.record({
  government: words,
  unit: words,
  counter: words,
  counterId: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  code: fc.constant(0).map(newCode),
  issuedOn: fc.integer({ min: 20_000, max: 40_000 }),
  origin: fc.tuple(fc.constantFrom('https', 'http'), host).map(([scheme, name]) => `${scheme}://${name}`),
})
const options: fc.Arbitrary<PosterOptions> = fc.record({
  second: fc.constantFrom(undefined, 'en', 'jv', 'su'),
  logo: fc.constantFrom(undefined, logo),
})

interface Area {
  readonly what: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Where each mark lies on the page; frames are taken apart. */
function areas(marks: readonly Mark[], place: (x: number, y: number) => [number, number] = (x, y) => [x, y]): Area[] {
  const area = (what: string, points: readonly (readonly [number, number])[], around = 0): Area => {
    const placed = points.map(([x, y]) => place(x, y))
    const [across, down] = [placed.map(([x]) => x), placed.map(([, y]) => y)]
    return {
      what,
      left: Math.min(...across) - around,
      top: Math.min(...down) - around,
      right: Math.max(...across) + around,
      bottom: Math.max(...down) + around,
    }
  }
  return marks.flatMap((mark): Area[] => {
    switch (mark.kind) {
      case 'text': {
        // From the top of capitals to the bottom of descenders. Source: Adobe, Font Metrics: CapHeight 718, Descender −207.
        const [top, bottom] = [mark.y - 0.718 * mark.size * point, mark.y + 0.207 * mark.size * point]
        return [
          area(`text ${mark.text}`, [
            [mark.x, top],
            [mark.x + widthOf(mark.text, mark.font, mark.size), bottom],
          ]),
        ]
      }
      case 'picture':
        return [
          area('picture', [
            [mark.x, mark.y],
            [mark.x + mark.width, mark.y + mark.height],
          ]),
        ]
      case 'shape': {
        const points = mark.path.flatMap(([kind, ...numbers]) => {
          const [x = 0, y = 0, width = 0, height = 0] = numbers
          if (kind === 'box') return [[x, y] as const, [x + width, y + height] as const]
          return numbers.flatMap((x, at) => (at % 2 ? [] : [[x, numbers[at + 1] ?? 0] as const]))
        })
        const code = mark.path.length > 100
        return [area(code ? 'code' : 'shape', points, (mark.line?.width ?? 0) / 2)]
      }
      default: {
        const { x, y, width, height, turned } = mark
        return areas(mark.marks, (a, b) =>
          place(...((turned ? [x + width - a, y + height - b] : [x + a, y + b]) as [number, number])),
        )
      }
    }
  })
}

const apart = (one: Area, other: Area) =>
  one.right <= other.left + 0.01 ||
  other.right <= one.left + 0.01 ||
  one.bottom <= other.top + 0.01 ||
  other.bottom <= one.top + 0.01

/** What is wrong with a page: marks outside the margin, text on text, anything in the code's quiet zone. */
function faults(page: Page, margin: number): string[] {
  const all = areas(page.marks)
  const outside = all.filter(
    ({ left, top, right, bottom }) =>
      left < margin - 0.01 ||
      top < margin - 0.01 ||
      right > page.width - margin + 0.01 ||
      bottom > page.height - margin + 0.01,
  )
  const texts = all.filter(({ what }) => what.startsWith('text'))
  const onText = texts.flatMap((one, at) => texts.slice(at + 1).filter((other) => !apart(one, other)))
  const inZone = all
    .filter(({ what }) => what === 'code')
    .flatMap((code) => {
      const modules = modulesOf(page, code)
      const zone = (quiet * (code.right - code.left)) / modules
      const wide = {
        what: 'zone',
        left: code.left - zone,
        top: code.top - zone,
        right: code.right + zone,
        bottom: code.bottom + zone,
      }
      return all.filter((mark) => mark !== code && !apart(wide, mark))
    })
  const told = (kind: string, found: readonly Area[]) => found.map(({ what }) => `${kind}: ${what}`)
  return [...told('outside', outside), ...told('on other text', onText), ...told('in the quiet zone', inZone)]
}

/** Modules on a side of the page's code: the upper left corner mark is seven of them wide. */
function modulesOf(page: Page, code: Area): number {
  const find = (marks: readonly Mark[]): Mark | undefined =>
    marks
      .map((mark) => (mark.kind === 'frame' ? find(mark.marks) : mark))
      .find((mark) => mark?.kind === 'shape' && mark.path.length > 100)
  const symbol = find(page.marks)
  if (symbol?.kind !== 'shape') throw new Error('no code on the page')
  return Math.round(((code.right - code.left) / Number(symbol.path[0]?.[3])) * 7)
}

describe('whatever the names and the address', () => {
  const runs = trials(150, 5_000)

  test('nothing leaves an A4 poster, overlaps or comes near the code', () => {
    fc.assert(
      fc.property(poster, options, (one, chosen) => {
        const page = posterPage(one, chosen)
        expect([page.width, page.height, faults(page, 15)]).toEqual([210, 297, []])
      }),
      { numRuns: runs },
    )
    report('posters', `${runs} layouts with nothing outside, overlapping or near the code`)
  })

  test('nor a table tent, on either face', () => {
    fc.assert(
      fc.property(poster, options, (one, chosen) => {
        const page = tentPage(one, chosen)
        expect([page.width, page.height, faults(page, 12)]).toEqual([148, 210, []])
      }),
      { numRuns: runs },
    )
  })

  test('the address stands whole on the page, and the code is 110 mm wide or more', () => {
    fc.assert(
      fc.property(poster, options, (one, chosen) => {
        for (const page of [posterPage(one, chosen), tentPage(one, chosen)]) {
          const all = areas(page.marks)
          const text = all.map(({ what }) => what.replace(/^text /, '')).join('')
          expect(text).toContain(`${one.origin.replace(/^https?:\/\//, '')}/s/${writeCode(one.code)}`)
          const code = all.find(({ what }) => what === 'code')
          if (page.width === 210) expect((code?.right ?? 0) - (code?.left ?? 0)).toBeGreaterThanOrEqual(110)
        }
      }),
      { numRuns: runs },
    )
  })

  test('a file is written', async () => {
    await fc.assert(
      fc.asyncProperty(poster, options, async (one, chosen) => {
        const [a4, a5] = await Promise.all([posterPdf([one], chosen), tentPdf([one, one], chosen)])
        const [sheet, tent] = [await PDFDocument.load(a4), await PDFDocument.load(a5)]
        expect([sheet.getPageCount(), tent.getPageCount()]).toEqual([1, 2])
        const { width, height } = sheet.getPage(0).getSize()
        expect([width * point, height * point].map(Math.round)).toEqual([210, 297])
      }),
      { numRuns: trials(20, 500) },
    )
  })
})

describe('letters', () => {
  test('are as wide as the fonts say', async () => {
    const file = await PDFDocument.create()
    for (const font of fonts) {
      const theirs = file.embedStandardFont(font as StandardFonts)
      for (const code of theirs.getCharacterSet()) {
        const letter = String.fromCodePoint(code)
        if (printable(`a${letter}a`) !== `a${letter}a`) continue
        expect([letter, widthOf(letter, font, 10) / point]).toEqual([
          letter,
          expect.closeTo(theirs.widthOfTextAtSize(letter, 10), 6),
        ])
      }
    }
  })

  test.each([
    ['Puskesmas “Mekar” – Sari é', 'Puskesmas “Mekar” – Sari é'],
    ['Loket\n 2\t B', 'Loket 2 B'],
    ['Ma‘had al-Ḥikmah Ṣadr', 'Ma‘had al-Hikmah Sadr'],
    ['Đà Nẵng Łódź', 'Dà Nang Lódz'],
    ['Ｌｏｋｅｔ ①', 'Loket 1'],
    ['Puskesmas Mekarsari (ꦥꦸꦱ꧀) 🏥', 'Puskesmas Mekarsari'],
    ['ꦥꦸꦱ꧀ꦏꦼꦱ꧀ꦩꦱ꧀', ''],
    ['A\u202Eedis\u0000\uD800', 'Aedis'],
  ])('of %j are printed as %j', (text, printed) => {
    expect(printable(text)).toBe(printed)
  })

  test('of any text come out as letters that the fonts have, and stay as they are the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = printable(text)
        expect(printable(once)).toBe(once)
        for (const letter of once) expect(widthOf(letter, 'Helvetica', 10)).toBeGreaterThan(0)
      }),
      { numRuns: trials(300, 20_000) },
    )
  })
})

describe('a paragraph', () => {
  const box = fc.record({
    font: fc.constantFrom(...fonts),
    width: fc.double({ min: 20, max: 180, noNaN: true }),
    height: fc.double({ min: 8, max: 60, noNaN: true }),
    largest: fc.integer({ min: 8, max: 40 }),
    smallest: fc.integer({ min: 5, max: 8 }),
    breakable: fc.boolean(),
  })

  test('fits its box; shortened only in the smallest type, and else with every letter', () => {
    fc.assert(
      fc.property(words, box, (text, box) => {
        const { lines, font, size, height } = setParagraph(text, box)
        expect(height).toBeLessThanOrEqual(box.height + 1e-6)
        for (const line of lines) expect(widthOf(line, font, size)).toBeLessThanOrEqual(box.width + 1e-6)
        const letters = (text: string) => text.replaceAll(' ', '')
        const [set, whole] = [letters(lines.join('')), letters(printable(text))]
        if (set !== whole) {
          expect(size).toBe(box.smallest)
          expect(set.endsWith('…') && whole.startsWith(set.slice(0, -1))).toBe(true)
        }
      }),
      { numRuns: trials(300, 10_000) },
    )
  })
})

test('a code is printed in two groups and read back from them', () => {
  expect(writeCode('DFGH2345')).toBe('DFGH-2345')
  const code = newCode()
  expect([code.length, readCode(writeCode(code))]).toEqual([codeLength, code])
})

test('the day of issue is the unit’s own', () => {
  // 11 October 2026, 20.00 UTC: already the twelfth in Indonesia, and the same posters in every zone otherwise.
  const counter = { id: 12, name: plain.counter, code: plain.code, issuedAt: Date.UTC(2026, 9, 11, 20) / 1000 }
  expect(posterOf(plain, { name: plain.unit, zone: 'WIB' }, counter)).toEqual(plain)
  const evening = { ...counter, issuedAt: Date.UTC(2026, 9, 11, 16, 30) / 1000 }
  const days = (['WIB', 'WITA', 'WIT'] as const).map((zone) => posterOf(plain, { name: '', zone }, evening).issuedOn)
  expect(days).toEqual([dayOf(2026, 10, 11), dayOf(2026, 10, 12), dayOf(2026, 10, 12)])
})

describeWithPoppler('printed', () => {
  const samples = [
    plain,
    { ...long, code: 'KMPQ6789' },
    { ...plain, code: 'RTVW2346', origin: 'http://localhost:3000' },
  ]

  test('at 150 dpi, every poster’s code leads to its form', async () => {
    // Fixed codes: whether one picture is read must not be a matter of luck.
    const posters = [...samples, ...fc.sample(poster, trials(0, 60))]
    const chosen = { second: 'en', logo } as const
    const pages = print(await posterPdf(posters, chosen), 150)
    const whole = pages.map(codeOn)
    const read = posters.map((one, at) => whole[at] ?? codeOn(framed(pages[at], posterPage(one, chosen))))
    expect(read).toEqual(posters.map(({ origin, code }) => `${origin}/s/${code}`))
    const framing = whole.filter((found) => found === undefined).length
    report('posters printed at 150 dpi', `${read.length} codes read back, ${framing} of them only when framed`)
  })

  test('at 150 dpi, so does the code on both faces of a tent, each upright for whom it faces', async () => {
    const posters = samples.slice(0, trials(2, 3))
    for (const [place, page] of print(await tentPdf(posters, { second: 'su' }), 150).entries()) {
      const { origin, code } = posters[place] ?? plain
      const [upper, lower] = faces(page)
      expect([codeOn(upper), codeOn(lower)]).toEqual(Array(2).fill(`${origin}/s/${code}`))
      // The corner without a mark is at the lower right where the code stands upright.
      expect([upright(upper), upright(lower)]).toEqual([false, true])
    }
  })

  test('nothing is printed within 12 mm of the edge', async () => {
    const pages = [
      ...print(await posterPdf([long], { second: 'jv', logo }), 72),
      ...print(await tentPdf([long], { logo }), 72),
    ]
    expect(pages).toHaveLength(2)
    for (const page of pages) expect(inkAtEdge(page, Math.floor(12 / point) - 1)).toBe(0)
  })

  test('the logo stands at the upper left, once in the file for all pages', async () => {
    const nameless = { ...plain, government: '', unit: '', counter: '' }
    const grey = async (options: PosterOptions) => {
      const pages = print(await posterPdf([nameless, nameless], options), 72)
      return pages.map(({ width, data }) => data[(Math.round(20 / point) * width + Math.round(20 / point)) * 4])
    }
    expect(await grey({})).toEqual([255, 255])
    for (const shade of await grey({ logo })) expect(shade).toBeLessThan(250)
    const images = (pdf: Uint8Array) =>
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Subtype \/Image/g)?.length
    const [one, two] = [await posterPdf([plain], { logo }), await posterPdf([plain, plain], { logo })]
    expect(images(two)).toBe(images(one))
  })

  test.each(['en', 'jv', 'su'] as const)(
    'the text can be selected and searched, the second language %s too',
    async (second) => {
      const [text, ...more] = textOfPages(await posterPdf([plain], { second }))
      expect(more).toEqual([])
      const shown = { en: 'How was our service?', jv: 'Kados pundi', su: 'Kumaha palayanan' }
      for (const part of [
        'Pemerintah Kota Contoh Puskesmas Mekarsari Loket 2 Pendaftaran',
        'Survei Kepuasan Masyarakat Bagaimana pelayanan kami?',
        'Tanpa nama, tanpa NIK, sekitar satu menit',
        'skm.kotacontoh.go.id/s/DFGH-2345',
        'Poster ini berlaku selama kode DFGH-2345 dipakai.',
        'Kode terbit 12 Oktober 2026 · ID loket 12',
        shown[second],
      ]) {
        expect(text).toContain(part)
      }
      expect(Object.keys(secondLanguages)).toContain(second)
    },
  )
})

test('posters for 100 counters in one file: under 10 s and under 300 MB', () => {
  // Linux counts what the parent held before the child's program started in maxRSS, but not in VmHWM.
  const script = `
    import { existsSync, readFileSync } from 'node:fs'
    import { posterPdf } from '#src/units/posters.ts'
    const poster = ${JSON.stringify(long)}
    const posters = Array.from({ length: 100 }, (_, at) => ({ ...poster, counterId: at, code: 'DFGH' + (2222 + at) }))
    const logo = Uint8Array.from(${JSON.stringify(Array.from(logo))})
    const start = performance.now()
    const { length } = await posterPdf(posters, { second: 'en', logo })
    const milliseconds = performance.now() - start
    const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
    const kilobytes = Number(/VmHWM:\\s+(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS)
    console.log(JSON.stringify({ length, milliseconds, megabytes: kilobytes / 1024 }))`
  const words = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const cwd = new URL('../../', import.meta.url).pathname
  const measured = JSON.parse(
    execFileSync(process.execPath, words, { cwd, encoding: 'utf8', stdio: 'pipe' }),
  ) as Record<'length' | 'milliseconds' | 'megabytes', number>
  expect(measured.milliseconds).toBeLessThan(10_000)
  expect(measured.megabytes).toBeLessThan(300)
  expect(measured.length).toBeLessThan(2_000_000)
  const { milliseconds, megabytes, length } = measured
  report(
    'posters for 100 counters',
    `${Math.round(milliseconds)} ms, ${Math.round(megabytes)} MB of memory, ${Math.round(length / 1000)} kB`,
  )
})

/** The part of a printed page that a camera is held to: the code with its quiet zone. */
function framed(printed: Printed | undefined, page: Page): Printed {
  const code = areas(page.marks).find(({ what }) => what === 'code')
  if (!printed || !code) throw new Error('no code on the page')
  const scale = printed.width / page.width
  const zone = (quiet * (code.right - code.left)) / modulesOf(page, code)
  const [left, top] = [code.left - zone, code.top - zone].map((edge) => Math.max(0, Math.floor(edge * scale))) as [
    number,
    number,
  ]
  const side = Math.ceil((code.right - code.left + 2 * zone) * scale)
  const rows = Array.from({ length: side }, (_, y) => {
    const start = ((top + y) * printed.width + left) * 4
    return printed.data.subarray(start, start + side * 4)
  })
  return { width: side, height: side, data: Buffer.concat(rows) }
}

function faces({ width, height, data }: Printed): [Printed, Printed] {
  const half = Math.floor(height / 2)
  const bytes = half * width * 4
  return [
    { width, height: half, data: data.subarray(0, bytes) },
    { width, height: half, data: data.subarray(data.length - bytes) },
  ]
}

function upright({ width, height, data }: Printed): boolean {
  const found = jsQR(new Uint8ClampedArray(data), width, height)?.location
  if (!found) throw new Error('no code on the face')
  const { topLeftCorner: first, bottomRightCorner: last } = found
  return first.x < last.x && first.y < last.y
}

function inkAtEdge({ width, height, data }: Printed, edge: number): number {
  let found = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = Math.min(x, y, width - 1 - x, height - 1 - y) >= edge
      if (!inside && (data[(y * width + x) * 4] ?? 255) < 250) found++
    }
  }
  return found
}
