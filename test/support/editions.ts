// Editions made up for tests: plausible documents from made-up answers, signed and chained like published ones, with the rows that store them.

import type { Change } from '#src/database/database.ts'
import { countOf, resultOf } from '#src/ikm/rules/result.ts'
import type { Edition, EditionFile, UnitDocument } from '#src/publications/rules/document.ts'
import { columnsOf, editionOf } from '#src/publications/rules/edition.ts'
import { figuresOf } from '#src/publications/rules/figures.ts'
import { canonical, newSigningKey, openSigningKey, type SigningKey, sha256 } from '#src/publications/signing.ts'
import { addDocuments, addEdition, addEditionUnits } from '#src/publications/store.ts'
import { addAnswers, emptyTotals } from '#src/responses/rules/tally.ts'
import { type Answers, defaultRuleBook, type Questionnaire, questionnaire } from '#src/surveys/rules.ts'
import { dayToText, type Quarter, quarterDays, quarterSlug } from '#src/units/rules/calendar.ts'
import { nobody } from '#test/support/answers.ts'

export interface MadeUnit {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly agency?: { readonly slug: string; readonly name: string }
  /** One for each respondent. */
  readonly answers: readonly Answers[]
  readonly excluded?: number
  readonly asked?: Questionnaire
  /** Overrides what the figures do not decide. */
  readonly more?: Partial<UnitDocument>
}

/** So many people who answer every element much the same, some a little better or worse than `score`. */
export function someAnswers(people: number, score: 2 | 3, asked: Questionnaire = plain): Answers[] {
  return Array.from({ length: people }, (_, person) =>
    Object.fromEntries(
      asked.questions.flatMap(({ key }, place) => {
        const answer =
          score + (((person * 7 + place * 3 + ((person * place) % 5)) % 11) % 3) - (person % 4 === 0 ? 1 : 0)
        // Now and then somebody leaves an answer out.
        return (person * 9 + place) % 37 === 5 ? [] : [[key, Math.min(4, Math.max(1, answer))]]
      }),
    ),
  )
}

const plain = questionnaire(defaultRuleBook, 'OFFLINE')
const dinas = { slug: 'dinas', name: 'Dinas dan Badan' }

/** A unit's document as it would be published. */
export function unitDocument(unit: MadeUnit, quarter: Quarter): UnitDocument {
  return countUnit(unit, quarter).document
}

function countUnit(unit: MadeUnit, quarter: Quarter) {
  const { asked = plain, answers, agency = dinas } = unit
  const made = emptyTotals()
  for (const given of answers) {
    addAnswers(made, asked, given, { ...nobody, channel: 'phone', hour: null })
  }
  const totals = answers.length > 0 ? made : undefined
  const book = asked.ruleBook
  const counted = countOf({ asked, totals, served: null, minimum: book.minimumRespondents })
  const none = countOf({ asked, totals: undefined, served: null, minimum: book.minimumRespondents })
  const result = resultOf(counted, none.estimates, { asked, totals })
  const excluded = unit.excluded ? [{ ground: 'duplicate' as const, respondents: unit.excluded }] : []
  const figures = figuresOf({ counted, result, totals, book: book.key, excluded, signalled: null, since: null })
  const words = {
    kode_unit: unit.slug,
    nama_unit: unit.name,
    jenis: 'Dinas',
    instansi: agency.name,
    kode_instansi: agency.slug,
    alamat: 'Jalan Merdeka 1',
    kepala: { nama: 'Sari Rekawati', nip: '198001012005012001' },
    layanan: ['KTP elektronik', 'Akta kelahiran'],
    periode: quarterSlug(quarter),
    profil: [],
    profil_menurut_edisi: 1,
    analisis: null,
    dikonfirmasi: false,
    rencana_tindak_lanjut: [],
    pembuktian: [],
  }
  const document: UnitDocument = { ...words, ...figures, ...unit.more }
  return { document, summary: counted.summary, tally: counted.moments, book }
}

export interface MadeEdition {
  readonly file: EditionFile
  /** The file as it is published. */
  readonly text: string
  readonly quarter: Quarter
  readonly units: readonly MadeUnit[]
}

export interface EditionToMake {
  readonly quarter: Quarter
  readonly units: readonly MadeUnit[]
  readonly key: SigningKey
  readonly before?: MadeEdition | undefined
  /** Default 1. */
  readonly number?: number
  /** Why it is a correction. */
  readonly reason?: string
  readonly differences?: Edition['perbedaan']
  readonly publishedAt?: string
}

export async function makeEdition(make: EditionToMake): Promise<MadeEdition> {
  const { quarter, units, key, before, number = 1, reason = null } = make
  const counted = units.map((unit) => countUnit(unit, quarter))
  const documents = counted.map(({ document }) => document)
  const hashes = await Promise.all(documents.map((document) => sha256(canonical(document))))
  const { last } = quarterDays(quarter)
  const at = make.publishedAt ?? `${dayToText(last + 5 + number)}T03:00:00Z`
  const edisi = editionOf(
    {
      government: 'Pemerintah Kota Contoh',
      demonstration: false,
      version: '0.5.0',
      quarter,
      units: counted.map((unit, place) => ({ ...unit, hash: hashes[place] ?? '' })),
      differences: make.differences ?? [],
    },
    { number, at, previousHash: before?.file.hash ?? null, reason },
  )
  const file = await signEdition(edisi, documents, key)
  return { file, text: canonical(file), quarter, units }
}

/** The file of an edition with a signature that holds, whatever the edition says. */
export async function signEdition(
  edisi: Edition,
  unit: readonly UnitDocument[],
  key: SigningKey,
): Promise<EditionFile> {
  const signed = canonical(edisi)
  return { edisi, hash: await sha256(signed), kunci_publik: key.publicKey, tanda_tangan: await key.sign(signed), unit }
}

/** The file of one unit of an edition. */
export function unitFile({ file }: MadeEdition, slug: string): string {
  return canonical({ ...file, unit: file.unit.filter(({ kode_unit }) => kode_unit === slug) })
}

export async function newKey(): Promise<SigningKey> {
  return openSigningKey(await newSigningKey())
}

/** The rows of an edition. @param counted the last answer and the last exclusion that it counts. */
export function storedEdition(
  { file, quarter, units }: MadeEdition,
  counted: { readonly lastResponse: number; readonly lastExclusion: number } = { lastResponse: 0, lastExclusion: 0 },
): Change[] {
  const { edisi, unit: documents } = file
  return [
    addEdition({
      quarter,
      number: edisi.edisi,
      content: canonical(edisi),
      hash: file.hash,
      previous_hash: edisi.hash_sebelumnya ?? '',
      public_key: file.kunci_publik,
      signature: file.tanda_tangan,
      published_at: Date.parse(edisi.diterbitkan_pada) / 1000,
      published_by: 'Bagian Organisasi',
      reason: edisi.alasan_ralat,
      last_response: counted.lastResponse,
      last_exclusion: counted.lastExclusion,
    }),
    ...addDocuments(
      documents.map((document, place) => ({ hash: edisi.unit[place]?.hash ?? '', document: canonical(document) })),
    ),
    ...addEditionUnits(
      documents.map((document, place) => ({
        place,
        unit_id: units[place]?.id ?? 0,
        document_hash: edisi.unit[place]?.hash ?? '',
        ...columnsOf(document),
      })),
    ),
  ]
}
