// The page that explains the open data: what there is, how to take it away, how to use it, on what terms.

import { Page, type Site } from '../../interface/layout.tsx'
import { Table } from '../../interface/table.tsx'
import { formatQuarter } from '../../language/format.ts'
import { type Quarter, quarterNumber, quarterSlug, quarterYear } from '../../units/rules/calendar.ts'
import { badgeSize } from '../badge.ts'
import { attribution, licence } from '../licence.ts'
import { operations } from '../openapi.ts'

interface DataView {
  readonly site: Site
  /** Public address, without a slash at its end. */
  readonly origin: string
  /** That were published, the newest first. */
  readonly quarters: readonly Quarter[]
  /** Any published unit, for the examples. */
  readonly unit?: { readonly slug: string; readonly name: string } | undefined
}

export function DataPage(view: DataView) {
  const { site } = view
  return (
    <Page
      site={site}
      title="Data terbuka"
      description="Hasil Survei Kepuasan Masyarakat sebagai data: CSV, JSON, API, kamus data, lencana, dan lisensinya."
      width="wide"
    >
      <div class="opening">
        <h1>Data terbuka</h1>
        <p class="lead">
          Semua hasil yang sudah terbit boleh diunduh dan dipakai lagi. Isinya angka per unit dan per unsur; jawaban
          perorangan tidak pernah tersedia.
        </p>
      </div>
      <Downloads {...view} />
      <Variants />
      <Api {...view} />
      <Badge {...view} />
      <section class="card" aria-labelledby="judul-periksa">
        <h2 id="judul-periksa">Asli atau tidak</h2>
        <p>
          Setiap berkas JSON ditandatangani dan menyebut hash edisi sebelumnya, sehingga perubahan satu huruf pun
          ketahuan. <a href="/verifikasi">Periksa berkas</a> di peramban, tanpa mengirimnya ke mana pun.
        </p>
      </section>
      <section class="card" aria-labelledby="judul-lisensi">
        <h2 id="judul-lisensi">Lisensi</h2>
        <p>
          <a href={licence.address} rel="license">
            {licence.name}
          </a>
          . {licence.terms}
        </p>
        <p>Tulis begini: “{attribution(site.government)}”.</p>
      </section>
    </Page>
  )
}

function Downloads({ quarters }: DataView) {
  return (
    <section class="card" aria-labelledby="judul-unduh">
      <h2 id="judul-unduh">Unduh</h2>
      {quarters.length === 0 ? (
        <p>Belum ada hasil terbit. Data tersedia di sini begitu triwulan pertama diterbitkan.</p>
      ) : (
        <Table
          caption="Berkas setiap triwulan"
          columns={[
            { label: 'Triwulan' },
            { label: 'CSV untuk Excel' },
            { label: 'CSV' },
            { label: 'Rekap' },
            { label: 'Bertanda tangan' },
          ]}
          rows={quarters.map((quarter) => {
            const slug = quarterSlug(quarter)
            return [
              <a href={`/hasil/${slug}`}>{named(quarter)}</a>,
              <>
                <a href={`/hasil/${slug}.excel.csv`}>unit</a> · <a href={`/hasil/${slug}.unsur.excel.csv`}>unsur</a>
              </>,
              <>
                <a href={`/hasil/${slug}.csv`}>unit</a> · <a href={`/hasil/${slug}.unsur.csv`}>unsur</a>
              </>,
              <a href={`/hasil/${slug}.xlsx`}>XLSX</a>,
              <a href={`/hasil/${slug}.json`}>JSON</a>,
            ]
          })}
        />
      )}
      <p>
        Arti setiap kolom ada dalam <a href="/hasil/kamus-data">kamus data</a>. Portal data dapat memanen katalog{' '}
        <a href="/data.json">data.json</a> (DCAT-US 1.1).
      </p>
    </section>
  )
}

function Variants() {
  return (
    <section class="card" aria-labelledby="judul-csv">
      <h2 id="judul-csv">Dua macam CSV</h2>
      <dl class="details">
        <div>
          <dt>CSV untuk Excel</dt>
          <dd>
            Pemisah titik koma dan koma desimal (84,9), UTF-8 dengan penanda. Terbuka dengan klik dua kali di Excel atau
            LibreOffice yang disetel ke bahasa Indonesia, dan angkanya langsung dapat dihitung.
          </dd>
        </div>
        <div>
          <dt>CSV</dt>
          <dd>
            Pemisah koma dan titik desimal (84.9) menurut RFC 4180, UTF-8 tanpa penanda. Untuk program, portal data, dan
            bahasa seperti Python atau R.
          </dd>
        </div>
        <div>
          <dt>Per unit</dt>
          <dd>Satu baris per unit; sembilan unsur sebagai kolom menurut kuncinya, misalnya nilai_requirements.</dd>
        </div>
        <div>
          <dt>Per unsur</dt>
          <dd>Satu baris per unit dan unsur, termasuk unsur yang ditambahkan unit.</dd>
        </div>
      </dl>
      <p>
        Sel kosong berarti tidak ada angka, bukan nol. Teks yang diawali tanda seperti = atau + diberi petik di depannya
        supaya tidak dijalankan sebagai rumus.
      </p>
    </section>
  )
}

function Api({ origin, quarters, unit }: DataView) {
  const quarter = quarterSlug(quarters[0] ?? 20263)
  const slug = unit?.slug ?? 'kode-unit'
  return (
    <section class="card" aria-labelledby="judul-api">
      <h2 id="judul-api">API</h2>
      <p>
        Hanya membaca, tanpa kunci dan tanpa pendaftaran, JSON dalam UTF-8. Uraian lengkapnya:{' '}
        <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).
      </p>
      <dl class="details">
        {operations.map(({ path, summary }) => (
          <div>
            <dt>{summary}</dt>
            <dd>
              <code>{path}</code>
            </dd>
          </div>
        ))}
      </dl>
      <h3>Contoh</h3>
      <pre class="formula" tabindex={0}>
        <code>
          {[
            '# Hasil semua unit pada satu triwulan',
            `curl '${origin}/api/v1/hasil?periode=${quarter}&per_halaman=100'`,
            '',
            '# Dengan nilai setiap unsur',
            `curl '${origin}/api/v1/hasil?periode=${quarter}&sertakan=unsur'`,
            '',
            '# Riwayat satu unit',
            `curl '${origin}/api/v1/unit/${slug}'`,
            '',
            '# Janji yang terbukti',
            `curl '${origin}/api/v1/tindak-lanjut?bentuk=pembuktian&pembuktian=terbukti'`,
            '',
            '# Hanya bila berubah: kirim ETag yang diterima',
            `curl -i -H 'If-None-Match: W/"…"' '${origin}/api/v1/periode'`,
          ].join('\n')}
        </code>
      </pre>
      <ul>
        <li>
          Daftar datang per halaman: <code>halaman</code> dan <code>per_halaman</code> (paling banyak 100). Ikuti{' '}
          <code>tautan.berikutnya</code> atau kepala <code>Link</code> sampai habis.
        </li>
        <li>Data hanya berubah bila ada terbitan atau ralat. Simpan ETag; jawaban 304 berarti belum berubah.</li>
        <li>
          Periode selalu triwulan utuh. Rentang tanggal bebas tidak dilayani, agar tidak ada orang yang dapat dikenali.
        </li>
        <li>
          Kesalahan dijawab 400 atau 404 dengan daftar <code>kesalahan</code> yang menyebut parameter dan sebabnya.
        </li>
        <li>Halaman situs mana pun boleh membacanya dari peramban (CORS).</li>
      </ul>
    </section>
  )
}

function Badge({ origin, unit }: DataView) {
  const slug = unit?.slug ?? 'kode-unit'
  return (
    <section class="card" aria-labelledby="judul-lencana">
      <h2 id="judul-lencana">Lencana</h2>
      <p>Gambar kecil dengan IKM terbaru satu unit untuk dipasang di situs lain, tanpa skrip dan tanpa pelacak.</p>
      {unit && (
        <p>
          <img
            src={`/unit/${unit.slug}/lencana.svg`}
            alt={`IKM terbaru ${unit.name}`}
            width={badgeSize.width * 0.8}
            height={badgeSize.height * 0.8}
          />
        </p>
      )}
      <pre class="formula" tabindex={0}>
        <code>
          {[
            `<a href="${origin}/unit/${slug}">`,
            `  <img src="${origin}/unit/${slug}/lencana.svg"`,
            `       alt="Indeks Kepuasan Masyarakat" width="${badgeSize.width}" height="${badgeSize.height}">`,
            '</a>',
          ].join('\n')}
        </code>
      </pre>
    </section>
  )
}

function named(quarter: Quarter): string {
  return formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}
