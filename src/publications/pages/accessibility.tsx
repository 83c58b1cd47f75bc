// The accessibility statement: what holds, what it was tried with, what is known to be missing, whom to tell.

import { Page, type Site } from '../../interface/layout.tsx'

export function AccessibilityPage({ site }: { readonly site: Site }) {
  return (
    <Page
      site={site}
      title="Pernyataan aksesibilitas"
      description="Apa yang berlaku, dengan apa situs ini dicoba, kekurangan yang diketahui, dan ke mana memberi tahu."
      width="narrow"
    >
      <div class="opening">
        <h1>Pernyataan aksesibilitas</h1>
        <p class="lead">
          Survei dan hasilnya harus dapat dipakai semua orang. Situs ini dibuat menurut WCAG 2.2 tingkat AA, dan dinilai
          sendiri oleh pembuatnya; belum ada pemeriksaan oleh pihak luar.
        </p>
      </div>
      <section class="card">
        <h2>Yang berlaku</h2>
        <ul>
          <li>Semua halaman dapat dipakai dengan papan tik saja, dan urutannya mengikuti urutan baca.</li>
          <li>
            Teks dapat diperbesar sampai 400 % tanpa harus menggeser ke samping; hanya tabel lebar bergeser di kotaknya.
          </li>
          <li>
            Nilai dan mutu selalu tertulis, tidak hanya diberi warna. Setiap grafik disertai angka yang sama sebagai
            teks.
          </li>
          <li>
            Formulir dapat diisi tanpa skrip, tanpa batas waktu, dan pertanyaan boleh dilewati. Kesalahan dijelaskan
            dengan kalimat dan isian tidak hilang.
          </li>
          <li>
            Formulir tersedia dalam bahasa Indonesia, Inggris, Jawa, dan Sunda. Kalimat resmi berbahasa Indonesia tetap
            dapat dibuka di bawah setiap pertanyaan.
          </li>
          <li>
            Mode mudah menampilkan satu pertanyaan per layar dengan gambar dan kalimat pendek, dan membacakannya bila
            peramban mempunyai suara untuk bahasa itu.
          </li>
          <li>Pengaturan perangkat diikuti: kontras tinggi, warna paksa, gerakan dikurangi, huruf besar.</li>
        </ul>
      </section>
      <section class="card">
        <h2>Dengan apa dicoba</h2>
        <ul>
          <li>
            axe-core pada setiap jenis halaman, selebar ponsel dan meja kerja, dalam keempat bahasa dan mode mudah.
          </li>
          <li>
            Chromium: papan tik saja, jendela 320 piksel (sama dengan perbesaran 400 %), jarak huruf menurut WCAG
            1.4.12, warna paksa, gerakan dikurangi, kontras tinggi.
          </li>
        </ul>
      </section>
      <section class="card">
        <h2>Kekurangan yang diketahui</h2>
        <ul>
          <li>
            Belum dicoba bersama penyandang disabilitas, dan belum dengan pembaca layar di ponsel sungguhan (TalkBack,
            VoiceOver) atau NVDA.
          </li>
          <li>Terjemahan Jawa (krama) dan Sunda (lemes) belum diperiksa penutur asli.</li>
          <li>Suara untuk bahasa Jawa dan Sunda jarang ada di peramban; tombol Dengarkan muncul hanya bila ada.</li>
          <li>Selain formulir dan halaman yang menyertainya, situs hanya berbahasa Indonesia.</li>
          <li>Berkas PDF belum bertanda struktur. Isi yang sama ada di halaman hasil.</li>
          <li>
            Pada anjungan di loket, formulir dikosongkan setelah 30 detik tanpa sentuhan, sepuluh detik sebelumnya
            diberi tahu. Di ponsel sendiri tidak ada batas waktu.
          </li>
        </ul>
      </section>
      <section class="card">
        <h2>Ada yang menghalangi Anda?</h2>
        <p>
          Beri tahu petugas loket, atau pengelola survei {site.government}. Petugas dapat membantu mengisi; pilih
          “Dibantu petugas” pada pertanyaan siapa yang mengisi.
        </p>
      </section>
    </Page>
  )
}
