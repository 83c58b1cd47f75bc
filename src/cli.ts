// The operator's command: `ikm …`, one line of the table for each verb.

import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { partNames, verifyFiles } from '#public/verification.js'
import { makeSetupLink } from './accounts/actions/links.ts'
import { Busy, type Change, ConstraintFailure, type LocalDatabase } from './database/database.ts'
import { migrate, prepareFile, restoreFile } from './database/migrate.ts'
import { openSqlite } from './database/sqlite.ts'
import { qrPng, qrSvg } from './documents/qr.ts'
import { copyEvidence, evidenceFolderOf } from './evidence-folder.ts'
import { computeFile, computeJson, computeText } from './ikm/compute.ts'
import { requiredSample } from './ikm/rules/sample.ts'
import { type Method, methods } from './ikm/rules/summary.ts'
import { formatCount } from './language/format.ts'
import { refuseOldNode } from './oldest-node.ts'
import { verifyPublications } from './publications/actions/verify.ts'
import { importSheet } from './responses/actions/import.ts'
import { verifyTallies } from './responses/actions/verify.ts'
import { type ColumnOrder, columnOrders } from './responses/forms/sheet/header.ts'
import { readSheet, type SheetSource } from './responses/forms/sheet.ts'
import { type ResponseChannel, responseChannels } from './responses/rules/respondent.ts'
import { readSettings, type Settings } from './settings.ts'
import { addElement, chooseQuestionnaire, type QuestionnaireRefusal } from './surveys/actions.ts'
import { ruleBooks, type Weight } from './surveys/rules.ts'
import { listQuestionnaireRecords, questionnaireOf } from './surveys/store.ts'
import { closeCounterOf, openCounter, reissueCode } from './units/actions/counters.ts'
import { dayFromText, localDay, monthFromText, monthOf, type Zone } from './units/rules/calendar.ts'
import { readCode } from './units/rules/code.ts'
import { type ServiceChannel, serviceChannels } from './units/rules/service.ts'
import {
  addAgency,
  addService,
  addUnit,
  enterServed,
  findAgency,
  findCounter,
  findUnit,
  listCounters,
  listServices,
  setInstallation,
} from './units/store.ts'

const migrations = fileURLToPath(new URL('../migrations/', import.meta.url))

const options = {
  json: { type: 'boolean' },
  sql: { type: 'boolean' },
  method: { type: 'string' },
  order: { type: 'string' },
  minimum: { type: 'string' },
  unit: { type: 'string' },
  service: { type: 'string' },
  channel: { type: 'string' },
  date: { type: 'string' },
  agency: { type: 'string' },
  name: { type: 'string' },
  kind: { type: 'string' },
  address: { type: 'string' },
  zone: { type: 'string' },
  book: { type: 'string' },
  from: { type: 'string' },
  added: { type: 'string' },
  weights: { type: 'string' },
  question: { type: 'string' },
  month: { type: 'string' },
  answers: { type: 'string' },
  key: { type: 'string' },
} as const

type Options = { [name in keyof typeof options]?: (typeof options)[name]['type'] extends 'boolean' ? boolean : string }

interface Command {
  readonly usage: string
  readonly does: string
  /** How many words it takes at most, options apart. */
  readonly words: number
  run(words: readonly string[], options: Options): Promise<void>
}

const commands: Readonly<Record<string, Command>> = {
  compute: {
    usage: 'compute BERKAS.csv [--method exact|0.111|0.11] [--order regulation|questionnaire] [--minimum N] [--json]',
    does: 'menghitung IKM dari tabel jawaban',
    words: 1,
    run: compute,
  },
  sample: { usage: 'sample N', does: 'jumlah responden menurut Krejcie–Morgan', words: 1, run: sample },
  import: {
    usage: 'import BERKAS.(csv|xlsx) --unit SLUG --service SLUG [--channel paper] [--date YYYY-MM-DD] [--order …]',
    does: 'menyimpan jawaban dari berkas, semua atau tidak sama sekali',
    words: 1,
    run: importFile,
  },
  verify: {
    usage: 'verify',
    does: 'menghitung ulang semua rekap dari jawaban, dan memeriksa semua publikasi',
    words: 0,
    run: verify,
  },
  'verify-publication': {
    usage: 'verify-publication BERKAS.json [BERKAS.json …] [--key KUNCI]',
    does: 'memeriksa berkas edisi, tanpa jaringan dan tanpa basis data',
    words: 1000,
    run: verifyPublication,
  },
  migrate: { usage: 'migrate', does: 'memperbarui susunan basis data', words: 0, run: migrateFile },
  backup: { usage: 'backup BERKAS', does: 'membuat salinan basis data, juga selagi dipakai', words: 1, run: backup },
  restore: { usage: 'restore BERKAS', does: 'mengganti basis data dengan salinan', words: 1, run: restore },
  government: { usage: 'government "NAMA"', does: 'menamai pemerintah daerah', words: 1, run: nameGovernment },
  'agency-add': { usage: 'agency-add SLUG --name "NAMA"', does: 'menambah perangkat daerah', words: 1, run: newAgency },
  'unit-add': {
    usage: 'unit-add SLUG --agency SLUG --name "NAMA" [--kind JENIS] [--address ALAMAT] [--zone WIB|WITA|WIT]',
    does: 'menambah unit pelayanan',
    words: 1,
    run: newUnit,
  },
  'service-add': {
    usage: 'service-add SLUG --unit SLUG --name "NAMA" [--channel OFFLINE|ONLINE|HYBRID]',
    does: 'menambah jenis layanan',
    words: 1,
    run: newService,
  },
  questionnaire: {
    usage:
      'questionnaire --unit SLUG --book skm-2017|skm-online --from YYYY-MM-DD [--added KUNCI,…] [--weights KUNCI=1/9,…]',
    does: 'menetapkan kuesioner unit mulai suatu hari',
    words: 0,
    run: setQuestionnaire,
  },
  'element-add': {
    usage: 'element-add KUNCI --unit SLUG --name "NAMA" --question "PERTANYAAN" --answers "terendah|…|…|tertinggi"',
    does: 'menambah unsur milik unit sendiri',
    words: 1,
    run: newElement,
  },
  served: {
    usage: 'served N --unit SLUG --month YYYY-MM [--service SLUG]',
    does: 'mencatat jumlah orang yang dilayani dalam sebulan yang sudah berakhir',
    words: 1,
    run: noteServed,
  },
  'counter-add': {
    usage: 'counter-add --unit SLUG --name "NAMA" [--service SLUG]',
    does: 'membuka loket dan menerbitkan kodenya',
    words: 0,
    run: newCounter,
  },
  'counter-list': {
    usage: 'counter-list [--unit SLUG]',
    does: 'menampilkan loket yang terbuka',
    words: 0,
    run: showCounters,
  },
  'counter-reissue': {
    usage: 'counter-reissue KODE',
    does: 'mengganti kode loket; poster lama mati',
    words: 1,
    run: newCode,
  },
  'counter-close': { usage: 'counter-close KODE', does: 'menutup loket', words: 1, run: endCounter },
  'setup-link': {
    usage: 'setup-link [--sql]',
    does: 'membuat alamat penyiapan akun Bagian Organisasi; --sql menuliskannya untuk D1',
    words: 0,
    run: setupLink,
  },
  'signing-key': {
    usage: 'signing-key',
    does: 'membuat kunci tanda tangan publikasi untuk IKM_SIGNING_KEY, misalnya bagi Workers',
    words: 0,
    run: makeSigningKey,
  },
  qr: { usage: 'qr KODE BERKAS.(svg|png)', does: 'menulis kode QR sebuah loket', words: 2, run: writeQr },
}

const codeRefusals = {
  unknown: (code?: string) => `Kode "${code}" tidak dikenal.`,
  withdrawn: (code?: string) => `Kode "${code}" sudah diganti dengan kode lain. Lihat "ikm counter-list".`,
  closed: () => 'Loket ini sudah ditutup.',
}

const questionnaireRefusals: Readonly<Record<QuestionnaireRefusal, string>> = {
  'unknown book': `--book tidak dikenal. Pilihannya: ${ruleBooks.map(({ key }) => key).join(', ')}.`,
  'too early': '--from lebih awal daripada masa berlaku kuesioner ini.',
  past: 'Kuesioner tidak dapat dipilih untuk hari yang sudah lewat.',
  'unknown element': '--added menyebut unsur yang belum ditambahkan. Tambahkan dengan element-add.',
  weights: '--weights harus menyebut setiap unsur sekali dan berjumlah tepat 1.',
  taken: 'Unit ini sudah punya kuesioner yang mulai pada hari itu.',
}

await main()

async function main(): Promise<void> {
  refuseOldNode()
  const [name = '', ...rest] = process.argv.slice(2)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    const lines = Object.values(commands).map(({ usage, does }) => `  ikm ${usage}\n      ${does}`)
    if (name === '' || name === 'help') return say(`Perintah ikm:\n${lines.join('\n')}`)
    fail(`Perintah "${name}" tidak dikenal.\n${lines.join('\n')}`)
  }
  try {
    const { values, positionals } = understand(command, rest)
    await command.run(positionals, values)
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'unique')
      fail('Nama pendek (slug) itu sudah dipakai. Tidak ada yang diubah.')
    if (error instanceof Busy) fail('Basis data sedang dipakai untuk pekerjaan panjang. Coba lagi sebentar lagi.')
    if (error instanceof Error && 'code' in error) fail(refusalOf(error.message, String(error.code)))
    throw error
  }
}

// A bug has no code; what the system or the engine refuses has one.
function refusalOf(message: string, code: string): string {
  if (message.startsWith('no such ')) return 'Susunan basis data belum yang terbaru. Jalankan "ikm migrate".'
  if (code.startsWith('SQLITE')) return `Basis data tidak dapat dipakai (${message}). Periksa IKM_DB.`
  return `Gagal: ${message}.`
}

// Whatever else than a command's own words and options was typed would be left out in silence.
function understand(command: Command, typed: string[]): { values: Options; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: typed, options, allowPositionals: true })
    const foreign = Object.keys(values).some(
      (name) => !command.usage.includes(`--${name} `) && !command.usage.includes(`--${name}]`),
    )
    if (!foreign && positionals.length <= command.words) return { values, positionals }
  } catch {
    // An unknown option, or one without its value.
  }
  return fail(`Ada kata atau pilihan yang tidak dikenal. Pemakaian: ikm ${command.usage}`)
}

async function compute([file]: readonly string[], { method = 'exact', order = 'regulation', minimum, json }: Options) {
  const source = sheetSource(need(file, commands.compute))
  const result = await computeFile(source, {
    method: oneOf<Method>(method, methods, '--method'),
    order: oneOf<ColumnOrder>(order, columnOrders, '--order'),
    minimum: minimum === undefined ? undefined : wholeNumber(minimum, '--minimum'),
  })
  if (!result.ok) fail(...result.errors.map(({ message }) => message))
  say(json ? JSON.stringify(computeJson(result.summary)) : computeText(result.summary))
}

async function sample([population]: readonly string[]) {
  say(String(requiredSample(wholeNumber(need(population, commands.sample), 'N'))))
}

async function importFile([file]: readonly string[], chosen: Options) {
  const path = need(file, commands.import)
  const { unit: slug = '', service: serviceSlug = '', channel = 'paper', order = 'regulation', date } = chosen
  await withDatabase(async (database, settings) => {
    const unit = (await findUnit(database, slug)) ?? fail(`Unit "${slug}" tidak ada. Sebutkan dengan --unit.`)
    const services = await listServices(database, unit.id)
    const service =
      services.find((one) => one.slug === serviceSlug) ??
      fail(
        `Layanan "${serviceSlug}" tidak ada di ${unit.name}. Pilihannya: ${services.map((one) => one.slug).join(', ')}.`,
      )
    const now = new Date()
    const zone = unit.zone as Zone
    const today = localDay(now, zone)
    const day = date === undefined ? today : (dayFromText(date) ?? fail(`--date "${date}" bukan tanggal YYYY-MM-DD.`))
    const records = await listQuestionnaireRecords(database, unit.id)
    const record = records.find(({ valid_from }) => valid_from <= day)?.record ?? null
    const asked = questionnaireOf(record, service.channel as ServiceChannel)
    if (day > today) fail(`--date ${date} belum tiba.`)
    if (day < (dayFromText(asked.ruleBook.validFrom) ?? 0)) fail(`--date ${date} sebelum ${asked.ruleBook.validFrom}.`)
    const sheetOptions = {
      order: oneOf<ColumnOrder>(order, columnOrders, '--order'),
      service: { slug: service.slug, name: service.name },
      today,
    }
    // Opened before anything else is done with it; read anew only when somebody else imported meanwhile.
    let source: SheetSource | undefined = sheetSource(path)
    const sheet = () => {
      const opened = source ?? sheetSource(path)
      source = undefined
      return readSheet(opened, asked, sheetOptions)
    }
    const result = await importSheet(database, sheet, {
      unit: { id: unit.id, zone },
      serviceId: service.id,
      channel: oneOf<ResponseChannel>(channel, responseChannels, '--channel'),
      day,
      asked,
      file: { name: basename(path), hash: await hashOf(path) },
      now,
    })
    if (result.state === 'too many') throw new Error('a database in a file takes any number of rows')
    if (result.state === 'refused') {
      fail(...result.errors.map(({ message }) => message), 'Tidak ada yang disimpan.')
    }
    const count = formatCount(result.respondents)
    say(
      result.state === 'known'
        ? `Berkas ini sudah pernah diimpor untuk layanan ini (${count} responden). Tidak ada yang ditambahkan.`
        : `${count} responden tersimpan di ${unit.name}, ${service.name} (${settings.database}).`,
    )
  })
}

async function verify() {
  await withDatabase(async (database) => {
    const { responses, differences } = await verifyTallies(database)
    const { editions, documents, keys, faults, notes } = await verifyPublications(database)
    const wrong = [
      ...differences.map(
        (one) => `${one.table} [${one.place}] ${one.what}: tersimpan ${one.stored}, seharusnya ${one.recomputed}`,
      ),
      ...faults,
    ]
    if (wrong.length === 0) {
      say(`Semua rekap cocok dengan ${formatCount(responses)} jawaban.`)
      if (editions > 0) {
        say(
          `Semua ${formatCount(editions)} edisi utuh, dengan ${formatCount(documents)} dokumen unit. Sidik kunci: ${keys.join(', ')}.`,
        )
      }
      if (notes.length > 0) say(`Perlu diketahui:\n${notes.map((note) => `- ${note}`).join('\n')}`)
      return
    }
    fail(
      ...wrong.slice(0, 100),
      ...(faults.length > 0
        ? [`${formatCount(faults.length)} hal tidak cocok pada ${formatCount(editions)} edisi.`]
        : []),
      `${formatCount(differences.length)} perbedaan dari ${formatCount(responses)} jawaban.`,
    )
  })
}

async function verifyPublication(paths: readonly string[], { key }: Options) {
  need(paths[0], commands['verify-publication'])
  if (key !== undefined && !/^[0-9a-f]{64}$/i.test(key)) fail('--key harus kunci publik 64 angka heksadesimal.')
  for (const path of paths) if (!existsSync(path)) fail(`Berkas ${path} tidak ada.`)
  const files = paths.map((path) => ({ name: basename(path), content: new Uint8Array(readFileSync(path)) }))
  const result = await verifyFiles(files, { knownKeys: key === undefined ? [] : [key.toLowerCase()] })
  const signs = new Map<boolean | null, string>([
    [true, 'cocok'],
    [false, 'TIDAK '],
    [null, '–     '],
  ])
  for (const { name, findings, verdict } of result.files) {
    say(`${name}\n${verdict.says}`)
    for (const { part, holds, says } of findings)
      say(`  ${(signs.get(holds) ?? '').padEnd(6)} ${partNames[part]}: ${says}`)
  }
  if (result.chain.length > 0) say('Urutan edisi')
  for (const { holds, says } of result.chain) say(`  ${(signs.get(holds) ?? '').padEnd(6)} ${says}`)
  const broken = result.files.filter(({ verdict }) => verdict.holds === false).length
  const torn = result.chain.some(({ holds }) => holds === false)
  if (broken > 0) fail(`${formatCount(broken)} dari ${formatCount(files.length)} berkas tidak dapat dipercaya.`)
  if (torn) fail('Rantai edisi tidak cocok.')
}

async function migrateFile() {
  const { database } = settingsOrFail()
  const applied = prepareFile(database, migrations)
  say(applied.length > 0 ? `Diterapkan pada ${database}: ${applied.join(', ')}.` : `${database} sudah paling baru.`)
}

async function backup([file]: readonly string[]) {
  const to = need(file, commands.backup)
  if (existsSync(to)) fail(`${to} sudah ada. Pilih nama lain, supaya salinan lama tidak tertimpa.`)
  if (!existsSync(dirname(to))) fail(`Folder ${dirname(to)} tidak ada.`)
  await withDatabase(async (database, settings) => {
    await database.backup(to)
    // After the database: a file lies in its folder before the database names it.
    const evidence = copyEvidence(settings.database, to)
    say(`Salinan lengkap tertulis di ${to}.`)
    if (evidence > 0) say(`${formatCount(evidence)} berkas bukti tersalin ke ${evidenceFolderOf(to)}.`)
  })
}

async function restore([file]: readonly string[]) {
  const from = need(file, commands.restore)
  const { database } = settingsOrFail()
  const kept = restoreFile(from, database)
  if ('refused' in kept) {
    fail(
      kept.refused === 'in use'
        ? `${database} sedang dipakai. Hentikan server lebih dulu.`
        : `${from} bukan salinan basis data IKM yang utuh.`,
    )
  }
  migrate(database, migrations)
  const evidence = copyEvidence(from, database)
  say(`${database} diganti dengan ${from}.${kept.before ? ` Yang lama disimpan di ${kept.before}.` : ''}`)
  if (evidence > 0) say(`${formatCount(evidence)} berkas bukti dikembalikan ke ${evidenceFolderOf(database)}.`)
}

async function nameGovernment([name]: readonly string[]) {
  await withDatabase(async (database) => {
    await database.commit(setInstallation('government', need(name, commands.government)))
    say('Nama tersimpan.')
  })
}

async function newAgency([slug]: readonly string[], { name }: Options) {
  await withDatabase(async (database) => {
    await database.commit(addAgency({ slug: slugOf(slug, 'agency-add'), name: needOption(name, '--name') }))
    say(`Perangkat daerah ${name} ditambahkan.`)
  })
}

async function newUnit([slug]: readonly string[], { agency = '', name, kind = 'Unit', address = '', zone }: Options) {
  await withDatabase(async (database, settings) => {
    const owner =
      (await findAgency(database, agency)) ?? fail(`Perangkat daerah "${agency}" tidak ada. Sebutkan dengan --agency.`)
    await database.commit(
      addUnit({
        agency_id: owner.id,
        slug: slugOf(slug, 'unit-add'),
        name: needOption(name, '--name'),
        kind,
        address,
        zone: oneOf<Zone>(zone ?? settings.zone, ['WIB', 'WITA', 'WIT'], '--zone'),
      }),
    )
    say(`Unit ${name} ditambahkan: ${settings.origin}/unit/${slug}`)
  })
}

async function newService([slug]: readonly string[], { unit, name, channel = 'OFFLINE' }: Options) {
  await withDatabase(async (database) => {
    const owner = await unitOrFail(database, unit)
    await database.commit(
      addService({
        unit_id: owner.id,
        slug: slugOf(slug, 'service-add'),
        name: needOption(name, '--name'),
        channel: oneOf<ServiceChannel>(channel, serviceChannels, '--channel'),
      }),
    )
    say(`Layanan ${name} ditambahkan di ${owner.name}.`)
  })
}

async function setQuestionnaire(_: readonly string[], { unit, book, from, added, weights }: Options) {
  await withDatabase(async (database) => {
    const owner = await unitOrFail(database, unit)
    const chosen = await chooseQuestionnaire(
      database,
      {
        unitId: owner.id,
        ruleBook: needOption(book, '--book'),
        from: dayFromText(needOption(from, '--from')) ?? fail(`--from "${from}" bukan tanggal YYYY-MM-DD.`),
        added: added?.split(',') ?? [],
        weights: weights === undefined ? null : readWeights(weights),
      },
      { actor: null, now: new Date() },
    )
    if (chosen !== 'chosen') fail(questionnaireRefusals[chosen])
    say(`Mulai ${from}, ${owner.name} memakai ${book}.`)
  })
}

function readWeights(said: string): Record<string, Weight> {
  return Object.fromEntries(
    said.split(',').map((one) => {
      const [, key = '', numerator, denominator] =
        /^([A-Za-z0-9-]+)=(\d+)\/(\d+)$/.exec(one) ?? fail(`--weights "${one}" tidak terbaca. Contoh: cost=1/9`)
      return [key, { numerator: Number(numerator), denominator: Number(denominator) }]
    }),
  )
}

async function newElement([key]: readonly string[], { unit, name, question, answers = '' }: Options) {
  await withDatabase(async (database) => {
    const owner = await unitOrFail(database, unit)
    const result = await addElement(
      database,
      {
        unitId: owner.id,
        key: slugOf(key, 'element-add'),
        name: needOption(name, '--name'),
        question: needOption(question, '--question'),
        answers: answers.split('|').filter(Boolean),
      },
      { actor: null, now: new Date() },
    )
    if (result === 'answers') fail('--answers harus empat jawaban, dari yang terendah, dipisah tanda |.')
    if (result === 'taken') fail(`Unsur "${key}" sudah ada. Tidak ada yang diubah.`)
    say(`Unsur ${name} ditambahkan. Pakai dengan: ikm questionnaire … --added ${key}`)
  })
}

async function noteServed([number]: readonly string[], { unit, month, service }: Options) {
  const people = wholeNumber(need(number, commands.served), 'N')
  await withDatabase(async (database) => {
    const owner = await unitOrFail(database, unit)
    const now = new Date()
    const of = monthFromText(month ?? '') ?? fail('Sebutkan --month seperti 2026-07.')
    if (of >= monthOf(localDay(now, owner.zone as Zone))) fail(`--month ${month} belum berakhir.`)
    const services = await listServices(database, owner.id)
    const found = services.find(({ slug }) => slug === service)
    if (service !== undefined && !found) {
      fail(
        `Layanan "${service}" tidak ada di ${owner.name}. Pilihannya: ${services.map(({ slug }) => slug).join(', ')}.`,
      )
    }
    const enteredAt = Math.floor(now.getTime() / 1000)
    await database.commit(enterServed({ unitId: owner.id, serviceId: found?.id ?? null, month: of, people, enteredAt }))
    say(`${formatCount(people)} orang dilayani pada ${month}: ${owner.name}${found ? `, ${found.name}` : ''}.`)
  })
}

async function newCounter(_: readonly string[], { unit, name, service }: Options) {
  await withDatabase(async (database, settings) => {
    const owner = await unitOrFail(database, unit)
    if (owner.closed_at !== null) fail(`${owner.name} sudah ditutup.`)
    const services = await listServices(database, owner.id)
    const fixed =
      service === undefined
        ? null
        : (services.find((one) => one.slug === service)?.id ?? fail(`Layanan "${service}" tidak ada di ${owner.name}.`))
    const code = await openCounter(database, new Date(), {
      unitId: owner.id,
      name: needOption(name, '--name'),
      serviceId: fixed,
    })
    say(`Loket ${name} dibuka: ${settings.origin}/s/${code}`)
  })
}

async function showCounters(_: readonly string[], { unit }: Options) {
  await withDatabase(async (database, settings) => {
    const owner = unit === undefined ? undefined : await unitOrFail(database, unit)
    const counters = await listCounters(database, owner?.id)
    if (counters.length === 0) return say('Belum ada loket yang terbuka.')
    for (const counter of counters) say(`${settings.origin}/s/${counter.code}  ${counter.unit}, ${counter.name}`)
  })
}

async function newCode([code]: readonly string[]) {
  await withDatabase(async (database, settings) => {
    const result = await reissueCode(database, new Date(), codeOf(code, 'counter-reissue'))
    if ('refused' in result) fail(codeRefusals[result.refused](code))
    say(`Kode baru: ${settings.origin}/s/${result.code}\nPoster dengan kode ${code} tidak berlaku lagi.`)
  })
}

async function endCounter([code]: readonly string[]) {
  await withDatabase(async (database) => {
    const result = await closeCounterOf(database, new Date(), codeOf(code, 'counter-close'))
    if (result === 'unknown') fail(codeRefusals.unknown(code))
    say('Loket ditutup. Jawabannya tetap tersimpan.')
  })
}

async function makeSigningKey(): Promise<void> {
  const { newSigningKey } = await import('./publications/signing.ts')
  say((await newSigningKey()).replaceAll(/-----[A-Z ]+-----|\s/g, ''))
}

async function writeQr([code, file]: readonly string[]) {
  const to = need(file, commands.qr)
  if (!/\.(svg|png)$/.test(to)) fail(`Nama berkas "${to}" harus berakhir .svg atau .png.`)
  await withDatabase(async (database, { origin }) => {
    const live = codeOf(code, 'qr')
    const counter = await findCounter(database, live)
    if (!counter) fail(codeRefusals.unknown(code))
    if (counter.closed_at !== null) fail(codeRefusals.closed())
    if (counter.withdrawn_at !== null) fail(codeRefusals.withdrawn(code))
    const address = `${origin}/s/${live}`
    writeFileSync(to, to.endsWith('.svg') ? qrSvg(address) : await qrPng(address))
    say(`${to}: ${address}`)
  })
}

// A Worker has no console, and nobody but the operator may make the first account: with --sql the address goes to
// standard error and the statement that lets it in to standard output, for `wrangler d1 execute`.
async function setupLink(_: readonly string[], { sql: asSql }: Options) {
  if (!asSql) {
    return withDatabase(async (database, { origin }) => {
      say(`Alamat penyiapan, sekali pakai, berlaku 24 jam:\n${origin}${await makeSetupLink(database, new Date())}`)
    })
  }
  const statements: string[] = []
  const written = {
    async commit(...changes: readonly Change[]) {
      statements.push(...changes.map(literal))
      return []
    },
  }
  const path = await makeSetupLink(written, new Date())
  process.stderr.write(`Alamat penyiapan, sekali pakai, berlaku 24 jam:\n${settingsOrFail().origin}${path}\n`)
  say(statements.map((statement) => `${statement};`).join(' '))
}

// The statement with its values in it.
function literal({ sql, parameters }: Change): string {
  let place = 0
  return sql.replaceAll('?', () => {
    const value = parameters[place++] ?? null
    return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
  })
}

function codeOf(said: string | undefined, command: string): string {
  const typed = need(said, commands[command])
  return readCode(typed) ?? fail(codeRefusals.unknown(typed))
}

async function withDatabase(use: (database: LocalDatabase, settings: Settings) => Promise<void>): Promise<void> {
  const settings = settingsOrFail()
  if (!existsSync(settings.database)) {
    fail(`Basis data ${settings.database} tidak ada. Jalankan "ikm migrate" untuk membuatnya, atau periksa IKM_DB.`)
  }
  const database = openSqlite(settings.database)
  try {
    await use(database, settings)
  } finally {
    await database.close()
  }
}

function settingsOrFail(): Settings {
  const read = readSettings(process.env, 'data/ikm.db')
  return 'refused' in read ? fail(...read.refused) : read.settings
}

async function unitOrFail(database: LocalDatabase, slug = '') {
  return (await findUnit(database, slug)) ?? fail(`Unit "${slug}" tidak ada. Sebutkan dengan --unit.`)
}

function sheetSource(path: string): SheetSource {
  if (!existsSync(path)) fail(`Berkas ${path} tidak ada.`)
  return path.toLowerCase().endsWith('.xlsx')
    ? { kind: 'xlsx', bytes: new Uint8Array(readFileSync(path)) }
    : { kind: 'csv', chunks: createReadStream(path) }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

function oneOf<Choice extends string>(said: string, choices: readonly Choice[], what: string): Choice {
  const choice = choices.find((one) => one === said)
  return choice ?? fail(`${what} "${said}" tidak dikenal. Pilihannya: ${choices.join(', ')}.`)
}

function wholeNumber(said: string, what: string): number {
  return /^\d{1,15}$/.test(said) ? Number(said) : fail(`${what} harus bilangan bulat nol atau lebih, bukan "${said}".`)
}

function slugOf(said: string | undefined, command: string): string {
  const slug = need(said, commands[command])
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)
    ? slug
    : fail(`"${slug}" harus huruf kecil, angka, dan tanda hubung, misalnya puskesmas-mekar.`)
}

function need(said: string | undefined, command: Command | undefined): string {
  return said ?? fail(`Pemakaian: ikm ${command?.usage}`)
}

function needOption(said: string | undefined, name: string): string {
  return said || fail(`${name} wajib diisi.`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function fail(...sentences: string[]): never {
  process.stderr.write(`${sentences.join('\n')}\n`)
  process.exit(1)
}
