// What trials with a known truth found of the figures on this page: promised by the tests, and measured by them.

import { Table } from '../../../interface/table.tsx'
import { Section } from './section.tsx'

interface Finding {
  readonly tried: string
  /** What the tests demand. */
  readonly promised: string
  /** What they measured at full size, `npm run proof`. */
  readonly found: string
}

const intervals: readonly Finding[] = [
  {
    tried: 'Mulai 30 responden, rata-rata 3,10 dan 3,60',
    promised: '93,5–97,5\u00a0%',
    found: '94,7–96,0\u00a0%',
  },
  {
    tried: 'Mulai 30 responden, rata-rata 3,95: hampir semua menjawab sama',
    promised: '≥\u00a093,5\u00a0%',
    found: '93,9–98,3\u00a0%',
  },
  { tried: '10 responden', promised: 'tanpa janji', found: '95,2–99,8\u00a0%' },
  { tried: 'Sebagian jawaban kosong, satu unsur separuhnya', promised: '93,5–97,5\u00a0%', found: '95,0–96,5\u00a0%' },
  {
    tried: 'Prioritas: selang kepentingan, mulai 100 responden (unsur yang paling menyendiri 90,4 %)',
    promised: '≥\u00a093,5\u00a0%',
    found: '94,6–98,1\u00a0%',
  },
  { tried: 'Keandalan: selang alfa, mulai 30 responden', promised: '92,0–97,5\u00a0%', found: '93,4–95,4\u00a0%' },
]

const widths: readonly (readonly [respondents: string, narrow: string, wide: string])[] = [
  ['30', '4,5', '10,1'],
  ['100', '2,4', '5,5'],
  ['400', '1,2', '2,7'],
  ['2.000', '0,5', '1,2'],
]

const alarms: readonly Finding[] = [
  {
    tried: 'Perubahan: IKM dan sembilan unsur, tanpa perubahan apa pun',
    promised: '≤\u00a05\u00a0%',
    found: '0,4–4,8\u00a0%',
  },
  { tried: 'Perubahan: dua puluh unit sekaligus, tanpa perubahan', promised: '≤\u00a05\u00a0%', found: '4,5\u00a0%' },
  { tried: 'Tingkat: dua puluh unit yang sama baiknya', promised: '≤\u00a05\u00a0%', found: '2,4\u00a0%' },
  { tried: 'Kelompok: semua dilayani sama', promised: '≤\u00a05\u00a0%', found: '2,3–4,4\u00a0%' },
  { tried: 'Prioritas: tidak ada unsur yang berbeda', promised: '≤\u00a05\u00a0%', found: '0,0–3,9\u00a0%' },
  { tried: 'Pemantauan: tanda palsu per unit dalam empat tahun', promised: '≤\u00a01', found: '0,01–0,94' },
]

const power: readonly Finding[] = [
  {
    tried: 'IKM berubah 3 poin, 400 responden tiap triwulan',
    promised: '≥\u00a080\u00a0%',
    found: '87–100\u00a0%',
  },
  { tried: 'IKM berubah 3 poin, 100 responden', promised: 'tanpa janji', found: '31–96\u00a0%' },
  { tried: 'IKM berubah 3 poin, 30 responden', promised: 'tanpa janji', found: '11–48\u00a0%' },
  { tried: 'Satu unsur turun 6 poin, 400 responden', promised: '≥\u00a080\u00a0%', found: '99,5\u00a0%' },
  {
    tried: 'Perempuan dilayani 5 poin lebih rendah, 1.000 responden',
    promised: '>\u00a080\u00a0%',
    found: '99,6–100\u00a0%',
  },
  {
    tried: 'Prioritas: unsur lemah yang jauh lebih penting, 400 responden',
    promised: '>\u00a050\u00a0%',
    found: '100\u00a0%',
  },
  {
    tried: 'Pemantauan: bergeser satu simpangan antarresponden, mulai 10 responden sepekan, terlihat dalam empat pekan',
    promised: '>\u00a050\u00a0%',
    found: '53–100\u00a0%',
  },
]

const columns = (found: string) => [{ label: 'Yang dicoba' }, { label: 'Janji' }, { label: found }]
const rows = (findings: readonly Finding[]) => findings.map(({ tried, promised, found }) => [tried, promised, found])

export function ProofsSection() {
  return (
    <Section
      anchor="ketelitian"
      title="Bukti ketelitian"
      means="Cara-cara di atas dicoba ribuan kali pada unit rekaan yang nilai sebenarnya diketahui, dengan jawaban seorang responden yang kurang dan yang sangat sejalan. Dengan begitu dapat dihitung seberapa sering selang dan kata-katanya benar."
    >
      <h3>Selang memuat nilai sebenarnya</h3>
      <Table
        caption="Bagian selang 95&nbsp;% yang memuat nilai sebenarnya"
        columns={columns('Hasil')}
        rows={rows(intervals)}
      />
      <Table
        caption="Lebar rata-rata selang IKM, dalam poin, menurut sejalan tidaknya jawaban (rata-rata 3,10 dan 3,60)"
        columns={[{ label: 'Responden' }, { label: 'Tersempit', figures: true }, { label: 'Terlebar', figures: true }]}
        rows={widths.map((cells) => [...cells])}
      />
      <p>
        Kepastian mutu: keyakinan yang disebut menyimpang dari kenyataan paling jauh 1,4 poin persen untuk 30 sampai
        1.000 responden (janji 2), dan 2,6 untuk 10 responden (janji 5).
      </p>
      <h3>Kata yang keliru</h3>
      <Table
        caption="Seberapa sering sesuatu disebut, padahal tidak ada"
        columns={columns('Hasil')}
        rows={rows(alarms)}
      />
      <h3>Perubahan yang terlihat</h3>
      <Table
        caption="Seberapa sering perubahan yang sungguh ada ditemukan"
        columns={columns('Hasil')}
        rows={rows(power)}
      />
      <h3>Kelompok kecil terlindungi</h3>
      <p>
        Sebuah program yang mengetahui semua tabel dan aturan ini mencoba menemukan 22.222 kategori kecil pada 1.000
        unit rekaan. Yang ditemukan: 0. Dengan aturan yang hanya menyembunyikan kategori kecil, ia menemukan 2.292.
      </p>
      <h3>Yang tidak dapat dilihat</h3>
      <ul>
        <li>
          Bila dua dari seratus pengguna sangat marah dan memberi nilai 1 pada semua unsur, contoh kecil mungkin tidak
          memuat satu pun dari mereka. Selangnya lalu memuat nilai sebenarnya pada 77&nbsp;% percobaan dengan 30
          responden, 87&nbsp;% dengan 100, dan 94&nbsp;% dengan 400.
        </li>
        <li>
          Selang hanya mencakup kebetulan siapa yang menjawab. Bila orang yang puas lebih rajin menjawab daripada yang
          kecewa, tidak ada rumus yang dapat memperbaikinya; yang menolong adalah menawarkan survei kepada semua orang.
        </li>
        <li>
          Pemantauan unit dengan 3 responden sepekan lambat: pergeseran satu simpangan antarresponden terlihat dalam
          empat pekan pada 4–28&nbsp;% percobaan, dalam setengah tahun pada sekitar 69&nbsp;%. Pergeseran yang lebih
          kecil memerlukan waktu lebih lama, juga di unit besar.
        </li>
        <li>
          Bila pekan-pekan berdekatan saling mirip karena sebab lain, misalnya petugas yang sama, tanda palsu dapat
          mencapai 1,9 dalam empat tahun.
        </li>
      </ul>
      <p class="fine">
        Setiap baris diperiksa oleh pengujian yang ikut bersama kode sumber; perintah npm run proof mengulanginya dalam
        ukuran penuh.
      </p>
    </Section>
  )
}
