// A published result as plain text to pass on.

import { newsText } from '../ikm/news.ts'
import { type Direction, directionWords } from '../ikm/rules/change.ts'
import { formatCount, formatQuarterShort } from '../language/format.ts'
import { quarterFromSlug, quarterNumber, quarterYear } from '../units/rules/calendar.ts'
import type { UnitDocument } from './rules/document.ts'

/** More plans than this are counted, not told. */
const plansTold = 3

/** @param address of the result's page. */
export function newsOfDocument(document: UnitDocument, address: string): string {
  const title = `IKM ${document.nama_unit}, ${shortly(document.periode)}`
  if (document.ikm === null)
    return [title, 'Tidak ada jawaban pada triwulan ini.', ...followUps(document), address].join('\n')
  const { perubahan, dibandingkan_dengan: since } = document
  const direction = (Object.keys(directionWords) as Direction[]).find((key) => directionWords[key] === perubahan?.arah)
  const quarter = since && quarterFromSlug(since.periode)
  return newsText({
    title,
    ikm: hundredths(document.ikm),
    margin: document.margin_galat === null ? null : hundredths(document.margin_galat),
    grade: document.mutu === null ? null : { grade: document.mutu, performance: document.kinerja ?? '' },
    certainty: document.kepastian_mutu,
    minimum: document.minimum_responden,
    respondents: document.jumlah_responden,
    target: document.sasaran_responden,
    change:
      quarter && direction && perubahan?.selisih != null
        ? { since: quarter, difference: hundredths(perubahan.selisih), direction }
        : null,
    weakest: document.unsur_terendah.flatMap((key) => {
      const element = document.unsur.find(({ kunci }) => kunci === key)
      return element?.nilai == null ? [] : [{ name: element.nama, value: hundredths(element.nilai) }]
    }),
    more: followUps(document),
    address,
  })
}

function followUps({ rencana_tindak_lanjut: plans, pembuktian: proofs }: UnitDocument): string[] {
  const kept = plans.filter(({ status }) => status !== 'batal')
  const told = kept.slice(0, plansTold).map(({ kegiatan }) => kegiatan)
  const rest = kept.length - told.length
  const found = Map.groupBy(proofs, ({ pembuktian }) => pembuktian)
  const counted = Array.from(found, ([word, those]) => `${formatCount(those.length)} ${word}`)
  return [
    ...(told.length > 0
      ? [`Tindak lanjut: ${told.join('; ')}${rest > 0 ? `; dan ${formatCount(rest)} lainnya` : ''}`]
      : []),
    ...(counted.length > 0 ? [`Janji sebelumnya: ${counted.join(', ')}`] : []),
  ]
}

function hundredths(value: number): number {
  return Math.round(value * 100)
}

function shortly(slug: string): string {
  const quarter = quarterFromSlug(slug)
  return quarter === undefined
    ? slug
    : formatQuarterShort({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}
