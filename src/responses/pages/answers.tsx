// Answers of a unit at the desk: the list, one answer with what was done to it, the exclusions of the unit.

import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import { may } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import {
  byNumber,
  byWord,
  ErrorSummary,
  type FieldProblem,
  problemOf,
  SelectField,
  TextArea,
} from '../../interface/fields.tsx'
import { Filter, Older } from '../../interface/list.tsx'
import { Table } from '../../interface/table.tsx'
import { formatCount, formatDay } from '../../language/format.ts'
import { inWords } from '../../units/quarter.ts'
import { type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import type { AnswerColumn, ShownAnswer } from '../rules/answers.ts'
import { type Ground, groundNames, grounds, reasonLength } from '../rules/exclusion.ts'
import { channelNames, choiceLabel } from '../rules/respondent.ts'
import { groundOf, type SignalKey } from '../rules/signals.ts'
import { Reasons, visitNames } from './signals.tsx'
import { UnitDeskPage, type UnitDeskProps, unitPath, writeScore } from './unit-desk.tsx'

export interface Choices {
  readonly quarters: readonly Quarter[]
  readonly services: readonly { readonly id: number; readonly name: string }[]
  readonly counters: readonly { readonly id: number; readonly name: string }[]
}

export function AnswersPage({
  site,
  actor,
  unit,
  quarter,
  counted,
  choices,
  values,
  columns,
  answers,
  older,
}: UnitDeskProps & {
  readonly quarter: Quarter
  readonly counted: { readonly counting: number; readonly excluded: number }
  readonly choices: Choices
  readonly values: Readonly<Record<string, string>>
  readonly columns: readonly AnswerColumn[]
  readonly answers: readonly ShownAnswer[]
  /** Address of the page with the answers after these. */
  readonly older: string | undefined
}) {
  const field = (name: string) => ({ name, value: values[name] })
  const file = (format: string) => `${unitPath(unit, `jawaban.${format}`)}?triwulan=${quarterSlug(quarter)}`
  const total = counted.counting + counted.excluded
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Jawaban" here="jawaban">
      <section class="card">
        <h1>Jawaban {inWords(quarter)}</h1>
        <p class="counted">
          <strong>{formatCount(counted.counting)}</strong> <span>jawaban dihitung</span>
        </p>
        <p>
          {counted.excluded === 0
            ? 'Tidak ada jawaban yang dikecualikan.'
            : `${formatCount(counted.excluded)} jawaban lain dikecualikan dari semua angka; jawabannya tetap tersimpan.`}
          {counted.excluded > 0 && may(actor, 'readExclusions', unit) && (
            <>
              {' '}
              <a href={unitPath(unit, 'pengecualian')}>Lihat alasannya</a>
            </>
          )}
        </p>
        {total > 0 && (
          <p class="buttons">
            <a class="button quiet" href={file('xlsx')} download>
              Unduh untuk Excel (XLSX)
            </a>
            <a class="button quiet" href={file('csv')} download>
              Unduh CSV
            </a>
          </p>
        )}
      </section>
      <details class="card fold" open={Object.keys(values).length > 1}>
        <summary>Pilih triwulan, layanan, loket, atau saluran</summary>
        <Filter
          action={unitPath(unit, 'jawaban')}
          kept={values.impor ? { impor: values.impor } : {}}
          button="Tampilkan"
          beside={
            values.impor ? (
              <a class="button quiet" href={`${unitPath(unit, 'jawaban')}?triwulan=${quarterSlug(quarter)}`}>
                Jangan hanya impor nomor {values.impor}
              </a>
            ) : null
          }
        >
          <QuarterAndService choices={choices} values={values} everyQuarter="Triwulan ini" />
          <SelectField
            {...field('loket')}
            label="Loket"
            none="Semua loket"
            options={[...byNumber(choices.counters), { value: '0', label: 'Tanpa loket (kertas, impor)' }]}
          />
          <SelectField {...field('saluran')} label="Saluran" none="Semua saluran" options={byWord(channelNames)} />
          <SelectField
            {...field('pengisi')}
            label="Siapa yang mengisi"
            none="Siapa pun"
            options={['sendiri', 'keluarga', 'petugas'].map((value) => ({
              value,
              label: value === 'sendiri' ? 'Responden sendiri' : (choiceLabel('pengisi', value) ?? value),
            }))}
          />
          <SelectField
            {...field('keadaan')}
            label="Keadaan"
            none="Semua"
            options={byWord({ dihitung: 'Dihitung', dikecualikan: 'Dikecualikan' })}
          />
        </Filter>
      </details>
      {answers.length === 0 ? (
        <p class="card none">
          {total === 0 ? 'Belum ada jawaban pada triwulan ini.' : 'Tidak ada jawaban yang cocok dengan pilihan ini.'}
        </p>
      ) : (
        <section class="card">
          <Table
            caption="Hari terbaru di atas"
            columns={[
              { label: 'Jawaban' },
              { label: 'Layanan' },
              { label: 'Loket' },
              { label: 'Saluran' },
              ...columns.map(({ code }) => ({ label: code, figures: true })),
              { label: 'Keadaan' },
            ]}
            rows={answers.map((answer) => [
              <a class="cell" href={unitPath(unit, `jawaban/${answer.id}`)}>
                {formatDay(answer.day)}
                <small>nomor {String(answer.id)}</small>
              </a>,
              answer.service,
              answer.counter ?? '–',
              answer.late ? (
                <span class="cell">
                  {channelNames[answer.channel] ?? answer.channel}
                  <small>menyusul {formatDay(answer.late.delivered)}</small>
                </span>
              ) : (
                (channelNames[answer.channel] ?? answer.channel)
              ),
              ...columns.map(({ key }) => writeScore(answer.scores[key])),
              answer.ground === null ? 'dihitung' : <State ground={answer.ground} />,
            ])}
          />
          <p class="fine">{columns.map(({ code, name }) => `${code} ${name}`).join(' · ')}</p>
        </section>
      )}
      <Older href={older} />
    </UnitDeskPage>
  )
}

/** By what answers and suggestions alike are chosen. @param everyQuarter what no quarter stands for. */
export function QuarterAndService({
  choices,
  values,
  everyQuarter,
}: {
  readonly choices: Pick<Choices, 'quarters' | 'services'>
  readonly values: Readonly<Record<string, string>>
  readonly everyQuarter: string
}) {
  return (
    <>
      <SelectField
        name="triwulan"
        label="Triwulan"
        value={values.triwulan}
        none={everyQuarter}
        options={choices.quarters.map((one) => ({ value: quarterSlug(one), label: inWords(one) }))}
      />
      <SelectField
        name="layanan"
        label="Layanan"
        value={values.layanan}
        none="Semua layanan"
        options={byNumber(choices.services)}
      />
    </>
  )
}

function State({ ground }: { readonly ground: string | null }) {
  return ground === null ? <Chip tone="a">Dihitung</Chip> : <Chip tone="plain">Dikecualikan</Chip>
}

/** Something that was done to an answer or an import. */
export interface ShownEvent {
  readonly at: string
  readonly actor_name: string
  readonly kind: string
  readonly response_id: number | null
  readonly import_id: number | null
  readonly ground: string | null
  readonly reason: string
  readonly respondents: number
}

const exclusionLabels = { dasar: 'Dasar', alasan: 'Alasan' } as const

export function AnswerPage({
  site,
  actor,
  unit,
  answer,
  columns,
  events,
  found,
  visit,
  values,
  problems,
  notice,
}: UnitDeskProps & {
  readonly answer: ShownAnswer
  readonly columns: readonly AnswerColumn[]
  readonly events: readonly ShownEvent[]
  /** What is conspicuous about it. */
  readonly found: readonly (readonly [signal: SignalKey, amount: number])[]
  /** How it showed a visit; undefined where it brought no code. */
  readonly visit: keyof typeof visitNames | undefined
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly notice: Notice | undefined
}) {
  const excluded = answer.ground !== null
  const said: readonly (readonly [string, string | null])[] = [
    ['Hari', formatDay(answer.day)],
    ['Layanan', answer.service],
    ['Loket', answer.counter],
    ['Saluran', channelNames[answer.channel] ?? answer.channel],
    ['Tiba', answer.late && lateWords(answer.late, answer.day)],
    ['Jenis kelamin', choiceLabel('jenis_kelamin', answer.sex)],
    ['Usia', answer.age],
    ['Pendidikan', choiceLabel('pendidikan', answer.education)],
    ['Pekerjaan', choiceLabel('pekerjaan', answer.occupation)],
    [
      'Siapa yang mengisi',
      answer.filled_by === 'sendiri' ? 'Responden sendiri' : choiceLabel('pengisi', answer.filled_by),
    ],
    ['Kunjungan', visit ? visitNames[visit] : null],
    ['Impor', answer.import_id === null ? null : `nomor ${answer.import_id}`],
  ]
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title={`Jawaban nomor ${answer.id}`} here="jawaban">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={exclusionLabels} />
      <section class="card">
        <h1>
          Jawaban nomor {String(answer.id)} <State ground={answer.ground} />
        </h1>
        <NoticeBox notice={notice} />
        {excluded && (
          <p>
            Jawaban ini tidak ikut dalam angka mana pun. Dasarnya: {groundNames[answer.ground as Ground].toLowerCase()}.
          </p>
        )}
        <div class="columns">
          <dl class="facts">
            {said.map(
              ([name, value]) =>
                value !== null && (
                  <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ),
            )}
          </dl>
          <Table
            caption="Nilai 1 sampai 4"
            columns={[{ label: 'Unsur' }, { label: 'Nilai', figures: true }]}
            rows={columns.map(({ code, key, name }) => [`${code} ${name}`, writeScore(answer.scores[key])])}
          />
        </div>
        {answer.suggestion !== null && (
          <>
            <h2>Saran</h2>
            <blockquote>{answer.suggestion}</blockquote>
          </>
        )}
      </section>
      {found.length > 0 && (
        <section class="card">
          <h2>Tanda pada jawaban ini</h2>
          <Reasons found={found} />
          <p class="soft">Tanda bukan bukti. Jawaban tetap dihitung sampai diputuskan lain, dengan alasan.</p>
        </section>
      )}
      {may(actor, 'readExclusions', unit) && events.length > 0 && (
        <section class="card">
          <h2>Riwayat pengecualian</h2>
          <Events unit={unit} events={events} />
        </section>
      )}
      {may(actor, 'excludeAnswers', unit) && (
        <section class="card">
          <h2>{excluded ? 'Pulihkan jawaban ini' : 'Kecualikan jawaban ini'}</h2>
          <p>
            {excluded
              ? 'Jawaban dihitung lagi dalam semua angka. Riwayatnya tetap tertulis.'
              : 'Jawaban tidak dihitung dalam angka mana pun, tetapi tetap tersimpan dan dapat dipulihkan. Jumlah yang dikecualikan ikut diumumkan menurut dasarnya. Nilai yang rendah bukan alasan.'}
          </p>
          <form
            method="post"
            action={unitPath(unit, `jawaban/${answer.id}/${excluded ? 'pulihkan' : 'kecualikan'}`)}
            class="stack"
          >
            {!excluded && (
              <SelectField
                name="dasar"
                label={exclusionLabels.dasar}
                none="Pilih dasarnya"
                value={values.dasar ?? groundOf(found.map(([signal]) => signal))}
                problem={problemOf('dasar', problems)}
                options={grounds
                  .filter((ground) => ground !== 'import')
                  .map((ground) => ({ value: ground, label: groundNames[ground] }))}
              />
            )}
            <ReasonField values={values} problems={problems} />
            <button type="submit">{excluded ? 'Pulihkan' : 'Kecualikan'}</button>
          </form>
        </section>
      )}
    </UnitDeskPage>
  )
}

function lateWords({ given, delivered }: NonNullable<ShownAnswer['late']>, counted: number): string {
  const arrived = `menyusul pada ${formatDay(delivered)}, karena tadinya tanpa sambungan`
  return given === counted ? arrived : `${arrived}; menurut ponselnya dijawab ${formatDay(given)}`
}

export function ReasonField({
  values,
  problems,
}: {
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}) {
  return (
    <TextArea
      name="alasan"
      label={exclusionLabels.alasan}
      hint={`${reasonLength.fewest} sampai ${reasonLength.most} huruf. Terbaca oleh Bagian Organisasi, pengelola unit, dan inspektorat.`}
      value={values.alasan}
      problem={problemOf('alasan', problems)}
      limit={reasonLength.most}
    />
  )
}

function Events({ unit, events }: { readonly unit: UnitDeskProps['unit']; readonly events: readonly ShownEvent[] }) {
  return (
    <ul class="rows">
      {events.map((event) => (
        <li>
          <div>
            <p>
              <strong>{event.kind === 'exclude' ? 'Dikecualikan' : 'Dipulihkan'}:</strong>{' '}
              {event.response_id === null ? (
                <a href={unitPath(unit, 'impor')}>
                  impor nomor {String(event.import_id)}, {formatCount(event.respondents)} jawaban
                </a>
              ) : (
                <a href={unitPath(unit, `jawaban/${event.response_id}`)}>jawaban nomor {String(event.response_id)}</a>
              )}
            </p>
            <p>
              {event.ground !== null && `${groundNames[event.ground as Ground] ?? event.ground}. `}
              {event.reason}
            </p>
            <p class="soft">
              {event.at} · {event.actor_name}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

export function ExclusionsPage({
  site,
  actor,
  unit,
  counts,
  events,
  older,
}: UnitDeskProps & {
  readonly counts: readonly { readonly quarter: Quarter; readonly ground: Ground; readonly respondents: number }[]
  readonly events: readonly ShownEvent[]
  readonly older: string | undefined
}) {
  const total = counts.reduce((sum, { respondents }) => sum + respondents, 0)
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Pengecualian" here="pengecualian">
      <section class="card">
        <h1>Jawaban yang dikecualikan</h1>
        <p class="counted">
          <strong>{formatCount(total)}</strong> <span>jawaban tidak dihitung sekarang</span>
        </p>
        <p>
          Tidak ada jawaban yang dihapus. Hanya Bagian Organisasi yang dapat mengecualikan jawaban, selalu dengan
          alasan, dan jawaban itu dapat dipulihkan.
        </p>
        {counts.length > 0 && (
          <Table
            caption="Menurut triwulan dan dasar"
            columns={[{ label: 'Triwulan' }, { label: 'Dasar' }, { label: 'Jawaban', figures: true }]}
            rows={counts.map(({ quarter, ground, respondents }) => [
              <a href={`${unitPath(unit, 'jawaban')}?triwulan=${quarterSlug(quarter)}&keadaan=dikecualikan`}>
                {inWords(quarter)}
              </a>,
              groundNames[ground] ?? ground,
              formatCount(respondents),
            ])}
          />
        )}
      </section>
      {events.length === 0 ? (
        <p class="card none">Belum pernah ada jawaban yang dikecualikan.</p>
      ) : (
        <section class="card">
          <h2>Riwayat</h2>
          <Events unit={unit} events={events} />
        </section>
      )}
      <Older href={older} />
    </UnitDeskPage>
  )
}
