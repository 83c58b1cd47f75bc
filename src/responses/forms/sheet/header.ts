// What the columns of an answer table mean: elements, questions, what respondents say of themselves. Pure.

import type { Element, Question, Questionnaire } from '../../../surveys/rules.ts'
import { dayFromText, type LocalDay } from '../../../units/rules/calendar.ts'
import type { RespondentField } from '../../rules/respondent.ts'
import { type SheetError, sheetError, shortened } from './error.ts'

/** What U8 and U9 are: complaint handling and facilities as the regulation lists them, or the other way round as its sample questionnaire prints them. */
export const columnOrders = ['regulation', 'questionnaire'] as const
export type ColumnOrder = (typeof columnOrders)[number]

export interface HeaderOptions {
  /** Default `regulation`. */
  readonly order?: ColumnOrder | undefined
  /** Takes U10, U11 … and columns such as `tambahan1` or `unsur: Keamanan` as elements added to the questionnaire. */
  readonly addUnknown?: boolean | undefined
  /** Reads the answers and nothing that respondents say of themselves. */
  readonly answersOnly?: boolean | undefined
  /** The service received: a service column must say this, or nothing. */
  readonly service?: { readonly slug: string; readonly name: string } | undefined
  /** The last day that a date may say. */
  readonly today?: LocalDay | undefined
}

export type Column =
  | { readonly kind: 'answer'; readonly heading: string; readonly question: Question; readonly scores: ScoreWords }
  | { readonly kind: 'choice'; readonly heading: string; readonly field: RespondentField; readonly read: ReadChoices }
  | {
      readonly kind: 'day'
      readonly heading: string
      readonly from: LocalDay
      readonly until: LocalDay
      readonly read: Map<string, LocalDay | undefined>
    }
  | { readonly kind: 'service'; readonly heading: string; readonly accepted: ReadonlySet<string> }
  | { readonly kind: 'suggestion' | 'number' | 'ignored' | 'untitled'; readonly heading: string }

/** Scores by wording, folded with `foldAnswer`. */
export interface ScoreWords {
  readonly lowest: number
  readonly highest: number
  readonly words: ReadonlyMap<string, number>
}

/** What was read before: files repeat a few spellings a million times. */
export type ReadChoices = Map<string, string | null | undefined>

/** The understood header of an answer table. */
export interface SheetColumns {
  /** Line of the header. */
  readonly line: number
  /** The questionnaire that the answers belong to, with the elements that only the file has. */
  readonly asked: Questionnaire
  readonly columns: readonly Column[]
  /** Elements that have a column: in the regulation's order, added ones last in the order of the file. */
  readonly elements: readonly Element[]
  /** Column of the first answer, from 1. */
  readonly firstAnswer: number
}

/**
 * Reads a header. Headings may be element keys, U-codes, element names, question keys or question texts, in any case
 * and order; what else is known stands in `otherHeadings`. Nothing may have two columns.
 * @returns the columns, or what is wrong with each that is not understood.
 */
export function understandHeader(
  cells: readonly string[],
  line: number,
  asked: Questionnaire,
  options: HeaderOptions = {},
): { readonly columns: SheetColumns } | { readonly errors: readonly SheetError[] } {
  const meaningOf = headingReader(asked, options)
  const meanings = cells.map(meaningOf)
  const added = numberAdded(meanings, asked.elements.length + 1)
  const dayPlace = placeOfDay(meanings)
  const numberPlace = meanings.findIndex((meaning) => meaning.kind === 'number')
  const errors: SheetError[] = []
  const taken = new Map<string, number>()

  const columns = cells.map((heading, place) => columnOf(heading, place, meanings[place] ?? { kind: 'unknown' }))
  const firstAnswer = columns.findIndex((column) => column.kind === 'answer') + 1
  if (firstAnswer === 0 && errors.length === 0) {
    errors.push(sheetError(line, 1, null, `tidak ada kolom unsur; ${knownHeadings(asked, options)}`))
  }
  if (errors.length > 0) return { errors }
  const whole = {
    ...asked,
    questions: [...asked.questions, ...added.questions.values()],
    elements: [...asked.elements, ...added.elements],
  }
  const answered = new Set(columns.map((column) => (column.kind === 'answer' ? column.question.element : null)))
  const elements = whole.elements.filter((element) => answered.has(element.key))
  return { columns: { line, asked: whole, columns, elements, firstAnswer } }

  function columnOf(heading: string, place: number, meaning: Meaning): Column {
    const ignored: Column = { kind: 'ignored', heading }
    switch (meaning.kind) {
      case 'question':
        return once(`question ${meaning.question.key}`, answerColumn(heading, meaning.question, asked))
      case 'added': {
        const question = added.questions.get(meaning)
        if (!question) return refuse(`${meaning.key} tanpa U${added.missing}; unsur tambahan bernomor urut`)
        return once(`question ${squash(question.key)}`, answerColumn(heading, question, asked))
      }
      case 'severalQuestions':
        return refuse(
          `unsur ini diukur beberapa pertanyaan dalam ${asked.ruleBook.name}; beri satu kolom per pertanyaan`,
        )
      case 'notAsked':
        return refuse(`pertanyaan ini tidak ditanyakan pada layanan ${asked.channel}`)
      case 'choice':
        if (options.answersOnly) return ignored
        return once(meaning.field, { kind: 'choice', heading, field: meaning.field, read: new Map() })
      case 'day':
        if (options.answersOnly || place !== dayPlace) return ignored
        return { kind: 'day', heading, ...daysAllowed(asked, options), read: new Map() }
      case 'suggestion':
        return options.answersOnly ? ignored : once('suggestion', { kind: 'suggestion', heading })
      case 'service': {
        if (options.answersOnly || !options.service) return ignored
        const accepted = new Set([options.service.slug, options.service.name].map(squash))
        return once('service', { kind: 'service', heading, accepted })
      }
      case 'number':
        return place === numberPlace ? { kind: 'number', heading } : ignored
      case 'ignored':
        return ignored
      case 'untitled':
        return { kind: 'untitled', heading }
      case 'unknown':
        return refuse(
          errors.length === 0 ? `kolom tidak dikenal; ${knownHeadings(asked, options)}` : 'kolom tidak dikenal',
        )
    }

    function once(key: string, column: Column): Column {
      const before = taken.get(key) ?? place
      taken.set(key, before)
      return before === place ? column : refuse(`sudah ada di kolom ${before + 1} (${shortened(cells[before] ?? '')})`)
    }

    function refuse(what: string): Column {
      errors.push(sheetError(line, place + 1, heading, what))
      return ignored
    }
  }
}

/** True when a heading names an element or a question: how the header is found in a sheet with a title above it. */
export function answerHeadings(asked: Questionnaire, options: HeaderOptions): (heading: string) => boolean {
  const meaningOf = headingReader(asked, options)
  const kinds: readonly Meaning['kind'][] = ['question', 'added', 'severalQuestions', 'notAsked']
  return (heading) => kinds.includes(meaningOf(heading).kind)
}

type Meaning =
  | { readonly kind: 'question'; readonly question: Question }
  | AddedMeaning
  | { readonly kind: 'choice'; readonly field: RespondentField }
  | { readonly kind: 'day'; readonly answered: boolean }
  | {
      readonly kind:
        | 'severalQuestions'
        | 'notAsked'
        | 'suggestion'
        | 'service'
        | 'number'
        | 'ignored'
        | 'untitled'
        | 'unknown'
    }

interface AddedMeaning {
  readonly kind: 'added'
  readonly key: string
  readonly name: string
  /** 10 for U10; null for an element without a number of its own. */
  readonly number: number | null
}

function headingReader(asked: Questionnaire, options: HeaderOptions): (heading: string) => Meaning {
  const named = answerMeanings(asked)
  const elementByNumber = new Map(
    asked.elements.map((element) => [Number(element.code.slice(1)), numberedElement(element.key, options.order)]),
  )
  const elementMeaning = (key: string | undefined) => (key === undefined ? undefined : named.get(squash(key)))

  return (heading) => {
    const squashed = squash(heading)
    if (squashed === '') return { kind: 'untitled' }
    const coded = /^(?:u|unsur)[\s._-]*0*(\d{1,2})(?!\d)(.*)$/is.exec(heading.trim())
    if (coded) {
      const rest = squash(coded[2] ?? '')
      // A name beside the code settles what U8 is, whatever the order.
      if (rest !== '') return named.get(rest) ?? { kind: 'unknown' }
      const number = Number(coded[1])
      const meaning = elementMeaning(elementByNumber.get(number))
      if (meaning) return meaning
      const code = `U${number}`
      const isNew = options.addUnknown === true && number > asked.elements.length
      return isNew ? { kind: 'added', key: code, name: code, number } : { kind: 'unknown' }
    }
    return (
      named.get(squashed) ??
      named.get(squash(heading.trim().replace(/^\(?\d+[a-z]?[.)]\s*/i, ''))) ??
      otherMeaning(squashed) ??
      (options.addUnknown ? addedMeaning(heading) : undefined) ?? { kind: 'unknown' }
    )
  }
}

function numberedElement(key: string, order: ColumnOrder | undefined): string {
  if (order !== 'questionnaire') return key
  return key === 'complaintHandling' ? 'facilities' : key === 'facilities' ? 'complaintHandling' : key
}

function answerMeanings(asked: Questionnaire): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>()
  const add = (heading: string, meaning: Meaning) => meanings.set(squash(heading), meaning)
  for (const question of asked.ruleBook.questions) {
    for (const heading of [question.key, question.text]) add(heading, { kind: 'notAsked' })
  }
  for (const element of asked.elements) {
    const measuring = asked.questions.filter((question) => question.element === element.key)
    const question = measuring.length === 1 ? measuring[0] : undefined
    for (const heading of [element.key, element.name, ...(elementSpellings[element.key] ?? [])]) {
      add(heading, question ? { kind: 'question', question } : { kind: 'severalQuestions' })
    }
  }
  for (const question of asked.questions) {
    for (const heading of [question.key, question.text]) add(heading, { kind: 'question', question })
  }
  return meanings
}

const elementSpellings: Readonly<Record<string, readonly string[]>> = {
  requirements: ['persyaratan pelayanan', 'kesesuaian persyaratan'],
  procedure: ['prosedur', 'prosedur pelayanan', 'sistem mekanisme prosedur', 'kemudahan prosedur'],
  completionTime: ['waktu pelayanan', 'kecepatan waktu', 'kecepatan pelayanan'],
  cost: ['biaya', 'tarif'],
  product: ['produk', 'produk pelayanan', 'produk layanan', 'produk spesifikasi'],
  competence: ['kompetensi', 'kompetensi petugas'],
  conduct: ['perilaku', 'perilaku petugas'],
  complaintHandling: ['pengaduan', 'penanganan pengaduan', 'pengaduan saran dan masukan'],
  facilities: ['sarana', 'sarana prasarana'],
}

/**
 * Headings beside the answers, squashed; "responden" at the end may be left out. What names a person, a NIK, an address or
 * a telephone number is ignored: never read, so never stored.
 */
const otherHeadings: readonly (readonly [Meaning, string])[] = [
  [{ kind: 'number' }, 'no nomor nourut nomorurut nores noresp responden respondent'],
  [{ kind: 'day', answered: true }, 'tanggal tgl tanggalsurvei tanggalsurvey tanggalpengisian waktupengisian date'],
  [{ kind: 'day', answered: false }, 'tanggalmenerimalayanan tanggallayanan tanggalpelayanan'],
  [{ kind: 'choice', field: 'jenis_kelamin' }, 'jeniskelamin jk lp kelamin gender sex'],
  [{ kind: 'choice', field: 'usia' }, 'usia umur usiatahun umurtahun kelompokusia kelompokumur rentangusia'],
  [{ kind: 'choice', field: 'pendidikan' }, 'pendidikan pendidikanterakhir'],
  [{ kind: 'choice', field: 'pekerjaan' }, 'pekerjaan pekerjaanutama'],
  [{ kind: 'choice', field: 'disabilitas' }, 'disabilitas penyandangdisabilitas statusdisabilitas'],
  [{ kind: 'choice', field: 'pengisi' }, 'pengisi diisioleh siapayangmengisi'],
  [
    { kind: 'suggestion' },
    'saran masukan saranmasukan sarandanmasukan sarankritik sarandankritik kritiksaran kritikdansaran',
  ],
  [{ kind: 'service' }, 'layanan jenislayanan jenispelayanan layananyangditerima pelayananyangditerima'],
  [{ kind: 'ignored' }, 'jam jamsurvei jamlayanan jampelayanan timestamp id keterangan ket jumlah total ratarata'],
  [{ kind: 'ignored' }, 'nama namalengkap nik alamat telepon notelepon telp notelp hp nohp nomorhp nowa whatsapp'],
]
const otherMeanings = new Map(
  otherHeadings.flatMap(([meaning, headings]) => headings.split(' ').map((heading) => [heading, meaning] as const)),
)

/** Columns of the skm.go.id export whose exact wording varies: consent, disability, trust in government. */
const ignoredFragments = ['menyetujui', 'persetujuan', 'disabilitas', 'kepercayaan', 'email', 'nomortelepon'] as const

function otherMeaning(squashed: string): Meaning | undefined {
  const known = otherMeanings.get(squashed) ?? otherMeanings.get(squashed.replace(/responden$/, ''))
  if (known) return known
  return ignoredFragments.some((fragment) => squashed.includes(fragment)) ? { kind: 'ignored' } : undefined
}

function addedMeaning(heading: string): Meaning | undefined {
  const key = said(heading)
  const named = /^(?:unsur|elemen|element)\s*:\s*(\S.*)$/is.exec(heading.trim())?.[1]
  if (named !== undefined) return { kind: 'added', key, name: said(named), number: null }
  const squashed = squash(heading)
  const added =
    /^(?:unsur|elemen)?tambahan/.test(squashed) ||
    /^(?:extra|added|additional|custom)(?:element|elemen|unsur)?\d*$/.test(squashed) ||
    /^(?:element|elemen|e|x)[1-9]\d$/.test(squashed)
  return added ? { kind: 'added', key, name: key, number: null } : undefined
}

/** Gives added elements their codes: U10 and on as the file numbers them, those without a number after these. */
function numberAdded(
  meanings: readonly Meaning[],
  first: number,
): {
  questions: ReadonlyMap<Meaning, Question>
  elements: readonly Element[]
  missing: number
} {
  const added = meanings.filter((meaning) => meaning.kind === 'added')
  const numbers = new Set(added.map((meaning) => meaning.number))
  let next = first
  while (numbers.has(next)) next += 1
  const missing = next
  const questions = new Map<Meaning, Question>()
  const elements: Element[] = []
  for (const meaning of added) {
    if (meaning.number !== null && meaning.number > missing) continue
    const code = `U${meaning.number ?? next++}`
    elements.push({ key: meaning.key, code, name: meaning.name, definition: '' })
    questions.set(meaning, questionOf(meaning))
  }
  return { questions, elements, missing }
}

function questionOf({ key, name }: AddedMeaning): Question {
  // Number 0 belongs to no stored question: an element that only a file has is computed, never stored.
  return {
    id: 0,
    key,
    text: name,
    answers: [],
    element: key,
    integrityItem: null,
    channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
  }
}

function answerColumn(heading: string, question: Question, asked: Questionnaire): Column {
  const { lowest, highest } = asked.ruleBook.scale
  const words = new Map<string, number>()
  for (const wording of [exportedAnswers, question.answers]) {
    for (const [place, answer] of wording.entries()) words.set(foldAnswer(answer), lowest + place)
  }
  return { kind: 'answer', heading, question, scores: { lowest, highest, words } }
}

/** Wording of every answer in exports of skm.go.id, whatever the question; the question's own wording goes first. */
const exportedAnswers = ['Tidak Baik', 'Kurang Baik', 'Baik', 'Sangat Baik'] as const

export function foldAnswer(answer: string): string {
  return answer.trim().toLowerCase().replaceAll(/\s+/g, ' ')
}

/** The day of the answer; the day of the service only where no other is given. @returns -1 without any. */
function placeOfDay(meanings: readonly Meaning[]): number {
  const answered = meanings.findIndex((meaning) => meaning.kind === 'day' && meaning.answered)
  return answered >= 0 ? answered : meanings.findIndex((meaning) => meaning.kind === 'day')
}

function daysAllowed(asked: Questionnaire, options: HeaderOptions): { from: LocalDay; until: LocalDay } {
  return {
    from: dayFromText(asked.ruleBook.validFrom) ?? Number.NEGATIVE_INFINITY,
    until: options.today ?? Number.POSITIVE_INFINITY,
  }
}

function knownHeadings(asked: Questionnaire, options: HeaderOptions): string {
  const keys = asked.questions.map((question) => question.key).join(', ')
  const last = asked.elements.length
  const added = options.addUnknown ? `, U${last + 1} dan seterusnya atau "unsur: nama" untuk unsur tambahan` : ''
  return `yang dikenal: ${keys}; U1–U${last}${added}; nama unsur atau teks pertanyaan; no, tanggal, jenis_kelamin, usia, pendidikan, pekerjaan, disabilitas, pengisi, saran, layanan`
}

/** Letters and digits only, lower case: `jenis_kelamin`, `Jenis Kelamin` and `JENIS KELAMIN:` are one heading. */
export function squash(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function said(heading: string): string {
  return heading.trim().replaceAll(/\s+/g, ' ')
}
