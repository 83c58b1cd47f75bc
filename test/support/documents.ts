// Documents as they would be published, from answers: for pages and files that are tried without a database.

import { random } from '#src/demonstration/random.ts'
import { fairnessOf } from '#src/ikm/rules/fairness.ts'
import { profileOf } from '#src/ikm/rules/profile.ts'
import { countOf, resultOf } from '#src/ikm/rules/result.ts'
import type { UnitDocument } from '#src/publications/rules/document.ts'
import { figuresOf, profileOfDimensions } from '#src/publications/rules/figures.ts'
import { addAnswers, emptyTotals } from '#src/responses/rules/tally.ts'
import { type Answers, minimumOf, type Questionnaire } from '#src/surveys/rules.ts'
import { previousQuarter, type Quarter, quarterSlug } from '#src/units/rules/calendar.ts'
import { nobody } from './answers.ts'
import { nine } from './city.ts'

export interface DocumentOf {
  readonly quarter: Quarter
  readonly asked: Questionnaire
  readonly sheets: readonly Answers[]
  /** Answers of the quarter before; undefined where that was not published. */
  readonly before?: readonly Answers[] | undefined
  readonly served?: number | null
  /** What people wrote, and whatever else differs. */
  readonly other?: Partial<UnitDocument>
}

/** What the respondents of a quarter add up to; every second is a woman, two of three are under 17. */
export function totalsFrom(sheets: readonly Answers[], asked: Questionnaire) {
  const totals = emptyTotals()
  for (const [person, sheet] of sheets.entries()) {
    addAnswers(totals, asked, sheet, {
      ...nobody,
      channel: 'phone',
      hour: null,
      sex: person % 2 ? 'P' : 'L',
      age: person % 3 ? '<17' : '26-34',
    })
  }
  return totals
}

/** A unit's document by the way every publication takes. */
export function documentOf({ quarter, asked, sheets, before, served = null, other = {} }: DocumentOf): UnitDocument {
  const minimum = minimumOf(asked.ruleBook, null)
  const totals = totalsFrom(sheets, asked)
  const counted = countOf({ asked, totals, served, minimum })
  const earlier = countOf({ asked, totals: totalsFrom(before ?? [], asked), served: null, minimum })
  const since = before?.length ? { periode: quarterSlug(previousQuarter(quarter)), edisi: 1 } : null
  const result = resultOf(counted, earlier.estimates, { asked, totals })
  return {
    kode_unit: 'puskesmas-mekarsari',
    nama_unit: 'Puskesmas Mekarsari',
    jenis: 'Puskesmas',
    instansi: 'Dinas Kesehatan',
    kode_instansi: 'dinas-kesehatan',
    alamat: 'Jalan Melati 4',
    kepala: null,
    layanan: ['Rawat jalan'],
    periode: quarterSlug(quarter),
    ...figuresOf({ counted, result, totals, book: asked.ruleBook.key, excluded: [], signalled: null, since }),
    profil: profileOfDimensions(fairnessOf(profileOf(totals, totals.profile), asked.ruleBook, minimum)),
    profil_menurut_edisi: 1,
    analisis: null,
    dikonfirmasi: true,
    rencana_tindak_lanjut: [],
    pembuktian: [],
    ...other,
  }
}

/** Respondents who all give one score to everything. */
export function alike(size: number, score: number): Answers[] {
  return Array.from({ length: size }, () => Object.fromEntries(nine.map((key) => [key, score])))
}

/** Respondents of some kind: `mixed`, `gaps`, `equal`, `one element missing`, `one element only`. */
export function sheetsOf({ questions }: Questionnaire, size: number, kind: string, seed: number): Answers[] {
  const draw = random(String(seed))
  const [skipped] = questions
  return Array.from({ length: size }, () => {
    const level = draw.between(2, 3)
    const given = questions.flatMap(({ key, element }) => {
      if (kind === 'gaps' && draw.chance(0.4)) return []
      if (kind === 'one element missing' && element === skipped?.element) return []
      if (kind === 'one element only' && element !== skipped?.element) return []
      return [[key, kind === 'equal' ? 4 : level + draw.between(-1, 1)]]
    })
    return Object.fromEntries(given)
  }).filter((sheet) => Object.keys(sheet).length > 0)
}
