// What offices promised because of published results, each promise beside its proof.

import { statuses, statusWords } from '../../followups/rules/course.ts'
import { verdicts, verdictWords } from '../../followups/rules/proof.ts'
import { Page, type Site } from '../../interface/layout.tsx'
import { Fold } from '../../interface/table.tsx'
import { formatCount } from '../../language/format.ts'
import type { Zone } from '../../units/rules/calendar.ts'
import type { ActionsView } from '../view.ts'
import { PublicMenu } from './menu.tsx'
import { Promises } from './promises.tsx'

export function FollowUpsPage({
  site,
  origin,
  ...view
}: ActionsView & { readonly site: Site; readonly zone: Zone; readonly origin: string }) {
  const { all, found, counts, published, actions } = view
  const description = `Apa yang dijanjikan unit pelayanan ${site.government} karena hasil survei, dan apakah terbukti.`
  return (
    <Page
      site={site}
      title="Tindak lanjut"
      description={description}
      width="wide"
      navigation={<PublicMenu here="/tindak-lanjut" />}
      preview={{ title: `Tindak lanjut ${site.government}`, description, url: `${origin}/tindak-lanjut` }}
    >
      <div class="opening">
        <h1>Janji dan buktinya</h1>
        <p class="lead">
          Apa yang dijanjikan unit karena hasil surveinya, dan apakah nilai unsurnya kemudian naik lebih dari kebetulan.
        </p>
      </div>
      {all === 0 ? (
        <section class="card none">
          <h2>Belum ada tindak lanjut yang diterbitkan</h2>
          <p>
            {published
              ? 'Hasil yang sudah diterbitkan belum memuat rencana tindak lanjut.'
              : 'Tindak lanjut diterbitkan bersama hasil triwulan. Belum ada triwulan yang diterbitkan.'}
          </p>
        </section>
      ) : (
        <>
          <Choice {...view} />
          <section class="card" aria-labelledby="daftar-janji">
            <h2 id="daftar-janji">{countsInWords(counts)}</h2>
            {found === 0 ? (
              <p role="status">
                Tidak ada tindak lanjut yang cocok dengan pilihan ini. <a href="/tindak-lanjut">Lihat semua</a>
              </p>
            ) : (
              <Promises actions={actions} progress={view.progress} zone={view.zone} />
            )}
            <Pager {...view} />
            <p class="fine">
              Terbukti: nilai unsur naik lebih dari kebetulan. Kenaikan belum berarti rencana inilah sebabnya.{' '}
              <a href="/metodologi#perubahan">Cara menguji perubahan</a>.
            </p>
          </section>
        </>
      )}
    </Page>
  )
}

function countsInWords({ promised, tested, proven, finished }: ActionsView['counts']): string {
  const told = `${formatCount(promised)} janji, ${formatCount(finished)} selesai`
  if (tested === 0) return `${told}, belum ada yang dapat diuji`
  return `${told}; ${formatCount(proven)} dari ${formatCount(tested)} janji yang diuji terbukti`
}

function Choice({ choice, units, agencies }: ActionsView) {
  const options = (
    name: keyof ActionsView['choice'],
    offered: readonly { readonly value: string; readonly text: string }[],
  ) => (
    <ul class="options">
      {offered.map(({ value, text }) => (
        <li>
          <a
            href={addressOf({ ...choice, [name]: value, halaman: 1 })}
            aria-current={String(choice[name]) === value ? 'true' : undefined}
          >
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
  const named = (list: readonly { readonly slug: string; readonly name: string }[]) => [
    { value: '', text: 'Semua' },
    ...list.map(({ slug, name }) => ({ value: slug, text: name })),
  ]
  const worded = (words: readonly string[]) => [
    { value: 'semua', text: 'Semua' },
    ...words.map((word) => ({ value: word, text: word })),
  ]
  const nameIn = (list: readonly { readonly slug: string; readonly name: string }[], slug: string) =>
    list.find((one) => one.slug === slug)?.name ?? 'semua'
  return (
    <section class="card choice" aria-label="Pilihan">
      <Fold summary={`Perangkat daerah: ${nameIn(agencies, choice.instansi)}`}>
        {options('instansi', named(agencies))}
      </Fold>
      <Fold summary={`Unit: ${nameIn(units, choice.unit)}`}>{options('unit', named(units))}</Fold>
      <Fold summary={`Keadaan: ${choice.status}`}>
        {options('status', worded(statuses.map((status) => statusWords[status])))}
      </Fold>
      <Fold summary={`Pembuktian: ${choice.bukti}`}>
        {options('bukti', worded(verdicts.map((verdict) => verdictWords[verdict])))}
      </Fold>
    </section>
  )
}

function Pager({ choice, page, pages }: ActionsView) {
  if (pages === 1) return null
  return (
    <nav class="pager" aria-label="Halaman">
      {page > 1 && <a href={addressOf({ ...choice, halaman: page - 1 })}>Sebelumnya</a>}
      <span>
        Halaman {formatCount(page)} dari {formatCount(pages)}
      </span>
      {page < pages && <a href={addressOf({ ...choice, halaman: page + 1 })}>Berikutnya</a>}
    </nav>
  )
}

function addressOf({ unit, instansi, status, bukti, halaman }: ActionsView['choice']): string {
  const asked = new URLSearchParams()
  if (unit !== '') asked.set('unit', unit)
  if (instansi !== '') asked.set('instansi', instansi)
  if (status !== 'semua') asked.set('status', status)
  if (bukti !== 'semua') asked.set('bukti', bukti)
  if (halaman > 1) asked.set('halaman', String(halaman))
  const query = asked.toString()
  return query === '' ? '/tindak-lanjut' : `/tindak-lanjut?${query}`
}
