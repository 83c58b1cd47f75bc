// What public/survey.js shows of answers that are kept on the phone until they are sent; all its words stand here.

import type { Child } from 'hono/jsx'
import type { Zone } from '../../units/rules/calendar.ts'

/** Where the form of a code is opened and sent to. */
export function formAddress(code: string, kiosk: boolean): string {
  return `/s/${encodeURIComponent(code)}${kiosk ? '/kios' : ''}`
}

/** The scripts of a form and of what belongs to it, in their order. */
export function surveyScripts(kiosk: boolean): string[] {
  return ['/queue.js', '/device.js', '/survey.js', ...(kiosk ? ['/kiosk.js'] : [])]
}

const zoneNames: Readonly<Record<Zone, string>> = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' }

interface KeptProps {
  readonly unit: { readonly name: string; readonly slug: string; readonly zone: Zone }
  readonly kiosk: boolean
}

/** The receipt as it is shown without asking the server, and what waits or was refused. `data-saat` says in which state. */
export function KeptAnswers({ unit, kiosk }: KeptProps) {
  const device = kiosk ? 'perangkat ini' : 'ponsel'
  return (
    <template id="terima" data-zona={zoneNames[unit.zone]}>
      <section class="card thanks" tabindex={-1}>
        <Tick />
        <h1>
          <Only when="simpan kirim">Terima kasih.</Only> <Only when="kirim">Jawaban Anda tersimpan.</Only>
          <Only when="simpan">Jawaban Anda tersimpan di {device}.</Only>
          <Only when="tolak">Jawaban Anda tidak dapat diterima.</Only>
          <Only when="hilang ingat">Jawaban Anda tidak tersimpan lagi.</Only>
        </h1>
        <div class="receipt" data-saat="simpan kirim">
          <small>Nomor tanda terima</small>
          <strong>
            <Only when="kirim" slot="tanda" />
            <Only when="simpan">menyusul</Only>
          </strong>
          <small>
            <Only when="kirim">Terkirim.</Only> Dijawab <span data-isi="pada" /> {unit.zone}
          </small>
        </div>
        <p data-saat="simpan">
          Belum ada sambungan. Jawaban terkirim sendiri begitu sambungan kembali atau halaman survei ini dibuka lagi,
          dan tidak kedaluwarsa.
        </p>
        <p data-saat="tolak" data-isi="alasan" />
        <p data-saat="hilang ingat">
          Penyimpanan {device} dikosongkan sebelum ada nomor tanda terima.{' '}
          <Only when="ingat">Selama halaman ini terbuka, jawaban masih dikirim begitu ada sambungan.</Only>
          <Only when="hilang">Jawaban itu belum tentu sampai.</Only>
        </p>
        {!kiosk && (
          <ol class="steps" data-saat="simpan kirim">
            <li>Jawaban Anda dihitung bersama jawaban warga lain, tanpa nama.</li>
            <li>
              Jawaban ini menjadi bagian dari hasil Triwulan <span data-isi="triwulan" />, setelah hasil itu
              diterbitkan.
            </li>
            <li>Hal yang nilainya paling rendah menjadi bahan perbaikan unit ini.</li>
          </ol>
        )}
        <p class="buttons">
          <button type="button" class="quiet" data-saat={kiosk ? 'tolak' : 'simpan tolak ingat'} data-buat="kirim">
            Kirim sekarang
          </button>
          <button type="button" class="quiet" data-saat="tolak" data-buat="hapus">
            Hapus dari {device}
          </button>
          {!kiosk && (
            <a class="button quiet" data-saat="kirim" href={`/unit/${encodeURIComponent(unit.slug)}`}>
              Lihat hasil {unit.name}
            </a>
          )}
          {kiosk && (
            <button type="button" data-buat="mulai">
              Selesai
              <span data-isi="sisa" />
            </button>
          )}
        </p>
      </section>
      <p class="note kept" role="status">
        <span data-isi="jumlah" /> jawaban tersimpan di {device}, menunggu sambungan.
      </p>
      <div class="note kept">
        <p>
          Jawaban <span data-isi="pada" /> {unit.zone} tidak dapat diterima. <span data-isi="alasan" />
        </p>
        <p class="buttons">
          <button type="button" class="quiet" data-buat="kirim">
            Kirim lagi
          </button>
          <button type="button" class="quiet" data-buat="hapus">
            Hapus dari {device}
          </button>
        </p>
      </div>
    </template>
  )
}

/** Why nothing was sent, above the button; survey.js shows the one that is true. */
export function NotSent({ kiosk }: { readonly kiosk: boolean }) {
  const device = kiosk ? 'Perangkat' : 'Ponsel'
  return (
    <p id="gagal" class="problem" role="alert" hidden>
      <Only when="kurang">Pilih layanan dan jawab paling sedikit satu pertanyaan.</Only>
      <Only when="langsung">
        {device} ini tidak dapat menyimpan jawaban. Jawaban sedang dikirim langsung; tunggu nomor tanda terima.
      </Only>
      <Only when="gagal">
        Jawaban belum terkirim dan tidak tersimpan: {device.toLowerCase()} ini tidak dapat menyimpannya dan sambungan
        terputus. Biarkan halaman ini terbuka, lalu kirim lagi bila ada sambungan.
      </Only>
    </p>
  )
}

/** What public/kiosk.js shows on the tablet at the counter. */
export function KioskParts() {
  return (
    <>
      <p class="buttons" id="penuh" hidden>
        <button type="button" class="quiet">
          Layar penuh
        </button>
      </p>
      <p class="note still" id="sepi" role="alert" hidden>
        <strong>Masih mengisi?</strong> Formulir dikosongkan dalam <span>10</span> detik. Sentuh layar untuk
        melanjutkan.
      </p>
    </>
  )
}

export function Tick() {
  return (
    <svg class="tick" width="56" height="56" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="16" />
      <path d="M9 16.5l5 5 9.5-11" />
    </svg>
  )
}

function Only({ when, slot, children }: { readonly when: string; readonly slot?: string; readonly children?: Child }) {
  return (
    <span data-saat={when} data-isi={slot}>
      {children}
    </span>
  )
}
