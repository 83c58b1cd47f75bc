// What the made-up city does about its results: plans for the lowest elements, their course over the quarters, consultations.

import type { Change, Database } from '../database/database.ts'
import { listResults, type QuarterResult } from '../followups/actions/result.ts'
import { isOpen, type Status, type Step, takeStep } from '../followups/rules/course.ts'
import { addAction, addConsultation, addEvent, addEvidence, addQuote, moveAction } from '../followups/store/desk.ts'
import { viewSuggestions } from '../responses/actions/suggestions.ts'
import {
  instantOf,
  type LocalDay,
  nextQuarter,
  type Quarter,
  quarterDays,
  quarterOf,
  type Zone,
} from '../units/rules/calendar.ts'
import type { DemonstrationUnit } from './city.ts'
import { type Random, random } from './random.ts'
import { isAbout } from './suggestions.ts'

export interface PlanningUnit {
  readonly id: number
  readonly unit: DemonstrationUnit
}

export interface PlanningCity {
  readonly units: readonly PlanningUnit[]
  /** Quarters of the simulation, in order of time. */
  readonly quarters: readonly Quarter[]
  readonly zone: Zone
  readonly seed: number
}

/** What goes on in the city while its quarters are published. */
export interface Plans {
  /** Everything up to a day that answers earlier quarters; then the plans for this one. */
  answer(quarter: Quarter, day: LocalDay): Promise<void>
  /** Everything up to a day. */
  until(day: LocalDay): Promise<void>
}

/** The database must hold no action yet: they are numbered from 1 on. */
export function openPlans(database: Database, { units, quarters, zone, seed }: PlanningCity): Plans {
  const waiting: Planned[] = []
  /** How often a unit has planned the same. */
  const stages = new Map<string, number>()
  let actions = 0

  async function until(day: LocalDay): Promise<void> {
    const come = waiting.filter((planned) => planned.day <= day).toSorted((one, other) => one.day - other.day)
    if (come.length === 0) return
    waiting.splice(0, waiting.length, ...waiting.filter((planned) => planned.day > day))
    await database.commit(...come.flatMap(({ day: on, changes }) => changes(instantOf(on, 10 * 3600, zone))))
  }

  return {
    until,
    async answer(quarter, day) {
      await until(day)
      const at = instantOf(day, 10 * 3600, zone)
      for (const { id, unit } of units) {
        const chance = random(`${seed} ${quarter} ${unit.slug} plans`)
        const result = (await listResults(database, id, day)).find((one) => one.quarter === quarter)
        if (!result || chance.chance(0.06)) continue
        const changes: Change[] = consultationOf(id, unit, quarter, day - 2, at, chance)
        const suggestions = await suggestionsOf(database, id, quarter)
        const proven = (unit.character.followUps ?? []).find(({ from }) => quarters[from - 1] === quarter)?.element
        for (const element of elementsOf(result, proven)) {
          actions += 1
          const action: Action = { id: actions, quarter, day, element, surely: element === proven, slug: unit.slug }
          const idea = chance.pick(ideas[element] ?? otherIdeas)
          const stage = (stages.get(`${id} ${idea.program}`) ?? 0) + 1
          stages.set(`${id} ${idea.program}`, stage)
          const program = stage === 1 ? idea.program : `${idea.program}, tahap ${stage}`
          const quarters = plannedQuarters(quarter, action.surely ? 1 : chance.chance(0.7) ? 1 : 2)
          const value = result.summary.elements.find(({ key }) => key === element)?.convertedValue
          const plan = {
            ...{ unitId: id, quarter, element, program, expectedWords: idea.expected, quarters },
            expected: value == null ? null : Math.min(10_000, Math.ceil((value + chance.between(150, 500)) / 50) * 50),
            responsible: idea.responsible,
          }
          changes.push(...addAction(plan, manager, at))
          const quoted = suggestions.filter(({ text }) => isAbout(text, element)).slice(0, chance.between(0, 2))
          changes.push(...quoted.map((suggestion) => addQuote(action.id, suggestion.id, suggestion.text, at)))
          if (quoted.length > 0) changes.push(addEvent(action.id, 'quoted', `${quoted.length} saran`, manager, at))
          waiting.push(...courseOf(action, idea, quarters.at(-1) as Quarter, chance))
        }
        await database.commit(...changes)
      }
    },
  }
}

const manager = { id: null, name: 'Pengelola unit' } as const

/** What is to happen on a day. */
interface Planned {
  readonly day: LocalDay
  readonly changes: (at: number) => Change[]
}

interface Action {
  readonly id: number
  readonly quarter: Quarter
  readonly day: LocalDay
  readonly element: string
  /** Known to have been done, since the simulation's answers have risen by it. */
  readonly surely: boolean
  readonly slug: string
}

// Whatever the simulation has improved was planned, though it may not have been among the lowest.
function elementsOf({ lowest }: QuarterResult, proven: string | undefined): string[] {
  const keys = lowest.map(({ key }) => key)
  return proven === undefined || keys.includes(proven) ? keys : [...keys.slice(0, 2), proven]
}

function plannedQuarters(origin: Quarter, count: number): Quarter[] {
  const first = nextQuarter(origin)
  return count === 1 ? [first] : [first, nextQuarter(first)]
}

function courseOf({ id, day, surely, slug }: Action, idea: Idea, due: Quarter, chance: Random): Planned[] {
  const planned: Planned[] = []
  let status: Status = 'planned'
  const take = (on: LocalDay, step: Step, text: string) => {
    const before = status
    const taken = takeStep(before, step)
    if ('refused' in taken) return
    status = taken.status
    planned.push({
      day: quietDay(on),
      changes: (at) => moveAction({ id, status: before }, taken, text, manager, at),
    })
  }
  const end = quarterDays(due).last
  const fate = surely ? 0 : chance.uniform()
  take(day + chance.between(13, 20), 'start', '')
  if (fate > 0.96) {
    take(day + chance.between(30, 45), 'cancel', chance.pick(reasons))
    return planned
  }
  take(day + chance.between(28, 40), 'note', idea.progress)
  // Of the rest most are finished in time, some late, and some have been running ever since.
  if (fate > 0.92) return planned
  const finished = surely ? day + 42 : fate > 0.84 ? end + chance.between(20, 60) : end - chance.between(2, 25)
  if (chance.chance(0.7)) {
    const caption = chance.pick(captions)
    const url = `https://bukti.peragaan.example/${slug}/${id}`
    planned.push({
      day: quietDay(finished - 1),
      changes: (at) => [
        addEvidence(id, { kind: 'link', url }, caption, at),
        addEvent(id, 'evidence-added', caption, manager, at),
      ],
    })
  }
  if (isOpen(status)) take(finished, 'finish', idea.done)
  return planned
}

// Between the plans of a quarter and its edition nothing is written, since the edition is made of what stood by then.
function quietDay(day: LocalDay): LocalDay {
  const since = day - quarterDays(quarterOf(day)).first
  return since > 4 && since < 18 ? day + 18 - since : day
}

async function suggestionsOf(database: Database, unitId: number, quarter: Quarter) {
  const { suggestions } = await viewSuggestions(database, { unitId, ...quarterDays(quarter) }, undefined, 120)
  return suggestions.filter(({ masked, text }) => !masked && text.length <= 140)
}

function consultationOf(
  unitId: number,
  unit: DemonstrationUnit,
  quarter: Quarter,
  day: LocalDay,
  at: number,
  chance: Random,
): Change[] {
  if (!chance.chance(0.6)) return []
  const minutes = `Forum membahas hasil survei ${unit.name}. Warga menyampaikan pengalaman mereka, dan kepala unit menjelaskan tiga unsur terendah. Disepakati rencana tindak lanjut untuk ketiganya; kemajuannya dilaporkan pada forum berikutnya.`
  const said = {
    unitId,
    quarter,
    day,
    place: `Ruang rapat ${unit.name}`,
    participants: chance.between(12, 38),
    minutes,
  }
  return [addConsultation({ ...said, file: null }, manager, at)]
}

interface Idea {
  readonly program: string
  readonly expected: string
  readonly responsible: string
  readonly progress: string
  readonly done: string
}

const idea = (program: string, expected: string, responsible: string, progress: string, done: string): Idea => ({
  ...{ program, expected, responsible, progress, done },
})

const desk = 'Kepala Seksi Pelayanan'
const office = 'Kepala Subbagian Umum'

const ideas: Readonly<Record<string, readonly [Idea, ...Idea[]]>> = {
  requirements: [
    idea(
      'Menempel daftar syarat tiap layanan di pintu masuk dan di situs',
      'Warga tahu syaratnya sebelum datang',
      desk,
      'Daftar syarat delapan layanan sudah ditulis ulang dengan kalimat pendek.',
      'Daftar terpasang di pintu masuk dan di situs, dengan contoh berkas.',
    ),
    idea(
      'Menghapus fotokopi yang dapat diperiksa petugas di sistem',
      'Tidak ada lagi warga yang pulang mengambil fotokopi',
      desk,
      'Akses pemeriksaan data sudah diminta untuk semua loket.',
      'Fotokopi KTP dan KK tidak diminta lagi di semua loket.',
    ),
  ],
  procedure: [
    idea(
      'Menggambar alur layanan di ruang tunggu, dari nomor antrean sampai selesai',
      'Warga tahu langkah berikutnya tanpa bertanya',
      desk,
      'Gambar alur sudah dicoba kepada dua puluh pengunjung dan diperbaiki.',
      'Gambar alur terpasang di tiga tempat dan di belakang nomor antrean.',
    ),
    idea(
      'Menggabungkan pemeriksaan berkas dan pendaftaran dalam satu loket',
      'Warga cukup menghadap satu petugas',
      desk,
      'Dua petugas sudah dilatih memeriksa sekaligus mendaftarkan.',
      'Loket gabungan dibuka setiap hari kerja.',
    ),
  ],
  completionTime: [
    idea(
      'Membuka satu loket tambahan pada pukul 08.00 sampai 11.00',
      'Menunggu paling lama 30 menit pada jam ramai',
      desk,
      'Jadwal petugas sudah diubah; loket tambahan dicoba tiga hari seminggu.',
      'Loket tambahan dibuka setiap hari pada jam ramai.',
    ),
    idea(
      'Memberi tahu lewat pesan bila dokumen sudah dapat diambil',
      'Warga tidak datang dua kali untuk menanyakan dokumennya',
      office,
      'Pesan sudah dikirim untuk dua jenis layanan.',
      'Pesan dikirim untuk semua dokumen yang selesai.',
    ),
  ],
  cost: [
    idea(
      'Memasang papan tarif resmi dan keterangan layanan gratis',
      'Setiap warga tahu berapa yang dibayar, dan mana yang tanpa biaya',
      office,
      'Papan tarif sudah dicetak dan disetujui.',
      'Papan tarif terpasang di semua loket.',
    ),
    idea(
      'Menerima pembayaran nontunai di loket',
      'Pembayaran sesuai tarif dan ada bukti bayarnya',
      'Bendahara Penerimaan',
      'Kode pembayaran sudah didaftarkan.',
      'Semua loket menerima pembayaran nontunai dengan bukti.',
    ),
  ],
  product: [
    idea(
      'Memeriksa ulang ejaan data bersama warga sebelum dokumen dicetak',
      'Dokumen yang salah cetak berkurang separuh',
      desk,
      'Layar kedua sudah dipasang di dua loket.',
      'Warga memeriksa datanya di layar sebelum dokumen dicetak.',
    ),
    idea(
      'Menetapkan standar hasil layanan dan menempelnya di loket',
      'Hasil layanan sama, siapa pun petugasnya',
      office,
      'Standar hasil layanan sudah ditetapkan kepala unit.',
      'Standar terpasang di loket dan dipakai pada setiap penyerahan.',
    ),
  ],
  competence: [
    idea(
      'Melatih petugas loket tentang aturan yang baru',
      'Pertanyaan warga terjawab tanpa dialihkan ke petugas lain',
      'Kepala Subbagian Kepegawaian',
      'Separuh petugas sudah mengikuti pelatihan.',
      'Semua petugas loket sudah dilatih dan diuji.',
    ),
  ],
  conduct: [
    idea(
      'Membiasakan salam dan sapa, dengan pengarahan singkat setiap pagi',
      'Warga merasa dilayani dengan sopan pada setiap kunjungan',
      desk,
      'Pengarahan pagi sudah berjalan dua minggu.',
      'Pengarahan pagi berjalan setiap hari kerja, dengan catatan kehadiran.',
    ),
    idea(
      'Menata giliran istirahat petugas agar loket tidak pernah kosong',
      'Tidak ada warga yang menunggu di depan loket kosong',
      office,
      'Giliran istirahat sudah disepakati petugas.',
      'Giliran istirahat berlaku di semua loket.',
    ),
  ],
  complaintHandling: [
    idea(
      'Menunjuk petugas pengaduan dan menjawab paling lama tiga hari',
      'Setiap pengaduan dijawab, dan warga tahu oleh siapa',
      'Sekretaris',
      'Petugas pengaduan sudah ditunjuk; buku pengaduan dibuka.',
      'Pengaduan bulan ini dijawab paling lama tiga hari.',
    ),
    idea(
      'Memasang tautan SP4N-LAPOR! dan nomor pengaduan di ruang tunggu',
      'Warga tahu ke mana menyampaikan keluhan',
      'Sekretaris',
      'Rancangan papan pengaduan sudah dibahas.',
      'Papan pengaduan terpasang di ruang tunggu dan di situs.',
    ),
  ],
  facilities: [
    idea(
      'Menambah kursi, kipas angin, dan air minum di ruang tunggu',
      'Semua pengunjung mendapat tempat duduk pada jam ramai',
      office,
      'Dua puluh kursi sudah datang; kipas angin menunggu pemasangan.',
      'Kursi, kipas angin, dan air minum tersedia di ruang tunggu.',
    ),
    idea(
      'Memperbaiki toilet dan membuat jalur landai untuk kursi roda',
      'Toilet bersih, dan warga berkursi roda dapat masuk sendiri',
      office,
      'Toilet selesai diperbaiki; jalur landai sedang dikerjakan.',
      'Toilet dan jalur landai selesai dan dipakai.',
    ),
  ],
}

const otherIdeas: readonly [Idea, ...Idea[]] = [
  idea(
    'Membahas unsur ini bersama warga dan menata ulang layanannya',
    'Keluhan tentang hal ini berkurang separuh',
    desk,
    'Usul warga sudah dikumpulkan.',
    'Perbaikan yang disepakati sudah dijalankan.',
  ),
]

const reasons = [
  'Anggarannya dialihkan untuk perbaikan atap; direncanakan lagi tahun depan.',
  'Sudah tercakup dalam program perangkat daerah, jadi tidak dikerjakan dua kali.',
] as const

const captions = [
  'Foto sebelum dan sesudah di halaman unit',
  'Surat keputusan kepala unit',
  'Berita kegiatan di situs perangkat daerah',
  'Daftar hadir dan notula pelaksanaan',
] as const
