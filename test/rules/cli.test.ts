// The operator's command as it is typed: what it prints, with which exit code, and what it says of a mistake.

import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import { migrate } from '#src/database/migrate.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { all } from '#test/support/answers.ts'
import { arrangeCity, city, nine } from '#test/support/city.ts'
import { folderForTests, ikm, startServer, submit } from '#test/support/server.ts'
import { migrationsFolder } from '#test/support/site.ts'

const origin = 'https://skm.contoh.go.id'
const folder = folderForTests('cli')

/** A folder of its own, in which the command finds its database where it does by default. */
function office() {
  const place = mkdtempSync(join(folder, 'office-'))
  const run = (...words: string[]) => ikm(words, { cwd: place, env: { IKM_ORIGIN: origin } })
  return {
    place,
    database: join(place, 'data/ikm.db'),
    run,
    /** Standard output of a command that must succeed. */
    async said(...words: string[]) {
      const { code, stdout, stderr } = await run(...words)
      expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: '' })
      return stdout.trimEnd()
    },
    /** Standard error of a command that must fail, and print nothing else. */
    async refused(...words: string[]) {
      const { code, stdout, stderr } = await run(...words)
      expect({ words, code, stdout }).toEqual({ words, code: 1, stdout: '' })
      expect(stderr).not.toMatch(/\n {4}at |Error:/)
      return stderr.trimEnd()
    },
    write(name: string, text: string) {
      writeFileSync(join(place, name), text)
      return name
    },
  }
}

async function officeWithCity() {
  const made = office()
  mkdirSync(join(made.place, 'data'))
  migrate(made.database, migrationsFolder)
  const database = openSqlite(made.database)
  await arrangeCity(database)
  await database.close()
  return made
}

describe.concurrent('ikm compute', () => {
  const points = [97, 101, 101, 101, 101, 101, 102, 101, 101]
  const people = Array.from({ length: 30 }, (_, person) => points.map((sum) => (person < sum - 90 ? 4 : 3)).join(','))
  const table = `${nine.join(',')}\n${people.join('\n')}\n`

  test('--json prints one object, letter for letter', async () => {
    const { said, write } = office()
    const element = (key: string, code: string, name: string, [sum, mean, value]: readonly number[]) =>
      `{"kunci":"${key}","kode":"${code}","nama":"${name}","jumlah":${sum},"terisi":30,"nrr":${mean},"nilai":${value},"mutu":"B"}`
    const usual = [101, 3.3667, 84.17]
    const elements = [
      element('requirements', 'U1', 'Persyaratan', [97, 3.2333, 80.83]),
      element('procedure', 'U2', 'Sistem, Mekanisme, dan Prosedur', usual),
      element('completionTime', 'U3', 'Waktu Penyelesaian', usual),
      element('cost', 'U4', 'Biaya/Tarif', usual),
      element('product', 'U5', 'Produk Spesifikasi Jenis Pelayanan', usual),
      element('competence', 'U6', 'Kompetensi Pelaksana', usual),
      element('conduct', 'U7', 'Perilaku Pelaksana', [102, 3.4, 85]),
      element('complaintHandling', 'U8', 'Penanganan Pengaduan, Saran dan Masukan', usual),
      element('facilities', 'U9', 'Sarana dan Prasarana', usual),
    ]
    expect(await said('compute', write('answers.csv', table), '--json')).toBe(
      `{"jumlah_responden":30,"metode":"exact","unsur":[${elements.join(',')}],"ikm":83.89,"mutu":"B","kinerja":"Baik",` +
        '"pembanding":{"exact":83.89,"0.111":83.81,"0.11":83.05}}',
    )
  })

  test('prints a table without it, by any of the methods', async () => {
    const { said, write } = office()
    const file = write('answers.csv', table)
    const [exact, rounded] = await Promise.all([said('compute', file), said('compute', file, '--method', '0.11')])
    expect(exact.split('\n').slice(0, 2)).toEqual([
      'No  Unsur                                    Jumlah nilai  Terisi     NRR  Nilai  Mutu',
      'U1  Persyaratan                                        97      30  3,2333  80,83  B',
    ])
    expect(exact).toMatch(/^IKM +83,89$/m)
    expect(exact).toMatch(/^Kinerja +Baik$/m)
    expect(rounded).toMatch(/^IKM +83,05 \(bobot dibulatkan dua desimal/m)
  })

  test('--order and --minimum reach the computation', async () => {
    const { said, write } = office()
    const file = write('few.csv', 'U8,U9\n4,1\n4,1\n')
    const [regulation, questionnaire, graded] = await Promise.all(
      [[], ['--order', 'questionnaire'], ['--minimum', '2']].map(async (words) =>
        JSON.parse(await said('compute', file, '--json', ...words)),
      ),
    )
    const sums = ({ unsur }: { unsur: { kunci: string; jumlah: number }[] }) =>
      unsur.map(({ kunci, jumlah }) => [kunci, jumlah])
    expect(sums(regulation)).toEqual([
      ['complaintHandling', 8],
      ['facilities', 2],
    ])
    expect(sums(questionnaire)).toEqual([
      ['complaintHandling', 2],
      ['facilities', 8],
    ])
    expect([regulation.mutu, graded.mutu]).toEqual([null, 'D'])
  })

  test('says line and column of what it does not understand, and prints nothing else', async () => {
    const { refused, write } = office()
    const files = {
      outside: write('outside.csv', 'U1,U2\n4,3\n4,5\n'),
      nobody: write('nobody.csv', 'U1,U2\n'),
    }
    expect(await refused('compute', files.outside, '--json')).toBe('baris 3, kolom 2 (U2): nilai "5" di luar 1–4')
    expect(await refused('compute', files.nobody)).toBe('baris 2, kolom 1: tidak ada satu pun responden')
    expect(await refused('compute', 'absent.csv')).toBe('Berkas absent.csv tidak ada.')
    expect(await refused('compute', '.')).toMatch(/^Gagal: .+\.$/)
    expect(await refused('compute', files.outside, '--method', '0.1')).toBe(
      '--method "0.1" tidak dikenal. Pilihannya: exact, 0.111, 0.11.',
    )
  })
})

test.concurrent('ikm sample prints the Krejcie–Morgan size', async () => {
  const { said, refused } = office()
  expect(await said('sample', '500')).toBe('217')
  expect(await refused('sample', '1.5')).toBe('N harus bilangan bulat nol atau lebih, bukan "1.5".')
  expect(await refused('sample')).toBe('Pemakaian: ikm sample N')
})

describe.concurrent('a command that is not understood', () => {
  test('is answered with the list of commands, which help prints as well', async () => {
    const { refused, said } = office()
    const [unknown, help] = await Promise.all([refused('constructor'), said('help')])
    expect(unknown).toMatch(/^Perintah "constructor" tidak dikenal\.\n/)
    for (const name of ['compute', 'sample', 'import', 'verify', 'migrate', 'backup', 'restore', 'counter-add', 'qr']) {
      expect(help).toContain(`  ikm ${name}`)
      expect(unknown).toContain(`  ikm ${name}`)
    }
  })

  test('nothing that was typed is left out in silence', async () => {
    const { refused } = office()
    const usage = (name: string) =>
      expect.stringMatching(new RegExp(`^Ada kata atau pilihan yang tidak dikenal\\. Pemakaian: ikm ${name}`))
    const typed = [
      ['verify', '--cepat'],
      ['sample', '20', '--json'],
      ['compute', 'a.csv', '--method'],
      ['import', 'a.csv', 'b.csv', '--unit', 'a', '--service', 'b'],
    ]
    expect(await Promise.all(typed.map((words) => refused(...words)))).toEqual(typed.map(([name]) => usage(name ?? '')))
  })
})

describe.concurrent('a database', () => {
  test('is made by migrate, and brought up to date once', async () => {
    const { place, said, refused } = office()
    expect(await refused('verify')).toMatch(/^Basis data data\/ikm\.db tidak ada\. Jalankan "ikm migrate"/)
    expect(readdirSync(place)).toEqual([])
    const files = readdirSync(migrationsFolder)
      .filter((name) => name.endsWith('.sql'))
      .toSorted()
    expect(await said('migrate')).toBe(`Diterapkan pada data/ikm.db: ${files.join(', ')}.`)
    expect(await said('migrate')).toBe('data/ikm.db sudah paling baru.')
    expect(await said('verify')).toBe('Semua rekap cocok dengan 0 jawaban.')
    expect(await said('counter-list')).toBe('Belum ada loket yang terbuka.')
  })

  test('that is none, or is too old, is said to be so', async () => {
    const { place, write } = office()
    const broken = join(place, write('broken.db', 'no database '.repeat(100)))
    const blank = join(place, write('blank.db', ''))
    const told = async (file: string, ...words: string[]) => {
      const { code, stdout, stderr } = await ikm(words, { cwd: place, env: { IKM_DB: file } })
      return [code, stdout, stderr.trimEnd()]
    }
    for (const words of [['verify'], ['migrate']]) {
      expect(await told(broken, ...words)).toEqual([
        1,
        '',
        expect.stringMatching(/^Basis data tidak dapat dipakai \(.+\)\. Periksa IKM_DB\.$/),
      ])
    }
    expect(await told(blank, 'verify')).toEqual([
      1,
      '',
      'Susunan basis data belum yang terbaru. Jalankan "ikm migrate".',
    ])
  })

  test('is backed up and restored with its evidence', async () => {
    const { place, said } = await officeWithCity()
    const key = 'a1'.repeat(32)
    mkdirSync(join(place, 'data/ikm.db.bukti'))
    writeFileSync(join(place, 'data/ikm.db.bukti', key), 'foto')
    writeFileSync(join(place, 'data/ikm.db.bukti', `${key}.sisa.baru`), 'setengah')
    expect(await said('backup', 'copy.db')).toBe(
      'Salinan lengkap tertulis di copy.db.\n1 berkas bukti tersalin ke copy.db.bukti.',
    )
    expect(readdirSync(join(place, 'copy.db.bukti'))).toEqual([key])
    rmSync(join(place, 'data/ikm.db.bukti'), { recursive: true })
    expect(await said('restore', 'copy.db')).toContain('1 berkas bukti dikembalikan ke data/ikm.db.bukti.')
    expect(readFileSync(join(place, 'data/ikm.db.bukti', key), 'utf8')).toBe('foto')
  })

  test('is backed up while it is served, and restored when it is not', async () => {
    const { place, database, run, said, refused, write } = await officeWithCity()
    const server = await startServer({ cwd: place })
    const send = () => submit(server.address, city.registry.counter.code, { layanan: 'ktp', ...all(nine, 4) })
    const before = await Promise.all(Array.from({ length: 30 }, send))
    const [backup, during] = await Promise.all([
      run('backup', 'copy.db'),
      Promise.all(Array.from({ length: 30 }, send)),
    ])
    expect(backup).toMatchObject({ code: 0, stdout: 'Salinan lengkap tertulis di copy.db.\n', stderr: '' })
    expect([...before, ...during].every(({ status }) => status === 201)).toBe(true)

    expect(await refused('backup', 'copy.db')).toMatch(/^copy\.db sudah ada\./)
    expect(await refused('backup', 'absent/copy.db')).toBe('Folder absent tidak ada.')
    expect(await refused('restore', 'copy.db')).toMatch(/^data\/ikm\.db sedang dipakai\. Hentikan server/)
    expect(await refused('restore', write('note.txt', 'no backup'))).toBe(
      'note.txt bukan salinan basis data IKM yang utuh.',
    )
    expect((await send()).status).toBe(201)
    server.child.kill('SIGTERM')
    await server.ended

    const restored = await said('restore', 'copy.db')
    const kept = /^data\/ikm\.db diganti dengan copy\.db\. Yang lama disimpan di (\S+)\.$/.exec(restored)?.[1] ?? ''
    const verified = await said('verify')
    const count = Number(/(\d+) jawaban/.exec(verified)?.[1])
    expect(count).toBeGreaterThanOrEqual(30)
    expect(count).toBeLessThanOrEqual(60)
    expect((await ikm(['verify'], { cwd: place, env: { IKM_DB: kept } })).stdout).toBe(
      'Semua rekap cocok dengan 61 jawaban.\n',
    )
    expect(readdirSync(place).toSorted()).toEqual(['copy.db', 'data', 'note.txt'])

    // A database that is beyond reading is nobody's: it can be replaced, and is kept.
    writeFileSync(database, 'damaged '.repeat(1000))
    await said('restore', 'copy.db')
    expect(await said('verify')).toBe(verified)
    expect(readdirSync(join(place, 'data')).filter((name) => name.includes('.sebelum-'))).toHaveLength(2)
  })
})

test.concurrent('ikm verify names whatever somebody changed behind its back', async () => {
  const { place, database, said, write } = await officeWithCity()
  await said('import', write('two.csv', 'U1,U4\n4,2\n3,4\n'), '--unit', city.registry.slug, '--service', 'ktp')
  expect(await said('verify')).toBe('Semua rekap cocok dengan 2 jawaban.')
  const afterChange = async (tampering: string) => {
    const file = join(place, `${randomUUID()}.db`)
    copyFileSync(database, file)
    const connection = new SqliteFile(file)
    connection.exec(tampering)
    connection.close()
    const { code, stdout, stderr } = await ikm(['verify'], { env: { IKM_DB: file } })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/\n\d+ perbedaan dari \d+ jawaban\.\n$/)
    return stderr
  }
  const cell = String.raw`\[1 \d+ 1 0 paper\]`
  const quarter = String.raw`\[\d{5} 1\]`
  const [tally, gone, day, profile, answer, removed] = await Promise.all([
    afterChange('update tallies set cost_sum = cost_sum + 12'),
    afterChange('delete from quarter_tallies'),
    afterChange('update day_tallies set own_means = own_means - 1'),
    afterChange('update profile_tallies set channel_paper_respondents = 3, channel_kiosk_respondents = 1'),
    afterChange(
      `drop trigger responses_are_never_changed; update responses set answers = '{"1":4,"4":1}' where id = 1`,
    ),
    afterChange('drop trigger responses_are_never_deleted; delete from responses where id = 2'),
  ])
  expect(tally).toMatch(new RegExp(`^tallies ${cell} cost_sum: tersimpan 84, seharusnya 72$`, 'm'))
  expect(gone).toMatch(new RegExp(`^quarter_tallies ${quarter} respondents: tersimpan 0, seharusnya 2$`, 'm'))
  expect(day).toMatch(/^day_tallies \[1 \d+\] own_means: tersimpan 16379, seharusnya 16380$/m)
  expect(profile).toMatch(
    new RegExp(
      `^profile_tallies ${quarter} channel_paper_respondents: tersimpan 3, seharusnya 2\nprofile_tallies ${quarter} channel_kiosk_respondents: tersimpan 1, seharusnya 0$`,
      'm',
    ),
  )
  expect(answer).toMatch(new RegExp(`^tallies ${cell} cost_sum: tersimpan 72, seharusnya 60$`, 'm'))
  expect(answer).toMatch(new RegExp(`^quarter_tallies ${quarter} cost_sum: tersimpan 72, seharusnya 60$`, 'm'))
  expect(removed).toMatch(new RegExp(`^tallies ${cell} respondents: tersimpan 2, seharusnya 1$`, 'm'))

  const connection = new SqliteFile(database)
  expect(() => connection.exec("update responses set answers = '{}'")).toThrow('append-only')
  expect(() => connection.exec('delete from responses')).toThrow('append-only')
  connection.close()
})

test.concurrent('an organisation is entered, word by word, and a mistake changes nothing', async () => {
  const { place, said, refused } = office()
  await said('migrate')
  expect(await said('government', 'Pemerintah Kota Contoh')).toBe('Nama tersimpan.')
  expect(await said('agency-add', 'dinkes', '--name', 'Dinas Kesehatan')).toBe(
    'Perangkat daerah Dinas Kesehatan ditambahkan.',
  )
  expect(await refused('agency-add', 'dinkes', '--name', 'Lain')).toMatch(
    /slug.*sudah dipakai\. Tidak ada yang diubah\.$/,
  )
  expect(await refused('agency-add', 'Dinas Kesehatan', '--name', 'Lain')).toMatch(
    /harus huruf kecil, angka, dan tanda hubung/,
  )
  expect(await refused('agency-add', 'lain')).toBe('--name wajib diisi.')

  const unit = ['unit-add', 'pkm-mekar', '--name', 'Puskesmas Mekar']
  expect(await refused(...unit)).toMatch(/^Perangkat daerah "" tidak ada\./)
  expect(await refused(...unit, '--agency', 'dinkes', '--zone', 'GMT')).toMatch(
    /--zone "GMT" tidak dikenal\. Pilihannya: WIB, WITA, WIT\./,
  )
  expect(await said(...unit, '--agency', 'dinkes', '--zone', 'WIT')).toBe(
    `Unit Puskesmas Mekar ditambahkan: ${origin}/unit/pkm-mekar`,
  )
  expect(await refused('service-add', 'poli', '--unit', 'tidak-ada', '--name', 'Poli')).toMatch(
    /^Unit "tidak-ada" tidak ada\./,
  )
  expect(await refused('service-add', 'poli', '--unit', 'pkm-mekar', '--name', 'Poli', '--channel', 'POS')).toMatch(
    /--channel "POS" tidak dikenal\. Pilihannya: ONLINE, OFFLINE, HYBRID\./,
  )
  await said('service-add', 'poli', '--unit', 'pkm-mekar', '--name', 'Poli Umum')

  const served = (...more: string[]) => ['served', '1200', '--unit', 'pkm-mekar', ...more]
  expect(await said(...served('--month', '2026-02'))).toBe('1.200 orang dilayani pada 2026-02: Puskesmas Mekar.')
  expect(await said(...served('--month', '2026-02', '--service', 'poli'))).toMatch(/: Puskesmas Mekar, Poli Umum\.$/)
  expect(await refused(...served())).toBe('Sebutkan --month seperti 2026-07.')
  expect(await refused(...served('--month', '2026-13'))).toBe('Sebutkan --month seperti 2026-07.')
  expect(await refused(...served('--month', '2999-01'))).toBe('--month 2999-01 belum berakhir.')
  expect(await refused(...served('--month', '2026-02', '--service', 'gigi'))).toMatch(/^Layanan "gigi" tidak ada/)
  expect(await refused('served', 'banyak', '--unit', 'pkm-mekar', '--month', '2026-02')).toMatch(/^N harus bilangan/)
  const connection = new SqliteFile(join(place, 'data', 'ikm.db'))
  expect(connection.prepare('select service_id, month, people from people_served').raw().all()).toEqual([
    [null, 202602, 1200],
    [1, 202602, 1200],
  ])
  connection.close()

  expect(await refused('counter-add', '--unit', 'pkm-mekar', '--name', 'Loket', '--service', 'gigi')).toMatch(
    /^Layanan "gigi" tidak ada/,
  )
  const opened = await said('counter-add', '--unit', 'pkm-mekar', '--name', 'Loket 1', '--service', 'poli')
  const code = /^Loket Loket 1 dibuka: https:\/\/skm\.contoh\.go\.id\/s\/(\w{8})$/.exec(opened)?.[1] ?? ''
  expect(await said('counter-list')).toBe(`${origin}/s/${code}  Puskesmas Mekar, Loket 1`)

  const spoken = `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase()
  const reissued = await said('counter-reissue', spoken)
  const fresh = /^Kode baru: https:\/\/skm\.contoh\.go\.id\/s\/(\w{8})\n/.exec(reissued)?.[1] ?? ''
  expect(fresh).not.toBe(code)
  for (const command of [
    ['counter-reissue', code],
    ['qr', code, 'old.svg'],
  ]) {
    expect(await refused(...command)).toMatch(/sudah diganti dengan kode lain/)
  }
  expect(await said('counter-list')).toBe(`${origin}/s/${fresh}  Puskesmas Mekar, Loket 1`)

  expect(await said('qr', fresh, 'loket.png')).toBe(`loket.png: ${origin}/s/${fresh}`)
  const { data, width, height } = PNG.sync.read(readFileSync(join(place, 'loket.png')))
  expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toBe(`${origin}/s/${fresh}`)
  await said('qr', fresh, 'loket.svg')
  expect(readFileSync(join(place, 'loket.svg'), 'utf8')).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"/)
  expect(await refused('qr', fresh, 'loket.gif')).toBe('Nama berkas "loket.gif" harus berakhir .svg atau .png.')
  expect(await refused('qr', fresh, 'absent/loket.png')).toMatch(/^Gagal: .+\.$/)

  expect(await said('counter-close', fresh)).toBe('Loket ditutup. Jawabannya tetap tersimpan.')
  expect(await said('counter-list', '--unit', 'pkm-mekar')).toBe('Belum ada loket yang terbuka.')
  for (const command of [
    ['counter-reissue', fresh],
    ['qr', fresh, 'closed.svg'],
  ]) {
    expect(await refused(...command)).toBe('Loket ini sudah ditutup.')
  }
  for (const command of [
    ['counter-reissue', 'CDFGHJKM'],
    ['counter-close', 'CDFGHJKM'],
    ['qr', 'halo', 'unknown.svg'],
  ]) {
    expect(await refused(...command)).toBe(`Kode "${command[1]}" tidak dikenal.`)
  }
  expect(readdirSync(place).toSorted()).toEqual(['data', 'loket.png', 'loket.svg'])
})

test.concurrent('a wrong setting is refused before anything is done', async () => {
  const { place } = office()
  const { code, stdout, stderr } = await ikm(['migrate'], { cwd: place, env: { IKM_ZONE: 'GMT' } })
  expect([code, stdout, stderr]).toEqual([1, '', 'IKM_ZONE harus salah satu dari WIB, WITA, atau WIT.\n'])
  expect(readdirSync(place)).toEqual([])
})
