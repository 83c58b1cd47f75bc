// Units that need a call today, each with the reason in words.

import { formatCount, formatDay, formatDecimal, formatHundredths } from '../../../language/format.ts'
import { shortly } from '../../../units/quarter.ts'
import { mondayOf, previousQuarter, type Quarter, quarterDays } from '../../../units/rules/calendar.ts'
import { type Call, silentDays } from '../../rules/overview.ts'

export interface CalledUnit {
  readonly row: { readonly slug: string; readonly name: string; readonly agency: string }
  readonly calls: readonly Call[]
}

/** @param called the gravest first. @param all where the rest of them can be seen; null for nowhere. @param most listed here. */
export function Calls({
  called,
  quarter,
  all,
  most,
}: {
  readonly called: readonly CalledUnit[]
  readonly quarter: Quarter
  readonly all: string | null
  readonly most: number
}) {
  return (
    <section class="card" aria-labelledby="judul-panggil">
      <h2 id="judul-panggil">Perlu dihubungi hari ini</h2>
      {called.length === 0 ? (
        <p>
          Tidak ada. Unit ditampilkan di sini bila {formatCount(silentDays)} hari tanpa jawaban, nilainya turun melebihi
          kebetulan, atau lajunya tidak mencapai sasaran.
        </p>
      ) : (
        <>
          <ul class="rows calls">
            {called.slice(0, most).map(({ row, calls }) => (
              <li>
                <span>
                  <a href={`/kelola/unit/${encodeURIComponent(row.slug)}`}>{row.name}</a>
                  <small>{row.agency}</small>
                </span>
                <ul>
                  {calls.map((call) => (
                    <li>{callInWords(call, quarter)}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
          {called.length > most && all !== null && (
            <p>
              <a href={all}>Lihat semua {formatCount(called.length)} unit yang perlu dihubungi</a>
            </p>
          )}
        </>
      )}
    </section>
  )
}

export function callInWords(call: Call, quarter: Quarter): string {
  switch (call.kind) {
    case 'silent':
      return `Tidak ada jawaban selama ${formatCount(call.days)} hari; yang terakhir ${formatDay(call.last)}.`
    case 'shifted':
      return `Nilai tiap pekan bergeser turun sejak pekan ${formatDay(mondayOf(call.began))}.`
    case 'fallen':
      return `IKM turun ${formatHundredths(Math.abs(call.difference))} sejak ${shortly(previousQuarter(quarter))}, teruji.`
    case 'slow':
      return `Laju ${rate(call.pace)} jawaban sehari; sasaran ${formatCount(call.target)} perlu ${rate(call.needed)} sehari sampai ${formatDay(quarterDays(quarter).last)}.`
  }
}

function rate(perDay: number): string {
  return formatDecimal(perDay, perDay >= 10 ? 0 : 1)
}
