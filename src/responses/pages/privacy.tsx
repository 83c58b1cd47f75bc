// The privacy notice: what the survey asks, why, who sees it, for how long, and what rights people have.

import { Page, type Site } from '../../interface/layout.tsx'

export function PrivacyPage({
  site,
  contact,
  retention,
}: {
  readonly site: Site
  /** E-mail address for questions, where there is one. */
  readonly contact: string | undefined
  /** Months for which suggestions are kept; null for as long as they serve. */
  readonly retention: number | null
}) {
  return (
    <Page
      site={site}
      title="Privasi"
      description="Apa yang ditanyakan survei ini, untuk apa, siapa yang melihatnya, dan berapa lama disimpan."
      width="narrow"
    >
      <div class="opening">
        <h1>Privasi</h1>
        <p class="lead">Survei ini tidak menanyakan siapa Anda. Nama, NIK, dan nomor telepon tidak diminta.</p>
      </div>
      <section class="card">
        <h2>Apa yang ditanyakan</h2>
        <ul>
          <li>Penilaian Anda atas pelayanan, dan layanan yang Anda terima. Pertanyaan boleh dilewati.</li>
          <li>Saran atau keluhan. Boleh kosong.</li>
          <li>
            Jenis kelamin, usia, pendidikan, pekerjaan, disabilitas, dan siapa yang mengisi. Semuanya boleh kosong, dan
            tidak ada yang berkurang karenanya.
          </li>
        </ul>
        <p>
          Waktu mengisi, lamanya, dan loketnya tercatat dengan sendirinya. Agar satu ponsel tidak dipakai mengisi
          berulang-ulang, tercatat pula tanda acak dari ponsel (paling lama 90 hari) dan alamat jaringan (paling lama
          dua hari), keduanya hanya sebagai kode yang tidak dapat dibaca kembali.
        </p>
      </section>
      <section class="card">
        <h2>Data khusus</h2>
        <p>
          Keterangan tentang disabilitas dan tentang anak di bawah 17 tahun adalah data pribadi yang bersifat spesifik.
          Keduanya hanya disimpan bila Anda memilih jawabannya; memilih berarti setuju. Untuk anak, orang tua atau wali
          yang menyetujui. Dibiarkan kosong berarti tidak ada yang disimpan.
        </p>
      </section>
      <section class="card">
        <h2>Untuk apa</h2>
        <p>
          Menghitung Indeks Kepuasan Masyarakat, menemukan apa yang perlu diperbaiki, dan melihat apakah semua kelompok
          warga terlayani sama baiknya. Dasarnya Undang-Undang 25/2009 tentang Pelayanan Publik dan Peraturan Menteri
          PANRB 14/2017. Tidak untuk hal lain, dan tidak dijual atau dibagikan.
        </p>
      </section>
      <section class="card">
        <h2>Siapa yang melihat</h2>
        <ul>
          <li>Publik hanya melihat angka gabungan. Kelompok kecil tidak ditampilkan.</li>
          <li>
            Pegawai yang berwenang melihat jawaban tanpa nama. Di dalam saran, NIK, nomor telepon, e-mail, pelat nomor,
            rekening, dan alamat disamarkan lebih dahulu.
          </li>
          <li>Saran seperti yang tertulis hanya dapat dibuka pengelola unit itu sendiri, dan setiap kali tercatat.</li>
        </ul>
      </section>
      <section class="card">
        <h2>Berapa lama</h2>
        <p>
          {retention === null
            ? 'Teks saran disimpan selama diperlukan untuk perbaikan pelayanan.'
            : `Teks saran dihapus setelah ${retention} bulan, dan penghapusannya tercatat.`}{' '}
          Nilai jawaban tanpa nama disimpan sebagai arsip. Alamat jaringan ponsel Anda tidak disimpan.
        </p>
      </section>
      <section class="card">
        <h2>Hak Anda</h2>
        <p>
          Menurut Undang-Undang 27/2022 tentang Pelindungan Data Pribadi, Anda berhak mendapat penjelasan, melihat,
          membetulkan, dan menghapus data tentang diri Anda, serta menarik persetujuan. Karena jawaban tidak bernama,
          sebutkan nomor tanda terimanya agar jawaban itu dapat ditemukan.
        </p>
        <p>
          {contact ? (
            <>
              Hubungi Bagian Organisasi {site.government}: <a href={`mailto:${contact}`}>{contact}</a>.
            </>
          ) : (
            `Hubungi Bagian Organisasi ${site.government}.`
          )}
        </p>
      </section>
    </Page>
  )
}
