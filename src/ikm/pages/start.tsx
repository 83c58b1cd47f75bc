// The desk's first page: the units within reach with this quarter's figures, and those that need a call.

import { DeskPage } from '../../accounts/pages/desk.tsx'
import { type Actor, may } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import type { Site } from '../../interface/layout.tsx'
import { formatCount, formatFigure } from '../../language/format.ts'
import { inWords } from '../../units/quarter.ts'
import type { Quarter } from '../../units/rules/calendar.ts'
import type { DeskCall } from '../calls.ts'
import type { Together } from '../rules/comparison.ts'
import { gradeTone } from './grade.ts'
import { type CalledUnit, Calls } from './overview/calls.tsx'
import type { OverviewRow } from './overview.tsx'
import { TogetherFigures } from './together.tsx'
import { Waiting } from './waiting.tsx'

export interface StartProps {
  readonly site: Site
  readonly actor: Actor
  readonly quarter: Quarter
  readonly total: number
  readonly silent: number
  readonly together: Together
  readonly found: readonly OverviewRow[]
  readonly called: readonly CalledUnit[]
  /** What else waits for the actor. */
  readonly waiting: readonly DeskCall[]
}

// More units than this are looked for in the overview, or by a search in the browser.
const mostListed = 60

export function StartPage(props: StartProps) {
  const { site, actor, quarter, found, called, total } = props
  const overview = may(actor, 'readOverview')
  return (
    <DeskPage site={site} actor={actor} title="Beranda pengelola" here="/kelola">
      <div class="opening">
        <h1>Selamat datang, {actor.name}</h1>
        {total > 0 && <p class="lead">{inWords(quarter)}, masih berjalan.</p>}
      </div>
      <Waiting calls={props.waiting} />
      {total === 0 ? (
        <section class="card none">
          <h2>{actor.grants.length === 0 ? 'Akun Anda belum diberi hak' : 'Belum ada unit pelayanan'}</h2>
          <p>
            {actor.grants.length === 0
              ? 'Hubungi Bagian Organisasi untuk mendapatkannya.'
              : 'Unit tampil di sini setelah didaftarkan oleh Bagian Organisasi.'}
          </p>
          {may(actor, 'manageOrganisation') && (
            <p>
              <a class="button" href="/kelola/organisasi">
                Daftarkan unit
              </a>
            </p>
          )}
        </section>
      ) : (
        <>
          {overview && <City {...props} />}
          <Calls
            called={called}
            quarter={quarter}
            all={overview ? '/kelola/ikhtisar?keadaan=panggil' : null}
            most={overview ? 6 : mostListed}
          />
          {(!overview || found.length <= mostListed) && <Units units={found} />}
        </>
      )}
    </DeskPage>
  )
}

function City({ total, silent, together }: StartProps) {
  return (
    <section class="card outcome" aria-labelledby="judul-kota">
      <div>
        <h2 id="judul-kota">Seluruh unit</h2>
        <p>
          {formatCount(total)} unit, {formatCount(together.respondents)} responden
          {silent > 0 && `; ${formatCount(silent)} unit belum ada jawaban`}.
        </p>
        <p>
          <a class="button" href="/kelola/ikhtisar">
            Buka ikhtisar semua unit
          </a>
        </p>
      </div>
      <TogetherFigures together={together} />
    </section>
  )
}

function Units({ units }: { readonly units: readonly OverviewRow[] }) {
  return (
    <section class="stack apart" aria-labelledby="judul-unit">
      <h2 id="judul-unit">Unit pelayanan</h2>
      <ul class="links">
        {units.map(({ row, summary }) => (
          <li>
            <a href={`/kelola/unit/${encodeURIComponent(row.slug)}`}>
              <span>
                {row.name}
                <small>{row.agency}</small>
              </span>
              <span class="unit-figure">
                <strong>{formatFigure(summary.ikm)}</strong>
                {summary.grade ? (
                  <Chip tone={gradeTone(summary.grade.grade)} mark={summary.grade.grade}>
                    {summary.grade.performance}
                  </Chip>
                ) : (
                  <Chip tone="plain">{summary.ikm === null ? 'belum ada data' : 'belum cukup'}</Chip>
                )}
                {summary.respondents > 0 && <small>{formatCount(summary.respondents)} responden</small>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
