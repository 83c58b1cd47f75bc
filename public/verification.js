// @ts-check
// What anybody can check of a published edition without asking its publisher: the one verification of browser, command and server.

/** @typedef {'readable' | 'canonical' | 'members' | 'hash' | 'signature' | 'key' | 'documents' | 'completeness' | 'figures' | 'city' | 'chain'} Part */
/** @typedef {{ readonly part: Part, readonly holds: boolean | null, readonly says: string }} Finding What was checked, in a sentence; `holds` is null for what cannot be told here. */
/** @typedef {{ readonly holds: boolean | null, readonly says: string }} Verdict */
/** @typedef {{ readonly name: string, readonly content: string | Uint8Array }} NamedFile */
/** @typedef {{ readonly knownKeys?: readonly string[] | undefined }} Options Public keys, in hexadecimal, by which the publisher is known. */
/** @typedef {Record<string, any>} Members */
/** @typedef {{ readonly numerator: bigint, readonly denominator: bigint }} Fraction */

/** @type {Readonly<Record<Part, string>>} */
export const partNames = {
  readable: 'Berkas',
  canonical: 'Bentuk baku',
  members: 'Susunan data',
  hash: 'Sidik edisi',
  signature: 'Tanda tangan',
  key: 'Kunci',
  documents: 'Dokumen unit',
  completeness: 'Kelengkapan',
  figures: 'Angka unit',
  city: 'Angka kota',
  chain: 'Rantai edisi',
}

/**
 * Checks one file: a whole edition, or the file of one unit.
 * @param {string | Uint8Array} content
 * @param {Options} [options]
 * @returns {Promise<Finding[]>} in the order of checking; what follows from something unreadable is left out.
 */
export async function verifyFile(content, options = {}) {
  return (await examine(content, options)).findings
}

/**
 * Checks several files, each by itself and then which follows which.
 * @param {readonly NamedFile[]} files
 * @param {Options} [options]
 * @returns {Promise<{ files: { name: string, findings: Finding[], verdict: Verdict }[], chain: Finding[] }>}
 */
export async function verifyFiles(files, options = {}) {
  const examined = []
  for (const { name, content } of files) examined.push({ name, ...(await examine(content, options)) })
  return {
    files: examined.map(({ name, findings, file }) => ({ name, findings, verdict: verdictOf(findings, file?.edisi) })),
    chain: chainFindings(examined.flatMap(({ name, file }) => (file ? [{ name, file }] : []))),
  }
}

/**
 * @param {string | Uint8Array} content
 * @param {Options} options
 * @returns {Promise<{ findings: Finding[], file?: Members }>}
 */
async function examine(content, { knownKeys = [] }) {
  /** @type {Finding[]} */
  const findings = []
  /** @type {(part: Part, holds: boolean | null, says: string) => void} */
  const find = (part, holds, says) => void findings.push({ part, holds, says })

  const read = readJson(content)
  if ('fault' in read) {
    find('readable', false, read.fault)
    return { findings }
  }
  const { text, value } = read
  find('readable', true, 'Berkas terbaca sebagai UTF-8 dan JSON.')

  const canonicalText = written(value)
  find(
    'canonical',
    canonicalText === text,
    canonicalText === null
      ? 'Isi berkas tidak dapat ditulis dalam bentuk baku (RFC 8785).'
      : canonicalText === text
        ? 'Berkas ditulis dalam bentuk baku (RFC 8785), huruf demi huruf.'
        : `Berkas berbeda dari bentuk bakunya (RFC 8785) mulai huruf ke-${firstDifference(text, canonicalText) + 1}: ditulis ulang atau diubah setelah terbit.`,
  )
  if (canonicalText === null) return { findings }

  const faults = envelopeFaults(value)
  if (faults.length > 0) {
    for (const fault of atMost(faults)) find('members', false, fault)
    return { findings }
  }
  const file = /** @type {Members} */ (value)
  const { edisi } = file
  find('members', true, `Susunan datanya ${editionFormat}: ${editionName(edisi)}.`)

  const signed = canonical(edisi)
  const hash = await sha256(signed)
  if (hash === null) find('hash', null, noCryptography)
  else if (hash === file.hash) find('hash', true, `SHA-256 dari bagian “edisi” sama dengan “hash”: ${file.hash}.`)
  else
    find(
      'hash',
      false,
      `Bagian “edisi” atau “hash” diubah: SHA-256 dari “edisi” adalah ${hash}, tertulis ${file.hash}.`,
    )

  const signature = await verifySignature(signed, file.tanda_tangan, file.kunci_publik)
  find(
    'signature',
    signature,
    signature === null
      ? 'Tanda tangan tidak dapat diperiksa di sini: peramban ini belum mengenal Ed25519, atau alamat ini tidak memakai https. Pakai peramban yang lebih baru, atau perintah “ikm verify-publication”.'
      : signature
        ? 'Tanda tangan Ed25519 atas bagian “edisi” sah menurut “kunci_publik” di berkas ini.'
        : 'Tanda tangan tidak sah: bagian “edisi”, “tanda_tangan”, atau “kunci_publik” diubah.',
  )

  const mark = await fingerprint(file.kunci_publik)
  const named = mark === null ? 'Kunci berkas ini' : `Kunci dengan sidik ${mark}`
  if (knownKeys.length === 0) {
    find(
      'key',
      null,
      `${named} belum dibandingkan. Cocokkan dengan sidik yang diumumkan penerbit di halaman Verifikasi.`,
    )
  } else if (knownKeys.includes(file.kunci_publik)) find('key', true, `${named} dikenal sebagai kunci penerbit.`)
  else
    find(
      'key',
      false,
      `${named} bukan kunci penerbit yang dikenal. Siapa pun dapat menandatangani dengan kunci buatannya sendiri.`,
    )

  for (const finding of await unitFindings(file)) findings.push(finding)
  return { findings, file }
}

/**
 * @param {Members} file
 * @returns {Promise<Finding[]>}
 */
async function unitFindings({ edisi, unit: documents }) {
  /** @type {Finding[]} */
  const findings = []
  /** @type {(part: Part, says: string[], well: string) => void} */
  const tell = (part, faults, well) => {
    for (const says of atMost(faults)) findings.push({ part, holds: false, says })
    if (faults.length === 0) findings.push({ part, holds: true, says: well })
  }
  /** @type {readonly { kode_unit: string, hash: string }[]} */
  const listed = edisi.unit
  const whole = documents.length !== 1 || listed.length === 1
  const places = new Map(listed.map(({ kode_unit }, place) => [kode_unit, place]))
  const hashes = new Map(listed.map(({ hash }, place) => [hash, place]))

  const broken = []
  const misplaced = []
  const sound = []
  let hashed = true
  for (const [place, document] of documents.entries()) {
    const hash = await sha256(canonical(document))
    const name = unitName(document)
    if (hash === null) hashed = false
    const expected = whole ? place : places.get(document.kode_unit)
    if (expected === undefined) misplaced.push(`${name} tidak ada dalam daftar unit edisi ini.`)
    else if (expected >= listed.length) misplaced.push(`${name} berlebih: tidak ada dalam daftar unit edisi ini.`)
    else if (hash !== null && hash !== listed[expected]?.hash) {
      const elsewhere = hashes.get(hash)
      const should = listed[expected]?.kode_unit
      if (elsewhere !== undefined) misplaced.push(`${name} tidak pada tempatnya: seharusnya ke-${elsewhere + 1}.`)
      else
        broken.push(
          `Dokumen ${name}${should === document.kode_unit ? '' : ` di tempat unit ${should}`} diubah: sidiknya tidak sama dengan yang tercatat dalam edisi.`,
        )
    } else if (document.kode_unit !== listed[expected]?.kode_unit) {
      misplaced.push(`${name} tercatat dalam edisi dengan kode lain, ${listed[expected]?.kode_unit}.`)
    }
    const faults = documentFaults(document)
    if (faults.length > 0) broken.push(...faults.map((fault) => `Dokumen ${name}: ${fault}`))
    else sound.push(document)
  }
  if (!hashed) findings.push({ part: 'documents', holds: null, says: noCryptography })
  if (hashed || broken.length > 0) {
    tell(
      'documents',
      broken,
      whole
        ? `${count(documents.length)} dokumen unit sama dengan sidiknya dalam edisi.`
        : `Dokumen ${unitName(documents[0])} sama dengan sidiknya dalam edisi.`,
    )
  }

  if (places.size !== listed.length) misplaced.push('Ada kode unit yang tercatat lebih dari sekali dalam edisi.')
  if (edisi.jumlah_unit !== listed.length) {
    misplaced.push(`Edisi menyebut ${count(edisi.jumlah_unit)} unit, tetapi mendaftar ${count(listed.length)}.`)
  }
  if (whole && documents.length < listed.length) {
    const present = new Set(documents.map((/** @type {Members} */ document) => document.kode_unit))
    const missing = listed.filter(({ kode_unit }) => !present.has(kode_unit))
    misplaced.push(
      `Hanya ${count(documents.length)} dari ${count(listed.length)} dokumen unit ada di berkas ini. Yang tidak ada: ${missing
        .slice(0, 5)
        .map(({ kode_unit }) => kode_unit)
        .join(', ')}${missing.length > 5 ? ', …' : ''}.`,
    )
  }
  tell(
    'completeness',
    misplaced,
    whole
      ? `Lengkap: semua ${count(listed.length)} unit ada, dalam urutan edisi.`
      : `Ini berkas satu unit dari ${count(listed.length)} unit dalam edisi.`,
  )

  const wrong = sound.flatMap((document) =>
    [...figureFaults(document), ...periodFaults(document, edisi)].map((fault) => `${unitName(document)}: ${fault}`),
  )
  if (sound.length > 0) {
    tell(
      'figures',
      wrong,
      'IKM, nilai unsur, mutu, dan keadaan setiap unit sama dengan hasil hitung ulang dari jumlah jawabannya.',
    )
  }
  if (!whole) {
    findings.push({
      part: 'city',
      holds: null,
      says: 'Angka kota hanya dapat dihitung ulang dari berkas edisi lengkap.',
    })
  } else if (sound.length === documents.length && documents.length === listed.length) {
    const city = startCity()
    for (const document of sound) city.add(document)
    tell(
      'city',
      city.faults(edisi),
      'Jumlah responden dan IKM kota, dengan kedua cara, sama dengan hasil hitung ulang.',
    )
  }
  return findings
}

/**
 * What all findings about a file amount to.
 * @param {readonly Finding[]} findings
 * @param {Members} [edition]
 * @returns {Verdict}
 */
export function verdictOf(findings, edition) {
  const broken = findings.filter(({ holds }) => holds === false)
  const unknown = new Set(findings.flatMap(({ holds, part }) => (holds === null ? [part] : [])))
  const made = edition?.peragaan ? ' Ini edisi peragaan: angkanya rekaan.' : ''
  if (broken.length > 0) {
    const parts = Array.from(new Set(broken.map(({ part }) => partNames[part].toLowerCase())))
    return { holds: false, says: `Berkas ini tidak dapat dipercaya. Yang tidak cocok: ${parts.join(', ')}.${made}` }
  }
  if (unknown.has('signature') || unknown.has('hash')) {
    return {
      holds: null,
      says: `Tidak ada yang salah pada yang dapat diperiksa di sini, tetapi tanda tangannya belum diperiksa.${made}`,
    }
  }
  if (unknown.has('key')) {
    return {
      holds: null,
      says: `Berkas ini utuh dan tanda tangannya sah, tetapi kuncinya belum dicocokkan dengan kunci penerbit.${made}`,
    }
  }
  return { holds: true, says: `Berkas ini asli dan utuh, sama seperti saat diterbitkan.${made}` }
}

/**
 * Which of several editions follows which.
 * @param {readonly { readonly name: string, readonly file: Members }[]} files files whose members were as expected.
 * @returns {Finding[]}
 */
export function chainFindings(files) {
  if (files.length < 2) return []
  /** @type {Map<string, { name: string, file: Members }>} */
  const editions = new Map()
  for (const { name, file } of files) if (!editions.has(file.hash)) editions.set(file.hash, { name, file })
  /** @type {(name: string, file: Members) => string} */
  const told = (name, { edisi }) => `${name} (${editionName(edisi)})`
  /** @type {Finding[]} */
  const findings = []
  /** @type {Map<string, string>} */
  const followers = new Map()
  /** @type {Map<string, string>} */
  const numbers = new Map()
  /** @type {(holds: boolean | null, says: string) => void} */
  const find = (holds, says) => void findings.push({ part: 'chain', holds, says })
  const inOrder = Array.from(editions.values()).sort((one, other) =>
    one.file.edisi.diterbitkan_pada < other.file.edisi.diterbitkan_pada ? -1 : 1,
  )
  for (const { name, file } of inOrder) {
    const { edisi } = file
    const own = told(name, file)
    const number = `${edisi.periode} ${edisi.edisi}`
    const twin = numbers.get(number)
    if (twin !== undefined) find(false, `${own} dan ${twin} mengaku edisi yang sama, tetapi isinya berbeda.`)
    numbers.set(number, own)
    const sibling = followers.get(edisi.hash_sebelumnya ?? '')
    if (sibling !== undefined)
      find(false, `${own} dan ${sibling} mengaku menyambung edisi yang sama: rantainya bercabang.`)
    followers.set(edisi.hash_sebelumnya ?? '', own)
    const before = edisi.hash_sebelumnya === null ? undefined : editions.get(edisi.hash_sebelumnya)
    if (edisi.hash_sebelumnya === null) find(true, `${own} adalah edisi pertama penerbit ini.`)
    else if (!before) find(null, `Edisi sebelum ${own} tidak ada di antara berkas ini.`)
    else if (before.file.edisi.diterbitkan_pada > edisi.diterbitkan_pada) {
      find(false, `${own} menyambung ${told(before.name, before.file)}, yang terbit lebih kemudian.`)
    } else find(true, `${own} menyambung ${told(before.name, before.file)}.`)
  }
  return findings
}

// What is written down in a file

const editionFormat = 'ikm-edisi/1'
const noCryptography =
  'Sidik SHA-256 tidak dapat dihitung di sini, karena alamat ini tidak memakai https. Pakai perintah “ikm verify-publication”.'

/**
 * @param {string | Uint8Array} content
 * @returns {{ text: string, value: unknown } | { fault: string }}
 */
function readJson(content) {
  let text
  try {
    text =
      typeof content === 'string' ? content : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return { fault: 'Berkas ini bukan teks UTF-8: rusak, atau bukan berkas edisi.' }
  }
  try {
    return { text, value: JSON.parse(text) }
  } catch (error) {
    const place = /position (\d+)/.exec(String(error))?.[1]
    return {
      fault: `Berkas ini bukan JSON yang utuh${place ? `: rusak di sekitar huruf ke-${count(Number(place) + 1)}` : ''}. Unduh lagi, atau periksa apakah ini berkas edisi.`,
    }
  }
}

/**
 * JSON in the one form that is signed: members sorted, nothing between the tokens, numbers and texts as ECMAScript
 * writes them. Source: RFC 8785.
 * @param {unknown} value what JSON can say
 * @returns {string}
 * @throws {TypeError} for what JSON cannot say, a lone surrogate included
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${members.map(([name, member]) => `${canonical(name)}:${canonical(member)}`).join(',')}}`
  }
  if (typeof value === 'string' && !/\p{Surrogate}/u.test(value)) return JSON.stringify(value)
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
    return JSON.stringify(value)
  }
  throw new TypeError('not JSON')
}

/**
 * @param {unknown} value
 * @returns {string | null} null for what has no canonical form, or is nested deeper than anybody publishes
 */
function written(value) {
  try {
    return canonical(value)
  } catch {
    return null
  }
}

/**
 * @param {string} one
 * @param {string} other
 */
function firstDifference(one, other) {
  let place = 0
  while (place < one.length && one[place] === other[place]) place++
  return place
}

/** @typedef {(value: any) => boolean} Fits */

/** @type {Fits} */
const isText = (value) => typeof value === 'string'
/** @type {Fits} */
const isNumber = (value) => typeof value === 'number'
/** @type {Fits} */
const isCount = (value) => Number.isSafeInteger(value) && value >= 0
/** @type {Fits} */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
/** @type {Fits} */
const isSwitch = (value) => typeof value === 'boolean'
/** @type {(digits: number) => Fits} */
const isHex = (digits) => (value) => isText(value) && value.length === digits && /^[0-9a-f]*$/.test(value)
/** @type {(fits: Fits) => Fits} */
const orNull = (fits) => (value) => value === null || fits(value)
/** @type {(fits: Fits) => Fits} */
const listOf = (fits) => (value) => Array.isArray(value) && value.every(fits)
/** @type {(fits: Fits) => Fits} */
const recordOf = (fits) => (value) => isRecord(value) && Object.values(value).every(fits)
/** @type {(members: Readonly<Record<string, Fits>>) => Fits} */
const withMembers = (members) => (value) => misfits(value, members).length === 0
/** @type {Fits} */
const isInterval = (value) => Array.isArray(value) && value.length === 2 && value.every(isNumber)

const cityFigure = withMembers({ ikm: orNull(isNumber), mutu: orNull(isText), kinerja: orNull(isText) })

/** @type {Readonly<Record<string, Fits>>} */
const editionMembers = {
  format: (value) => value === editionFormat,
  pemerintah: isText,
  peragaan: isSwitch,
  periode: (value) => isText(value) && /^\d{4}-tw[1-4]$/.test(value),
  tanggal_awal: isText,
  tanggal_akhir: isText,
  edisi: (value) => isCount(value) && value > 0,
  diterbitkan_pada: (value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value),
  hash_sebelumnya: orNull(isHex(64)),
  alasan_ralat: orNull(isText),
  perbedaan: Array.isArray,
  versi_program: isText,
  metode: isRecord,
  aturan: Array.isArray,
  jumlah_unit: isCount,
  unit_dinilai: isCount,
  unit_di_bawah_minimum: isCount,
  unit_tanpa_jawaban: isCount,
  jumlah_responden: isCount,
  jawaban_diterima: isCount,
  jawaban_dikecualikan: isCount,
  dikecualikan_karena: recordOf(isCount),
  rata_rata_unit: cityFigure,
  gabungan_responden: cityFigure,
  unit: listOf(withMembers({ kode_unit: isText, hash: isHex(64) })),
}

/** @type {Readonly<Record<string, Fits>>} */
const documentMembers = {
  kode_unit: isText,
  nama_unit: isText,
  periode: isText,
  keadaan: (value) => ['dinilai', 'di_bawah_minimum', 'tanpa_jawaban'].includes(value),
  ikm: orNull(isNumber),
  mutu: orNull(isText),
  kinerja: orNull(isText),
  selang: orNull(isInterval),
  margin_galat: orNull(isNumber),
  jumlah_responden: isCount,
  jawaban_diterima: isCount,
  jawaban_dikecualikan: isCount,
  dikecualikan_karena: recordOf(isCount),
  minimum_responden: isCount,
  nrr_tertimbang: orNull(isNumber),
  pembanding: recordOf(orNull(isNumber)),
  unsur: listOf(
    withMembers({
      kunci: isText,
      nama: isText,
      jumlah: orNull(isNumber),
      terisi: isCount,
      nrr: orNull(isNumber),
      nrr_tertimbang: orNull(isNumber),
      nilai: orNull(isNumber),
      mutu: orNull(isText),
      selang: orNull(isInterval),
      sebaran: orNull((value) => Array.isArray(value) && value.length === 4 && value.every(isCount)),
    }),
  ),
  unsur_terendah: listOf(isText),
  integritas: listOf(withMembers({ nama: isText, nilai: isNumber })),
  total: orNull(
    withMembers({
      responden: isCount,
      rerata_sendiri: isCount,
      rerata_sendiri_kuadrat: isCount,
      butir: recordOf((value) => Array.isArray(value) && value.length === 5 && value.every(isCount)),
    }),
  ),
}

/**
 * Names of the members that are missing or of the wrong kind; further ones are signed like the rest and do no harm.
 * @param {any} value
 * @param {Readonly<Record<string, Fits>>} members
 * @returns {string[]}
 */
function misfits(value, members) {
  if (!isRecord(value)) return ['']
  return Object.entries(members).flatMap(([name, fits]) =>
    Object.hasOwn(value, name) && fits(value[name]) ? [] : [name],
  )
}

/** @type {Readonly<Record<string, Fits>>} */
const envelope = {
  edisi: isRecord,
  hash: isHex(64),
  kunci_publik: isHex(64),
  tanda_tangan: isHex(128),
  unit: (value) => listOf(isRecord)(value),
}

/** @param {any} value */
function envelopeFaults(value) {
  if (!isRecord(value)) return ['Ini bukan berkas edisi: isinya bukan objek JSON.']
  // What stands beside these is covered by no hash and no signature.
  const foreign = Object.keys(value).filter((name) => !Object.hasOwn(envelope, name))
  const wrong = misfits(value, envelope)
  if (wrong.length === Object.keys(envelope).length) return ['Ini bukan berkas edisi: tidak satu pun bagiannya ada.']
  const faults = [
    ...wrong.map((name) => `Bagian “${name}” tidak ada atau bukan bentuknya.`),
    ...foreign.map((name) => `Ada bagian “${name}” yang tidak termasuk berkas edisi dan tidak ditandatangani.`),
  ]
  if (wrong.includes('edisi')) return faults
  return [
    ...faults,
    ...misfits(value.edisi, editionMembers).map((name) => `Bagian “edisi.${name}” tidak ada atau bukan bentuknya.`),
  ]
}

/** @param {Members} document */
function documentFaults(document) {
  return misfits(document, documentMembers).map((name) => `bagian “${name}” tidak ada atau bukan bentuknya.`)
}

// Hashes and signatures

/**
 * SHA-256 of a text in UTF-8, in hexadecimal; null where the browser has no cryptography to offer.
 * @param {string} text
 * @returns {Promise<string | null>}
 */
export async function sha256(text) {
  return digest(new TextEncoder().encode(text))
}

/**
 * What people compare instead of a key: the first 16 digits of its SHA-256, in groups of four.
 * @param {string} publicKey in hexadecimal
 * @returns {Promise<string | null>}
 */
export async function fingerprint(publicKey) {
  const hash = await digest(bytesOf(publicKey))
  return hash === null ? null : hash.slice(0, 16).replace(/(....)(?=.)/g, '$1 ')
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function digest(bytes) {
  if (!globalThis.crypto?.subtle) return null
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * @param {string} text what was signed
 * @param {string} signature in hexadecimal
 * @param {string} publicKey in hexadecimal
 * @returns {Promise<boolean | null>} null where Ed25519 is not known
 */
export async function verifySignature(text, signature, publicKey) {
  if (!globalThis.crypto?.subtle) return null
  let key
  try {
    key = await crypto.subtle.importKey('raw', bytesOf(publicKey), { name: 'Ed25519' }, false, ['verify'])
  } catch (error) {
    return error instanceof Error && error.name === 'NotSupportedError' ? null : false
  }
  return crypto.subtle.verify({ name: 'Ed25519' }, key, bytesOf(signature), new TextEncoder().encode(text))
}

/** @param {string} hex */
function bytesOf(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
}

// Figures computed again, by whole numbers only, apart from the program that computed them

const scoreUnit = 12n
const convertedFactor = 25n

/** Best first, in hundredths. Source: PermenPANRB 14/2017. */
const grades = /** @type {const} */ ([
  [8831, 'A', 'Sangat Baik'],
  [7661, 'B', 'Baik'],
  [6500, 'C', 'Kurang Baik'],
  [0, 'D', 'Tidak Baik'],
])

/**
 * Where a unit's figures are not what its totals give: element mean = sum ÷ filled answers, IKM = 25 × Σ mean × weight,
 * rounded once, half up. Source: PermenPANRB 14/2017.
 * @param {Members} document with the members of a `UnitDocument`
 * @returns {string[]} a sentence for each fault
 */
export function figureFaults(document) {
  /** @type {string[]} */
  const faults = []
  /** @type {(what: string, stored: unknown, right: unknown) => void} */
  const same = (what, stored, right) => {
    if (stored !== right) faults.push(`${what} tertulis ${shown(stored)}, seharusnya ${shown(right)}.`)
  }
  const { total, unsur, keadaan, minimum_responden: minimum } = document
  const respondents = total?.responden ?? 0
  // Somebody who answered nothing but integrity items is a respondent of a unit without totals.
  if (total) same('jumlah responden', document.jumlah_responden, respondents)
  same('jawaban yang dihitung', document.jawaban_diterima - document.jawaban_dikecualikan, document.jumlah_responden)
  same('jawaban yang dikecualikan', sum(Object.values(document.dikecualikan_karena)), document.jawaban_dikecualikan)

  const elements = countedElements(document)
  const state = elements.length === 0 ? 'tanpa_jawaban' : respondents < minimum ? 'di_bawah_minimum' : 'dinilai'
  same('keadaan', keadaan, state)
  const graded = state === 'dinilai'
  const shares = sharesOf(document, elements)
  if (shares === null) return [...faults, 'bobot unsur tidak lengkap.']
  for (const element of unsur) {
    const name = `unsur ${element.nama}`
    const place = elements.findIndex(({ key }) => key === element.kunci)
    const found = elements[place]
    if (!found) {
      same(`jawaban ${name}`, element.terisi, 0)
      for (const figure of ['nrr', 'nrr_tertimbang', 'nilai', 'mutu', 'selang'])
        same(`${figure} ${name}`, element[figure], null)
      continue
    }
    const mean = { numerator: found.sum, denominator: scoreUnit * found.count }
    const weight = { numerator: shares.numerators[place] ?? 0n, denominator: shares.denominator }
    const value = converted(mean)
    same(`jawaban ${name}`, BigInt(element.terisi), found.count)
    same(`jumlah ${name}`, BigInt(Math.round((element.jumlah ?? 0) * 12)), found.sum)
    same(`NRR ${name}`, element.nrr, rounded(mean, 4))
    same(`NRR tertimbang ${name}`, element.nrr_tertimbang, rounded(times(mean, weight), 4))
    same(`nilai ${name}`, element.nilai, value / 100)
    same(`mutu ${name}`, element.mutu, graded ? gradeOf(value)[1] : null)
    if (element.selang) faults.push(...intervalFaults(`selang ${name}`, element.selang, value))
    if (element.sebaran) {
      same(`sebaran ${name}`, BigInt(sum(element.sebaran)), found.count)
      const score = sum(
        element.sebaran.map((/** @type {number} */ people, /** @type {number} */ at) => people * (at + 1)),
      )
      same(`jumlah menurut sebaran ${name}`, scoreUnit * BigInt(score), found.sum)
    }
  }

  const index = indexOf(elements, shares)
  const ikm = index && converted(index)
  same('IKM', document.ikm, ikm === null ? null : ikm / 100)
  same('NRR tertimbang', document.nrr_tertimbang, index && rounded(index, 4))
  for (const [method, decimals] of /** @type {const} */ ([
    ['exact', null],
    ['0.111', 3],
    ['0.11', 2],
  ])) {
    const under = decimals === null ? index : indexOf(elements, roundedShares(shares, decimals))
    same(`IKM menurut bobot ${method}`, document.pembanding[method], under && converted(under) / 100)
  }
  same('mutu', document.mutu, graded && ikm !== null ? gradeOf(ikm)[1] : null)
  same('kinerja', document.kinerja, graded && ikm !== null ? gradeOf(ikm)[2] : null)
  if (document.selang && ikm !== null) {
    const [low, high] = document.selang.map((/** @type {number} */ end) => Math.round(end * 100))
    faults.push(...intervalFaults('selang', document.selang, ikm))
    same('margin galat', document.margin_galat, Math.max(ikm - low, high - ikm) / 100)
  }
  if (!document.selang) same('margin galat', document.margin_galat, null)

  const lowest = elements
    .map(({ key, count, sum }) => ({ key, mean: { numerator: sum, denominator: count } }))
    .sort((one, other) => compare(one.mean, other.mean))
    .slice(0, 3)
  same('unsur terendah', document.unsur_terendah.join(', '), lowest.map(({ key }) => key).join(', '))

  const others = Object.entries(total?.butir ?? {}).filter(
    ([key]) => !unsur.some((/** @type {Members} */ { kunci }) => kunci === key),
  )
  const left = others.flatMap(([, [answers, score]]) =>
    answers > 0 ? [converted({ numerator: BigInt(score), denominator: scoreUnit * BigInt(answers) }) / 100] : [],
  )
  for (const { nama, nilai } of document.integritas) {
    const at = left.indexOf(nilai)
    if (at < 0) faults.push(`nilai ${nama} tertulis ${shown(nilai)}, yang tidak mengikuti dari jumlah jawabannya.`)
    else left.splice(at, 1)
  }
  return faults
}

/** @type {(document: Members, edition: Members) => string[]} */
function periodFaults(document, edition) {
  return document.periode === edition.periode
    ? []
    : [`periode tertulis ${document.periode}, sedangkan edisinya ${edition.periode}.`]
}

/** @type {(what: string, interval: readonly number[], hundredths: number) => string[]} */
function intervalFaults(what, [low = 0, high = 0], hundredths) {
  return low * 100 <= hundredths + 0.001 && hundredths <= high * 100 + 0.001
    ? []
    : [`${what} ${shown(low)}–${shown(high)} tidak memuat ${shown(hundredths / 100)}.`]
}

/** @typedef {{ readonly key: string, readonly count: bigint, readonly sum: bigint }} Counted */

/**
 * The elements that anybody answered, in the document's order.
 * @param {Members} document
 * @returns {Counted[]}
 */
function countedElements({ unsur, total }) {
  return unsur.flatMap((/** @type {Members} */ { kunci }) => {
    const found = total && Object.hasOwn(total.butir, kunci) ? total.butir[kunci] : null
    return found && found[0] > 0 ? [{ key: kunci, count: BigInt(found[0]), sum: BigInt(found[1]) }] : []
  })
}

/** @typedef {{ readonly numerators: readonly bigint[], readonly denominator: bigint }} Shares */

/**
 * Weights of the answered elements: 1/x, or the unit's own divided by the sum of theirs.
 * @param {Members} document
 * @param {readonly Counted[]} elements
 * @returns {Shares | null} null where a weight is missing
 */
function sharesOf({ bobot }, elements) {
  if (bobot == null) return { numerators: elements.map(() => 1n), denominator: BigInt(elements.length) }
  const own = elements.map(({ key }) => (isRecord(bobot) ? bobot[key] : null))
  if (
    !own.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => isCount(part) && part > 0))
  ) {
    return null
  }
  const whole = own.reduce((product, [, denominator]) => product * BigInt(denominator), 1n)
  const numerators = own.map(([numerator, denominator]) => (BigInt(numerator) * whole) / BigInt(denominator))
  return { numerators, denominator: numerators.reduce((all, one) => all + one, 0n) }
}

/** @type {(shares: Shares, decimals: number) => Shares} */
function roundedShares({ numerators, denominator }, decimals) {
  return {
    numerators: numerators.map((numerator) => halfUp({ numerator, denominator }, decimals)),
    denominator: 10n ** BigInt(decimals),
  }
}

/** @type {(elements: readonly Counted[], shares: Shares) => Fraction | null} */
function indexOf(elements, { numerators, denominator }) {
  if (elements.length === 0) return null
  const whole = elements.reduce((product, { count }) => product * count, 1n)
  const numerator = elements.reduce(
    (all, { count, sum }, place) => all + sum * (whole / count) * (numerators[place] ?? 0n),
    0n,
  )
  return { numerator, denominator: scoreUnit * whole * denominator }
}

/**
 * Adds the units of an edition up, and says where the edition's own figures are not what they give.
 * @returns {{ add(document: Members): void, faults(edition: Members): string[] }}
 */
export function startCity() {
  const states = { dinilai: 0, di_bawah_minimum: 0, tanpa_jawaban: 0 }
  const counts = { jumlah_responden: 0, jawaban_diterima: 0, jawaban_dikecualikan: 0 }
  /** @type {Map<string, number>} */
  const grounds = new Map()
  /** @type {Map<string, { count: bigint, sum: bigint }>} */
  const pooled = new Map()
  /** @type {Fraction[]} */
  const indices = []
  /** @type {Set<string>} */
  const weights = new Set()
  /** @type {any} */
  let weight = null
  return {
    add(document) {
      states[/** @type {keyof typeof states} */ (document.keadaan)] += 1
      for (const name of /** @type {(keyof typeof counts)[]} */ (Object.keys(counts))) counts[name] += document[name]
      for (const [ground, people] of Object.entries(document.dikecualikan_karena)) {
        grounds.set(ground, (grounds.get(ground) ?? 0) + people)
      }
      const elements = countedElements(document)
      const shares = sharesOf(document, elements)
      const index = shares && indexOf(elements, shares)
      if (!index) return
      indices.push(index)
      weight = document.bobot ?? null
      weights.add(canonical(weight))
      for (const { key, count, sum } of elements) {
        const known = pooled.get(key)
        pooled.set(key, { count: (known?.count ?? 0n) + count, sum: (known?.sum ?? 0n) + sum })
      }
    },
    faults(edition) {
      /** @type {string[]} */
      const faults = []
      /** @type {(what: string, stored: unknown, right: unknown) => void} */
      const same = (what, stored, right) => {
        if (stored !== right) faults.push(`${what} tertulis ${shown(stored)}, seharusnya ${shown(right)}.`)
      }
      same('Unit yang dinilai', edition.unit_dinilai, states.dinilai)
      same('Unit di bawah minimum', edition.unit_di_bawah_minimum, states.di_bawah_minimum)
      same('Unit tanpa jawaban', edition.unit_tanpa_jawaban, states.tanpa_jawaban)
      same('Jumlah responden', edition.jumlah_responden, counts.jumlah_responden)
      same('Jawaban yang diterima', edition.jawaban_diterima, counts.jawaban_diterima)
      same('Jawaban yang dikecualikan', edition.jawaban_dikecualikan, counts.jawaban_dikecualikan)
      for (const ground of new Set([...grounds.keys(), ...Object.keys(edition.dikecualikan_karena)])) {
        same(
          `Jawaban yang dikecualikan (${ground})`,
          edition.dikecualikan_karena[ground] ?? 0,
          grounds.get(ground) ?? 0,
        )
      }
      const elements = Array.from(pooled, ([key, total]) => ({ key, ...total }))
      // Weights of a unit's own hold for the whole only where all units agree on them.
      const shares = sharesOf({ bobot: weights.size === 1 ? weight : null }, elements)
      const index = shares && indexOf(elements, shares)
      faults.push(...cityFaults('IKM gabungan responden', edition.gabungan_responden, index && converted(index)))
      faults.push(...cityFaults('IKM rata-rata unit', edition.rata_rata_unit, meanOf(indices)))
      return faults
    },
  }
}

/** @type {(what: string, figure: Members, hundredths: number | null) => string[]} */
function cityFaults(what, { ikm, mutu, kinerja }, hundredths) {
  const right = hundredths === null ? null : hundredths / 100
  if (ikm !== right) return [`${what} tertulis ${shown(ikm)}, seharusnya ${shown(right)}.`]
  // A city with too few respondents has a figure but no grade.
  const [, grade, performance] = mutu === null || hundredths === null ? [0, null, null] : gradeOf(hundredths)
  return [
    ...(mutu === grade ? [] : [`Mutu ${what} tertulis ${shown(mutu)}, seharusnya ${shown(grade)}.`]),
    ...(kinerja === performance
      ? []
      : [`Kinerja ${what} tertulis ${shown(kinerja)}, seharusnya ${shown(performance)}.`]),
  ]
}

/**
 * The mean of exact index values, converted and rounded once. Exact sums of thousands of fractions have thousands of
 * digits, so each is first cut to thirty decimals; only where that leaves the rounding open are they added as they are.
 * @param {readonly Fraction[]} indices
 */
function meanOf(indices) {
  if (indices.length === 0) return null
  const parts = 10n ** 30n
  const many = BigInt(indices.length)
  const cut = indices.reduce((all, { numerator, denominator }) => all + (numerator * parts) / denominator, 0n)
  const least = converted({ numerator: cut, denominator: many * parts })
  const greatest = converted({ numerator: cut + many, denominator: many * parts })
  if (least === greatest) return least
  const { numerator, denominator } = addAll(indices)
  return converted({ numerator, denominator: denominator * many })
}

/** @type {(values: readonly Fraction[]) => Fraction} */
function addAll(values) {
  if (values.length <= 1) return values[0] ?? { numerator: 0n, denominator: 1n }
  const one = addAll(values.slice(0, values.length >> 1))
  const other = addAll(values.slice(values.length >> 1))
  return {
    numerator: one.numerator * other.denominator + other.numerator * one.denominator,
    denominator: one.denominator * other.denominator,
  }
}

/** @type {(one: Fraction, other: Fraction) => Fraction} */
function times(one, other) {
  return { numerator: one.numerator * other.numerator, denominator: one.denominator * other.denominator }
}

/** @type {(one: Fraction, other: Fraction) => number} */
function compare(one, other) {
  const left = one.numerator * other.denominator
  const right = other.numerator * one.denominator
  return left < right ? -1 : left > right ? 1 : 0
}

/** @type {(value: Fraction, decimals: number) => bigint} */
function halfUp({ numerator, denominator }, decimals) {
  return (2n * numerator * 10n ** BigInt(decimals) + denominator) / (2n * denominator)
}

/** @type {(value: Fraction, decimals: number) => number} */
function rounded(value, decimals) {
  return Number(halfUp(value, decimals)) / 10 ** decimals
}

/**
 * In hundredths.
 * @param {Fraction} value
 */
function converted(value) {
  return Number(halfUp(times(value, { numerator: convertedFactor, denominator: 1n }), 2))
}

/** @param {number} hundredths */
function gradeOf(hundredths) {
  return grades.find(([from]) => hundredths >= from) ?? grades[3]
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((all, one) => all + one, 0)
}

// Words

/**
 * `2026-tw3, edisi 2`
 * @param {Members} edition
 */
function editionName({ periode, edisi, pemerintah }) {
  return `${pemerintah}, ${periode}, edisi ke-${edisi}`
}

/** @param {Members} document */
function unitName({ nama_unit, kode_unit }) {
  return `${isText(nama_unit) ? nama_unit : 'tanpa nama'} (${isText(kode_unit) ? kode_unit : 'tanpa kode'})`
}

/** @param {unknown} value */
function shown(value) {
  if (value === null || value === undefined) return '“kosong”'
  return typeof value === 'number' ? String(value).replace('.', ',') : String(value) || '“kosong”'
}

/** @param {number} number */
function count(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, '.')
}

/** @param {readonly string[]} faults */
function atMost(faults) {
  const most = 20
  return faults.length <= most
    ? faults
    : [...faults.slice(0, most), `Masih ada ${count(faults.length - most)} hal lain yang tidak cocok di bagian ini.`]
}
