// Every tally counted a second time, from the stored answers alone: shares no code with src, on purpose.

import { sql } from 'kysely'
import type { Database } from '#src/database/database.ts'

// What each permanent question number measures. Sources: PermenPANRB 14/2017; SKM Online, as in src/surveys/rulebook.
const measures: Readonly<Record<number, string>> = {
  1: 'requirements',
  2: 'procedure',
  3: 'completion_time',
  4: 'cost',
  5: 'product',
  6: 'competence',
  7: 'conduct',
  8: 'complaint_handling',
  9: 'facilities',
  101: 'requirements',
  102: 'requirements',
  103: 'procedure',
  104: 'procedure',
  105: 'procedureIntegrity',
  106: 'completion_time',
  107: 'cost',
  108: 'noIllegalLevy',
  109: 'noBrokering',
  110: 'product',
  111: 'competence',
  112: 'competence',
  113: 'conduct',
  114: 'conduct',
  115: 'fairness',
  116: 'noGratuity',
  117: 'complaint_handling',
  118: 'facilities',
  119: 'facilities',
}
const wide = new Set(Object.entries(measures).flatMap(([id, name]) => (Number(id) < 100 ? [name] : [])))
const integrity = new Set(['procedureIntegrity', 'noIllegalLevy', 'noBrokering', 'fairness', 'noGratuity'])
const hoursAhead: Readonly<Record<string, number>> = { WIB: 7, WITA: 8, WIT: 9 }

/** A table's rows, each as `place measure` → number; zeros are left out. */
export type Counts = Record<string, number>

export interface Tallies {
  readonly tallies: Counts
  readonly item_tallies: Counts
  readonly quarter_tallies: Counts
  readonly quarter_item_tallies: Counts
  readonly day_tallies: Counts
  readonly profile_tallies: Counts
}

interface Row {
  unit_id: number
  service_id: number
  counter_id: number | null
  channel: string
  day: number
  answered_at: number
  answers: string
  zone: string
  import_id: number | null
  sex: string | null
  age: string | null
  education: string | null
  occupation: string | null
  disability: string | null
  filled_by: string | null
}

// The column prefix of every category that a profile counts.
const categories: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { L: 'male', P: 'female' },
  age: {
    '<17': 'under_17',
    '17-25': '17_25',
    '26-34': '26_34',
    '35-44': '35_44',
    '45-54': '45_54',
    '55-65': '55_65',
    '>65': 'over_65',
  },
  education: { none: 'none', SD: 'sd', SMP: 'smp', SMA: 'sma', D3: 'd3', S1: 's1', S2: 's2', S3: 's3' },
  occupation: {
    ASN: 'asn',
    TNI: 'tni',
    POLRI: 'polri',
    private: 'private',
    business: 'business',
    home: 'home',
    student: 'student',
    farmer: 'farmer',
    freelance: 'freelance',
    retired: 'retired',
    other: 'other',
  },
  disability: { no: 'no', yes: 'yes' },
  filled_by: { sendiri: 'self', keluarga: 'family', petugas: 'staff' },
  channel: { phone: 'phone', paper: 'paper', kiosk: 'kiosk' },
}

/** What the tallies must say, going by the answers that are not excluded; also that each answer lies on its local day. */
export async function recount(database: Database): Promise<Tallies> {
  const added = await database.read.selectFrom('added_elements').select(['id', 'key']).execute()
  const rows = await database.select<Row>({
    sql: `select r.*, u.zone from responses as r join units as u on u.id = r.unit_id
      left join excluded_responses as e on e.response_id = r.id where e.event_id is null`,
    parameters: [],
  })
  const counts = {
    tallies: {},
    item_tallies: {},
    quarter_tallies: {},
    quarter_item_tallies: {},
    day_tallies: {},
    profile_tallies: {},
  }
  for (const row of rows) {
    const { unit_id, service_id, counter_id, channel, day, answered_at, zone } = row
    const localDay = Math.floor((answered_at + (hoursAhead[zone] ?? Number.NaN) * 3600) / 86_400)
    if (localDay !== day)
      throw new Error(`an answer of ${answered_at} in ${zone} lies on day ${day}, not on ${localDay}`)
    const date = new Date(day * 86_400_000)
    const quarter = `${date.getUTCFullYear()}${Math.floor(date.getUTCMonth() / 3) + 1}/${unit_id}`
    const cell = [unit_id, day, service_id, counter_id ?? 0, channel].join('/')
    add(counts.tallies, `${cell} respondents`, 1)
    add(counts.quarter_tallies, `${quarter} respondents`, 1)
    const given = Array.from(scores(row.answers, added))
    // Integrity items are no part of a respondent's own mean, which is kept in 2520ths of a score.
    const elements = given.filter(([item]) => !integrity.has(item))
    const whole = elements.reduce((sum, [, twelfths]) => sum + twelfths, 0)
    const own = elements.length === 0 ? 0 : Math.round((whole * 210) / elements.length)
    add(counts.quarter_tallies, `${quarter} own_means`, own)
    add(counts.quarter_tallies, `${quarter} own_mean_squares`, own * own)
    add(counts.day_tallies, `${unit_id}/${day} respondents`, 1)
    add(counts.day_tallies, `${unit_id}/${day} own_means`, own)
    add(counts.day_tallies, `${unit_id}/${day} own_mean_squares`, own * own)
    for (const column of saidBy(row)) {
      add(counts.profile_tallies, `${quarter} ${column}_respondents`, 1)
      add(counts.profile_tallies, `${quarter} ${column}_own_means`, own)
    }
    for (const [item, twelfths] of given) {
      const [cells, quarters] = wide.has(item)
        ? [counts.tallies, counts.quarter_tallies]
        : [counts.item_tallies, counts.quarter_item_tallies]
      for (const [name, value] of [
        ['count', 1],
        ['sum', twelfths],
        ['squares', twelfths * twelfths],
      ] as const) {
        add(cells, `${cell} ${item} ${name}`, value)
        add(quarters, `${quarter} ${item} ${name}`, value)
      }
      add(quarters, `${quarter} ${item} cubes`, twelfths ** 3)
      add(quarters, `${quarter} ${item} products`, twelfths * own)
    }
  }
  return counts
}

// Paper and imported sheets name no hour.
function saidBy(row: Row): string[] {
  const said = Object.entries(categories).flatMap(([column, codes]) => {
    const code = codes[String(row[column as keyof Row])]
    return code === undefined ? [] : [`${column}_${code}`]
  })
  if (row.channel === 'paper' || row.import_id !== null) return said
  const hour = new Date((row.answered_at + (hoursAhead[row.zone] ?? Number.NaN) * 3600) * 1000).getUTCHours()
  return [...said, hour < 12 ? 'hour_morning' : hour < 17 ? 'hour_afternoon' : 'hour_evening']
}

/** What the tallies do say. */
export async function storedTallies(database: Database): Promise<Tallies> {
  const cell = ['unit_id', 'day', 'service_id', 'counter_id', 'channel']
  return {
    tallies: await storedCounts(database, 'tallies', cell),
    item_tallies: await storedCounts(database, 'item_tallies', cell),
    quarter_tallies: await storedCounts(database, 'quarter_tallies', ['quarter', 'unit_id']),
    quarter_item_tallies: await storedCounts(database, 'quarter_item_tallies', ['quarter', 'unit_id']),
    day_tallies: await storedCounts(database, 'day_tallies', ['unit_id', 'day']),
    profile_tallies: await storedCounts(database, 'profile_tallies', ['quarter', 'unit_id']),
  }
}

async function storedCounts(database: Database, table: keyof Tallies, keys: readonly string[]): Promise<Counts> {
  const counts: Counts = {}
  const { rows } = await sql<Record<string, string | number>>`select * from ${sql.table(table)}`.execute(
    database.read as never,
  )
  for (const row of rows) {
    const place = keys.map((key) => row[key]).join('/')
    for (const [column, value] of Object.entries(row)) {
      if (keys.includes(column) || column === 'item') continue
      const name = column
        .replace(/^item(?=_)/, String(row.item))
        .replace(/(?<!^own_mean)_(count|sum|squares|cubes|products)$/, ' $1')
      add(counts, `${place} ${name}`, Number(value))
    }
  }
  return counts
}

// The mean of the answers to an element's questions, in twelfths of a score.
function scores(answers: string, added: readonly { id: number; key: string }[]): Map<string, number> {
  const given = new Map<string, number[]>()
  for (const [id, score] of Object.entries(JSON.parse(answers) as Record<string, number>)) {
    const item = measures[Number(id)] ?? added.find((element) => element.id === Number(id))?.key
    if (item === undefined) throw new Error(`an answer to question ${id}, which does not exist`)
    given.set(item, [...(given.get(item) ?? []), score])
  }
  return new Map(
    Array.from(given, ([item, all]) => [item, (all.reduce((sum, score) => sum + score) * 12) / all.length]),
  )
}

function add(counts: Counts, name: string, value: number): void {
  if (value !== 0) counts[name] = (counts[name] ?? 0) + value
}

/** Everything that was stored of citizens' answers: for "not a row". */
export async function countRows(database: Database): Promise<number> {
  const [row] = await database.select<{ total: number }>({
    sql: `select (select count(*) from responses) + (select count(*) from suggestions) + (select count(*) from tallies)
      + (select count(*) from item_tallies) + (select count(*) from quarter_tallies)
      + (select count(*) from quarter_item_tallies) + (select count(*) from day_tallies)
      + (select count(*) from profile_tallies) as total`,
    parameters: [],
  })
  return row?.total ?? Number.NaN
}
