// What a citizen sees once the answer is on disk: the receipt, and what happens with the answer.

import { HeaderNames, Page, type Site } from '../../interface/layout.tsx'
import { formatDay, formatQuarter, formatTime } from '../../language/format.ts'
import { quarterNumber, quarterOf, quarterYear } from '../../units/rules/calendar.ts'
import { surveyScripts, Tick } from './kept.tsx'

export function ThanksPage({
  site,
  unit,
  counter,
  receipt,
  day,
  time,
  zone,
  repeated,
  kiosk,
}: {
  readonly site: Site
  readonly unit: { readonly name: string; readonly slug: string }
  readonly counter: { readonly name: string } | null
  readonly receipt: string
  /** Local day and wall clock on which the answer was stored. */
  readonly day: number
  readonly time: { readonly hour: number; readonly minute: number }
  readonly zone: string
  /** True where the same answer had arrived before. */
  readonly repeated?: boolean | undefined
  /** On the tablet at the counter: where the next person begins. */
  readonly kiosk?: string | undefined
}) {
  return (
    <Page
      site={site}
      title="Jawaban Anda tersimpan"
      width="narrow"
      script={surveyScripts(false)}
      header={<HeaderNames name={unit.name} detail={counter?.name} />}
      unlisted
      closed={kiosk !== undefined}
      refresh={kiosk === undefined ? undefined : { after: 10, to: kiosk }}
    >
      <section class="card thanks">
        <Tick />
        <h1>
          Terima kasih. <span>Jawaban Anda tersimpan.</span>
        </h1>
        {repeated && (
          <p class="note">Jawaban ini sudah kami terima sebelumnya. Jawaban yang sama tidak dihitung dua kali.</p>
        )}
        <p class="receipt">
          <small>Nomor tanda terima</small>
          <strong>{receipt}</strong>
          <small>
            Terkirim. Dijawab {formatDay(day)}, {formatTime(time.hour, time.minute, zone)}
          </small>
        </p>
        <p class="soft">Nomor ini bukti bahwa jawaban Anda sudah masuk. Nomor ini tidak memuat data diri.</p>
      </section>
      <section class="card">
        <h2>Apa yang terjadi selanjutnya</h2>
        <ol class="steps">
          <li>Jawaban Anda dihitung bersama jawaban warga lain, tanpa nama.</li>
          <li>Jawaban ini menjadi bagian dari hasil {quarterInWords(day)}, setelah hasil itu diterbitkan.</li>
          <li>Hal yang nilainya paling rendah menjadi bahan perbaikan unit ini.</li>
        </ol>
        <p>
          {kiosk === undefined ? (
            <a class="button quiet" href={`/unit/${encodeURIComponent(unit.slug)}`}>
              Lihat hasil {unit.name}
            </a>
          ) : (
            <a class="button quiet" href={kiosk}>
              Selesai
            </a>
          )}
        </p>
      </section>
    </Page>
  )
}

function quarterInWords(day: number): string {
  const quarter = quarterOf(day)
  return formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}
