// SQL of what is conspicuous about answers: the evidence that is looked through, what was found, what lists and editions tell of it.

import type { Change, Database } from '../../database/database.ts'
import { type LocalDay, type Quarter, quarterOf } from '../../units/rules/calendar.ts'
import { conspicuousFrom, type EvidencedAnswer, type Signal, type SignalKey, signals } from '../rules/signals.ts'

// What came by a form; paper and imports bring no evidence.
const byForm = `channel <> 'paper' and import_id is null`

/** Days before the one that is looked through: for phones, and for what is usual. */
const monthBefore = 29
const usualBefore = 28

/** A unit whose answers of a day are to be looked through. `hours` is JSON of its opening hours. */
export interface UnitOfDay {
  readonly id: number
  readonly zone: string
  readonly hours: string
}

export function listUnitsOfDay(database: Database, day: LocalDay): Promise<UnitOfDay[]> {
  return database.select<UnitOfDay>({
    sql: `select units.id, units.zone, coalesce(details.hours, '{}') as hours
      from units left join unit_details as details on details.unit_id = units.id
      where exists(select 1 from responses where unit_id = units.id and day = ? and ${byForm})`,
    parameters: [day],
  })
}

/** Answers that a unit got on its forms on a day, with their evidence; those that were excluded too. */
export async function listEvidenced(database: Database, unitId: number, day: LocalDay): Promise<EvidencedAnswer[]> {
  return database.select<EvidencedAnswer>({
    sql: `select r.id, coalesce(r.counter_id, 0) as counterId, r.channel, r.answered_at as answeredAt,
        late.delivered_at - late.given_at as waited, r.answers, r.filled_by as filledBy,
        e.device, e.address, e.seconds, e.visit
      from responses as r
      left join response_evidence as e on e.response_id = r.id
      left join late_deliveries as late on late.response_id = r.id
      where r.unit_id = ? and r.day = ? and r.channel <> 'paper' and r.import_id is null`,
    parameters: [unitId, day],
  })
}

/** How often the phones of a day answered in the 29 days before it, at this unit. */
export async function countPhonesBefore(
  database: Database,
  unitId: number,
  day: LocalDay,
): Promise<Map<number, number>> {
  const rows = await database.select<{ device: number; answers: number }>({
    sql: `select e.device, count(*) as answers from responses as r join response_evidence as e on e.response_id = r.id
      where r.unit_id = ? and r.day between ? and ? and e.device in (
        select device from responses as now join response_evidence on response_id = now.id
        where now.unit_id = ? and now.day = ? and device is not null)
      group by e.device`,
    parameters: [unitId, day - monthBefore, day - 1, unitId, day],
  })
  return new Map(rows.map(({ device, answers }) => [device, answers]))
}

/** How often each set of answers was given in the 28 days before, copies left out. */
export async function countAnswersBefore(
  database: Database,
  unitId: number,
  day: LocalDay,
): Promise<Map<string, number>> {
  const rows = await database.select<{ answers: string; times: number }>({
    sql: `select answers, count(*) as times from responses
      where unit_id = ? and day between ? and ? and ${byForm}
        and not exists (select 1 from response_signals where response_id = responses.id and signal = 'copies')
      group by answers`,
    parameters: [unitId, day - usualBefore, day - 1],
  })
  return new Map(rows.map(({ answers, times }) => [answers, times]))
}

/** How many answers of the 28 days before were filled in by staff. */
export async function countStaffBefore(database: Database, unitId: number, day: LocalDay): Promise<number> {
  const [row] = await database.select<{ answers: number }>({
    sql: `select count(*) as answers from responses
      where unit_id = ? and day between ? and ? and filled_by = 'petugas' and ${byForm}`,
    parameters: [unitId, day - usualBefore, day - 1],
  })
  return row?.answers ?? 0
}

/** The most answers in a minute on the 28 days before, by counter. */
export async function listPeaks(database: Database, unitId: number, day: LocalDay): Promise<Map<number, number[]>> {
  const rows = await database.select<{ counter_id: number; most: number }>({
    sql: `select counter_id, most from counter_peaks
      where counter_id in (select id from counters where unit_id = ?) and day between ? and ?`,
    parameters: [unitId, day - usualBefore, day - 1],
  })
  const peaks = new Map<number, number[]>()
  for (const { counter_id, most } of rows) peaks.set(counter_id, [...(peaks.get(counter_id) ?? []), most])
  return peaks
}

// D1 takes two million bytes in a statement.
const mostInOneStatement = 5000

/**
 * Writes down what was found about a unit's answers of a day.
 * @param anew takes away what was found before; not where evidence of that day has been purged meanwhile.
 */
export function keepSignals(
  { unitId, day, anew }: { readonly unitId: number; readonly day: LocalDay; readonly anew: boolean },
  found: readonly Signal[],
  peaks: ReadonlyMap<number, number>,
): Change[] {
  const changes: Change[] = []
  if (anew) {
    changes.push({
      sql: 'delete from response_signals where day = ? and unit_id = ?',
      parameters: [day, unitId],
      answersOnly: true,
    })
  }
  for (let from = 0; from < found.length; from += mostInOneStatement) {
    const some = found.slice(from, from + mostInOneStatement)
    changes.push({
      sql: `insert into response_signals (response_id, signal, amount, weight, quarter, unit_id, day)
        select value ->> 0, value ->> 1, value ->> 2, value ->> 3, ?, ?, ? from json_each(?) where true
        on conflict do update set amount = excluded.amount`,
      parameters: [
        quarterOf(day),
        unitId,
        day,
        JSON.stringify(
          some.map(({ responseId, signal, amount }) => [responseId, signal, amount, signals[signal].weight]),
        ),
      ],
      answersOnly: true,
    })
  }
  const known = Array.from(peaks).filter(([counter]) => counter !== 0)
  if (known.length > 0) {
    changes.push({
      sql: `insert into counter_peaks (counter_id, day, most) select value ->> 0, ?, value ->> 1 from json_each(?) where true
        on conflict do update set most = excluded.most`,
      parameters: [day, JSON.stringify(known)],
      answersOnly: true,
    })
  }
  return changes
}

/** Notes that a day was looked through. */
export function addPass(row: {
  readonly day: LocalDay
  readonly at: number
  readonly lastResponse: number
  readonly answers: number
}): Change {
  return {
    sql: `insert into signal_passes (day, quarter, at, last_response, answers, conspicuous)
      select ?, ?, ?, ?, ?, (select count(*) from (${conspicuous} where day = ? ${grouped}))
      where true on conflict do update set at = excluded.at, last_response = max(last_response, excluded.last_response),
        answers = excluded.answers, conspicuous = excluded.conspicuous`,
    parameters: [row.day, quarterOf(row.day), row.at, row.lastResponse, row.answers, row.day],
    answersOnly: true,
  }
}

const conspicuous = 'select response_id from response_signals'
const grouped = `group by response_id having sum(weight) >= ${conspicuousFrom}`

/** Days before one that got answers on forms since the last pass, from `earliest` on; and the last answer of before it. */
export async function listNewDays(database: Database, { before, earliest }: { before: LocalDay; earliest: LocalDay }) {
  const seen = 'coalesce((select max(last_response) from signal_passes), 0)'
  const [days, [last]] = await Promise.all([
    database.select<{ day: LocalDay }>({
      sql: `select distinct day from responses where id > ${seen} and day >= ? and day < ? and ${byForm} order by day`,
      parameters: [earliest, before],
    }),
    database.select<{ id: number }>({
      sql: `select coalesce(max(id), 0) as id from responses where id >= ${seen} and day < ?`,
      parameters: [before],
    }),
  ])
  return { days: days.map(({ day }) => day), lastResponse: last?.id ?? 0 }
}

/** What is conspicuous about one answer. */
export function listSignalsOf(database: Database, responseId: number) {
  return database.select<{ signal: SignalKey; amount: number }>({
    sql: 'select signal, amount from response_signals where response_id = ? order by weight desc, signal',
    parameters: [responseId],
  })
}

/** How an answer showed a visit; undefined where it brought no code. */
export async function findVisitOf(database: Database, responseId: number) {
  const row = await database.read
    .selectFrom('response_evidence')
    .where('response_id', '=', responseId)
    .select('visit')
    .executeTakeFirst()
  return (row?.visit ?? undefined) as 'ticket' | 'screen' | 'refused' | undefined
}

export interface SignalledChoice {
  readonly unitId: number
  readonly quarter: Quarter
  readonly counterId?: number | undefined
  readonly signal?: SignalKey | undefined
}

/** Conspicuous answers of a unit and quarter, the newest first, with all their signals; those that come after one. */
export async function listSignalled(
  database: Database,
  { unitId, quarter, counterId, signal }: SignalledChoice,
  after: number | undefined,
  limit: number,
) {
  const rows = await database.select<{
    id: number
    answered_at: number
    counter: string | null
    excluded: number
    signals: string
  }>({
    sql: `select r.id, r.answered_at, counters.name as counter,
        exists(select 1 from excluded_responses where response_id = r.id) as excluded,
        json_group_array(json_array(s.signal, s.amount)) as signals
      from response_signals as s join responses as r on r.id = s.response_id
      left join counters on counters.id = r.counter_id
      where s.quarter = ? and s.unit_id = ? and s.response_id < ? and (? is null or r.counter_id = ?)
        and (? is null or exists(select 1 from response_signals where response_id = r.id and signal = ?))
      group by s.response_id having sum(s.weight) >= ${conspicuousFrom} order by s.response_id desc limit ?`,
    parameters: [
      quarter,
      unitId,
      after ?? Number.MAX_SAFE_INTEGER,
      counterId ?? null,
      counterId ?? null,
      signal ?? null,
      signal ?? null,
      limit,
    ],
  })
  return rows.map(({ signals: found, ...row }) => ({
    ...row,
    signals: JSON.parse(found) as [signal: SignalKey, amount: number][],
  }))
}

/** Conspicuous answers of a unit and quarter by counter and signal, and by counter in all (`signal` null); excluded ones too. */
export function countSignalled(database: Database, unitId: number, quarter: Quarter) {
  const found = `select response_id from response_signals where quarter = ? and unit_id = ? ${grouped}`
  return database.select<{ counterId: number; counter: string | null; signal: SignalKey | null; answers: number }>({
    sql: `select coalesce(r.counter_id, 0) as counterId, counters.name as counter, s.signal, count(*) as answers
        from (${found}) as f join responses as r on r.id = f.response_id join response_signals as s on s.response_id = r.id
        left join counters on counters.id = r.counter_id group by r.counter_id, s.signal
      union all
      select coalesce(r.counter_id, 0), counters.name, null, count(*)
        from (${found}) as f join responses as r on r.id = f.response_id
        left join counters on counters.id = r.counter_id group by r.counter_id`,
    parameters: [quarter, unitId, quarter, unitId],
  })
}

/** The days of a quarter that were looked through; undefined where none was. */
export async function findPasses(database: Database, quarter: Quarter) {
  const [row] = await database.select<{ first: LocalDay | null; last: LocalDay; at: number }>({
    sql: 'select min(day) as first, max(day) as last, max(at) as at from signal_passes where quarter = ?',
    parameters: [quarter],
  })
  return row && row.first !== null ? { first: row.first, last: row.last, at: row.at } : undefined
}

const counts = 'not exists (select 1 from excluded_responses where response_id = r.id)'

/** How many answers that count showed a visit in these days, by unit. */
export async function countVerified(
  database: Database,
  { first, last, only }: { readonly first: LocalDay; readonly last: LocalDay; readonly only?: number | undefined },
): Promise<Map<number, number>> {
  const rows = await database.select<{ unitId: number; answers: number }>({
    sql: `select r.unit_id as unitId, count(*) as answers from response_evidence as e join responses as r on r.id = e.response_id
      where e.visit in ('ticket', 'screen') and r.day between ? and ? and (? is null or r.unit_id = ?) and ${counts}
      group by r.unit_id`,
    parameters: [first, last, only ?? null, only ?? null],
  })
  return new Map(rows.map(({ unitId, answers }) => [unitId, answers]))
}

/** Conspicuous answers of a quarter that count: by unit and signal, and by unit and what was answered. */
export async function tallySignalled(database: Database, quarter: Quarter, only?: number) {
  const found = `select response_id from response_signals as s where quarter = ? and (? is null or unit_id = ?)
    and not exists (select 1 from excluded_responses where response_id = s.response_id) ${grouped}`
  const parameters = [quarter, only ?? null, only ?? null]
  const [bySignal, byAnswers] = await Promise.all([
    database.select<{ unitId: number; signal: SignalKey; answers: number }>({
      sql: `select s.unit_id as unitId, s.signal, count(*) as answers
        from (${found}) as f join response_signals as s on s.response_id = f.response_id group by s.unit_id, s.signal`,
      parameters,
    }),
    database.select<{ unitId: number; answers: string; times: number }>({
      sql: `select r.unit_id as unitId, r.answers, count(*) as times
        from (${found}) as f join responses as r on r.id = f.response_id group by r.unit_id, r.answers`,
      parameters,
    }),
  ])
  return {
    bySignal: Map.groupBy(bySignal, ({ unitId }) => unitId),
    byAnswers: Map.groupBy(byAnswers, ({ unitId }) => unitId),
  }
}
