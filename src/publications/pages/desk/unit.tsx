// A unit in the review of a quarter: its figures as they would be published, its analysis, and what unit and bureau said of them.

import type { Child } from 'hono/jsx'
import { type Notice, NoticeBox } from '../../../accounts/pages/sign-in.tsx'
import { may } from '../../../accounts/rules/rights.ts'
import { gradeTone } from '../../../ikm/pages/grade.ts'
import { Chip } from '../../../interface/chip.tsx'
import { ErrorSummary, type FieldProblem, problemOf, TextArea } from '../../../interface/fields.tsx'
import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatDay } from '../../../language/format.ts'
import { UnitDeskPage, type UnitDeskProps, unitPath } from '../../../responses/pages/unit-desk.tsx'
import { holdsPersonal, maskPersonal } from '../../../responses/rules/masking.ts'
import type { GradeLetter } from '../../../surveys/rules.ts'
import { type Quarter, quarterDays, quarterSlug, type Zone } from '../../../units/rules/calendar.ts'
import type { UnitReviewView } from '../../review.ts'
import { analysisLength, holderOf, maySay, messageLength, type ReviewAct } from '../../rules/course.ts'
import type { UnitDocument } from '../../rules/document.ts'
import {
  figureText,
  groundsText,
  holderInWords,
  instantText,
  quarterName,
  rangeText,
  reviewActWords,
  reviewPath,
  unitCourseWords,
  unitTones,
} from './words.ts'

export interface UnitReviewProps extends UnitDeskProps {
  readonly view: UnitReviewView
  readonly zone: Zone
  /** The form that was not understood, what was typed in it, and what was wrong. */
  readonly form?: 'analisis' | MessageForm | undefined
  readonly values?: Readonly<Record<string, string>>
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Notice | undefined
}

/** Forms with a message, by the last part of their address. */
export type MessageForm = 'keberatan' | 'perbaikan' | 'selesai'

export const analysisLabels = { kelebihan: 'Kelebihan', kelemahan: 'Kelemahan', penyebab: 'Penyebab' } as const

/** Address of a unit in the review of a quarter. */
export function unitReviewPath(unit: { readonly slug: string }, quarter: Quarter, page = ''): string {
  return unitPath(unit, `publikasi/${quarterSlug(quarter)}${page && `/${page}`}`)
}

export function UnitReviewPage(props: UnitReviewProps) {
  const { site, actor, unit, view, problems = [], notice } = props
  const { quarter, course, drafted } = view
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title={`Publikasi ${quarterName(quarter)}`} here="publikasi">
      <ErrorSummary
        title="Ada yang perlu diperiksa"
        problems={problems}
        labels={{ ...analysisLabels, pesan: 'Pesan' }}
      />
      <div class="opening">
        <h1>Publikasi {quarterName(quarter)}</h1>
        <NoticeBox notice={notice} />
      </div>
      {course === 'running' ? (
        <p class="card none">
          Triwulan ini berakhir {formatDay(quarterDays(quarter).last)}. Sesudah itu angkanya dapat ditinjau.
        </p>
      ) : drafted ? (
        <>
          <Standing {...props} drafted={drafted} />
          <div class="columns">
            <div>
              <Figures document={drafted.document} published={view.editions.length > 0} />
            </div>
            <div>
              <Analysis {...props} />
              <Promises unit={unit} view={view} />
              <Files unit={unit} view={view} />
              <History {...props} />
            </div>
          </div>
        </>
      ) : (
        <p class="card none">Unit ini tidak ikut dalam publikasi triwulan ini.</p>
      )}
    </UnitDeskPage>
  )
}

type WithDraft = UnitReviewProps & { readonly drafted: NonNullable<UnitReviewView['drafted']> }

function Standing(props: WithDraft) {
  const { actor, unit, view, zone, drafted } = props
  const { review, today, quarter, editions, events } = view
  const published = editions.length > 0
  const own = may(actor, 'confirmResults', unit)
  const bureau = may(actor, 'publishResults')
  const can = (act: ReviewAct) =>
    review !== undefined && maySay(act, drafted.course, { published, differs: drafted.differs })
  const holder = review && !published ? holderOf(drafted.course, events[0], review, today) : null
  return (
    <section class="card" aria-labelledby="judul-keadaan">
      <h2 id="judul-keadaan">
        Keadaan{' '}
        {published && drafted.course !== 'objected' ? (
          <Chip tone="a">Terbit</Chip>
        ) : review ? (
          <Chip tone={unitTones[drafted.course]}>{unitCourseWords[drafted.course]}</Chip>
        ) : (
          <Chip tone="plain">Belum dibuka</Chip>
        )}
      </h2>
      <p>{standingInWords(props, own)}</p>
      {holder && !own && <p class="soft">Ditunggu: {holderInWords(holder, zone)}.</p>}
      {(drafted.course === 'objected' || drafted.course === 'changeRequested') && events[0] && (
        <blockquote>{events[0].message}</blockquote>
      )}
      {own && can('confirmed') && (
        <form method="post" action={unitReviewPath(unit, quarter, 'konfirmasi')}>
          <input type="hidden" name="angka" value={drafted.mark} />
          <p class="buttons">
            <button type="submit">Konfirmasi angka ini</button>
          </p>
        </form>
      )}
      {own && can('objected') && (
        <Message {...props} form="keberatan" shown={props.form} summary="Ada yang keliru? Nyatakan keberatan">
          Sebutkan apa yang keliru dan bagaimana Bagian Organisasi dapat memeriksanya. Nilai yang rendah bukan
          kekeliruan.
        </Message>
      )}
      {bureau && can('settled') && (
        <Message
          {...props}
          form="selesai"
          shown={props.form}
          open={drafted.course === 'objected'}
          summary={settleWords[drafted.course as keyof typeof settleWords]?.summary ?? ''}
        >
          {settleWords[drafted.course as keyof typeof settleWords]?.hint}
        </Message>
      )}
      {bureau && can('changeRequested') && (
        <Message {...props} form="perbaikan" shown={props.form} summary="Minta perbaikan">
          Sebutkan apa yang perlu diperbaiki unit: analisis, data orang dilayani, atau jawaban yang belum dimasukkan.
        </Message>
      )}
      {bureau && (
        <p>
          <a href={reviewPath(quarter)}>Semua unit pada {quarterName(quarter)}</a>
        </p>
      )}
    </section>
  )
}

const settleWords = {
  objected: {
    summary: 'Selesaikan keberatan',
    hint: 'Tulis apa yang diperiksa dan hasilnya, misalnya jawaban mana yang dikecualikan. Sesudah itu unit mengonfirmasi angkanya.',
  },
  changeRequested: {
    summary: 'Tarik permintaan perbaikan',
    hint: 'Tulis mengapa perbaikannya tidak diperlukan lagi.',
  },
  outdated: {
    summary: 'Lanjutkan tanpa konfirmasi ulang',
    hint: 'Tulis mengapa unit tidak perlu ditunggu. Sesudah tenggat, unit terbit dengan keterangan belum dikonfirmasi.',
  },
} as const

function standingInWords({ view, drafted }: WithDraft, own: boolean): string {
  const { review, editions, today } = view
  if (editions.length > 0) {
    return drafted.course === 'objected'
      ? 'Triwulan ini sudah terbit, dan unit menyatakan angkanya keliru. Bila benar, Bagian Organisasi menerbitkan ralat.'
      : drafted.differs
        ? 'Triwulan ini sudah terbit, dan angka sekarang berbeda. Bagian Organisasi dapat menerbitkannya sebagai ralat.'
        : 'Triwulan ini sudah terbit. Bila ada angka yang keliru, Bagian Organisasi dapat menerbitkan ralat.'
  }
  if (!review) return 'Tinjauan belum dibuka Bagian Organisasi. Analisis sudah dapat ditulis.'
  const until = `sampai ${formatDay(review.confirmBy)}`
  const late = today > review.confirmBy
  switch (drafted.course) {
    case 'waiting':
      if (late)
        return `Tenggat konfirmasi (${formatDay(review.confirmBy)}) sudah lewat; unit masih dapat mengonfirmasi sampai triwulan ini terbit.`
      return own ? `Perlu Anda konfirmasi ${until}.` : `Unit mengonfirmasi ${until}.`
    case 'confirmed':
      return 'Unit sudah mengonfirmasi angka di bawah ini.'
    case 'outdated':
      return own
        ? `Angkanya berubah sesudah Anda mengonfirmasi. Periksa dan konfirmasi lagi ${until}.`
        : 'Angkanya berubah sesudah dikonfirmasi; unit perlu mengonfirmasi lagi.'
    case 'changeRequested':
      return own
        ? `Bagian Organisasi meminta perbaikan. Perbaiki, lalu konfirmasi ${until}.`
        : 'Unit diminta memperbaiki, lalu mengonfirmasi lagi.'
    case 'objected':
      return own
        ? 'Keberatan Anda menunggu Bagian Organisasi. Bila ternyata angkanya benar, Anda dapat mengonfirmasinya.'
        : 'Unit menyatakan keberatan. Triwulan ini tidak dapat diterbitkan sebelum keberatannya diselesaikan.'
    case 'notNeeded':
      return 'Tidak ada jawaban pada triwulan ini, jadi tidak ada yang perlu dikonfirmasi. Unit tampil sebagai “tidak ada jawaban”.'
  }
}

function Message({
  unit,
  view,
  values = {},
  problems = [],
  form,
  shown,
  open = false,
  summary,
  children,
}: UnitReviewProps & {
  readonly form: MessageForm
  /** The form that was not understood. */
  readonly shown: UnitReviewProps['form']
  readonly open?: boolean
  readonly summary: string
  readonly children?: Child
}) {
  const mine = shown === form
  return (
    <Fold summary={summary} open={mine || (open && shown === undefined)}>
      <form method="post" action={unitReviewPath(unit, view.quarter, form)} class="stack">
        <MessageArea form={form} mine={mine} values={values} problems={problems} hint={children} />
        <p class="buttons">
          <button type="submit">{buttonWords[form]}</button>
        </p>
      </form>
    </Fold>
  )
}

const buttonWords: Readonly<Record<MessageForm, string>> = {
  keberatan: 'Kirim keberatan',
  perbaikan: 'Kirim permintaan',
  selesai: 'Simpan penyelesaian',
}

// The page may hold two of these forms; only in the one that was sent can a link to the field lead.
function MessageArea({
  form,
  mine,
  values,
  problems,
  hint,
}: {
  readonly form: MessageForm
  readonly mine: boolean
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly hint?: Child
}) {
  return (
    <TextArea
      name="pesan"
      id={mine ? undefined : `pesan-${form}`}
      label={form === 'selesai' ? 'Penyelesaian' : 'Pesan'}
      hint={hint}
      value={mine ? values.pesan : undefined}
      problem={mine ? problemOf('pesan', problems) : undefined}
      limit={messageLength.most}
    />
  )
}

function Figures({ document, published }: { readonly document: UnitDocument; readonly published: boolean }) {
  const { ikm, mutu, kinerja, keadaan, selang, kepastian_mutu, jumlah_responden, unsur } = document
  return (
    <section class="card headline" aria-labelledby="judul-angka">
      <h2 id="judul-angka">{published ? 'Angka sekarang' : 'Angka yang akan terbit'}</h2>
      {keadaan === 'tanpa_jawaban' ? (
        <p class="figure">Tidak ada jawaban</p>
      ) : (
        <>
          <div class="leading">
            <p class="figure">{figureText(ikm)}</p>
            <div class="said">
              {mutu === null ? (
                <Chip tone="plain">di bawah minimum</Chip>
              ) : (
                <Chip tone={gradeTone(mutu as GradeLetter)} mark={mutu}>
                  {kinerja}
                </Chip>
              )}
              <p>
                {mutu === null
                  ? `Mutu mulai ${formatCount(document.minimum_responden)} responden`
                  : `Kepastian: ${kepastian_mutu ?? '–'}`}
              </p>
              <p>{formatCount(jumlah_responden)} responden</p>
            </div>
          </div>
          <p class="interval">Selang 95&nbsp;%: {rangeText(selang)}</p>
        </>
      )}
      <dl class="facts">
        <div>
          <dt>Jawaban diterima</dt>
          <dd>{formatCount(document.jawaban_diterima)}</dd>
        </div>
        <div>
          <dt>Dikecualikan</dt>
          <dd>
            {document.jawaban_dikecualikan === 0
              ? 'tidak ada'
              : `${formatCount(document.jawaban_dikecualikan)}: ${groundsText(document.dikecualikan_karena)}`}
          </dd>
        </div>
        <div>
          <dt>Orang dilayani</dt>
          <dd>{document.orang_dilayani === null ? 'belum diisi' : formatCount(document.orang_dilayani)}</dd>
        </div>
      </dl>
      {keadaan !== 'tanpa_jawaban' && (
        <Table
          caption="Unsur, urutan peraturan"
          columns={[
            { label: 'Unsur' },
            { label: 'Nilai', figures: true },
            { label: 'Mutu' },
            { label: 'Selang 95\u00a0%', figures: true },
          ]}
          rows={unsur.map(({ kode, nama, nilai, mutu: grade, selang: range }) => [
            `${kode} ${nama}`,
            figureText(nilai),
            grade ?? '–',
            rangeText(range),
          ])}
        />
      )}
    </section>
  )
}

function Analysis(props: UnitReviewProps) {
  const { actor, unit, view, form, values = {}, problems = [] } = props
  const { analysis, quarter, editions, drafted } = view
  if (editions.length > 0) {
    const published = drafted?.document.analisis
    return (
      <section class="card" aria-labelledby="judul-analisis">
        <h2 id="judul-analisis">Analisis yang terbit</h2>
        {published ? <Texts texts={published} /> : <p>Tidak ada analisis.</p>}
      </section>
    )
  }
  const typed = form === 'analisis' ? values : undefined
  const stored = {
    kelebihan: analysis?.strengths ?? '',
    kelemahan: analysis?.weaknesses ?? '',
    penyebab: analysis?.causes ?? '',
  }
  const masked = Object.fromEntries(Object.entries(stored).map(([part, text]) => [part, maskPersonal(text)]))
  return (
    <section class="card" aria-labelledby="judul-analisis">
      <h2 id="judul-analisis">Analisis</h2>
      {analysis ? (
        <>
          <p class="soft">Begini analisis ini akan terbaca oleh umum.</p>
          <Texts texts={masked} />
          {Object.values(stored).some(holdsPersonal) && (
            <p class="problem">Nomor telepon, NIK, atau e-mail di dalamnya disamarkan. Sebaiknya hapus dari teksnya.</p>
          )}
        </>
      ) : (
        <p>Belum ada analisis untuk triwulan ini.</p>
      )}
      {may(actor, 'writeAnalysis', unit) && (
        <Fold summary={analysis ? 'Ubah analisis' : 'Tulis analisis'} open={typed !== undefined || !analysis}>
          <form method="post" action={unitReviewPath(unit, quarter, 'analisis')} class="stack">
            {(['kelebihan', 'kelemahan', 'penyebab'] as const).map((part) => (
              <TextArea
                name={part}
                label={analysisLabels[part]}
                hint={analysisHints[part]}
                value={typed ? typed[part] : stored[part]}
                problem={form === 'analisis' ? problemOf(part, problems) : undefined}
                limit={analysisLength}
              />
            ))}
            <p class="buttons">
              <button type="submit">Simpan analisis</button>
            </p>
          </form>
        </Fold>
      )}
    </section>
  )
}

const analysisHints = {
  kelebihan: 'Unsur yang dinilai baik, dan apa yang membuatnya baik.',
  kelemahan: 'Unsur yang terendah, dan apa yang dikeluhkan warga.',
  penyebab: 'Mengapa demikian, sejauh diketahui.',
} as const

function Texts({ texts }: { readonly texts: Readonly<Record<string, string>> }) {
  return (
    <>
      {Object.entries(analysisLabels).map(
        ([part, label]) =>
          texts[part] && (
            <>
              <h3>{label}</h3>
              {texts[part].split(/\n+/).map((line) => (
                <p>{line}</p>
              ))}
            </>
          ),
      )}
    </>
  )
}

function Promises({ unit, view: { drafted, editions } }: Pick<UnitReviewProps, 'unit' | 'view'>) {
  const plans = drafted?.document.rencana_tindak_lanjut.length ?? 0
  return (
    <section class="card" aria-labelledby="judul-rencana">
      <h2 id="judul-rencana">Rencana tindak lanjut</h2>
      <p>
        {plans === 0
          ? editions.length > 0
            ? 'Tidak ada rencana yang ikut terbit; yang dibuat sesudahnya tampil di halaman tindak lanjut.'
            : 'Belum ada rencana atas hasil triwulan ini. Peraturan meminta rencana untuk tiga unsur terendah.'
          : `${formatCount(plans)} rencana ikut terbit bersama hasil ini.`}
      </p>
      <p>
        <a class="button quiet" href={unitPath(unit, 'tindak-lanjut')}>
          Rencana tindak lanjut
        </a>
      </p>
    </section>
  )
}

function Files({ unit, view: { quarter, editions } }: Pick<UnitReviewProps, 'unit' | 'view'>) {
  const period = quarterSlug(quarter)
  const published = editions.length > 0
  return (
    <section class="card" aria-labelledby="judul-berkas">
      <h2 id="judul-berkas">Berkas</h2>
      <ul class="links">
        <li>
          <a href={`${unitPath(unit, 'laporan.docx')}?periode=${period}`}>
            Laporan SKM, DOCX <small>Bab I sampai V, dapat disunting{!published && '; masih sementara'}</small>
          </a>
        </li>
        <li>
          <a href={`${unitPath(unit, 'pengolahan.xlsx')}?periode=${period}`}>
            Pengolahan data, XLSX <small>satu baris tiap responden, dengan rumus</small>
          </a>
        </li>
        {published && (
          <li>
            <a href={`/hasil/${period}/${unit.slug}.pdf`}>
              Lembar publikasi, PDF <small>satu halaman A4</small>
            </a>
          </li>
        )}
      </ul>
    </section>
  )
}

function History({ view: { events, review }, zone }: UnitReviewProps) {
  if (!review) return null
  return (
    <section class="card" aria-labelledby="judul-riwayat">
      <h2 id="judul-riwayat">Riwayat tinjauan</h2>
      <ul class="rows">
        {events.map((event) => (
          <li>
            <div>
              <p>
                <strong>{reviewActWords[event.kind]}</strong>
              </p>
              {event.message && <p>{event.message}</p>}
              <p class="soft">
                {instantText(event.at, zone)} · {event.actor}
              </p>
            </div>
          </li>
        ))}
        <li>
          <div>
            <p>
              <strong>Tinjauan dibuka</strong>
            </p>
            <p class="soft">
              {instantText(review.openedAt, zone)} · {review.openedBy}
            </p>
          </div>
        </li>
      </ul>
    </section>
  )
}
