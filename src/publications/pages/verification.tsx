// Where anybody checks a published file: in the browser alone, and how to do the same without this site.

import { Page, type Site } from '../../interface/layout.tsx'
import { Fold } from '../../interface/table.tsx'
import { formatDay } from '../../language/format.ts'
import { localDay, type Zone } from '../../units/rules/calendar.ts'
import type { KnownKey } from '../results.ts'

export function VerificationPage({
  site,
  zone,
  keys,
}: {
  readonly site: Site
  readonly zone: Zone
  readonly keys: readonly KnownKey[]
}) {
  return (
    <Page
      site={site}
      title="Verifikasi publikasi"
      description={`Periksa apakah berkas hasil survei ${site.government} asli dan utuh.`}
      width="wide"
      script={{ module: '/verify.js' }}
    >
      <div class="opening">
        <h1>Verifikasi publikasi</h1>
        <p class="lead">
          Periksa apakah berkas JSON yang Anda pegang sama dengan yang diterbitkan. Pemeriksaan berjalan di peramban
          Anda; berkasnya tidak dikirim ke mana pun.
        </p>
      </div>
      <section class="card" aria-labelledby="periksa">
        <h2 id="periksa">Periksa berkas</h2>
        <p class="note" id="tanpa-skrip">
          Pemeriksaan di halaman ini memerlukan JavaScript. Tanpa itu, pakai perintah{' '}
          <code>ikm verify-publication</code> atau langkah di bawah.
        </p>
        <form
          id="verifikasi"
          hidden
          data-keys={keys.map(({ publicKey }) => publicKey).join(' ')}
          aria-label="Berkas yang diperiksa"
        >
          <div class="field">
            <label for="berkas">Berkas edisi atau berkas satu unit (.json)</label>
            <input
              type="file"
              id="berkas"
              accept=".json,application/json"
              multiple
              aria-describedby="petunjuk-berkas"
            />
            <p class="hint" id="petunjuk-berkas">
              Boleh beberapa sekaligus; urutannya ikut diperiksa. Berkas juga dapat diseret ke halaman ini.
            </p>
          </div>
        </form>
        <p>
          Berkasnya dapat diunduh sebagai JSON dari <a href="/hasil">hasil yang diterbitkan</a>.
        </p>
      </section>
      <div id="hasil-periksa" class="stack" role="status" tabindex={-1} />
      <div class="columns">
        <Known keys={keys} zone={zone} />
        <section class="card" aria-labelledby="apa">
          <h2 id="apa">Apa yang diperiksa</h2>
          <ul>
            <li>Berkas terbaca dan ditulis dalam bentuk baku (RFC 8785), huruf demi huruf.</li>
            <li>Sidik SHA-256 bagian “edisi”, dan tanda tangan Ed25519 atas bagian itu dengan kunci penerbit.</li>
            <li>Dokumen setiap unit, lewat sidiknya yang tercatat dalam edisi; tidak ada yang hilang atau tertukar.</li>
            <li>
              Angkanya: IKM, nilai unsur, mutu, dan jumlah dihitung ulang dengan bilangan bulat dari jumlah jawaban.
            </li>
            <li>Bila beberapa berkas diberikan: edisi mana menyambung edisi mana.</li>
          </ul>
        </section>
      </div>
      <WithoutThisSite />
    </Page>
  )
}

function Known({ keys, zone }: { readonly keys: readonly KnownKey[]; readonly zone: Zone }) {
  const day = (at: number) => formatDay(localDay(new Date(at * 1000), zone))
  return (
    <section class="card" aria-labelledby="kunci">
      <h2 id="kunci">Kunci penerbit</h2>
      {keys.length === 0 ? (
        <p>Belum ada yang diterbitkan, jadi belum ada kunci yang dikenal.</p>
      ) : (
        <p>
          Bandingkan sidik kunci ini dengan yang diumumkan lewat jalan lain, misalnya dalam surat atau laporan cetak.
        </p>
      )}
      <dl class="details">
        {keys.map(({ publicKey, fingerprint, first, last }) => (
          <div>
            <dt>
              Dipakai {day(first)} sampai {day(last)}
            </dt>
            <dd>
              Sidik kunci <strong>{fingerprint}</strong>
              <small class="address">{publicKey}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const openssl = `jq -cjS .edisi edisi.json > edisi.txt
sha256sum edisi.txt
jq -rj '"302a300506032b6570032100" + .kunci_publik' edisi.json | xxd -r -p > kunci.der
jq -rj .tanda_tangan edisi.json | xxd -r -p > tanda.bin
openssl pkeyutl -verify -pubin -keyform DER -inkey kunci.der -rawin -in edisi.txt -sigfile tanda.bin`

function WithoutThisSite() {
  return (
    <section class="card" aria-labelledby="sendiri">
      <h2 id="sendiri">Memeriksa tanpa situs ini</h2>
      <p>
        Yang disidik dan ditandatangani adalah bagian “edisi” dalam bentuk baku: JSON tanpa spasi, dengan nama bagian
        berurut. Sidik setiap dokumen unit ada di dalamnya, jadi satu tanda tangan menjaga semuanya.
      </p>
      <Fold summary="Dengan perintah ikm, tanpa jaringan">
        <p class="address">npm run -s ikm -- verify-publication edisi.json --key KUNCI_PUBLIK</p>
        <p>Ganti KUNCI_PUBLIK dengan kunci penerbit di atas. Tanpa --key, sidik kuncinya ditampilkan.</p>
      </Fold>
      <Fold summary="Dengan jq dan OpenSSL 3">
        {openssl.split('\n').map((line) => (
          <p class="address">{line}</p>
        ))}
        <p>
          Hasil baris kedua harus sama dengan “hash”; baris terakhir menjawab “Signature Verified Successfully”. Sidik
          dokumen unit: <span class="address">jq -cjS .unit[0] edisi.json | sha256sum</span>.
        </p>
      </Fold>
    </section>
  )
}
