// One action at the desk: what was promised, what its element has done since, its course, evidence and quoted suggestions.

import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import { may } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import {
  ChoiceGroup,
  ErrorSummary,
  type FieldProblem,
  fieldId,
  problemOf,
  TextArea,
  TextField,
} from '../../interface/fields.tsx'
import { Fold } from '../../interface/table.tsx'
import { formatCount, formatDay, formatHundredths } from '../../language/format.ts'
import { UnitDeskPage, type UnitDeskProps, unitPath } from '../../responses/pages/unit-desk.tsx'
import type { LocalDay, Quarter } from '../../units/rules/calendar.ts'
import { type EventKind, eventWords, isOpen, type Step, stepsFrom } from '../rules/course.ts'
import type { ShownAction } from './plans.tsx'
import { elementName, inWords, StatusChips } from './words.tsx'

export interface ShownWholeAction extends ShownAction {
  readonly expected: number | null
  readonly expectedWords: string
  readonly cancelReason: string | null
  readonly events: readonly {
    readonly kind: EventKind
    readonly text: string
    /** As it is read: `12 Oktober 2026, 10.42 WIB`. */
    readonly at: string
    readonly actorName: string
  }[]
  readonly pieces: readonly ShownPiece[]
  readonly quoted: readonly { readonly text: string }[]
}

export interface ShownPiece {
  readonly id: number
  readonly kind: 'link' | 'photo' | 'document'
  readonly url: string | null
  readonly file: { readonly key: string; readonly bytes: number; readonly name: string } | null
  readonly caption: string
  readonly withdrawalReason: string | null
}

export interface Quotable {
  readonly id: number
  readonly day: LocalDay
  readonly text: string
}

const labels = {
  langkah: 'Apa yang terjadi',
  catatan: 'Catatan',
  tautan: 'Alamat',
  berkas: 'Foto atau PDF',
  keterangan: 'Keterangan',
  judul: 'Judul tautan',
  saran: 'Saran',
} as const

const stepWords: Readonly<Record<Step, string>> = {
  start: 'Mulai dikerjakan',
  note: 'Ada kemajuan',
  finish: 'Selesai',
  cancel: 'Dibatalkan',
  reopen: 'Dibuka kembali',
}

/** Which of the page's forms was not understood. */
export type ActionForm = 'step' | 'link' | 'file' | 'withdrawal' | 'quote'

export interface ActionProps extends UnitDeskProps {
  readonly running: Quarter
  readonly action: ShownWholeAction
  /** Figures of the element in the quarter that is answered and those that are over since, in order; in hundredths. */
  readonly figures: readonly { readonly quarter: Quarter; readonly value: number }[]
  readonly quotable: {
    readonly suggestions: readonly Quotable[]
    /** Where more are, and where all are instead of those about the element. */
    readonly next: string | undefined
    readonly all: string | undefined
    readonly open: boolean
  }
  /** False where the installation has no place for files. */
  readonly keepsFiles: boolean
  readonly form?: ActionForm | undefined
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly notice: Notice | undefined
}

export function ActionPage(props: ActionProps) {
  const { site, actor, unit, action, running, problems, notice } = props
  const plans = may(actor, 'planFollowUps', unit)
  const path = unitPath(unit, `tindak-lanjut/${action.id}`)
  return (
    <UnitDeskPage
      site={site}
      actor={actor}
      unit={unit}
      title="Rencana tindak lanjut"
      here="tindak-lanjut"
      script={plans ? '/followup.js' : undefined}
    >
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <section class="card">
        <p class="crumbs">
          <a href={unitPath(unit, 'tindak-lanjut')}>Tindak lanjut</a> › {inWords(action.quarter)}
        </p>
        <h1>{action.program}</h1>
        <NoticeBox notice={notice} />
        <StatusChips {...action} running={running} />
        <Promised {...props} />
        {plans && isOpen(action.status) && (
          <p>
            <a class="button quiet" href={`${path}/ubah`}>
              Ubah rencana
            </a>
          </p>
        )}
      </section>
      <div class="columns">
        <div>
          {plans && <Steps {...props} path={path} />}
          <Evidence {...props} path={path} plans={plans} />
          <Quotes {...props} path={path} plans={plans} />
        </div>
        <div>
          <Course action={action} />
        </div>
      </div>
    </UnitDeskPage>
  )
}

function Promised({ action, figures }: ActionProps) {
  const [before, ...since] = figures
  return (
    <dl class="details">
      <div>
        <dt>Unsur</dt>
        <dd>
          {elementName(action)}
          {before && (
            <small>
              {formatHundredths(before.value)} pada {inWords(before.quarter)}
              {since.map(({ quarter, value }) => `; ${formatHundredths(value)} pada ${inWords(quarter)}`).join('')}
            </small>
          )}
        </dd>
      </div>
      <div>
        <dt>Perubahan yang diharapkan</dt>
        <dd>
          {action.expectedWords}
          {action.expected !== null && <small>Target nilai unsur {formatHundredths(action.expected)}</small>}
        </dd>
      </div>
      <div>
        <dt>Waktu</dt>
        <dd>{action.quarters.map(inWords).join(', ')}</dd>
      </div>
      <div>
        <dt>Penanggung jawab</dt>
        <dd>{action.responsible}</dd>
      </div>
      {action.cancelReason !== null && (
        <div>
          <dt>Alasan batal</dt>
          <dd>{action.cancelReason}</dd>
        </div>
      )}
    </dl>
  )
}

function Steps({ action, path, form, values, problems }: ActionProps & { readonly path: string }) {
  const steps = stepsFrom(action.status)
  const here = form === 'step'
  const said = here ? values : {}
  const about = here ? problems : []
  return (
    <section class="card" aria-labelledby="judul-kemajuan">
      <h2 id="judul-kemajuan">Catat kemajuan</h2>
      {steps.length === 0 ? null : (
        <form method="post" action={`${path}/keadaan`} class="stack">
          <ChoiceGroup
            name="langkah"
            label={labels.langkah}
            class="field"
            value={said.langkah ?? (steps.length === 1 ? steps[0] : undefined)}
            problem={problemOf('langkah', about)}
            options={steps.map((step) => ({ value: step, label: stepWords[step] }))}
          />
          <TextArea
            name="catatan"
            label={labels.catatan}
            hint="Tampil di halaman publik: apa yang sudah dikerjakan, atau alasannya bila dibatalkan atau dibuka kembali."
            value={said.catatan}
            problem={problemOf('catatan', about)}
            limit={1000}
          />
          <button type="submit">Catat</button>
        </form>
      )}
    </section>
  )
}

function Evidence(props: ActionProps & { readonly path: string; readonly plans: boolean }) {
  const { action, unit, path, plans, keepsFiles, form, values, problems } = props
  const standing = action.pieces.filter(({ withdrawalReason }) => withdrawalReason === null)
  const withdrawn = action.pieces.filter(({ withdrawalReason }) => withdrawalReason !== null)
  const about = (which: ActionForm) => (form === which ? { values, problems } : { values: {}, problems: [] })
  const link: Pick<ActionProps, 'values' | 'problems'> = about('link')
  const file: Pick<ActionProps, 'values' | 'problems'> = about('file')
  return (
    <section class="card" aria-labelledby="judul-bukti">
      <h2 id="judul-bukti">Bukti</h2>
      {standing.length === 0 && (
        <p class="soft">Belum ada bukti. Foto, dokumen, atau tautan membuat janji ini dipercaya.</p>
      )}
      {standing.length > 0 && (
        <ul class="rows">
          {standing.map((piece) => (
            <li>
              <Piece unit={unit} piece={piece} />
              {plans && (
                <Fold summary="Tarik">
                  <form method="post" action={`${path}/bukti/${piece.id}/tarik`} class="stack">
                    <ReasonField of={piece.caption} />
                    <button type="submit" class="quiet">
                      Tarik bukti
                    </button>
                  </form>
                </Fold>
              )}
            </li>
          ))}
        </ul>
      )}
      {withdrawn.map(({ caption, withdrawalReason }) => (
        <p class="soft">
          Ditarik: {caption}. {withdrawalReason}
        </p>
      ))}
      {plans && action.status !== 'cancelled' && (
        <>
          {keepsFiles ? (
            <Fold summary="Tambah foto atau PDF" open={form === 'file'}>
              <form method="post" action={`${path}/berkas`} enctype="multipart/form-data" class="stack" name="bukti">
                <FileField problem={problemOf('berkas', file.problems)} />
                <TextField
                  name="keterangan"
                  label={labels.keterangan}
                  hint="Apa yang terlihat, misalnya: ruang tunggu setelah kursi ditambah."
                  value={file.values.keterangan}
                  problem={problemOf('keterangan', file.problems)}
                  autocomplete="off"
                />
                <button type="submit">Tambah berkas</button>
              </form>
            </Fold>
          ) : (
            <p class="note">Pemasangan ini belum punya tempat untuk berkas. Tambahkan bukti sebagai tautan.</p>
          )}
          <Fold summary="Tambah tautan" open={form === 'link'}>
            <form method="post" action={`${path}/tautan`} class="stack">
              <TextField
                name="tautan"
                label={labels.tautan}
                type="url"
                value={link.values.tautan}
                problem={problemOf('tautan', link.problems)}
                autocomplete="off"
              />
              <TextField
                name="judul"
                label={labels.judul}
                value={link.values.judul}
                problem={problemOf('judul', link.problems)}
                autocomplete="off"
              />
              <button type="submit">Tambah tautan</button>
            </form>
          </Fold>
        </>
      )}
    </section>
  )
}

/** Without an address of its own, since a page has many: the label holds its field. */
export function ReasonField({ of }: { readonly of: string }) {
  return (
    <div class="field">
      <label>
        Alasan menarik <span class="unseen">{of}</span>
        <input type="text" name="alasan" minlength={10} maxlength={500} autocomplete="off" required />
      </label>
      <p class="hint">Tidak ditampilkan lagi sesudah ditarik; alasannya tetap tercatat.</p>
    </div>
  )
}

function Piece({ unit, piece }: { readonly unit: UnitDeskProps['unit']; readonly piece: ShownPiece }) {
  const { kind, url, file, caption } = piece
  if (kind === 'link' || !file) {
    return (
      <span>
        <a href={url ?? undefined} rel="noopener noreferrer nofollow">
          {caption}
        </a>
        <small class="address">{url}</small>
      </span>
    )
  }
  const address = unitPath(unit, `bukti/${file.key}`)
  if (kind === 'photo') {
    return (
      <figure class="evidence">
        <a href={address}>
          <img src={address} alt={caption} loading="lazy" />
        </a>
        <figcaption>{caption}</figcaption>
      </figure>
    )
  }
  return (
    <span>
      <a href={address}>{caption}</a>
      <small>PDF, {kilobytes(file.bytes)}</small>
    </span>
  )
}

/** What the storage holds in words: `312 KB`. */
function kilobytes(bytes: number): string {
  return `${formatCount(Math.max(1, Math.round(bytes / 1024)))} KB`
}

function FileField({ problem }: { readonly problem: string | undefined }) {
  return (
    <div class="field">
      <label for={fieldId('berkas')}>{labels.berkas}</label>
      <p class="hint" id="hint-berkas">
        Foto JPEG, PNG, atau WebP sampai 400 KB; yang lebih besar dikecilkan di peramban Anda. PDF sampai 2 MB. Lokasi
        dan data lain di dalam foto dibuang. Jangan memperlihatkan wajah atau berkas warga.
      </p>
      {problem && (
        <p class="problem" id="problem-berkas">
          {problem}
        </p>
      )}
      <input
        id={fieldId('berkas')}
        type="file"
        name="berkas"
        accept="image/jpeg,image/png,image/webp,application/pdf,.jpg,.jpeg,.png,.webp,.pdf"
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? 'problem-berkas hint-berkas' : 'hint-berkas'}
        required
      />
      <p class="soft" id="kabar-foto" role="status" />
    </div>
  )
}

function Quotes({
  action,
  path,
  plans,
  quotable,
  form,
}: ActionProps & { readonly path: string; readonly plans: boolean }) {
  const { suggestions, next, all, open } = quotable
  return (
    <section class="card" aria-labelledby="judul-kutipan">
      <h2 id="judul-kutipan">Anda berkata, kami lakukan</h2>
      {action.quoted.length === 0 ? (
        <p class="soft">Belum ada saran warga yang dikutip.</p>
      ) : (
        action.quoted.map(({ text }) => <blockquote>{text}</blockquote>)
      )}
      {plans && (
        <Fold summary="Kutip saran warga" open={open || form === 'quote'}>
          {suggestions.length === 0 ? (
            <p class="soft">
              {all ? 'Tidak ada saran dari mereka yang menilai unsur ini paling rendah.' : 'Tidak ada saran lagi.'}
            </p>
          ) : (
            <form method="post" action={`${path}/kutip`} class="stack">
              <p class="hint" id={fieldId('saran')} tabindex={-1}>
                Kutipan tampil di halaman publik seperti tertulis di sini, tanpa nama penulisnya. Jangan memilih saran
                yang menyebut atau membuka siapa orangnya.
              </p>
              <div class="choices">
                {suggestions.map(({ id, day, text }) => (
                  <label>
                    <input type="checkbox" name={`saran-${id}`} value="ya" />
                    <span>
                      {text} <small>{formatDay(day)}</small>
                    </span>
                  </label>
                ))}
              </div>
              <button type="submit">Kutip yang dipilih</button>
            </form>
          )}
          <p class="buttons">
            {next && <a href={next}>Saran yang lebih lama</a>}
            {all && <a href={all}>Semua saran sejak triwulan itu</a>}
          </p>
        </Fold>
      )}
    </section>
  )
}

function Course({ action }: { readonly action: ShownWholeAction }) {
  return (
    <section class="card" aria-labelledby="judul-riwayat">
      <h2 id="judul-riwayat">Riwayat</h2>
      <ul class="rows">
        {action.events.toReversed().map(({ kind, text, at, actorName }) => (
          <li>
            <span>
              {eventWords[kind]}
              {text && `: ${text}`}
              <small>
                {at} · {actorName}
              </small>
            </span>
            {kind === 'finished' && <Chip tone="a">selesai</Chip>}
          </li>
        ))}
      </ul>
    </section>
  )
}
