// What a unit's respondents said of themselves, laid out by dimension with the words that people read. Pure.

import { type Choice, type RespondentField, respondentFields } from '../../responses/rules/respondent.ts'
import type { Group } from '../../responses/rules/tally.ts'
import type { Dimension, ProfileTotals } from './fairness.ts'

/** The dimensions that a public page may divide respondents by, in the order of the form; channel last. */
const dimensions: readonly (Omit<Dimension, 'categories'> & {
  readonly choices: readonly Pick<Choice, 'code' | 'label'>[]
  readonly specific?: readonly string[]
})[] = [
  said('sex', 'jenis_kelamin', 'Jenis kelamin'),
  { ...said('age', 'usia', 'Usia', true), specific: ['<17'] },
  said('education', 'pendidikan', 'Pendidikan terakhir', true),
  said('occupation', 'pekerjaan', 'Pekerjaan'),
  { ...said('disability', 'disabilitas', 'Penyandang atau pendamping penyandang disabilitas'), specific: ['yes'] },
  said('filledBy', 'pengisi', 'Siapa yang mengisi'),
  {
    key: 'channel',
    label: 'Cara menjawab',
    ordered: false,
    complete: true,
    choices: [
      { code: 'phone', label: 'Ponsel' },
      { code: 'paper', label: 'Kertas' },
      { code: 'kiosk', label: 'Kios di loket' },
    ],
  },
]

function said(key: string, field: RespondentField, label: string, ordered = false) {
  return { key, label, ordered, complete: false, choices: respondentFields[field] as readonly Choice[] }
}

/**
 * The totals that `fairnessOf` takes.
 * @param unit totals of the unit and quarter; undefined where nobody answered.
 * @param groups by dimension and code, as `sex P`.
 */
export function profileOf(
  unit: Pick<ProfileTotals, 'respondents' | 'ownMeans' | 'ownMeanSquares'> | undefined,
  groups: ReadonlyMap<string, Group>,
): ProfileTotals {
  const { respondents, ownMeans, ownMeanSquares } = unit ?? { respondents: 0, ownMeans: 0, ownMeanSquares: 0 }
  return {
    respondents,
    ownMeans,
    ownMeanSquares,
    dimensions: dimensions.map(({ key, label, ordered, complete, choices, specific }) => ({
      key,
      label,
      ordered,
      complete,
      categories: choices.map((choice) => ({
        code: choice.code,
        label: choice.label,
        specific: specific?.includes(choice.code) ?? false,
        ...(groups.get(`${key} ${choice.code}`) ?? { respondents: 0, ownMeans: 0 }),
      })),
    })),
  }
}
