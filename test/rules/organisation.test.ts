// The rules of the desk's organisation: addresses from names, numbers of civil servants, opening hours, logos, lists of units, forms.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { qrPng } from '#src/documents/qr.ts'
import { elementForm, readQuestionnaire } from '#src/surveys/forms.ts'
import { defaultRuleBook, leastMinimum, minimumOf, ruleBooks, weightsAreWhole } from '#src/surveys/rules.ts'
import { detailsForm } from '#src/units/forms/organisation.ts'
import { readServed } from '#src/units/forms/served.ts'
import { settingsForm } from '#src/units/forms/settings.ts'
import { dayFromText, dayToText, monthsBefore } from '#src/units/rules/calendar.ts'
import { differenceOf } from '#src/units/rules/difference.ts'
import { openSpans } from '#src/units/rules/hours.ts'
import { isHarmlessSvg, largestLogo, readLogo } from '#src/units/rules/logo.ts'
import { readNip, writeNip } from '#src/units/rules/nip.ts'
import { type KnownPlaces, planUnits, readUnitList } from '#src/units/rules/roster.ts'
import { freeSlug, isSlug, slugOf } from '#src/units/rules/slug.ts'
import { trials } from '#test/support/trials.ts'

const runs = { numRuns: trials(200, 20_000) }

describe('the slug of a name', () => {
  test.each([
    ['Puskesmas Mekar Sari (UPTD)', 'puskesmas-mekar-sari-uptd'],
    ['Kantor Kecamatan Purwa–Kérta', 'kantor-kecamatan-purwa-kerta'],
    ['  ../../etc/passwd%2e%2e  ', 'etc-passwd-2e-2e'],
    ['人民', 'unit'],
    ['---', 'unit'],
  ])('%j is %s', (name, slug) => expect(slugOf(name, 'unit')).toBe(slug))

  test('is one whatever the name, and stays one when its number makes it free', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 0, max: 30 }), (name, others) => {
        const slug = slugOf(name, 'unit')
        const taken = new Set<string>()
        for (let other = 0; other < others; other++) taken.add(freeSlug(slug, taken))
        const free = freeSlug(slug, taken)
        expect(isSlug(slug) && isSlug(free)).toBe(true)
        expect(taken.size).toBe(others)
        expect(taken.has(free)).toBe(false)
      }),
      runs,
    )
  })

  test.each(['', '-a', 'a-', 'a--b', 'A', 'a.json', 'a/b', '..', 'a%2fb', 'a b', 'ä', 'a'.repeat(61)])(
    '%j is none',
    (text) => expect(isSlug(text)).toBe(false),
  )
})

describe('the number of a civil servant', () => {
  test('has eighteen digits, however they are grouped', () => {
    expect(readNip('19850101 201001 2 003')).toEqual({ nip: '198501012010012003' })
    expect(writeNip('198501012010012003')).toBe('19850101 201001 2 003')
    expect(readNip('19850101201001200')).toEqual({ refused: 'digits' })
    expect(readNip('=198501012010012003')).toEqual({ refused: 'digits' })
  })

  test('is refused when a spreadsheet has cut it', () => {
    expect(readNip(String(198501012010012003n * 1n))).toEqual({ nip: '198501012010012003' })
    expect(readNip('198501012010012000')).toEqual({ refused: 'cut' })
  })
})

describe('opening hours', () => {
  const fields = (days: Record<number, [string, string]>) =>
    Object.fromEntries(
      Object.entries(days).flatMap(([day, [from, until]]) => [
        [`buka-${day}`, from],
        [`tutup-${day}`, until],
      ]),
    )

  test('of weekdays alike are told together', () => {
    const week = fields({
      1: ['08:00', '15:30'],
      2: ['08:00', '15.30'],
      3: ['8:00', '15:30'],
      5: ['08:00', '11:00'],
      6: ['08:00', '11:00'],
    })
    const read = detailsForm.parse({ kepala: ' dr.  Sri ', nip: '', ...week })
    expect(read.head).toBe('dr. Sri')
    expect(openSpans(read.hours)).toEqual([
      { first: 1, last: 3, opening: [480, 930] },
      { first: 5, last: 6, opening: [480, 660] },
    ])
  })

  test('are refused where half is missing, no time, or the wrong way round; each at its field', () => {
    const read = detailsForm.safeParse({
      nip: '123',
      ...fields({ 1: ['08:00', ''], 2: ['24:00', '25:00'], 3: ['15:00', '15:00'] }),
    })
    expect(read.error?.issues.map(({ path }) => path[0])).toEqual(['nip', 'tutup-1', 'buka-2', 'tutup-2', 'tutup-3'])
  })
})

describe('a logo', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const svg = (inside: string, attributes = '') =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"${attributes}>${inside}</svg>`

  test.each([
    svg('<path d="M0 0h10v10z" fill="#fff"/>'),
    `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- lambang -->\n${svg('<title>Kota &amp; Kabupaten</title><g><circle r="1"/></g>')}\n`,
    svg(
      '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)"/><use href="#a"/>',
    ),
    svg('<path d="M0 0" style="fill:#123456;stroke-width:2"/>'),
  ])('that only draws is one: %s', (text) => {
    expect(readLogo(bytes(text))).toEqual({ type: 'image/svg+xml', bytes: bytes(text) })
  })

  const attacks = [
    svg('<script>alert(1)</script>'),
    svg('<SCRIPT>alert(1)</SCRIPT>'),
    svg('<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>'),
    svg('<path d="M0 0" onclick="alert(1)"/>'),
    svg('', ' onload="alert(1)"'),
    svg('', "\nonload\n=\n'alert(1)'"),
    svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
    svg('<image href="https://jahat.example/a.png"/>'),
    svg('<use href="https://jahat.example/a.svg#b"/>'),
    svg('<use xlink:href="data:image/svg+xml;base64,AAAA"/>'),
    svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>'),
    svg('<style>@import url(https://jahat.example/a.css);</style>'),
    svg('<rect style="fill:url(https://jahat.example/a)"/>'),
    svg('<rect style="background:u\\72l(//jahat.example/a)"/>'),
    svg('<rect style="fill:ur/**/l(//jahat.example/a)"/>'),
    svg('<rect fill="url(//jahat.example/a)"/>'),
    svg('<set attributeName="href" to="javascript:alert(1)"/>'),
    svg('<animate attributeName="href" values="javascript:alert(1)"/>'),
    svg('<path d="M0 0" id="a" id="b"/>'),
    svg('<title>&#60;script&#62;</title>'),
    svg('<title><![CDATA[</title><script>alert(1)</script>]]></title>'),
    svg('<?xml-stylesheet href="https://jahat.example/a.xsl"?>'),
    `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('<title>&a;</title>')}`,
    `<?xml-stylesheet href="a.css"?>${svg('')}`,
    svg('<!-- --><script>alert(1)</script><!-- -->'),
    svg('<!-- a -- b --><path d="M0 0"/>'),
    svg('<g></svg>'),
    `${svg('')}<script>alert(1)</script>`,
    `${svg('')}${svg('')}`,
    `${svg('')}\u0000`,
    '<svg viewBox="0 0 1 1"/>',
    '<svg xmlns="http://www.w3.org/1999/xhtml"><path d=""/></svg>',
    '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    svg('<path d="M0 0"/', ''),
    svg('<path d=M0/>'),
  ]
  test.each(attacks)('that does more is none: %s', (text) => {
    expect(readLogo(bytes(text))).toEqual({ refused: 'unsafe' })
  })

  test('with an attack put anywhere into a harmless one is none', () => {
    const harmless = svg('<g><title>Kota</title><path d="M0 0h10v10z" fill="#fff"/></g>')
    const parts = [
      '<script>a()</script>',
      ' onload="a()"',
      '<style>a{}</style>',
      '<!DOCTYPE a>',
      '&b;',
      '<?b c?>',
      '\u0001',
    ]
    fc.assert(
      fc.property(fc.nat(harmless.length), fc.constantFrom(...parts), (place, part) => {
        const text = harmless.slice(0, place) + part + harmless.slice(place)
        // Between tags some of them are only letters.
        if (isHarmlessSvg(text)) expect(text.replaceAll(/>[^<]*</g, '><')).not.toContain(part)
      }),
      runs,
    )
  })

  test('long and hostile text is judged at once', () => {
    const began = performance.now()
    for (const text of [
      svg(`<path ${'a='.repeat(40_000)}/>`),
      svg(`<path ${' '.repeat(100_000)}x`),
      svg('<g>'.repeat(30_000)),
      svg(`<path d="${'M0 0'.repeat(40_000)}"/>`),
      '<'.repeat(199_000),
    ]) {
      readLogo(bytes(text))
    }
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test('as a whole PNG is one; every cut and every flipped byte is refused', async () => {
    const png = await qrPng('https://skm.contoh.go.id/s/ABCD2345', 4)
    expect(readLogo(png)).toEqual({ type: 'image/png', bytes: png })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: png.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        expect(readLogo(png.slice(0, place))).toHaveProperty('refused')
        const broken = png.slice()
        broken[place] = (broken[place] as number) ^ flip
        expect(readLogo(broken)).toHaveProperty('refused')
      }),
      runs,
    )
    expect(readLogo(new Uint8Array([...png, 0]))).toEqual({ refused: 'damaged' })
    expect(readLogo(await qrPng('A', 1))).toEqual({ refused: 'size' })
    expect(readLogo(new Uint8Array(largestLogo + 1))).toEqual({ refused: 'too large' })
    expect(readLogo(bytes('GIF89a'))).toEqual({ refused: 'unknown' })
  })
})

describe('a list of units', () => {
  const heading = ['Perangkat Daerah', 'Unit', 'Jenis', 'Alamat', 'Kepala', 'NIP', 'Zona', 'Layanan', 'Loket']
  const rowsOf = (...rows: string[][]) => [heading, ...rows].map((cells, place) => ({ line: place + 1, cells }))
  const clinic = ['Dinas Kesehatan', 'Puskesmas A', 'Puskesmas', 'Jalan 1', 'dr. Sri', '198501012010012003', 'wita']
  const messages = (...rows: string[][]) => {
    const read = readUnitList(rowsOf(...rows), 'WIB')
    return 'errors' in read ? read.errors.map(({ message }) => message) : []
  }
  const nothing: KnownPlaces = { agencies: [], units: [] }

  test('is read with services, their channels, and counters', () => {
    const read = readUnitList(rowsOf([...clinic, 'Rawat jalan; Daftar (online) ;', ' Loket 1;Loket 2']), 'WIB')
    expect(read).toEqual({
      units: [
        {
          line: 2,
          agency: 'Dinas Kesehatan',
          unit: 'Puskesmas A',
          kind: 'Puskesmas',
          address: 'Jalan 1',
          head: 'dr. Sri',
          nip: '198501012010012003',
          zone: 'WITA',
          services: [
            { name: 'Rawat jalan', channel: 'OFFLINE' },
            { name: 'Daftar', channel: 'ONLINE' },
          ],
          counters: ['Loket 1', 'Loket 2'],
        },
      ],
    })
  })

  test('is refused with line and column of every fault', () => {
    expect(
      messages(
        ['', 'Tanpa Dinas'],
        ['Dinas', '=HYPERLINK("https://jahat.example";"klik")'],
        ['Dinas', '@SUM(1)', '', '', '+1', '198501012010012000', 'GMT', '-layanan', 'A;a'],
        ['Dinas', 'Ganda'],
        ['dinas', ' GANDA ', '', '', '', '1', '', '', '', 'lebih'],
      ),
    ).toEqual([
      'baris 2, kolom 1 (Perangkat Daerah): isi nama perangkat daerah',
      'baris 3, kolom 2 (Unit): tidak boleh diawali =, +, -, atau @',
      'baris 4, kolom 2 (Unit): tidak boleh diawali =, +, -, atau @',
      'baris 4, kolom 5 (Kepala): tidak boleh diawali =, +, -, atau @',
      'baris 4, kolom 7 (Zona): "GMT" bukan WIB, WITA, atau WIT',
      'baris 4, kolom 6 (NIP): tiga angka terakhir NIP 000: NIP terpotong oleh lembar kerja; simpan kolom ini sebagai teks',
      'baris 4, kolom 8 (Layanan): tidak boleh diawali =, +, -, atau @',
      'baris 4, kolom 9 (Loket): "a" tertulis dua kali',
      'baris 6, kolom 6 (NIP): NIP harus 18 angka',
      'baris 6: isi di kolom 10 tidak punya judul',
      'baris 6, kolom 2 (Unit): unit ini sudah ada di baris 5',
    ])
  })

  test('needs a heading that is understood', () => {
    const of = (...cells: string[]) => {
      const read = readUnitList([{ line: 3, cells }], 'WIB')
      return 'errors' in read ? read.errors.map(({ message }) => message) : []
    }
    expect(of('unit', 'warna', 'Unit')).toEqual([
      'baris 3, kolom 2 (warna): kolom ini tidak dikenal',
      'baris 3, kolom 3 (Unit): kolom ini ada dua kali',
      'baris 3: kolom "perangkat daerah" tidak ada',
    ])
    expect(of('OPD', 'Nama')).toEqual(['baris 3: tidak ada satu pun unit di bawah judul'])
    expect(readUnitList([], 'WIB')).toHaveProperty('errors')
  })

  test('leaves alone what is there, and makes slugs that nobody has', () => {
    const read = readUnitList(
      rowsOf(['Dinas  kesehatan', 'PUSKESMAS a'], ['Dinas Kesehatan', 'Puskesmas-A'], ['Baru', 'Puskesmas A']),
      'WIB',
    )
    if ('errors' in read) throw new Error('not read')
    const agency = { id: 7, slug: 'dinkes', name: 'Dinas Kesehatan', closed_at: null }
    const there = { agencies: [agency], units: [{ agency_id: 7, slug: 'puskesmas-a', name: 'Puskesmas A' }] }
    const plan = planUnits(read.units, there)
    expect(plan.known).toEqual([{ line: 2, agency: 'Dinas kesehatan', unit: 'PUSKESMAS a' }])
    expect(plan.agencies).toEqual([{ slug: 'baru', name: 'Baru' }])
    expect(plan.units.map(({ slug, agencySlug }) => [slug, agencySlug])).toEqual([
      ['puskesmas-a-2', 'dinkes'],
      ['puskesmas-a-3', 'baru'],
    ])
    const closed = { ...there, agencies: [{ ...agency, closed_at: 1 }] }
    expect(planUnits(read.units, closed).errors.map(({ line }) => line)).toEqual([3])
  })

  test('planned again after it was stored adds nothing', () => {
    const names = fc.stringMatching(/^[A-Za-z][A-Za-z .()]{0,20}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(names, names), { minLength: 1, maxLength: 20 }), (pairs) => {
        const read = readUnitList(rowsOf(...pairs), 'WIB')
        if ('errors' in read) return
        const plan = planUnits(read.units, nothing)
        const agencies = plan.agencies.map((agency, id) => ({ id, closed_at: null, ...agency }))
        const units = plan.units.map(({ slug, agencySlug, unit }) => ({
          slug,
          name: unit,
          agency_id: agencies.find((agency) => agency.slug === agencySlug)?.id ?? -1,
        }))
        expect(new Set(units.map(({ slug }) => slug)).size).toBe(units.length)
        const again = planUnits(read.units, { agencies, units })
        expect([again.agencies, again.units, again.known.length]).toEqual([[], [], read.units.length])
      }),
      runs,
    )
  })
})

describe('people served', () => {
  const places = [
    { month: 202601, serviceId: null },
    { month: 202601, serviceId: 4 },
    { month: 202602, serviceId: null },
  ]

  test('are read at the places offered, and nowhere else', () => {
    const fields = { 'm-202601': ' 1.204 ', 'm-202601-4': '', 'm-202602': '0', 'm-202601-99': '5', 'm-203001': '5' }
    expect(readServed(fields, places)).toEqual({
      entries: [
        { month: 202601, serviceId: null, people: 1204 },
        { month: 202601, serviceId: 4, people: null },
        { month: 202602, serviceId: null, people: 0 },
      ],
    })
  })

  test.each(['-1', '1,5', '1e3', '12.34', 'NaN', '10000000', '=1', '１２'])('%j is no number of people', (typed) => {
    const read = readServed({ 'm-202602': typed }, places)
    expect('problems' in read && read.problems.map(({ field }) => field)).toEqual(['m-202602'])
  })
})

describe('a questionnaire of a unit', () => {
  const official = defaultRuleBook.elements.map(({ key }) => key)
  const keys = { official, own: ['tambahan-parkir'] }
  const base = { kuesioner: 'skm-2017', mulai: '2026-07-01' }
  const weighted = (weight: string, ...more: [string, string][]) =>
    readQuestionnaire(
      { ...base, ...Object.fromEntries([...official.map((key) => [`bobot-${key}`, weight]), ...more]) },
      keys,
    )

  test('has weights that are whole, or none', () => {
    expect(readQuestionnaire(base, keys)).toEqual({
      choice: { ruleBook: 'skm-2017', from: dayFromText('2026-07-01'), added: [], weights: null },
    })
    const read = weighted('11,111', ['bobot-cost', '11.112'])
    expect(
      'choice' in read && read.choice?.weights && weightsAreWhole(read.choice.weights, defaultRuleBook.elements),
    ).toBe(true)
    expect(weighted('11,11')).toHaveProperty('problems', [
      { field: 'bobot-requirements', message: 'Jumlah semua bobot harus tepat 100 %, sekarang 99,99 %.' },
    ])
    const withOwn = weighted('10', ['unsur-tambahan-parkir', '1'], ['bobot-tambahan-parkir', '10'])
    expect('choice' in withOwn && withOwn.choice?.added).toEqual(['tambahan-parkir'])
  })

  test.each(['0', '-1', '100', '11,1111', 'x', ' '])('does not take %j for a weight', (typed) => {
    const read = weighted('11,111', ['bobot-cost', typed])
    expect('problems' in read && read.problems?.map(({ field }) => field)).toContain('bobot-cost')
  })

  test('has added elements under keys that no official field has', () => {
    const taken = new Set(
      ruleBooks.flatMap(({ elements, questions, integrityItems }) =>
        [...elements, ...questions, ...integrityItems].map(({ key }) => key),
      ),
    )
    for (const nama of ['cost', 'layanan', 'saran', 'kunci', 'usia']) {
      const { key } = elementForm.parse({
        nama,
        pertanyaan: 'Apa?',
        'jawaban-1': 'a',
        'jawaban-2': 'b',
        'jawaban-3': 'c',
        'jawaban-4': 'd',
      })
      expect(taken.has(key)).toBe(false)
      expect(key).toBe(`tambahan-${nama}`)
    }
  })
})

test('what changed is told on both sides, and nothing where nothing did', () => {
  expect(differenceOf({ a: 1, b: 'x', c: { d: [1] } }, { a: 2, b: 'x', c: { d: [1] } })).toEqual({
    before: { a: 1 },
    after: { a: 2 },
  })
  expect(differenceOf({ a: null as number | null }, { a: null })).toBeUndefined()
})

test('a minimum is raised, never lowered', () => {
  expect(leastMinimum).toBe(30)
  expect([null, 10, 30, 50].map((raised) => minimumOf(defaultRuleBook, raised))).toEqual([30, 30, 30, 50])
  const form = (minimum: string) =>
    settingsForm(leastMinimum).safeParse({ pemerintah: 'Kota', zona: 'WIB', minimum, totp: '1' }).success
  expect(['29', '30', '1000', '1001', '', '3e2', '-30', '30.5'].map(form)).toEqual([
    false,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})

test('months before a day keep the day where the month has it', () => {
  const before = (day: string, months: number) => dayToText(monthsBefore(dayFromText(day) as number, months))
  expect(before('2026-11-22', 12)).toBe('2025-11-22')
  expect(before('2026-03-31', 1)).toBe('2026-02-28')
  expect(before('2024-03-31', 1)).toBe('2024-02-29')
  expect(before('2026-01-15', 1)).toBe('2025-12-15')
  expect(before('2026-12-31', 24)).toBe('2024-12-31')
})
