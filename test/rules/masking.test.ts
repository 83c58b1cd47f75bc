// What is hidden in a suggestion, and what must stay readable in it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsPersonal, maskPersonal, maskWords } from '#src/responses/rules/masking.ts'
import { cleanTexts, personalKinds, personalTexts } from '#test/support/personal-texts.ts'
import { report, trials } from '#test/support/trials.ts'

const { identity, telephone, email } = maskWords

test.each([
  ['NIK saya 3273010190010001.', `NIK saya ${identity}.`],
  ['3273 0101 9001 0001', identity],
  ['3273.0101-9001.0001 atas nama ibu', `${identity} atas nama ibu`],
  ['antrean 5 3201123456780001', `antrean 5 ${identity}`],
  ['Hubungi 0812-3456-7890 ya', `Hubungi ${telephone} ya`],
  ['WA (0812) 345 678 90', `WA (${telephone}`],
  ['+62 812 3456 7890', telephone],
  ['+62 (0) 812-3456-7890', telephone],
  ['6281234567890', telephone],
  ['telepon kantor +62 21 3456789', `telepon kantor ${telephone}`],
  ['antrean 12 0812 3456 7890', `antrean 12 ${telephone}`],
  ['o812 3456 7890', telephone],
  ['０８１２３４５６７８９０', telephone],
  ['٠٨١٢٣٤٥٦٧٨٩٠', telephone],
  ['0812\u200b3456\u200b7890', telephone],
  ['0812\n3456\n7890', telephone],
  ['budi.s+kota@gmail.com', email],
  ['budi＠gmail．com', email],
  ['budi @ gmail . com', email],
  ['surel budi (at) gmail (dot) com', `surel ${email}`],
  ['budi[at]gmail[dot]co[dot]id', email],
  ['budi at gmail dot com', email],
  ['budi et gmail titik com', email],
  ['budigmail.com', email],
  ['nol delapan satu dua tiga empat lima enam tujuh', telephone],
  ['08 satu dua 34 lima enam 78 ya', `${telephone} ya`],
  ['telp (0274) 512345', `telp ${telephone}`],
  ['NIP 19850101 201001 1 001', `NIP ${maskWords.employee}`],
  ['npwp 09.254.294.3-407.000', `npwp ${maskWords.taxpayer}`],
  ['rek BCA 1234567890', `rek ${maskWords.account}`],
  ['paspor A1234567', `paspor ${maskWords.passport}`],
  ['Motor B 1234 XYZ hilang', `Motor ${maskWords.plate} hilang`],
  ['b1234xyz', maskWords.plate],
  ['plat ab 12 cd', `plat ${maskWords.plate}`],
  ['di Jl. Melati No. 8 RT 03/RW 05, Kel. Sukamaju ya', `di ${maskWords.address} ya`],
  ['Gang Mawar 3A', maskWords.address],
  ['RT 03/05', maskWords.address],
  ['Perum Griya Asri Blok C3', maskWords.address],
])('hides %j', (text, masked) => {
  expect(maskPersonal(text)).toBe(masked)
  expect(holdsPersonal(text)).toBe(true)
})

test.each([
  'Buka 08.00-12.00 dan 13.00-16.00',
  'Buka 08.00-12.00 13.00-16.00',
  'Biaya Rp 1.500.000.000 sejak 2024, 2025, 2026',
  'Jalan Melati macet, loket 2, antrean 0123',
  '01/02/2026 - 03/04/2026 tutup',
  'Rp 62.850.000.000 untuk 62 desa',
  'Pasal 14 ayat 2 Permenpan 14/2017 tanggal 12-10-2026',
  'Nomor berkas 474.1/1234/2026',
  'Saya menunggu at least 10 menit, titik.',
  'Petugas ramah @ loket 3',
])('leaves %j as it is', (text) => {
  expect(maskPersonal(text)).toBe(text)
  expect(holdsPersonal(text)).toBe(false)
})

const words = fc.constantFrom(
  'Petugas',
  'ramah',
  'loket',
  'lama',
  'tolong',
  'hubungi',
  'saya',
  'kursi',
  '10',
  'menit',
  '2026',
)
const sentence = fc.array(words, { maxLength: 8 }).map((some) => some.join(' '))
const separators = fc.array(fc.constantFrom('', '', '', ' ', '.', '-', ' - ', '_'), { minLength: 20, maxLength: 20 })
const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
const spread = (figures: readonly (string | number)[], between: readonly string[]) =>
  figures.map((figure, place) => `${place === 0 ? '' : between[place]}${figure}`).join('')

const personal = fc.oneof(
  fc
    .tuple(digits(15), separators, fc.integer({ min: 1, max: 9 }))
    .map(([figures, between, first]) => spread([first, ...figures], between)),
  fc
    .tuple(fc.constantFrom('08', '+628', '628'), fc.integer({ min: 8, max: 10 }), digits(10), separators)
    .map(([start, length, figures, between]) => `${start}${spread(figures.slice(0, length), between)}`),
  fc
    .tuple(fc.stringMatching(/^[a-z][a-z0-9._]{0,10}[a-z]$/), fc.constantFrom('gmail.com', 'kota.go.id', 'yahoo.co.id'))
    .chain(([name, host]) =>
      fc.constantFrom(`${name}@${host}`, `${name} (at) ${host.replaceAll('.', ' (dot) ')}`, `${name} @ ${host}`),
    ),
)

describe('whatever surrounds it', () => {
  test('nothing of a number or an address is left', () => {
    fc.assert(
      fc.property(sentence, personal, sentence, (before, secret, after) => {
        const masked = maskPersonal(`${before}, ${secret} ; ${after}`)
        expect(masked).toMatch(/disamarkan\]/)
        const digitsLeft = (text: string) => text.replaceAll(/\D/g, '')
        const own = digitsLeft(secret)
        if (own.length >= 8) expect(digitsLeft(masked)).not.toContain(own.slice(-8))
        if (secret.includes('@')) expect(masked).not.toContain(secret.split('@')[1]?.trim())
      }),
      { numRuns: trials(500, 50_000) },
    )
  })

  test('text without digits and without @, "at" or "et" is left as it is, and masking twice masks no more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const masked = maskPersonal(text)
        expect(maskPersonal(masked)).toBe(masked)
        if (!/\p{N}|@|＠|﹫|at|et/iu.test(text)) expect(masked).toBe(text)
      }),
      { numRuns: trials(500, 50_000) },
    )
  })

  test('a long text takes no time worth naming', () => {
    for (const unit of [
      '0 8 ',
      '62 ',
      'a@',
      '1.',
      'a at ',
      '. ',
      '( ',
      'budi ',
      'jl a ',
      'no 1 ',
      'wa saya ',
      'rt 0',
      'satu ',
      'B 1',
      'alamat rumah di ',
      'blok a',
      'rek saya no ',
      'jalan ',
    ]) {
      const before = performance.now()
      maskPersonal(unit.repeat(Math.ceil(2000 / unit.length)))
      expect(performance.now() - before).toBeLessThan(200)
    }
  })
})

describe('suggestions as people write them', () => {
  const goal = 0.98

  test('of those with personal data at least 98 in 100 are masked, whatever their kind', () => {
    const texts = personalTexts(trials(900, 2_000), 'personal')
    const left = texts.filter(({ text, secrets }) => {
      const masked = maskPersonal(text).toLowerCase()
      return secrets.some((secret) => masked.includes(secret.toLowerCase()))
    })
    const figures = personalKinds.map((kind) => {
      const among = (some: typeof texts) => some.filter((one) => one.kind === kind).length
      return `${kind} ${among(texts) - among(left)}/${among(texts)}`
    })
    report(
      'masked of texts with personal data',
      `${texts.length - left.length}/${texts.length} (${figures.join(', ')})`,
    )
    expect(left.slice(0, 20).map(({ text }) => maskPersonal(text))).toHaveLength(Math.min(left.length, 20))
    expect(1 - left.length / texts.length).toBeGreaterThanOrEqual(goal)
  })

  test('of those without, at most 1 in 100 is harmed', () => {
    const texts = cleanTexts(trials(900, 2_000), 'clean')
    const harmed = texts.filter(holdsPersonal)
    report('harmed of texts without personal data', `${harmed.length}/${texts.length}`)
    expect(harmed.length / texts.length).toBeLessThanOrEqual(0.01)
  })
})
