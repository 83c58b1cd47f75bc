// Files that an operator imports, through the command itself: all or nothing, once, and without harm to those who answer meanwhile.

import { randomInt, randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import SqliteFile from 'better-sqlite3'
import { type CellValue, writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { openSqlite } from '#src/database/sqlite.ts'
import { questionnaire, ruleBook } from '#src/surveys/rules.ts'
import { arrangeCity, city, nine } from '#test/support/city.ts'
import { countRows } from '#test/support/recount.ts'
import {
  type Ended,
  folderForTests,
  ikm,
  pause,
  type Running,
  startIkm,
  startServer,
  submit,
} from '#test/support/server.ts'
import { temporaryFile } from '#test/support/site.ts'
import { report, trials } from '#test/support/trials.ts'

const { registry, taxes } = city
const folder = folderForTests('import')

describe.concurrent('a file', () => {
  test('with faults stores nothing, and each fault is told with line and column', async () => {
    const office = await openOffice()
    const file = write(
      'faults.csv',
      `${nine.join(',')},usia\n${'4,'.repeat(9)}30\n4,5,4,4,4,4,4,4,4,30\n4,4,4,x,4,4,4,4,4,tua\n`,
    )
    const ended = await office.ikm('import', file, '--unit', registry.slug, '--service', 'ktp')
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr.trimEnd().split('\n')).toEqual([
      'baris 3, kolom 2 (procedure): nilai "5" di luar 1–4',
      expect.stringMatching(/^baris 4, kolom 4 \(cost\): jawaban "x" tidak dikenal/),
      expect.stringMatching(/^baris 4, kolom 10 \(usia\): "tua" tidak dikenal/),
      'Tidak ada yang disimpan.',
    ])
    expect(await office.rows()).toBe(0)
    await office.close()
  })

  test('is stored once, however often it is imported, also under another name', async () => {
    const office = await openOffice()
    const text = 'tanggal,U1,U2,U9,saran\n2026-01-31,4,3,2,Tambah kursi\n2026-04-01,3,,1,\n'
    const [file, renamed] = [write('answers.csv', text), write('renamed.csv', text)]
    const first = await office.ikm('import', file, '--unit', registry.slug, '--service', 'ktp')
    expect(first).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^2 responden tersimpan di /) })
    const rows = await office.rows()
    for (const again of [file, renamed]) {
      const ended = await office.ikm('import', again, '--unit', registry.slug, '--service', 'ktp')
      expect(ended).toMatchObject({
        code: 0,
        stderr: '',
        stdout: expect.stringMatching(/^Berkas ini sudah pernah diimpor/),
      })
    }
    expect(await office.rows()).toBe(rows)
    expect(
      office.select(
        'select answers, channel, counter_id, day, text from responses left join suggestions on response_id = responses.id',
      ),
    ).toEqual([
      ['{"1":4,"2":3,"9":2}', 'paper', null, dayNumber('2026-01-31'), 'Tambah kursi'],
      ['{"1":3,"9":1}', 'paper', null, dayNumber('2026-04-01'), null],
    ])
    await office.close()
  })

  test('for two services at the same time is stored for both, and by two operators at once for one', async () => {
    const office = await openOffice()
    const file = write('same.csv', `U1,U2\n${'4,3\n'.repeat(3000)}`)
    const services = ['ktp', 'akta', 'ktp', 'akta']
    const ended = await Promise.all(
      services.map((service) => office.ikm('import', file, '--unit', registry.slug, '--service', service)),
    )
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect(ended.map(({ stdout }) => /tersimpan/.test(stdout)).toSorted()).toEqual([false, false, true, true])
    expect(office.select('select service_id, count(*) from responses group by service_id')).toEqual([
      [1, 3000],
      [2, 3000],
    ])
    await office.close()
  })

  test('as the ministry’s processing sheet: title and sums around the respondents', async () => {
    const office = await openOffice()
    const people = Array.from({ length: 40 }, (_, place) => [
      place + 1,
      ...nine.map((_, element) => 1 + ((place + element) % 4)),
    ])
    const sheet: CellValue[][] = [
      ['PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN DAN PER UNSUR PELAYANAN'],
      ['UNIT PELAYANAN', null, ': Dinas Contoh'],
      [],
      ['NO. RES', 'NILAI UNSUR PELAYANAN'],
      [null, ...nine.map((_, place) => `U${place + 1}`)],
      ...people,
      ['Nilai/Unsur', ...nine.map(() => 100)],
      ['NRR/Unsur', ...nine.map(() => 2.5)],
    ]
    const file = await workbook('processing.xlsx', 'TW I', sheet)
    const ended = await office.ikm('import', file, '--unit', registry.slug, '--service', 'akta', '--date', '2026-03-31')
    expect(ended).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^40 responden tersimpan/) })
    expect(office.select('select requirements_sum / 12, facilities_count, day, service_id from tallies')).toEqual([
      [100, 40, dayNumber('2026-03-31'), 2],
    ])
    await office.close()
  })

  test('as skm.go.id exports it, for a unit that asks SKM Online: answers in words, identity left behind', async () => {
    const office = await openOffice()
    const { questions } = questionnaire(ruleBook('skm-online'), 'OFFLINE')
    const about = ['No', 'Nama', 'Email', 'Waktu pengisian', 'Jenis Kelamin', 'Usia']
    const person = (number: number, answer: number): CellValue[] => [
      ...[number, 'Siti Aminah', 'siti@contoh.id', new Date(Date.UTC(2026, 3, number, 9)), 'Perempuan', '26-34 tahun'],
      ...questions.map((question) => question.answers[answer - 1] ?? ''),
      ...[9, 'Sudah baik', 'Ya'],
    ]
    const sheet: CellValue[][] = [
      ['Nama Survei', null, 'SKM 2026'],
      ['Jenis Layanan', null, 'Perbaikan data pajak'],
      [],
      [
        ...about,
        ...questions.map(({ text }) => text),
        'Tingkat kepercayaan kepada pemerintah daerah',
        'Kritik dan saran',
        'Saya menyetujui',
      ],
      person(1, 4),
      person(2, 2),
    ]
    const file = await workbook('export.xlsx', 'Hasil Survey', sheet)
    const ended = await office.ikm('import', file, '--unit', taxes.slug, '--service', 'perbaikan')
    expect(ended).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^2 responden tersimpan/) })
    expect(office.select('select answers, day, sex, age from responses order by id')).toEqual(
      [4, 2].map((score, place) => [
        JSON.stringify(Object.fromEntries(questions.map(({ id }) => [id, score]))),
        dayNumber('2026-04-01') + place,
        'P',
        '26-34',
      ]),
    )
    expect(readFileSync(office.file).includes('Siti')).toBe(false)
    // The unit that asks the nine questions cannot take it.
    const refused = await office.ikm('import', file, '--unit', registry.slug, '--service', 'ktp')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    await office.close()
  })

  test('that is none, or for nobody, is refused with a sentence', async () => {
    const office = await openOffice()
    const file = write('one.csv', 'U1\n4\n')
    const place = ['--unit', registry.slug, '--service', 'ktp']
    const told = async (...words: string[]) => {
      const { code, stdout, stderr } = await office.ikm('import', ...words)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      return stderr.trimEnd()
    }
    expect(
      await Promise.all([
        told(),
        told('absent.csv', ...place),
        told(folder, ...place),
        told(file, '--unit', 'tidak-ada', '--service', 'ktp'),
        told(file, '--unit', registry.slug, '--service', 'paspor'),
        told(file, ...place, '--channel', 'merpati'),
        told(file, ...place, '--date', '2026-02-30'),
        told(file, ...place, '--date', '2099-01-01'),
        told(file, ...place, '--date', '1926-01-01'),
        told(file, ...place, '--order', 'abjad'),
        told(file, file, ...place),
      ]),
    ).toEqual([
      expect.stringMatching(/^Pemakaian: ikm import /),
      'Berkas absent.csv tidak ada.',
      expect.stringMatching(/^Gagal: .*directory/),
      'Unit "tidak-ada" tidak ada. Sebutkan dengan --unit.',
      `Layanan "paspor" tidak ada di ${registry.name}. Pilihannya: akta, ktp.`,
      '--channel "merpati" tidak dikenal. Pilihannya: phone, paper, kiosk.',
      '--date "2026-02-30" bukan tanggal YYYY-MM-DD.',
      '--date 2099-01-01 belum tiba.',
      expect.stringMatching(/^--date 1926-01-01 sebelum 2017-/),
      '--order "abjad" tidak dikenal. Pilihannya: regulation, questionnaire.',
      expect.stringMatching(/^Ada kata atau pilihan yang tidak dikenal\. Pemakaian: ikm import /),
    ])
    expect(await office.rows()).toBe(0)
    await office.close()
  })
})

describe('a long file', () => {
  const rows = trials(50_000, 1_000_000)
  const kills = trials(2, 8)

  test(`of ${rows} respondents: killed it leaves nothing, and nobody who answers meanwhile is refused`, async () => {
    const office = await openOffice()
    const file = join(folder, 'long.csv')
    await pipeline(function* () {
      yield* longFile(rows)
    }, createWriteStream(file))
    const words = ['import', file, '--unit', registry.slug, '--service', 'ktp']
    const server = await startServer({ env: { IKM_DB: office.file } })
    expect((await submit(server.address, registry.counter.code, { layanan: 'akta', cost: 4 })).status).toBe(201)

    for (let kill = 0; kill < kills; kill++) {
      const importing = startIkm(words, { env: { IKM_DB: office.file } })
      await untilLocked(office.file, importing)
      await pause(randomInt(trials(200, 5_000)))
      importing.child.kill('SIGKILL')
      expect((await importing.ended).signal).toBe('SIGKILL')
      expect(office.select('select (select count(*) from responses), (select count(*) from imports)')).toEqual([[1, 0]])
      expect(office.select('select sum(respondents) from tallies')).toEqual([[1]])
    }

    const importing = startIkm(words, { env: { IKM_DB: office.file } })
    let over = false
    importing.ended.then(() => {
      over = true
    })
    const since = performance.now()
    const sent = new Map<string, string>()
    const waits: number[] = []
    const submitting = Array.from({ length: 16 }, async () => {
      while (!over) {
        const kunci = randomUUID()
        const start = performance.now()
        const { status, receipt } = await submit(server.address, registry.counter.code, {
          kunci,
          layanan: 'akta',
          cost: 3,
        })
        waits.push(performance.now() - start)
        expect(status).toBe(201)
        sent.set(kunci, receipt ?? '')
        await pause(20)
      }
    })
    const pages: number[] = []
    const reading = (async () => {
      while (!over) {
        const start = performance.now()
        expect((await fetch(`${server.address}/unit/${registry.slug}`)).status).toBe(200)
        pages.push(performance.now() - start)
        await pause(50)
      }
    })()
    const peak = peakMemory(importing, () => over)
    expect(await importing.ended).toMatchObject({ code: 0, stderr: '' })
    const seconds = (performance.now() - since) / 1000
    await Promise.all([...submitting, reading])
    const megabytes = await peak

    expect(sent.size).toBeGreaterThan(15)
    for (const [kunci, receipt] of sent) {
      expect(await submit(server.address, registry.counter.code, { kunci, layanan: 'akta', cost: 3 })).toEqual({
        status: 200,
        receipt,
      })
    }
    expect(office.select('select import_id is null, count(*) from responses group by 1 order by 1')).toEqual([
      [0, rows],
      [1, sent.size + 1],
    ])
    expect(await office.ikm(...words)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Berkas ini sudah pernah/),
    })
    expect(Math.max(...pages)).toBeLessThan(5_000)
    // Fifty thousand rows and a million take the same.
    if (megabytes !== undefined) expect(megabytes).toBeLessThan(512)
    report(
      'import',
      `${rows} rows in ${seconds.toFixed(1)} s after ${kills} kills that left nothing, peak ${megabytes ?? '?'} MB; meanwhile ${sent.size} answers ` +
        `stored, none refused, longest wait ${(Math.max(...waits) / 1000).toFixed(1)} s, slowest page ${Math.round(Math.max(...pages))} ms`,
    )
    server.child.kill('SIGKILL')
    await office.close()
  }, 900_000)
})

interface Office {
  readonly file: string
  ikm(...words: string[]): Promise<Ended>
  /** Everything that is stored of answers. */
  rows(): Promise<number>
  select(sql: string): unknown[]
  /** Also verifies the tallies. */
  close(): Promise<void>
}

async function openOffice(): Promise<Office> {
  const { file, remove } = await temporaryFile()
  const database = openSqlite(file)
  await arrangeCity(database)
  const run = (...words: string[]) => ikm(words, { env: { IKM_DB: file } })
  return {
    file,
    ikm: run,
    rows: () => countRows(database),
    select(sql) {
      const connection = new SqliteFile(file, { readonly: true })
      const found = connection.prepare(sql).raw().all()
      connection.close()
      return found
    },
    async close() {
      expect(await run('verify')).toMatchObject({ code: 0, stderr: '' })
      await database.close()
      remove()
    },
  }
}

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

async function workbook(name: string, sheet: string, rows: CellValue[][]): Promise<string> {
  const file = join(folder, name)
  writeFileSync(file, await writeXlsx({ sheets: [{ name: sheet, rows }] }))
  return file
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000
}

/** As offices keep them: a year of days, who answered, nine scores with gaps, now and then a suggestion. */
function* longFile(rows: number): Generator<string> {
  const sexes = ['L', 'P', '']
  const schools = ['SD', 'SMP', 'SLTA', 'S1', '']
  let state = 1
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % below
  }
  let text = `tanggal,jenis kelamin,usia,pendidikan,${nine.join(',')},saran\n`
  for (let row = 0; row < rows; row++) {
    const date = new Date(Date.UTC(2025, 0, 1 + next(365))).toISOString().slice(0, 10)
    text += `${date},${sexes[next(3)]},${17 + next(60)},${schools[next(5)]}`
    text += `,${1 + next(4)}`
    for (let question = 1; question < 9; question++) text += next(40) === 0 ? ',' : `,${1 + next(4)}`
    text += next(20) === 0 ? `,"Saran nomor ${row}, tolong tambah kursi"\n` : ',\n'
    if (text.length > 100_000) {
      yield text
      text = ''
    }
  }
  yield text
}

/** Resolves when somebody writes to the file and holds it. */
async function untilLocked(file: string, importing: Running): Promise<void> {
  const connection = new SqliteFile(file, { timeout: 0 })
  try {
    while (importing.child.exitCode === null) {
      try {
        connection.exec('begin immediate; rollback')
      } catch {
        return
      }
      await pause(2)
    }
    throw new Error('the import ended before it could be killed')
  } finally {
    connection.close()
  }
}

/** Largest resident memory of a process until it ends, in megabytes; undefined where the system does not tell. */
async function peakMemory({ child }: Running, isOver: () => boolean): Promise<number | undefined> {
  const status = `/proc/${child.pid}/status`
  let kilobytes: number | undefined
  while (!isOver() && existsSync('/proc/self/status')) {
    try {
      kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? kilobytes)
    } catch {
      break
    }
    await pause(20)
  }
  return kilobytes === undefined ? undefined : Math.round(kilobytes / 1024)
}
