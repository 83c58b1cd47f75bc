// What the pages of results have in common: the city's figures, counts in words, downloads, proofs of what was signed.

import type { Child } from 'hono/jsx'
import { gradeTone } from '../../../ikm/pages/grade.ts'
import { listed } from '../../../ikm/pages/unit/words.ts'
import { Chip } from '../../../interface/chip.tsx'
import { formatCount, formatDay, formatHundredths, formatTime } from '../../../language/format.ts'
import { groundNames, isGround } from '../../../responses/rules/exclusion.ts'
import type { GradeLetter } from '../../../surveys/rules.ts'
import { inWords } from '../../../units/quarter.ts'
import { localDay, localTime, quarterSlug, type Zone } from '../../../units/rules/calendar.ts'
import type { EditionView, ReadEdition } from '../../results.ts'
import type { CityFigure, UnitDocument } from '../../rules/document.ts'

/** Both figures of the whole government, each under its name. */
export function CityFigures({ content }: Pick<ReadEdition, 'content'>) {
  return (
    <dl class="figures together">
      <div>
        <dt>
          Rata-rata unit
          <small>Setiap unit berbobot sama, berapa pun respondennya.</small>
        </dt>
        <dd>{cityFigure(content.rata_rata_unit)}</dd>
      </div>
      <div>
        <dt>
          Gabungan responden
          <small>Setiap responden berbobot sama, di unit mana pun ia dilayani.</small>
        </dt>
        <dd>{cityFigure(content.gabungan_responden)}</dd>
      </div>
    </dl>
  )
}

function cityFigure({ ikm, mutu, kinerja }: CityFigure) {
  if (ikm === null) return <small>belum ada data</small>
  return (
    <>
      {figure(ikm)}
      {mutu !== null && <small>{`${mutu}, ${kinerja ?? ''}`}</small>}
    </>
  )
}

/** A number of a document as it is written: 84.9 is `84,90`, none is a dash. */
export function figure(value: number | null): string {
  return value === null ? '–' : formatHundredths(Math.round(value * 100))
}

export function intervalOf(interval: readonly [low: number, high: number] | null): string {
  return interval ? `${figure(interval[0])}–${figure(interval[1])}` : '–'
}

/** A grade with its word, or why there is none. */
export function Grade({
  state,
  grade,
  performance,
}: {
  readonly state: string
  readonly grade: string | null
  readonly performance: string | null
}) {
  if (state === 'tanpa_jawaban') return <Chip tone="plain">tidak ada jawaban</Chip>
  if (grade === null) return <Chip tone="plain">belum cukup</Chip>
  return (
    <Chip tone={gradeTone(grade as GradeLetter)} mark={grade}>
      {performance}
    </Chip>
  )
}

/** `Diterbitkan 12 Oktober 2026, 10.42 WIB. Ralat, edisi ke-2.` */
export function publishedOn({ published_at: at, number }: ReadEdition['row'], zone: Zone): string {
  const instant = new Date(at * 1000)
  const { hour, minute } = localTime(instant, zone)
  const when = `Diterbitkan ${formatDay(localDay(instant, zone))}, ${formatTime(hour, minute, zone)}.`
  return number === 1 ? when : `${when} Ralat, edisi ke-${formatCount(number)}.`
}

export function countsInWords(content: ReadEdition['content']): string {
  const { unit_dinilai: graded, unit_di_bawah_minimum: below, unit_tanpa_jawaban: none } = content
  const parts = [
    `${formatCount(graded)} dinilai`,
    ...(below > 0 ? [`${formatCount(below)} belum cukup responden`] : []),
    ...(none > 0 ? [`${formatCount(none)} tanpa jawaban`] : []),
  ]
  return `${formatCount(content.jumlah_unit)} unit: ${listed(parts)}. ${formatCount(content.jumlah_responden)} responden.`
}

/** How many answers came in, how many were left out and why. */
export function receivedInWords({
  jawaban_diterima: received,
  jawaban_dikecualikan: excluded,
  jumlah_responden: counted,
  dikecualikan_karena: grounds,
}: Pick<
  UnitDocument,
  'jawaban_diterima' | 'jawaban_dikecualikan' | 'jumlah_responden' | 'dikecualikan_karena'
>): string {
  if (received === 0) return 'Tidak ada jawaban yang diterima.'
  if (excluded === 0) return `${formatCount(received)} jawaban diterima, semuanya dihitung.`
  const reasons = Object.entries(grounds).map(
    ([ground, count]) => `${(isGround(ground) ? groundNames[ground] : ground).toLowerCase()} ${formatCount(count)}`,
  )
  return `${formatCount(received)} jawaban diterima, ${formatCount(excluded)} dikecualikan (${listed(reasons)}), ${formatCount(counted)} dihitung.`
}

export function Downloads({ files }: { readonly files: readonly { readonly href: string; readonly text: string }[] }) {
  return (
    <ul class="options">
      {files.map(({ href, text }) => (
        <li>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  )
}

/** What anybody can compare: hashes, key, signature, and the edition before. @param children further rows. */
export function Proofs({ edition, children }: { readonly edition: EditionView; readonly children?: Child }) {
  const { row, before, fingerprint } = edition
  return (
    <section class="card" aria-labelledby="keaslian">
      <h2 id="keaslian">Keaslian</h2>
      <p>
        Edisi ini ditandatangani saat diterbitkan. Unduh JSON-nya, lalu <a href="/verifikasi">periksa</a>: satu huruf
        pun yang berubah akan ketahuan.
      </p>
      <dl class="details">
        {children}
        <div>
          <dt>Sidik edisi (SHA-256)</dt>
          <dd class="address">{row.hash}</dd>
        </div>
        <div>
          <dt>Sidik kunci</dt>
          <dd class="address">{fingerprint}</dd>
        </div>
        <div>
          <dt>Tanda tangan (Ed25519)</dt>
          <dd class="address">{row.signature}</dd>
        </div>
        <div>
          <dt>Menyambung edisi</dt>
          <dd>
            {before ? (
              <>
                <a href={`/hasil/${quarterSlug(before.quarter)}/edisi/${before.number}`}>
                  {inWords(before.quarter)}, edisi ke-{formatCount(before.number)}
                </a>
                <small class="address">{before.hash}</small>
              </>
            ) : (
              'Edisi pertama; tidak ada yang sebelumnya.'
            )}
          </dd>
        </div>
      </dl>
    </section>
  )
}
