// Promised actions as the public reads them: what was promised, by whom and when, and what the figures say of it.

import { eventWords } from '../../followups/rules/course.ts'
import { listed } from '../../ikm/pages/unit/words.ts'
import { Chip, type Tone } from '../../interface/chip.tsx'
import { Fold } from '../../interface/table.tsx'
import { formatCount, formatDay, formatDifference, formatHundredths } from '../../language/format.ts'
import { shortly } from '../../units/quarter.ts'
import { localDay, type Quarter, quarterFromSlug, type Zone } from '../../units/rules/calendar.ts'
import type { FollowUpDocument, ProofDocument, UnitDocument } from '../rules/document.ts'
import { hundredths, hundredthsOrNull } from '../rules/readback.ts'
import type { Progress } from '../view.ts'

const statusTones: Readonly<Record<string, Tone>> = {
  direncanakan: 'plain',
  berjalan: 'b',
  selesai: 'a',
  batal: 'plain',
}
const proofTones: Readonly<Record<string, Tone>> = { terbukti: 'a', 'belum terbukti': 'plain', memburuk: 'd' }

/** What an action promised and what became of it. */
export interface Promised extends FollowUpDocument {
  /** The quarter whose result it answers. */
  readonly origin: Quarter
  readonly proof: Pick<ProofDocument, 'pembuktian' | 'nilai' | 'selisih'> | null
  readonly unit?: { readonly slug: string; readonly name: string; readonly agency: string }
}

/** A unit's promises of the quarters before with their proof, and what it plans because of this result. */
export function Pledges({
  document,
  quarter,
  slug,
  ...told
}: {
  readonly document: UnitDocument
  readonly quarter: number
  readonly slug: string
  readonly progress?: ReadonlyMap<number, Progress>
  readonly zone: Zone
}) {
  const kept: Promised[] = document.pembuktian.map(({ asal, pembuktian, nilai, selisih, ...action }) => ({
    ...action,
    origin: quarterFromSlug(asal) ?? quarter,
    proof: { pembuktian, nilai, selisih },
  }))
  const planned: Promised[] = document.rencana_tindak_lanjut.map((action) => ({
    ...action,
    origin: quarter,
    proof: null,
  }))
  const proven = document.pembuktian.filter(({ pembuktian }) => pembuktian === 'terbukti').length
  return (
    <section class="card" aria-labelledby="judul-janji">
      <h2 id="judul-janji">Janji dan buktinya</h2>
      {kept.length === 0 && planned.length === 0 && (
        <p>Belum ada rencana tindak lanjut yang diterbitkan bersama hasil ini.</p>
      )}
      {kept.length > 0 && (
        <>
          <p>
            {formatCount(proven)} dari {formatCount(kept.length)} janji terbukti: nilai unsurnya naik lebih dari
            kebetulan.
          </p>
          <Some actions={newestFirst(kept)} {...told} />
        </>
      )}
      {planned.length > 0 && (
        <>
          <h3>Rencana karena hasil ini</h3>
          <Promises actions={planned} {...told} />
        </>
      )}
      {(kept.length > 0 || planned.length > 0) && (
        <p>
          <a href={`/tindak-lanjut?unit=${encodeURIComponent(slug)}`}>Semua tindak lanjut unit ini</a>
        </p>
      )}
    </section>
  )
}

/** Promises on the page at once; the others wait in a fold. */
const promisesShown = 3

function Some({
  actions,
  ...told
}: {
  readonly actions: readonly Promised[]
  readonly progress?: ReadonlyMap<number, Progress>
  readonly zone: Zone
}) {
  const rest = actions.slice(promisesShown)
  return (
    <>
      <Promises actions={actions.slice(0, promisesShown)} {...told} />
      {rest.length > 0 && (
        <Fold summary={`${formatCount(rest.length)} janji sebelumnya`}>
          <Promises actions={rest} {...told} />
        </Fold>
      )}
    </>
  )
}

function newestFirst(actions: readonly Promised[]): Promised[] {
  return actions.toSorted((one, other) => other.origin - one.origin || one.nomor - other.nomor)
}

export function Promises({
  actions,
  progress = new Map(),
  zone,
}: {
  readonly actions: readonly Promised[]
  /** What has happened since, by number of the action; nothing where it is not told. */
  readonly progress?: ReadonlyMap<number, Progress>
  readonly zone: Zone
}) {
  return (
    <ul class="rows">
      {actions.map((action) => (
        <li>
          <div>
            <strong>{action.kegiatan}</strong>
            <small>
              {action.unit && (
                <>
                  <a href={`/unit/${encodeURIComponent(action.unit.slug)}`}>{action.unit.name}</a>, {action.unit.agency}
                  .{' '}
                </>
              )}
              {aboutInWords(action)}
            </small>
            {action.perubahan_diharapkan !== '' && <small>Harapan: {action.perubahan_diharapkan}</small>}
            {action.alasan_batal !== null && <small>Dibatalkan: {action.alasan_batal}</small>}
            {action.saran.length > 0 && (
              <>
                <small>Anda berkata, kami lakukan:</small>
                {action.saran.map((quote) => (
                  <blockquote>{quote}</blockquote>
                ))}
              </>
            )}
            <Since progress={progress.get(action.nomor)} zone={zone} />
          </div>
          <div>
            <Chip tone={statusTones[action.status] ?? 'plain'}>{action.status}</Chip>{' '}
            {action.proof && (
              <>
                <Chip tone={proofTones[action.proof.pembuktian] ?? 'plain'}>{action.proof.pembuktian}</Chip>
                <small>{valuesInWords(action.proof)}</small>
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Since({ progress, zone }: { readonly progress: Progress | undefined; readonly zone: Zone }) {
  if (!progress) return null
  return (
    <>
      {progress.events.map(({ kind, text, at }) => (
        <small>
          {formatDay(localDay(new Date(at * 1000), zone))}: {eventWords[kind].toLowerCase()}
          {text !== '' && `, ${text}`}
        </small>
      ))}
      {progress.evidence.length > 0 && (
        <small>
          Bukti:{' '}
          {progress.evidence.map((piece, place) => (
            <>
              {place > 0 && ' · '}
              <a
                href={piece.kind === 'link' ? piece.url : `/bukti/${piece.key}`}
                rel={piece.kind === 'link' ? 'noopener nofollow' : undefined}
              >
                {piece.caption}
              </a>
            </>
          ))}
        </small>
      )}
    </>
  )
}

function aboutInWords(action: Promised): string {
  const goal = action.sasaran === null ? '' : `, sasaran ${formatHundredths(hundredths(action.sasaran))}`
  const when = action.waktu.flatMap((slug) => quarterFromSlug(slug) ?? []).map(shortly)
  return [
    `${action.nama_unsur ?? 'Untuk pelayanan secara umum'}${goal}.`,
    `Menjawab hasil ${shortly(action.origin)}${when.length > 0 ? `, dikerjakan ${listed(when)}` : ''}.`,
    `Penanggung jawab: ${action.penanggung_jawab}.`,
  ].join(' ')
}

function valuesInWords({ nilai: [before, now], selisih }: NonNullable<Promised['proof']>): string {
  if (before === null || now === null) return 'belum ada nilai untuk dibandingkan'
  const difference = hundredthsOrNull(selisih)
  const change = difference === null ? '' : ` (${formatDifference(difference)})`
  return `nilai unsur ${formatHundredths(hundredths(before))} → ${formatHundredths(hundredths(now))}${change}`
}
