// What is conspicuous about a unit's answers, at the desk: counts by counter and signal, each answer with the reasons in words.

import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import { may } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import { byNumber, byWord, SelectField } from '../../interface/fields.tsx'
import { Filter, Older } from '../../interface/list.tsx'
import { Table } from '../../interface/table.tsx'
import { formatCount, formatDay, formatPercent } from '../../language/format.ts'
import { inWords } from '../../units/quarter.ts'
import { type LocalDay, type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import { reasonOf, type SignalKey, signalKeys, signals } from '../rules/signals.ts'
import { UnitDeskPage, type UnitDeskProps, unitPath } from './unit-desk.tsx'

export interface SignalledAnswer {
  readonly id: number
  readonly day: LocalDay
  readonly counter: string | null
  readonly excluded: boolean
  readonly found: readonly (readonly [signal: SignalKey, amount: number])[]
}

export interface SignalledCount {
  readonly counterId: number
  readonly counter: string | null
  /** Null for the answers in all. */
  readonly signal: SignalKey | null
  readonly answers: number
}

export function SignalsPage({
  site,
  actor,
  unit,
  quarter,
  quarters,
  looked,
  counted,
  verified,
  counts,
  counters,
  answers,
  values,
  older,
  notice,
}: UnitDeskProps & {
  readonly quarter: Quarter
  readonly quarters: readonly Quarter[]
  /** The days that were looked through; undefined where none was. */
  readonly looked: { readonly first: LocalDay; readonly last: LocalDay } | undefined
  /** Answers of the quarter that count. */
  readonly counted: number
  /** Those of them that showed a visit. */
  readonly verified: number
  readonly counts: readonly SignalledCount[]
  readonly counters: readonly { readonly id: number; readonly name: string }[]
  readonly answers: readonly SignalledAnswer[]
  readonly values: Readonly<Record<string, string>>
  readonly older: string | undefined
  readonly notice: Notice | undefined
}) {
  const field = (name: string) => ({ name, value: values[name] })
  const inAll = counts.filter(({ signal }) => signal === null)
  const total = inAll.reduce((sum, one) => sum + one.answers, 0)
  const path = unitPath(unit, 'tanda')
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Tanda pada jawaban" here="tanda">
      <NoticeBox notice={notice} />
      <section class="card">
        <h1>Tanda pada jawaban {inWords(quarter)}</h1>
        <p class="counted">
          <strong>{formatCount(total)}</strong> <span>jawaban bertanda</span>
        </p>
        <p>
          Tanda bukan bukti kecurangan. Jawaban bertanda tetap dihitung sampai Bagian Organisasi memutuskan lain, satu
          per satu dan dengan alasan. Angka dengan dan tanpa jawaban bertanda ikut diumumkan.
        </p>
        <p>
          {formatCount(verified)} dari {formatCount(counted)} jawaban yang dihitung adalah kunjungan terverifikasi
          {counted > 0 && ` (${formatPercent(verified / counted)})`}.
        </p>
        <p class="soft">
          {looked
            ? `Diperiksa setiap malam, untuk jawaban ${formatDay(looked.first)} sampai ${formatDay(looked.last)}.`
            : 'Pemeriksaan malam untuk triwulan ini belum berjalan.'}
        </p>
        {may(actor, 'readExclusions', unit) && (
          <form method="post" action={`${path}/periksa`}>
            <button type="submit" class="quiet">
              Periksa jawaban hari ini sekarang
            </button>
          </form>
        )}
      </section>
      {total > 0 && (
        <section class="card">
          <h2>Menurut loket dan tanda</h2>
          <p class="soft">Satu jawaban dapat punya beberapa tanda.</p>
          <Table
            caption="Jawaban bertanda menurut loket dan tanda"
            columns={[{ label: 'Loket' }, { label: 'Tanda' }, { label: 'Jawaban', figures: true }]}
            rows={inAll
              .toSorted((one, other) => other.answers - one.answers)
              .flatMap((all) => [
                [all.counter ?? 'Tanpa loket', 'Semua', formatCount(all.answers)],
                ...counts
                  .filter(({ counterId, signal }) => counterId === all.counterId && signal !== null)
                  .toSorted((one, other) => other.answers - one.answers)
                  .map(({ signal, answers: many }) => [
                    all.counter ?? 'Tanpa loket',
                    signals[signal as SignalKey].name,
                    formatCount(many),
                  ]),
              ])}
          />
        </section>
      )}
      <details class="card fold" open={Object.keys(values).length > 1}>
        <summary>Pilih triwulan, loket, atau tanda</summary>
        <Filter action={path} button="Tampilkan">
          <SelectField
            {...field('triwulan')}
            label="Triwulan"
            none="Triwulan ini"
            options={quarters.map((one) => ({ value: quarterSlug(one), label: inWords(one) }))}
          />
          <SelectField {...field('loket')} label="Loket" none="Semua loket" options={byNumber(counters)} />
          <SelectField
            {...field('tanda')}
            label="Tanda"
            none="Semua tanda"
            options={byWord(Object.fromEntries(signalKeys.map((signal) => [signal, signals[signal].name])))}
          />
        </Filter>
      </details>
      {answers.length === 0 ? (
        <p class="card none">Tidak ada jawaban bertanda.</p>
      ) : (
        <section class="card">
          <h2>Jawaban bertanda, yang terbaru dahulu</h2>
          <ul class="rows">
            {answers.map(({ id, day, counter, excluded, found }) => (
              <li>
                <div>
                  <p>
                    <a href={unitPath(unit, `jawaban/${id}`)}>Jawaban nomor {String(id)}</a>{' '}
                    {excluded && <Chip tone="plain">Dikecualikan</Chip>}
                  </p>
                  <Reasons found={found} />
                  <p class="soft">
                    {formatDay(day)} · {counter ?? 'tanpa loket'}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Older href={older} />
    </UnitDeskPage>
  )
}

/** Why an answer is conspicuous, a sentence each. */
export function Reasons({ found }: { readonly found: readonly (readonly [signal: SignalKey, amount: number])[] }) {
  return (
    <ul class="reasons">
      {found.map(([signal, amount]) => (
        <li>
          <strong>{signals[signal].name}.</strong> {reasonOf(signal, amount)}
        </li>
      ))}
    </ul>
  )
}

/** Where an answer shows a visit, as it is told beside it. */
export const visitNames: Readonly<Record<'ticket' | 'screen' | 'refused', string>> = {
  ticket: 'terverifikasi dengan kode sekali pakai',
  screen: 'terverifikasi dengan kode di layar loket',
  refused: 'kode tidak berlaku, jadi tidak terverifikasi',
}
