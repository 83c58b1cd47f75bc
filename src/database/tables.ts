// The columns of every table, as TypeScript sees them; migrations/ is what the database sees.

import type { Generated } from 'kysely'

type MeasureColumns<Column extends string> = {
  [Name in `${Column}_count` | `${Column}_sum` | `${Column}_squares`]: number
}

/** Column prefix of each of the nine elements in the wide tally rows, by element key. */
export const elementColumns = {
  requirements: 'requirements',
  procedure: 'procedure',
  completionTime: 'completion_time',
  cost: 'cost',
  product: 'product',
  competence: 'competence',
  conduct: 'conduct',
  complaintHandling: 'complaint_handling',
  facilities: 'facilities',
} as const

export type OfficialElement = keyof typeof elementColumns
export type ElementMeasures = MeasureColumns<(typeof elementColumns)[OfficialElement]>

export type ElementMoments = {
  [Name in `${(typeof elementColumns)[OfficialElement]}_${'cubes' | 'products'}`]: number
}

export interface TallyCell {
  unit_id: number
  day: number
  service_id: number
  counter_id: number
  channel: string
}

export interface QuarterCell {
  quarter: number
  unit_id: number
}

export interface ItemMeasures {
  item: string
  item_count: number
  item_sum: number
  item_squares: number
}

export interface Tables {
  agencies: { id: Generated<number>; slug: string; name: string }
  units: {
    id: Generated<number>
    agency_id: number
    slug: string
    name: string
    kind: string
    address: string
    zone: string
  }
  services: {
    id: Generated<number>
    unit_id: number
    slug: string
    name: string
    channel: string
    closed_at: Generated<number | null>
  }
  counters: {
    id: Generated<number>
    unit_id: number
    name: string
    service_id: number | null
    closed_at: Generated<number | null>
  }
  counter_codes: { code: string; counter_id: number; issued_at: number; withdrawn_at: Generated<number | null> }
  added_elements: {
    id: number
    unit_id: number
    key: string
    name: string
    definition: string
    question: string
    answers: string
  }
  unit_questionnaires: { unit_id: number; valid_from: number; rule_book: string; added: string; weights: string | null }
  imports: {
    id: Generated<number>
    unit_id: number
    service_id: number
    file_hash: string
    file_name: string
    imported_at: number
    respondents: number
  }
  responses: {
    id: Generated<number>
    unit_id: number
    service_id: number
    counter_id: number | null
    channel: string
    day: number
    answered_at: number
    answers: string
    sex: string | null
    age: string | null
    education: string | null
    occupation: string | null
    filled_by: string | null
    key: string | null
    import_id: number | null
  }
  suggestions: { response_id: number; text: string }
  tallies: TallyCell & { respondents: number } & ElementMeasures
  item_tallies: TallyCell & ItemMeasures
  quarter_tallies: QuarterCell & {
    respondents: number
    own_means: number
    own_mean_squares: number
  } & ElementMeasures &
    ElementMoments
  quarter_item_tallies: QuarterCell & ItemMeasures & { item_cubes: number; item_products: number }
  installation: { key: string; value: string }
  must_hold: { id: number; holds: number }
}
