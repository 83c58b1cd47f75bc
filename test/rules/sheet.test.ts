// Answer tables as they arrive: what each heading and cell means, and the error with line and column of what is not understood.

import fc from 'fast-check'
import { type CellValue, writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { xlsxLimits } from '#src/documents/xlsx.ts'
import type { SheetRow } from '#src/responses/forms/sheet/row.ts'
import {
  errorsNamed,
  readSheet,
  type SheetBatch,
  type SheetOptions,
  type SheetSource,
} from '#src/responses/forms/sheet.ts'
import { type Questionnaire, questionnaire, ruleBook } from '#src/surveys/rules.ts'
import { dayFromText } from '#src/units/rules/calendar.ts'
import { report, trials } from '#test/support/trials.ts'

const nine = questionnaire(ruleBook('skm-2017'), 'OFFLINE')
const online = questionnaire(ruleBook('skm-online'), 'OFFLINE')
const keys = nine.elements.map((element) => element.key)
const names = nine.elements.map((element) => element.name)
const codes = nine.elements.map((element) => element.code)

describe('headings', () => {
  test.each([
    ['element keys', keys],
    ['keys in capitals', keys.map((key) => key.toUpperCase())],
    ['codes', codes],
    ['codes in lower case with blanks', codes.map((code) => ` ${code.toLowerCase()} `)],
    ['names', names],
    ['names without commas', names.map((name) => name.replaceAll(',', ''))],
    ['codes with names', names.map((name, place) => `U${place + 1}. ${name}`)],
    ['question texts, numbered', nine.questions.map((question, place) => `${place + 1}. ${question.text}`)],
  ])('%s', async (_, header) => {
    const { rows, errors } = await read(csv(table([header, [1, 2, 3, 4, 1, 2, 3, 4, 1]])))
    expect(errors).toEqual([])
    expect(rows[0]?.answers).toEqual(
      Object.fromEntries(keys.map((key, place) => [key, [1, 2, 3, 4, 1, 2, 3, 4, 1][place]])),
    )
  })

  test('U8 and U9 mean what the order says; keys, names and names beside codes mean themselves', async () => {
    const answers = async (header: string, order: SheetOptions['order']) => {
      const { rows } = await read(csv(`${header}\n1,4\n`), nine, order ? { order } : {})
      return rows[0]?.answers
    }
    expect(await answers('U8,U9', undefined)).toEqual({ complaintHandling: 1, facilities: 4 })
    expect(await answers('U8,U9', 'regulation')).toEqual({ complaintHandling: 1, facilities: 4 })
    expect(await answers('U8,U9', 'questionnaire')).toEqual({ facilities: 1, complaintHandling: 4 })
    for (const header of [
      'facilities,complaintHandling',
      'Sarana dan Prasarana,Pengaduan',
      'U8 Sarana dan Prasarana,U9 Pengaduan',
    ]) {
      for (const order of ['regulation', 'questionnaire'] as const) {
        expect(await answers(header, order)).toEqual({ facilities: 1, complaintHandling: 4 })
      }
    }
  })

  test('questions of SKM Online by key and by text; an element of several questions has no single column', async () => {
    const byKey = await read(csv('infoAvailable,noIllegalLevy,costAsInformed\n3,4,2\n'), online)
    expect(byKey.rows[0]?.answers).toEqual({ infoAvailable: 3, noIllegalLevy: 4, costAsInformed: 2 })
    const byElement = await read(csv('cost,requirements\n3,4\n'), online)
    expect(byElement.messages).toEqual([
      expect.stringMatching(/^baris 1, kolom 2 \(requirements\): .*beberapa pertanyaan/),
    ])
    const otherChannel = await read(csv('costAsInformed,appFeaturesEasy\n3,4\n'), online)
    expect(otherChannel.messages).toEqual([
      expect.stringMatching(/kolom 2 \(appFeaturesEasy\): .*tidak ditanyakan pada layanan OFFLINE/),
    ])
  })

  test('an alternative questionnaire is taken when the header fits it and not the first', async () => {
    const { rows, errors } = await read(csv('infoAvailable,requirementsMatch\n3,4\n'), nine, { alternatives: [online] })
    expect(errors).toEqual([])
    expect(rows[0]?.answers).toEqual({ infoAvailable: 3, requirementsMatch: 4 })
  })

  test.each([
    ['a misspelt key', 'requirments,cost', 1, 'requirments'],
    ['something else', 'requirements,warna', 2, 'warna'],
    ['no element of that number', 'U1,U10', 2, 'U10'],
    ['U0', 'U0,U1', 1, 'U0'],
    ['a code beside another word', 'U1,U2 warna', 2, 'U2 warna'],
    ['the same element twice', 'U4,Usia,cost', 3, 'cost'],
    ['no element at all', 'no,usia', 1, null],
  ])('refused: %s', async (_, header, column, columnName) => {
    const { rows, errors } = await read(csv(`${header}\n1,2,3\n`))
    expect(rows).toEqual([])
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ line: 1, column, columnName })
  })

  test('added elements only where they are asked for: numbered without a gap, or under a name that says so', async () => {
    const adding = async (header: string) => {
      const { columns, messages } = await read(csv(`${header}\n${header.replaceAll(/[^,]+/g, '3')}\n`), nine, {
        addUnknown: true,
      })
      return columns ? columns.elements.map((element) => `${element.code} ${element.name}`) : messages
    }
    expect(await adding('U11,U1,U10')).toEqual(['U1 Persyaratan', 'U11 U11', 'U10 U10'])
    expect(await adding('U1,tambahan1,unsur: Keamanan')).toEqual(['U1 Persyaratan', 'U10 tambahan1', 'U11 Keamanan'])
    expect(await adding('U1,extra,added2,element12')).toEqual([
      'U1 Persyaratan',
      'U10 extra',
      'U11 added2',
      'U12 element12',
    ])
    expect(await adding('U1,U11')).toEqual([expect.stringMatching(/kolom 2 \(U11\): U11 tanpa U10/)])
    expect(await adding('U10,u10')).toEqual([expect.stringMatching(/kolom 2 \(u10\): sudah ada di kolom 1/)])
    expect(await adding('U1,element3')).toEqual([expect.stringMatching(/kolom 2 \(element3\): kolom tidak dikenal/)])
  })
})

describe('cells', () => {
  test('scores, halves with comma or point, words; blank is unanswered', async () => {
    const { rows, errors } = await read(csv('U1;U2;U3;U4;U5\n 4 ;3,5;2.5;gratis;\n'))
    expect(errors).toEqual([])
    expect(rows).toMatchObject([
      { line: 2, answers: { requirements: 4, procedure: 3.5, completionTime: 2.5, cost: 4 } },
    ])
    expect(rows[0]?.answers).not.toHaveProperty('product')
  })

  test('what respondents say of themselves', async () => {
    const { rows } = await read(
      csv(
        'No,Tanggal,Jenis Kelamin,Usia,Pendidikan,Pekerjaan,Disabilitas,Pengisi,U1,"Kritik dan saran"\n7,31/03/2026,wanita,41,SLTA,PNS,Ya,,3," Ruang\u0007tunggu\nkurang luas "\n',
      ),
    )
    expect(rows).toEqual([
      {
        line: 2,
        answers: { requirements: 3 },
        respondent: { sex: 'P', age: '35-44', education: 'SMA', occupation: 'ASN', disability: 'yes', filledBy: null },
        day: dayFromText('2026-03-31'),
        suggestion: 'Ruang tunggu\nkurang luas',
      },
    ])
  })

  test.each([
    '2026-03-31',
    '2026-3-31',
    '31/03/2026',
    '31-3-2026',
    '31 Maret 2026',
    '31 mar 2026',
    '2026-03-31 23:59:59',
    '31/03/2026 08.15',
  ])('the day %s', async (said) => {
    const { rows } = await read(csv(`tanggal,U1\n"${said}",4\n`))
    expect(rows[0]?.day).toBe(dayFromText('2026-03-31'))
  })

  test('the day of the answer goes before the day of the service', async () => {
    const { rows } = await read(csv('Tanggal Menerima Layanan,Waktu pengisian,U1\n2026-03-31,2026-04-01,4\n'))
    expect(rows[0]?.day).toBe(dayFromText('2026-04-01'))
  })

  test('names, numbers to ring and NIK never leave the file', async () => {
    const { rows, errors } = await read(
      csv('Nama,NIK,No. HP,Email (opsional),Alamat,U1\nSiti,3171234567890001,0812,siti@x.id,Jl. Melati,4\n'),
    )
    expect(errors).toEqual([])
    expect(JSON.stringify(rows)).not.toMatch(/Siti|3171|0812|siti@|Melati/)
  })

  const limits: SheetOptions = {
    today: dayFromText('2026-06-30') ?? 0,
    service: { slug: 'ktp-el', name: 'Perekaman KTP-el' },
  }
  test.each<[string, string, string]>([
    ['a score above the scale', 'U1,cost\n4,5', 'baris 2, kolom 2 (cost): nilai "5" di luar 1–4'],
    ['a score below the scale', 'U1\n0', 'baris 2, kolom 1 (U1): nilai "0" di luar 1–4'],
    ['a negative score', 'U1\n-3', 'baris 2, kolom 1 (U1): nilai "-3" di luar 1–4'],
    ['a third', 'U1\n3.33', 'baris 2, kolom 1 (U1): nilai "3.33" bukan bilangan bulat atau tengahan'],
    ['a half above the scale', 'U1\n4.5', 'baris 2, kolom 1 (U1): nilai "4.5" di luar 1–4'],
    ['a word', 'U1\nlumayan', 'baris 2, kolom 1 (U1): jawaban "lumayan" tidak dikenal'],
    ['a dash', 'U1,U2\n4,-', 'baris 2, kolom 2 (U2): jawaban "-" tidak dikenal'],
    ['an exponent', 'U1\n1e0', 'baris 2, kolom 1 (U1): jawaban "1e0" tidak dikenal'],
    ['no answer', 'usia,U1,U2\n20,4,4\n20,,', 'baris 3, kolom 2: responden tanpa satu pun jawaban'],
    ['an unquoted decimal comma', 'U1,U2\n3,5,4', 'baris 2, kolom 2 (U2): nilai "5" di luar 1–4'],
    ['more cells than headings', 'U1,U2\n3,3,4', 'baris 2, kolom 3: "4" berada di kolom tanpa judul'],
    ['a cell under no heading', 'U1,,U2\n3,x,4', 'baris 2, kolom 2: "x" berada di kolom tanpa judul'],
    [
      'an occupation',
      'pekerjaan,U1\nastronaut,4',
      'baris 2, kolom 1 (pekerjaan): "astronaut" tidak dikenal; pilihannya: ASN',
    ],
    [
      'a day that is none',
      'tanggal,U1\n2026-02-30,4',
      'baris 2, kolom 1 (tanggal): tanggal "2026-02-30" tidak dikenal',
    ],
    [
      'a time with a zone',
      'tanggal,U1\n2026-03-31T20:00:00Z,4',
      'baris 2, kolom 1 (tanggal): tanggal "2026-03-31T20:00:00Z" tidak dikenal',
    ],
    ['a day to come', 'tanggal,U1\n2026-07-01,4', 'baris 2, kolom 1 (tanggal): tanggal 2026-07-01 belum tiba'],
    ['a day before the rules', 'tanggal,U1\n2016-12-31,4', 'baris 2, kolom 1 (tanggal): tanggal 2016-12-31 sebelum'],
    ['another service', 'layanan,U1\nktp-el,4\nakta,4', 'baris 3, kolom 1 (layanan): layanan "akta" bukan layanan'],
    ['a line after a quoted line end', 'saran,U1\n"a\nb",4\n\nc,9', 'baris 5, kolom 2 (U1): nilai "9" di luar 1–4'],
    [
      'a long suggestion',
      `saran,U1\n${'x'.repeat(2001)},4`,
      'baris 2, kolom 1 (saran): saran 2001 huruf, paling banyak 2000',
    ],
    ['no respondent', 'U1,U2\n', 'baris 2, kolom 1: tidak ada satu pun responden'],
    ['an empty file', '\n', 'baris 1, kolom 1: berkas tidak berisi apa pun'],
    ['an open quote', 'U1,U2\n3,"4\n', 'baris 2, kolom 1: tanda kutip dibuka tetapi tidak ditutup'],
  ])('refused: %s', async (_, text, message) => {
    const { messages } = await read(csv(text), nine, limits)
    expect(messages[0]).toContain(message)
  })

  test('the service by slug or name, or nothing', async () => {
    const { errors, rows } = await read(csv('layanan,U1\nktp-el,4\nPerekaman KTP-el,4\n,4\n'), nine, limits)
    expect([errors, rows.length]).toEqual([[], 3])
  })

  test('every fault of a row is named, and of many the number', async () => {
    const { errors, messages } = await read(csv(`U1,U2\n${'7,8\n'.repeat(40)}`))
    expect(messages.slice(0, 2)).toEqual([
      expect.stringContaining('baris 2, kolom 1'),
      expect.stringContaining('baris 2, kolom 2'),
    ])
    expect(errors).toHaveLength(errorsNamed + 1)
    expect(messages.at(-1)).toBe('dan 30 kesalahan lagi')
  })
})

describe('the processing sheet', () => {
  const title: CellValue[][] = [
    ['PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN'],
    ['DAN PER UNSUR PELAYANAN'],
    [],
    ['UNIT PELAYANAN', null, ': Kecamatan Contoh'],
    ['ALAMAT', null, ': Jl. Merdeka No. 1, Contoh'],
    ['Tlp/Fax.', null, ': -'],
  ]
  const head: CellValue[][] = [
    ['No', 'Usia', 'Jenis Kelamin', 'NILAI UNSUR PELAYANAN'],
    [null, null, null, ...codes],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  ]
  const people: CellValue[][] = [
    [1, 25, 'L', 3, 3, 3, 4, 3, 3, 3, 3, 4],
    [2, 31, 'P', 4, 4, 3.5, 4, 3, null, 3, 3, 3],
  ]
  const sums: CellValue[][] = [
    ['Nilai/Unsur', null, null, 7, 7, 6.5, 8, 6, 3, 6, 6, 7],
    ['NRR/Unsur', null, null, 3.5, 3.5, 3.25, 4, 3, 3, 3, 3, 3.5],
    ['NRR tertbg/unsur', null, null, 0.39, 0.39, 0.36, 0.44, 0.33, 0.33, 0.33, 0.33, 0.39, '*) 3,3'],
    ['IKM Unit pelayanan', null, null, null, null, null, null, null, null, null, null, null, '**) 82,5'],
    [],
    [null, 'U1 s.d. U9 = Unsur-Unsur pelayanan'],
    [null, 'NRR Per Unsur = Jumlah nilai per unsur dibagi jumlah kuesioner yang terisi'],
    ['No', 'UNSUR PELAYANAN', 'NILAI RATA-RATA'],
    [1, 'Persyaratan', null, 3.5],
    [null, null, null, null, null, null, null, null, 'Kepala Unit'],
  ]
  const expected = [
    [10, 3, '17-25', 'L'],
    [11, 4, '26-34', 'P'],
  ]
  const seen = (rows: readonly SheetRow[]) =>
    rows.map((row) => [row.line, row.answers.requirements, row.respondent.age, row.respondent.sex])

  test('as XLSX: title, unit, two heading rows, column numbers, then people until the sums', async () => {
    const { rows, errors } = await read(await xlsx(['TW I', [...title, ...head, ...people, ...sums]]))
    expect(errors).toEqual([])
    expect(seen(rows)).toEqual(expected)
    expect(rows[1]?.answers).toEqual({
      requirements: 4,
      procedure: 4,
      completionTime: 3.5,
      cost: 4,
      product: 3,
      conduct: 3,
      complaintHandling: 3,
      facilities: 3,
    })
  })

  test('as CSV in the local format', async () => {
    const rows = [...title, ...head, ...people, ...sums].map((row) =>
      Array.from({ length: 13 }, (_, place) => row[place] ?? ''),
    )
    const text = rows.map((row) => row.map((cell) => String(cell).replace('.', ',')).join(';')).join('\r\n')
    const found = await read(csv(`\uFEFF${text}`))
    expect(found.messages).toEqual([])
    expect(seen(found.rows)).toEqual(expected)
  })

  test('prepared lines at the end are no respondents, in between they are gaps', async () => {
    const prepared = await read(await xlsx(['A', [...title, ...head, ...people, [3], [4], ...sums]]))
    expect([prepared.errors, prepared.rows.length]).toEqual([[], 2])
    const gap = await read(await xlsx(['A', [...title, ...head, people[0] ?? [], [2], [3, 40, 'L', 4], ...sums]]))
    expect(gap.messages).toEqual(['baris 11, kolom 4: responden tanpa satu pun jawaban'])
  })

  test('no respondent is left out in silence', async () => {
    const below = await read(await xlsx(['A', [...title, ...head, ...people, ...sums, [3, 20, 'L', 4, 4]]]))
    expect(below.messages).toEqual([expect.stringMatching(/^baris 22, kolom 1: responden di bawah baris jumlah/)])
    const unnumbered = await read(await xlsx(['A', [...title, ...head, ...people, [null, null, null, 4, 4], ...sums]]))
    expect(unnumbered.messages).toEqual([expect.stringMatching(/^baris 12, kolom 1: .*tidak bernomor/)])
  })

  test('an error names row and column of the sheet', async () => {
    const { messages } = await read(await xlsx(['A', [...title, ...head, [1, 25, 'L', 3, 33], ...sums]]))
    expect(messages).toEqual(['baris 10, kolom 5 (U2): nilai "33" di luar 1–4'])
  })

  test('of several sheets the one with respondents; two of them are refused by name', async () => {
    const whole = [...title, ...head, ...people, ...sums]
    const empty = [...title, ...head, ...sums]
    const one = await read(await xlsx(['Petunjuk', [['Isi lembar ini']]], ['TW I', whole], ['TW II', empty]))
    expect([one.errors, one.rows.length]).toEqual([[], 2])
    const two = await read(await xlsx(['TW I', whole], ['TW II', whole]))
    expect(two.messages).toEqual([expect.stringMatching(/"TW I", "TW II"/)])
  })
})

test('an export of skm.go.id: metadata above, answers as text, identity and trust left alone', async () => {
  const header = [
    'No',
    'Nama',
    'Email',
    'Nomor Telepon',
    'Waktu pengisian',
    'Tanggal Menerima Layanan',
    'Jenis Kelamin',
    'Usia',
    'Pendidikan',
    'Pekerjaan',
    'Penyandang disabilitas/pendamping penyandang disabilitas',
    ...online.questions.map((question) => question.text),
    'Tingkat kepercayaan kepada pemerintah daerah',
    'Kritik dan saran',
    'Saya menyetujui persyaratan',
  ]
  const person = (name: string, answers: string[]) => [
    ...[1, name, 'a@b.id', '0812', new Date(Date.UTC(2026, 3, 1, 9, 30)), new Date(Date.UTC(2026, 2, 31))],
    ...['Perempuan', '> 65 tahun', 'D1/D2/D3', 'Ibu Rumah Tangga', 'Tidak', ...answers, 9, 'Sudah baik', 'Ya'],
  ]
  const all = (answer: string) => online.questions.map(() => answer)
  const own = online.questions.map((question) => question.answers[3] ?? '')
  const { rows, errors } = await read(
    await xlsx(
      ['Ringkasan', [['Nama Survei', null, 'SKM 2026']]],
      [
        'Hasil Survey KTP-el',
        [
          ['Nama Survei', null, 'SKM 2026'],
          ['Jenis Layanan', null, 'KTP-el'],
          [],
          header,
          person('Siti', all('Kurang Baik')),
          person('Budi', own),
        ],
      ],
    ),
    online,
  )
  expect(errors).toEqual([])
  expect(rows).toMatchObject([
    {
      line: 5,
      day: dayFromText('2026-04-01'),
      suggestion: 'Sudah baik',
      respondent: { sex: 'P', age: '>65', education: 'D3', occupation: 'home', disability: null, filledBy: null },
    },
    { line: 6 },
  ])
  expect(rows.map((row) => Object.values(row.answers))).toEqual([Array(16).fill(2), Array(16).fill(4)])
  expect(JSON.stringify(rows)).not.toMatch(/Siti|Budi|a@b|0812/)
})

describe('workbooks that cannot be read', () => {
  test('damaged, encrypted, old or no workbook at all: one error in Indonesian', async () => {
    const { bytes } = await xlsx(['A', [['U1'], [4]]])
    const damaged = bytes.slice()
    damaged.fill(0, 40, 400)
    for (const file of [damaged, bytes.slice(0, -40), new Uint8Array(0), new TextEncoder().encode('U1\n4\n')]) {
      const { messages } = await read({ kind: 'xlsx', bytes: file })
      expect(messages).toEqual([expect.stringMatching(/^baris 1, kolom 1: berkas tidak dapat dibaca sebagai XLSX/)])
    }
    const old = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)])
    expect((await read({ kind: 'xlsx', bytes: old })).messages).toEqual([expect.stringMatching(/\.xls lama/)])
  })

  test('an archive that would unpack to more than the limit is refused before it is unpacked', async () => {
    for (const declared of [xlsxLimits.unpackedBytes, 0, 0xffffffff]) {
      const { kind, bytes } = await xlsx(['A', [['U1'], [4]]])
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let at = 0; at < bytes.length - 46; at += 1) {
        if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, declared, true)
      }
      expect((await read({ kind, bytes })).messages).toEqual([expect.stringMatching(/terlalu besar/)])
    }
  })
})

test('any table that says something valid is read as it was meant, whatever the order, delimiter and decimals', async () => {
  const score = fc.option(
    fc.integer({ min: 2, max: 8 }).map((half) => half / 2),
    { nil: null, freq: 4 },
  )
  const runs = trials(150, 5_000)
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(keys, { minLength: 1 }),
      fc.array(fc.array(score, { minLength: 9, maxLength: 9 }), { minLength: 1, maxLength: 20 }),
      fc.constantFrom(',', ';', '\t'),
      fc.boolean(),
      async (header, people, delimiter, asWorkbook) => {
        const rows = people
          .map((person) => person.slice(0, header.length))
          .filter((person) => person.some((value) => value !== null))
        fc.pre(rows.length > 0)
        const written = (value: number | null) => String(value ?? '').replace('.', delimiter === ';' ? ',' : '.')
        const lines = [['no', ...header], ...rows.map((row, place) => [String(place + 1), ...row.map(written)])]
        const source = asWorkbook
          ? await xlsx(['A', [['no', ...header], ...rows.map((row, place) => [place + 1, ...row])]])
          : csv(lines.map((line) => line.join(delimiter)).join('\n'))
        const found = await read(source)
        expect(found.messages).toEqual([])
        const meant = rows.map((row) =>
          Object.fromEntries(header.flatMap((key, place) => (row[place] == null ? [] : [[key, row[place]]]))),
        )
        expect(found.rows.map((row) => row.answers)).toEqual(meant)
      },
    ),
    { numRuns: runs },
  )
  report('answer tables, any order', `${runs} tables read as meant`)
})

test('whatever a file holds, it ends in rows or in errors, never in an exception', async () => {
  const word = fc.constantFrom(
    'U1',
    'U8',
    'no',
    '1',
    '4',
    '3,5',
    '"',
    '"x"',
    ',',
    ';',
    '\n',
    '\r\n',
    '\uFEFF',
    'Nilai',
    'tanggal',
    'saran',
    'xé',
    '\u0000',
  )
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''))
  const workbook = (
    await xlsx([
      'A',
      [
        ['No', 'U1'],
        [1, 4],
        ['Nilai', 4],
      ],
    ])
  ).bytes
  const flips = fc.array(fc.tuple(fc.nat(workbook.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
  const source = fc.oneof(
    text.map(csv),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => ({ kind: 'csv' as const, chunks: one(bytes) })),
    flips.map((changes) => {
      const bytes = workbook.slice()
      for (const [at, byte] of changes) bytes[at] = byte
      return { kind: 'xlsx' as const, bytes }
    }),
  )
  const runs = trials(300, 20_000)
  await fc.assert(
    fc.asyncProperty(source, async (file) => {
      const { rows, errors } = await read(file, nine, { addUnknown: true })
      expect(rows.length + errors.length).toBeGreaterThan(0)
      for (const row of rows)
        for (const value of Object.values(row.answers)) expect([1, 1.5, 2, 2.5, 3, 3.5, 4]).toContain(value)
    }),
    { numRuns: runs },
  )
  report('answer tables, arbitrary bytes', `${runs} files, no exception`)
})

async function read(source: SheetSource, asked: Questionnaire = nine, options: SheetOptions = {}) {
  const batches: SheetBatch[] = []
  for await (const batch of readSheet(source, asked, options)) batches.push(batch)
  const errors = batches.flatMap((batch) => batch.errors)
  return {
    columns: batches[0]?.columns ?? null,
    rows: batches.flatMap((batch) => batch.rows),
    errors,
    messages: errors.map((error) => error.message),
  }
}

function csv(text: string): SheetSource {
  return { kind: 'csv', chunks: one(text) }
}

async function* one<Chunk>(chunk: Chunk): AsyncGenerator<Chunk> {
  yield chunk
}

function table(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')
}

async function xlsx(...sheets: [string, CellValue[][]][]) {
  const bytes = await writeXlsx({ sheets: sheets.map(([name, rows]) => ({ name, rows })) })
  return { kind: 'xlsx' as const, bytes }
}
