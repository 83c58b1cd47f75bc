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

/** Column prefix of each category in the wide profile rows: by what respondents said, then by the stored code. */
export const profileColumns = {
  sex: { L: 'sex_male', P: 'sex_female' },
  age: {
    '<17': 'age_under_17',
    '17-25': 'age_17_25',
    '26-34': 'age_26_34',
    '35-44': 'age_35_44',
    '45-54': 'age_45_54',
    '55-65': 'age_55_65',
    '>65': 'age_over_65',
  },
  education: {
    none: 'education_none',
    SD: 'education_sd',
    SMP: 'education_smp',
    SMA: 'education_sma',
    D3: 'education_d3',
    S1: 'education_s1',
    S2: 'education_s2',
    S3: 'education_s3',
  },
  occupation: {
    ASN: 'occupation_asn',
    TNI: 'occupation_tni',
    POLRI: 'occupation_polri',
    private: 'occupation_private',
    business: 'occupation_business',
    home: 'occupation_home',
    student: 'occupation_student',
    farmer: 'occupation_farmer',
    freelance: 'occupation_freelance',
    retired: 'occupation_retired',
    other: 'occupation_other',
  },
  disability: { no: 'disability_no', yes: 'disability_yes' },
  filledBy: { sendiri: 'filled_by_self', keluarga: 'filled_by_family', petugas: 'filled_by_staff' },
  channel: { phone: 'channel_phone', paper: 'channel_paper', kiosk: 'channel_kiosk' },
  hour: { morning: 'hour_morning', afternoon: 'hour_afternoon', evening: 'hour_evening' },
} as const

export type ProfileDimension = keyof typeof profileColumns
type ColumnOf<Categories> = Categories[keyof Categories]
export type ProfileColumn = { [Name in ProfileDimension]: ColumnOf<(typeof profileColumns)[Name]> }[ProfileDimension]

export type ProfileSums = { [Name in `${ProfileColumn}_${'respondents' | 'own_means'}`]: number }

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
    disability: string | null
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
  day_tallies: { unit_id: number; day: number; respondents: number; own_means: number; own_mean_squares: number }
  profile_tallies: QuarterCell & ProfileSums
  people_served: {
    id: Generated<number>
    unit_id: number
    service_id: number | null
    month: number
    people: number
    entered_at: number
  }
  exclusion_events: {
    id: Generated<number>
    at: number
    actor_id: number
    actor_name: string
    kind: string
    unit_id: number
    response_id: number | null
    import_id: number | null
    ground: string | null
    reason: string
    respondents: number
  }
  excluded_responses: { response_id: number; event_id: number; quarter: number; unit_id: number }
  response_evidence: {
    response_id: number
    device: number | null
    address: number | null
    seconds: number | null
    visit: string | null
  }
  evidence_keys: { day: number; key: string }
  counter_keys: {
    id: Generated<number>
    counter_id: number
    kind: string
    hash: string | null
    tickets: number
    made_at: number
    made_by: string
    withdrawn_at: Generated<number | null>
  }
  tickets: {
    hash: string
    key_id: number
    counter_id: number
    issued_at: number
    valid_until: number
    used_at: Generated<number | null>
  }
  response_signals: {
    response_id: number
    signal: string
    amount: number
    weight: number
    quarter: number
    unit_id: number
    day: number
  }
  signal_passes: {
    day: number
    quarter: number
    at: number
    last_response: number
    answers: number
    conspicuous: number
  }
  counter_peaks: { counter_id: number; day: number; most: number }
  late_deliveries: { response_id: number; given_at: number; delivered_at: number }
  suggestion_marks: { response_id: number; status: string; marked_at: number }
  follow_ups: {
    id: Generated<number>
    unit_id: number
    quarter: number
    element: string | null
    program: string
    expected: number | null
    expected_words: string
    /** JSON of the planned quarters, in order. */
    quarters: string
    due_quarter: number
    responsible: string
    status: string
    cancel_reason: Generated<string | null>
    finished_at: Generated<number | null>
    cancelled_at: Generated<number | null>
    created_at: number
    created_by: number | null
    created_by_name: string
  }
  follow_up_events: {
    id: Generated<number>
    follow_up_id: number
    kind: string
    text: string
    before: string | null
    at: number
    actor_id: number | null
    actor_name: string
  }
  follow_up_evidence: {
    id: Generated<number>
    follow_up_id: number
    kind: string
    url: string | null
    storage_key: string | null
    media_type: string | null
    bytes: number | null
    name: string | null
    caption: string
    added_at: number
    withdrawn_at: Generated<number | null>
    withdrawal_reason: Generated<string | null>
  }
  follow_up_quotes: {
    id: Generated<number>
    follow_up_id: number
    response_id: number
    text: string
    quoted_at: number
  }
  consultations: {
    id: Generated<number>
    unit_id: number
    quarter: number
    day: number
    place: string
    participants: number
    minutes: string
    storage_key: string | null
    media_type: string | null
    bytes: number | null
    name: string | null
    written_at: number
    written_by: number | null
    written_by_name: string
    withdrawn_at: Generated<number | null>
    withdrawal_reason: Generated<string | null>
  }
  accounts: {
    id: Generated<number>
    name: string
    email: string
    email_verified: Generated<number>
    two_factor_enabled: Generated<number>
    created_at: number
    updated_at: number
    deactivated_at: number | null
  }
  grants: {
    id: Generated<number>
    account_id: number
    role: string
    unit_id: number | null
    agency_id: number | null
  }
  account_credentials: {
    id: Generated<number>
    account_id: number
    provider: string
    subject: string
    password: string | null
    scope: string | null
    created_at: number
    updated_at: number
  }
  account_sessions: {
    id: Generated<number>
    account_id: number
    token: string
    method: Generated<string>
    user_agent: string | null
    expires_at: number
    created_at: number
    updated_at: number
  }
  account_challenges: {
    id: Generated<number>
    identifier: string
    value: string
    expires_at: number
    created_at: number
    updated_at: number
  }
  account_totp: {
    id: Generated<number>
    account_id: number
    secret: string
    backup_codes: string
    verified: Generated<number>
    failed_verification_count: Generated<number>
    locked_until: number | null
  }
  account_codes: { account_id: number; code: string; tried_at: number }
  account_links: {
    id: Generated<number>
    kind: string
    account_id: number | null
    token_hash: string
    created_at: number
    expires_at: number
    used_at: Generated<number | null>
    revoked_at: Generated<number | null>
  }
  sign_in_failures: { account: string; source: string; failures: number; last_at: number }
  trail: {
    id: Generated<number>
    at: number
    actor_id: number | null
    actor_name: string
    act: string
    subject_kind: string
    subject_id: string | null
    unit_id: number | null
    before: string | null
    after: string | null
  }
  unit_details: { unit_id: number; head: string; nip: string; hours: string }
  closed_agencies: { agency_id: number; closed_at: number }
  closed_units: { unit_id: number; closed_at: number }
  /** `week` is the last one that was over, `began` the week of the shift. */
  watches: { unit_id: number; week: number; state: string; began: number | null }
  reviews: { quarter: number; opened_at: number; opened_by: string; confirm_by: number; publish_by: number }
  review_events: {
    id: Generated<number>
    quarter: number
    unit_id: number
    at: number
    actor_id: number | null
    actor_name: string
    kind: string
    message: string
    mark: string
  }
  unit_analyses: {
    quarter: number
    unit_id: number
    strengths: string
    weaknesses: string
    causes: string
    revised_at: number
  }
  edition_documents: { id: Generated<number>; hash: string; document: string }
  editions: {
    id: Generated<number>
    quarter: number
    number: number
    content: string
    hash: string
    previous_hash: string
    public_key: string
    signature: string
    published_at: number
    published_by: string
    reason: string | null
    last_response: number
    last_exclusion: number
  }
  edition_units: {
    edition_id: number
    place: number
    unit_id: number
    document_hash: string
    slug: string
    name: string
    kind: string
    agency: string
    agency_slug: string
    state: string
    ikm: number | null
    low: number | null
    high: number | null
    grade: string | null
    performance: string | null
    respondents: number
  }
  installation: { key: string; value: string }
  must_hold: { id: number; holds: number }
}
