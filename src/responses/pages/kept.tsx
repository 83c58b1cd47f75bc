// What public/survey.js shows of answers that are kept on the phone until they are sent; all its words stand here.

import type { Child } from 'hono/jsx'
import type { Words } from '../../language/id.ts'
import { fill } from '../../language/languages.ts'
import type { Zone } from '../../units/rules/calendar.ts'
import { Filled } from './reading.tsx'

/** Where the form of a code is opened and sent to. */
export function formAddress(code: string, kiosk: boolean): string {
  return `/s/${encodeURIComponent(code)}${kiosk ? '/kios' : ''}`
}

/** The scripts of a form and of what belongs to it, in their order. */
export function surveyScripts(kiosk: boolean, easy = false): string[] {
  const more = [...(easy ? ['/easy.js'] : []), ...(kiosk ? ['/kiosk.js'] : [])]
  return ['/language.js', '/queue.js', '/device.js', '/survey.js', ...more]
}

const zoneNames: Readonly<Record<Zone, string>> = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' }

interface KeptProps {
  readonly unit: { readonly name: string; readonly slug: string; readonly zone: Zone }
  readonly kiosk: boolean
  readonly words: Words
}

/** The receipt as it is shown without asking the server, and what waits or was refused. `data-saat` says in which state. */
export function KeptAnswers({ unit, kiosk, words }: KeptProps) {
  const { kept, thanks } = words
  const names = kept[kiosk ? 'kiosk' : 'phone']
  const told = (text: string) => fill(text, names)
  const quarter = <Filled text={words.quarter} number={<span data-isi="triwulan" />} year={<span data-isi="tahun" />} />
  return (
    <template id="terima" data-zona={zoneNames[unit.zone]}>
      <section class="card thanks" tabindex={-1}>
        <Tick />
        <h1>
          <Only when="simpan kirim">{thanks.thanks}</Only> <Only when="kirim">{thanks.stored}</Only>
          <Only when="simpan">{told(kept.kept)}</Only>
          <Only when="tolak">{kept.refused}</Only>
          <Only when="hilang ingat">{kept.gone}</Only>
        </h1>
        <div class="receipt" data-saat="simpan kirim">
          <small>{thanks.receipt}</small>
          <strong>
            <Only when="kirim" slot="tanda" />
            <Only when="simpan">{kept.later}</Only>
          </strong>
          <small>
            <Only when="kirim">{thanks.sent}</Only> <Filled text={thanks.answeredAt} when={<span data-isi="pada" />} />{' '}
            {unit.zone}
          </small>
        </div>
        <p data-saat="simpan">{kept.waits}</p>
        <p data-saat="tolak" data-isi="alasan" />
        <p data-saat="hilang ingat">
          {told(kept.emptied)} <Only when="ingat">{kept.stillSends}</Only>
          <Only when="hilang">{kept.uncertain}</Only>
        </p>
        {!kiosk && (
          <ol class="steps" data-saat="simpan kirim">
            <li>{thanks.counted}</li>
            <li>
              <Filled text={thanks.quarter} quarter={quarter} />
            </li>
            <li>{thanks.improved}</li>
          </ol>
        )}
        <p class="buttons">
          <button type="button" class="quiet" data-saat={kiosk ? 'tolak' : 'simpan tolak ingat'} data-buat="kirim">
            {kept.sendNow}
          </button>
          <button type="button" class="quiet" data-saat="tolak" data-buat="hapus">
            {told(kept.remove)}
          </button>
          {!kiosk && (
            <a class="button quiet" data-saat="kirim" href={`/unit/${encodeURIComponent(unit.slug)}`}>
              {fill(thanks.results, { unit: unit.name })}
            </a>
          )}
          {kiosk && (
            <button type="button" data-buat="mulai">
              {thanks.done}
              <span data-isi="sisa" />
            </button>
          )}
        </p>
      </section>
      <p class="note kept" role="status">
        <Filled text={kept.waiting} many={<span data-isi="jumlah" />} device={names.device} />
      </p>
      <div class="note kept">
        <p>
          <Filled
            text={kept.refusedAt}
            when={
              <>
                <span data-isi="pada" /> {unit.zone}
              </>
            }
            reason={<span data-isi="alasan" />}
          />
        </p>
        <p class="buttons">
          <button type="button" class="quiet" data-buat="kirim">
            {kept.sendAgain}
          </button>
          <button type="button" class="quiet" data-buat="hapus">
            {told(kept.remove)}
          </button>
        </p>
      </div>
    </template>
  )
}

/** Why nothing was sent, above the button; survey.js shows the one that is true. */
export function NotSent({ kiosk, words: { kept } }: Pick<KeptProps, 'kiosk' | 'words'>) {
  const names = kept[kiosk ? 'kiosk' : 'phone']
  return (
    <p id="gagal" class="problem" role="alert" hidden>
      <Only when="kurang">{kept.missing}</Only>
      <Only when="langsung">{fill(kept.direct, names)}</Only>
      <Only when="gagal">{fill(kept.failed, names)}</Only>
    </p>
  )
}

/** What public/kiosk.js shows on the tablet at the counter. */
export function KioskParts({ words: { kiosk } }: Pick<KeptProps, 'words'>) {
  return (
    <>
      <p class="buttons" id="penuh" hidden>
        <button type="button" class="quiet">
          {kiosk.fullScreen}
        </button>
      </p>
      <p class="note still" id="sepi" role="alert" hidden>
        <strong>{kiosk.still}</strong> <Filled text={kiosk.emptiedIn} seconds={<span>10</span>} />
      </p>
    </>
  )
}

export function Tick() {
  return (
    <svg class="tick" width="56" height="56" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="16" />
      <path d="M9 16.5l5 5 9.5-11" />
    </svg>
  )
}

function Only({ when, slot, children }: { readonly when: string; readonly slot?: string; readonly children?: Child }) {
  return (
    <span data-saat={when} data-isi={slot}>
      {children}
    </span>
  )
}
