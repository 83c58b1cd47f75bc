// The figure people came for: the index as it was published, how sure it is, and how many answered.

import { gradeTone } from '../../../ikm/pages/grade.ts'
import { scale, zoomed } from '../../../ikm/pages/unit/axis.ts'
import { intervalInWords, listed } from '../../../ikm/pages/unit/words.ts'
import type { Band } from '../../../interface/charts/scale.ts'
import { Strip } from '../../../interface/charts/strip.tsx'
import { Chip } from '../../../interface/chip.tsx'
import { formatCount, formatDay, formatDays, formatHundredths } from '../../../language/format.ts'
import { groundNames, isGround } from '../../../responses/rules/exclusion.ts'
import type { Grade } from '../../../surveys/rules.ts'
import { inWords } from '../../../units/quarter.ts'
import { localDay, quarterDays, type Zone } from '../../../units/rules/calendar.ts'
import type { UnitDocument } from '../../rules/document.ts'
import type { ReadUnit } from '../../rules/readback.ts'
import type { PublishedView } from '../../view.ts'

export function Headline({
  document,
  read: { quarter, summary, bearing },
  edition,
  bands,
  zone,
}: {
  readonly document: UnitDocument
  readonly read: ReadUnit
  readonly edition: PublishedView['result']['edition']
  readonly bands: readonly Band[]
  readonly zone: Zone
}) {
  const { first, last } = quarterDays(quarter)
  const range = zoomed(summary.ikm ?? scale.from, [5000])
  const published = formatDay(localDay(new Date(edition.published_at * 1000), zone))
  return (
    <section class={`card headline ${summary.state}`} aria-labelledby="ikm">
      <h2 id="ikm">IKM {inWords(quarter)}</h2>
      <p class="soft">
        Diterbitkan {published}
        {edition.number > 1 && `, ralat (edisi ${formatCount(edition.number)})`}
      </p>
      {summary.ikm === null ? (
        <>
          <p class="figure">Belum ada data</p>
          <p>
            Tidak ada jawaban yang dihitung pada triwulan ini. Ini bukan nilai nol: angkanya memang tidak ada. Untuk
            memberi penilaian, pindai kode QR di loket unit ini.
          </p>
          <p>{receivedInWords(document)}</p>
        </>
      ) : (
        <>
          <div class="leading">
            <p class="figure">{formatHundredths(summary.ikm)}</p>
            <div>
              {summary.grade ? (
                <Chip tone={gradeTone(summary.grade.grade)} mark={summary.grade.grade}>
                  {summary.grade.performance}
                </Chip>
              ) : (
                <Chip tone="plain">belum cukup</Chip>
              )}
              <p>{formatCount(summary.respondents)} responden</p>
            </div>
          </div>
          <p class="interval">{intervalInWords(bearing.interval)}</p>
          <Strip
            value={summary.ikm}
            bands={bands}
            range={range}
            start={formatHundredths(range.from)}
            banded={summary.grade !== null}
            label={`${formatHundredths(summary.ikm)}. ${bands
              .toReversed()
              .map(({ mark, text }) => `Mutu ${mark} mulai ${text}`)
              .join(', ')}.`}
          />
          <p>
            {summary.grade
              ? `${meaning(summary.ikm, summary.grade)}${sureness(document)}`
              : `Belum cukup: perlu ${formatCount(summary.minimum)} responden untuk mutu, yang menjawab ${formatCount(summary.respondents)}.`}
          </p>
          <p>{receivedInWords(document)}</p>
          <p class="fine">
            Jawaban tanggal {formatDays(first, last)}. Skala IKM 25 sampai 100. Cara menghitung{' '}
            <a href="/metodologi#selang">selang</a>, <a href="/metodologi#mutu">mutu</a>, dan{' '}
            <a href="/metodologi#kecukupan">sasaran</a>.
          </p>
        </>
      )}
    </section>
  )
}

function meaning(ikm: number, { grade, performance }: Grade): string {
  return `Menurut penggunanya, kinerja pelayanan unit ini ${performance.toLowerCase()}: ${formatHundredths(ikm)} dari paling tinggi 100, mutu ${grade}.`
}

function sureness({ kepastian_mutu: words }: UnitDocument): string {
  if (words === null) return ''
  return words === 'mutu belum dapat dipastikan' ? ' Mutunya belum dapat dipastikan.' : ` Kepastian mutu: ${words}.`
}

function receivedInWords(document: UnitDocument): string {
  const { jawaban_diterima: received, jawaban_dikecualikan: excluded, sasaran_responden: target } = document
  const { orang_dilayani: served, jumlah_responden: counted } = document
  const answered =
    excluded === 0
      ? `${formatCount(received)} jawaban diterima, semuanya dihitung.`
      : `${formatCount(received)} jawaban diterima, ${formatCount(excluded)} dikecualikan (${listed(reasons(document))}), ${formatCount(counted)} dihitung.`
  const said = received === 0 ? 'Tidak ada jawaban yang diterima.' : answered
  if (served === null || target === null) return `${said} Jumlah orang yang dilayani tidak dicatat.`
  return `${said} Sasarannya ${formatCount(target)} responden dari ${formatCount(served)} orang yang dilayani.`
}

function reasons({ dikecualikan_karena: grounds }: UnitDocument): string[] {
  return Object.entries(grounds).map(
    ([ground, count]) => `${(isGround(ground) ? groundNames[ground] : ground).toLowerCase()} ${formatCount(count)}`,
  )
}
