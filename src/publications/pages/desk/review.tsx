// One quarter on its way to publication: its days, its editions, and every unit with where it stands and who holds it up.

import { DeskPage } from '../../../accounts/pages/desk.tsx'
import { type Notice, NoticeBox } from '../../../accounts/pages/sign-in.tsx'
import { type Actor, may } from '../../../accounts/rules/rights.ts'
import { gradeTone } from '../../../ikm/pages/grade.ts'
import { Chip } from '../../../interface/chip.tsx'
import { ErrorSummary, type FieldProblem, problemOf, SelectField, TextField } from '../../../interface/fields.tsx'
import type { Site } from '../../../interface/layout.tsx'
import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatDay } from '../../../language/format.ts'
import type { GradeLetter } from '../../../surveys/rules.ts'
import { dayToText, quarterDays, quarterSlug, type Zone } from '../../../units/rules/calendar.ts'
import type { ReviewUnit, ReviewView } from '../../review.ts'
import { countCourses, holderOf, proposedDays, unitCourses } from '../../rules/course.ts'
import { countsInWords, deadline } from './quarters.tsx'
import {
  figureText,
  holderInWords,
  instantText,
  obstacleInWords,
  publicationsPath,
  quarterCourseWords,
  quarterName,
  quarterTones,
  reviewPath,
  unitCourseWords,
  unitTones,
} from './words.ts'

export interface ReviewProps {
  readonly site: Site
  readonly actor: Actor
  readonly view: ReviewView
  /** Units that fit the search, of which `shown` stand on this page. */
  readonly found: number
  readonly shown: readonly ReviewUnit[]
  readonly page: number
  readonly pages: number
  readonly search: { readonly cari: string; readonly instansi: string; readonly keadaan: string | undefined }
  /** Slug and name, in order. */
  readonly agencies: readonly (readonly [string, string])[]
  readonly zone: Zone
  /** What was typed for the days, where it was not understood. */
  readonly values?: Readonly<Record<string, string>> | undefined
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Notice | undefined
}

const dayLabels = { konfirmasi: 'Unit mengonfirmasi sampai', terbit: 'Terbit paling lambat' } as const

export function ReviewPage(props: ReviewProps) {
  const { site, actor, view, problems = [], notice } = props
  const { quarter, course } = view
  const bureau = may(actor, 'publishResults')
  return (
    <DeskPage site={site} actor={actor} title={`Publikasi ${quarterName(quarter)}`} here={publicationsPath}>
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={dayLabels} />
      <div class="opening">
        <p class="soft">
          <a href={publicationsPath}>Publikasi</a>
        </p>
        <h1>{quarterName(quarter)}</h1>
        <NoticeBox notice={notice} />
      </div>
      <section class="card" aria-labelledby="judul-keadaan">
        <h2 id="judul-keadaan">
          Keadaan <Chip tone={quarterTones[course]}>{quarterCourseWords[course]}</Chip>
        </h2>
        <Course {...props} bureau={bureau} />
      </section>
      {course !== 'running' && <Units {...props} />}
    </DeskPage>
  )
}

function Course(props: ReviewProps & { readonly bureau: boolean }) {
  const { view, bureau } = props
  const { quarter, today, course, review, units, obstacles } = view
  switch (course) {
    case 'running':
      return (
        <p>
          Triwulan ini berakhir {formatDay(quarterDays(quarter).last)}. Sesudah itu angkanya ditinjau unit dan dapat
          diterbitkan.
        </p>
      )
    case 'draft':
      return (
        <>
          <p>
            Triwulan sudah berakhir. Bila tinjauan dibuka, tiap unit melihat angkanya, menulis analisis, lalu
            mengonfirmasi atau menyatakan keberatan.
          </p>
          {bureau ? <DaysForm {...props} action="buka" button="Buka tinjauan" /> : <p>Tinjauannya belum dibuka.</p>}
        </>
      )
    case 'inReview':
      return (
        <>
          {review && (
            <p>
              Dibuka {review.openedBy}. Unit mengonfirmasi sampai {deadline(review.confirmBy, today)}; terbit paling
              lambat {deadline(review.publishBy, today)}.
            </p>
          )}
          <p>{countsInWords(countCourses(units.map((unit) => unit.course)))}</p>
          {bureau && (
            <>
              {obstacles.length > 0 ? (
                <>
                  <h3>Belum dapat diterbitkan</h3>
                  <ul>
                    {obstacles.map((obstacle) => (
                      <li>{obstacleInWords(obstacle)}</li>
                    ))}
                  </ul>
                </>
              ) : (
                <p>Tidak ada lagi yang menghalangi.</p>
              )}
              <p>
                <a class={obstacles.length > 0 ? 'button quiet' : 'button'} href={reviewPath(quarter, 'terbit')}>
                  Lihat yang akan terbit
                </a>
              </p>
              <Fold summary="Ubah tenggat" open={(props.problems ?? []).length > 0}>
                <DaysForm {...props} action="tenggat" button="Simpan tenggat" />
              </Fold>
            </>
          )}
        </>
      )
    default:
      return <Editions {...props} />
  }
}

function Editions({ view, zone, bureau }: ReviewProps & { readonly bureau: boolean }) {
  const { quarter, editions, units } = view
  const different = units.filter(({ differs }) => differs).length
  const objected = units.filter((unit) => unit.course === 'objected').length
  return (
    <>
      <ul class="rows">
        {editions.toReversed().map((edition) => (
          <li>
            <div>
              <p>
                <strong>Edisi {formatCount(edition.number)}</strong> · terbit {instantText(edition.published_at, zone)}{' '}
                · {edition.published_by}
              </p>
              {edition.reason !== null && <p>Ralat: {edition.reason}</p>}
            </div>
          </li>
        ))}
      </ul>
      {objected > 0 && <p>{formatCount(objected)} unit menyatakan keberatan sesudah terbit.</p>}
      {different > 0 ? (
        <p>Angka {formatCount(different)} unit sekarang berbeda dari yang terbit.</p>
      ) : (
        <p>Angka sekarang sama dengan yang terbit.</p>
      )}
      <p class="buttons">
        <a class="button quiet" href={`/hasil/${quarterSlug(quarter)}`}>
          Lihat halaman publik
        </a>
        <a class="button quiet" href={`/hasil/${quarterSlug(quarter)}.xlsx`}>
          Unduh rekap XLSX
        </a>
        {bureau && different > 0 && (
          <a class="button" href={reviewPath(quarter, 'ralat')}>
            Siapkan ralat
          </a>
        )}
      </p>
    </>
  )
}

function DaysForm({
  view,
  values,
  problems = [],
  action,
  button,
}: ReviewProps & { readonly action: string; readonly button: string }) {
  const days = view.review ?? proposedDays(view.today)
  return (
    <form method="post" action={reviewPath(view.quarter, action)} class="stack">
      <div class="fields filters">
        <TextField
          name="konfirmasi"
          label={dayLabels.konfirmasi}
          type="date"
          value={values?.konfirmasi ?? dayToText(days.confirmBy)}
          problem={problemOf('konfirmasi', problems)}
          required
        />
        <TextField
          name="terbit"
          label={dayLabels.terbit}
          type="date"
          value={values?.terbit ?? dayToText(days.publishBy)}
          problem={problemOf('terbit', problems)}
          required
        />
        <button type="submit">{button}</button>
      </div>
    </form>
  )
}

function Units(props: ReviewProps) {
  const { view, found, shown, page, pages, search, agencies } = props
  const { quarter, units, editions } = view
  if (units.length === 0) return <p class="card none">Belum ada unit dengan jawaban pada triwulan ini.</p>
  const published = editions.length > 0
  const states = [
    ...(published ? (['objected', 'notNeeded'] as const) : unitCourses).map((value) => ({
      value,
      label: unitCourseWords[value],
    })),
    ...(published ? [{ value: 'berbeda', label: 'Berbeda dari yang terbit' }] : []),
  ]
  return (
    <>
      <search class="card">
        <form action={reviewPath(quarter)} class="stack">
          <div class="fields filters">
            <TextField name="cari" label="Cari unit" type="search" value={search.cari} />
            <SelectField
              name="instansi"
              label="Perangkat daerah"
              value={search.instansi}
              problem={undefined}
              options={agencies.map(([value, label]) => ({ value, label }))}
              none="Semua"
            />
            <SelectField
              name="keadaan"
              label="Keadaan"
              value={search.keadaan}
              problem={undefined}
              options={states}
              none="Semua"
            />
            <button type="submit">Tampilkan</button>
          </div>
        </form>
      </search>
      {found === 0 ? (
        <section class="card none" role="status">
          <h2>Tidak ada unit yang cocok</h2>
          <p>
            <a href={reviewPath(quarter)}>Tampilkan semua unit</a>
          </p>
        </section>
      ) : (
        <section class="card" aria-labelledby="judul-unit">
          <h2 id="judul-unit">
            {formatCount(found)} unit{pages > 1 && `, halaman ${formatCount(page)} dari ${formatCount(pages)}`}
          </h2>
          <Table
            caption={published ? `Unit, ${quarterName(quarter)}` : `Unit dalam tinjauan ${quarterName(quarter)}`}
            columns={[
              { label: 'Unit' },
              { label: 'Keadaan' },
              ...(published ? [] : [{ label: 'Ditunggu' }]),
              { label: 'Responden', figures: true },
              { label: 'IKM', figures: true },
              { label: 'Mutu' },
            ]}
            rows={shown.map((unit) => cells(unit, props))}
          />
          <Pages {...props} />
        </section>
      )}
    </>
  )
}

function cells(unit: ReviewUnit, { view, zone }: ReviewProps) {
  const { review, today, quarter, editions } = view
  const published = editions.length > 0
  const holder = review && !published ? holderOf(unit.course, unit.last, review, today) : null
  return [
    <>
      <a href={`/kelola/unit/${encodeURIComponent(unit.slug)}/publikasi/${quarterSlug(quarter)}`}>{unit.name}</a>
      <br />
      <small>{unit.agency}</small>
    </>,
    <Where unit={unit} opened={review !== undefined} published={published} />,
    ...(published ? [] : [holder ? holderInWords(holder, zone) : '–']),
    formatCount(unit.respondents),
    figureText(unit.ikm),
    unit.grade !== null ? (
      <Chip tone={gradeTone(unit.grade as GradeLetter)} mark={unit.grade}>
        {unit.performance}
      </Chip>
    ) : (
      <Chip tone="plain">{unit.state === 'tanpa_jawaban' ? 'tidak ada jawaban' : 'di bawah minimum'}</Chip>
    ),
  ]
}

/** Where a unit stands, as one chip. */
function Where({ unit, opened, published }: { unit: ReviewUnit; opened: boolean; published: boolean }) {
  const { course, differs, confirmed } = unit
  if (course === 'notNeeded' || course === 'objected' || (opened && !published)) {
    return <Chip tone={unitTones[course]}>{unitCourseWords[course]}</Chip>
  }
  if (!published) return <Chip tone="plain">Belum dibuka</Chip>
  if (differs) return <Chip tone="c">Berbeda dari yang terbit</Chip>
  return confirmed ? <Chip tone="a">Dikonfirmasi</Chip> : <Chip tone="plain">Belum dikonfirmasi</Chip>
}

function Pages({ view, page, pages, search }: ReviewProps) {
  if (pages === 1) return null
  const address = (number: number) => {
    const fields = { ...search, halaman: String(number) }
    const known = Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : []))
    return `${reviewPath(view.quarter)}?${new URLSearchParams(known as [string, string][])}`
  }
  return (
    <nav class="pager" aria-label="Halaman">
      {page > 1 && <a href={address(page - 1)}>Sebelumnya</a>}
      <span>
        Halaman {formatCount(page)} dari {formatCount(pages)}
      </span>
      {page < pages && <a href={address(page + 1)}>Berikutnya</a>}
    </nav>
  )
}
