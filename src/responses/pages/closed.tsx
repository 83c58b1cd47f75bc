// What a citizen sees when a counter's code leads nowhere: it never did, or it no longer does.

import { HeaderNames, MessagePage, type Site } from '../../interface/layout.tsx'

/** For 404. */
export function UnknownCodePage({ site, code }: { readonly site: Site; readonly code: string }) {
  return (
    <MessagePage
      site={site}
      title="Kode ini tidak dikenal"
      text={[
        `Tidak ada loket dengan kode ${code}.`,
        'Pindai sekali lagi kode QR di loket, atau periksa tulisan alamatnya. Jika tetap tidak terbuka, mohon beri tahu petugas loket.',
      ]}
      link={{ href: '/', text: 'Cari unit pelayanan' }}
    />
  )
}

/** For 410. */
export function ClosedCodePage({
  site,
  unit,
  counter,
  kiosk,
}: {
  readonly site: Site
  readonly unit: { readonly name: string; readonly slug: string }
  readonly counter: { readonly name: string }
  readonly kiosk: boolean
}) {
  return (
    <MessagePage
      site={site}
      title="Kode ini sudah tidak dipakai"
      header={<HeaderNames name={unit.name} detail={counter.name} />}
      text={[
        `Kode QR untuk ${counter.name} sudah diganti, atau loketnya ditutup. Tidak ada jawaban yang tersimpan melalui kode ini.`,
        'Pindai kode QR yang sekarang terpasang di loket, atau tanyakan kepada petugas.',
      ]}
      link={kiosk ? undefined : { href: `/unit/${encodeURIComponent(unit.slug)}`, text: `Lihat hasil ${unit.name}` }}
      closed={kiosk}
    />
  )
}
