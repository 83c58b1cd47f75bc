// CSV as offices save it: any chunk boundary, encoding, delimiter, line end and quoting.

import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { byteOrderMark, CsvError, type CsvRow, longestRow, readCsv, writeCsvRow } from '#src/documents/csv.ts'
import { report, trials } from '#test/support/trials.ts'

describe('what is read', () => {
  test('rows carry the line on which they begin, blank lines and quoted line ends counted', async () => {
    const text = 'a,b\r\n\r\n1,"dua\r\nbaris"\r\n  \r\n3,4\r\n'
    expect(await rows([text])).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['1', 'dua\nbaris'] },
      { line: 6, cells: ['3', '4'] },
    ])
  })

  test.each([
    ['comma', 'a,b\n1,2', ['a', 'b'], ['1', '2']],
    ['semicolon with decimal commas', 'a;b\n3,5;2,5\n', ['a', 'b'], ['3,5', '2,5']],
    ['tab', 'a\tb\n1\t2\n', ['a', 'b'], ['1', '2']],
    [
      'semicolon although names hold commas',
      '"Sistem, Mekanisme, dan Prosedur";b\n1;2\n',
      ['Sistem, Mekanisme, dan Prosedur', 'b'],
      ['1', '2'],
    ],
    ['named by Excel', 'sep=;\na;b\n1;2\n', ['a', 'b'], ['1', '2']],
    ['CR alone', 'a;b\r1;2\r', ['a', 'b'], ['1', '2']],
  ])('delimiter and line ends: %s', async (_, text, head, first) => {
    expect((await rows([text])).map((row) => row.cells)).toEqual([head, first])
  })

  test('one line without a line end is enough to see the delimiter', async () => {
    expect(await rows(['a;b'])).toEqual([{ line: 1, cells: ['a', 'b'] }])
  })

  test('a title line without delimiter does not decide', async () => {
    expect((await rows(['PENGOLAHAN DATA\nNo;U1\n1;4\n'])).map((row) => row.cells.length)).toEqual([1, 2, 2])
  })

  test('a byte order mark is not part of the first cell', async () => {
    expect((await rows([bytes('\uFEFFa,b\n')]))[0]?.cells).toEqual(['a', 'b'])
    expect((await rows(['\uFEFFa,b\n']))[0]?.cells).toEqual(['a', 'b'])
  })

  test('an empty file has no rows', async () => {
    expect(await rows([])).toEqual([])
    expect(await rows([bytes('\uFEFF\r\n\r\n')])).toEqual([])
  })
})

describe('what is refused, with its line', () => {
  const latin1 = Uint8Array.from([...bytes('a,b\n1,2\n3,caf'), 0xe9, ...bytes('\n')])
  test.each<[string, Uint8Array | string, number, RegExp]>([
    ['Windows-1252', latin1, 3, /bukan UTF-8/],
    ['a last character cut in half', bytes('a,b\n1,é').subarray(0, -1), 2, /bukan UTF-8/],
    ['UTF-16 of Excel', Uint8Array.from([0xff, 0xfe, 0x61, 0x00]), 1, /UTF-16/],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0xff, 0xfe]), 1, /XLSX/],
    ['a quote never closed', 'a,b\n1,2\n3,"empat\n5,6\n', 3, /tidak ditutup/],
    ['text after a closing quote', 'a,b\n"satu\nlagi",2\n3,"empat"x\n', 4, /penutup/],
  ])('%s', async (_, file, line, message) => {
    const fault = await rows([file]).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(fault).toBeInstanceOf(CsvError)
    expect(fault).toMatchObject({ line, message: expect.stringMatching(message) })
  })

  test('a quote never closed is noticed long before the end of a large file', async () => {
    let given = 0
    async function* endless() {
      yield 'a,b\n1,"'
      for (; given < longestRow * 10; given += 65_536) yield 'x'.repeat(65_536)
    }
    await expect(collect(endless())).rejects.toMatchObject({ line: 2, message: expect.stringMatching(/tidak ditutup/) })
    expect(given).toBeLessThan(longestRow * 1.2)
  })
})

test('wherever the chunks are cut, the rows are those that papaparse finds in one go', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '1', ' ', ',', ';', '"', '\n', '\r\n', 'é', '文', '😀', '\t'),
    maxLength: 6,
  })
  const runs = trials(400, 10_000)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 10 }),
      async (table, delimiter, newline, asBytes, cuts) => {
        const text = Papa.unparse([['kepala', 'kolom'], ...table], { delimiter, newline }) + newline
        const lf = text.replaceAll('\r\n', '\n')
        const expected = Papa.parse<string[]>(lf, { delimiter, newline: '\n' }).data.filter(
          (row) => row.join('').trim() !== '' || row.length > 1,
        )
        const found = await rows(cut(asBytes ? bytes(text) : text, cuts))
        expect(found.map((row) => row.cells)).toEqual(expected)
        for (const row of found)
          expect(lf.split('\n')[row.line - 1]).toContain(row.cells[0]?.split('\n')[0]?.replaceAll('"', '""'))
      },
    ),
    { numRuns: runs },
  )
  report('CSV, any chunk boundary', `${runs} tables, same rows as papaparse`)
})

describe('writing', () => {
  test.each([
    [['a', 1, null, 3.5], 'a,1,,3.5\r\n'],
    [['a,b', 'kata "kutip"', 'dua\nbaris', 'a;b'], '"a,b","kata ""kutip""","dua\nbaris","a;b"\r\n'],
    [['=1+1', '+62', '-5', '@x', ' =1', '＝1', '－1', '\u200b=1'], "'=1+1,'+62,'-5,'@x,' =1,'＝1,'－1,'\u200b=1\r\n"],
    [['\t=1', '\r=1', '\n=1'], '"\'\t=1","\'\r=1","\'\n=1"\r\n'],
    [[-5, 'a=1', 'a-b', ''], '-5,a=1,a-b,\r\n'],
  ])('%j is %j', (cells, row) => {
    expect(writeCsvRow(cells)).toBe(row)
  })

  test('whatever is written is read again, and nothing begins like a formula', async () => {
    const cells = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(cells, async (given) => {
        const [row] = await rows([`${byteOrderMark}${writeCsvRow(['x', ...given])}`])
        const read = row?.cells.slice(1) ?? []
        const plain = (text: string) => text.replaceAll(/\r\n?/g, '\n')
        expect(read.map((cell) => cell.replace(/^'/, ''))).toEqual(given.map((text) => plain(text).replace(/^'/, '')))
        for (const cell of read) expect(cell).not.toMatch(/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/)
      }),
      { numRuns: trials(200, 20_000) },
    )
  })
})

async function rows(chunks: Iterable<Uint8Array | string>): Promise<CsvRow[]> {
  async function* each() {
    yield* chunks
  }
  return collect(each())
}

async function collect(chunks: AsyncIterable<Uint8Array | string>): Promise<CsvRow[]> {
  const all: CsvRow[] = []
  for await (const batch of readCsv(chunks)) all.push(...batch)
  return all
}

function cut<File extends Uint8Array | string>(file: File, sizes: number[]): File[] {
  const pieces: File[] = []
  for (let at = 0, turn = 0; at < file.length; turn += 1) {
    const end = at + (sizes[turn % sizes.length] ?? 1)
    pieces.push(file.slice(at, end) as File)
    at = end
  }
  return pieces
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
