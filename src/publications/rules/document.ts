// The shape of what is published: an edition of a quarter, and in it one document for each unit; open data, in the names that portals use.

/**
 * Numbers are numbers of JSON: converted values with their two decimals (84.9 is 84,90), element means with four.
 * What there is no figure for is null, never zero.
 */

/** The file of an edition: what was signed, and the documents whose hashes it holds. */
export interface EditionFile {
  readonly edisi: Edition
  /** SHA-256 of the canonical form (RFC 8785) of `edisi`, in hexadecimal. */
  readonly hash: string
  /** Ed25519 public key, 32 bytes in hexadecimal. */
  readonly kunci_publik: string
  /** Ed25519 signature of the canonical form of `edisi`, 64 bytes in hexadecimal. */
  readonly tanda_tangan: string
  /** In the order of `edisi.unit`; of a file about one unit that unit's alone. */
  readonly unit: readonly UnitDocument[]
}

export const editionFormat = 'ikm-edisi/1'

export interface Edition {
  readonly format: typeof editionFormat
  readonly pemerintah: string
  /** True where people and figures are made up. */
  readonly peragaan: boolean
  /** `2026-tw3` */
  readonly periode: string
  /** First and last local day, `YYYY-MM-DD`. */
  readonly tanggal_awal: string
  readonly tanggal_akhir: string
  /** 1 is the first publication, each correction has the next number. */
  readonly edisi: number
  /** Instant in UTC, `2026-10-12T03:00:00Z`. */
  readonly diterbitkan_pada: string
  /** Hash of the edition published before it, of whatever quarter; null for the first of the installation. */
  readonly hash_sebelumnya: string | null
  /** Why it was corrected; null for a first edition. */
  readonly alasan_ralat: string | null
  /** What a correction changed; none for a first edition. */
  readonly perbedaan: readonly Difference[]
  /** Version of the program that counted. */
  readonly versi_program: string
  readonly metode: {
    readonly bobot: 'exact'
    readonly pembulatan: string
    readonly selang: string
    readonly perubahan: string
  }
  /** Rule books that units were counted by. */
  readonly aturan: readonly { readonly kode: string; readonly nama: string; readonly sumber: string }[]
  readonly jumlah_unit: number
  readonly unit_dinilai: number
  readonly unit_di_bawah_minimum: number
  readonly unit_tanpa_jawaban: number
  readonly jumlah_responden: number
  readonly jawaban_diterima: number
  readonly jawaban_dikecualikan: number
  readonly dikecualikan_karena: Readonly<Record<string, number>>
  /** Mean of units: every unit weighs the same. */
  readonly rata_rata_unit: CityFigure
  /** Pooled over respondents: every respondent weighs the same. */
  readonly gabungan_responden: CityFigure
  /** Of each unit, by agency and name: its code and the SHA-256 of its document's canonical form. */
  readonly unit: readonly { readonly kode_unit: string; readonly hash: string }[]
}

export interface CityFigure {
  readonly ikm: number | null
  readonly mutu: string | null
  readonly kinerja: string | null
}

export interface Difference {
  readonly kode_unit: string
  readonly nama_unit: string
  readonly ikm: readonly [before: number | null, after: number | null]
  readonly mutu: readonly [before: string | null, after: string | null]
  readonly jumlah_responden: readonly [before: number, after: number]
}

/** `dinilai`: graded. `di_bawah_minimum`: figures but no grade. `tanpa_jawaban`: did not survey. */
export const unitStates = ['dinilai', 'di_bawah_minimum', 'tanpa_jawaban'] as const
export type UnitState = (typeof unitStates)[number]

/** A unit in a quarter, as it was published. */
export interface UnitDocument {
  readonly kode_unit: string
  readonly nama_unit: string
  readonly jenis: string
  readonly instansi: string
  readonly kode_instansi: string
  readonly alamat: string
  readonly kepala: { readonly nama: string; readonly nip: string } | null
  readonly layanan: readonly string[]
  readonly periode: string
  readonly keadaan: UnitState
  readonly ikm: number | null
  readonly mutu: string | null
  readonly kinerja: string | null
  /** 95 % interval, rounded outwards. */
  readonly selang: readonly [low: number, high: number] | null
  /** The longer side of the interval. */
  readonly margin_galat: number | null
  /** `B, cukup pasti`; null without a grade. */
  readonly kepastian_mutu: string | null
  /** Probability that the true grade is this one, 0–1 with three decimals; null without a grade. */
  readonly peluang_mutu: Readonly<Record<string, number>> | null
  readonly jumlah_responden: number
  readonly jawaban_diterima: number
  readonly jawaban_dikecualikan: number
  /** By ground, as `duplicate`. */
  readonly dikecualikan_karena: Readonly<Record<string, number>>
  /** What is conspicuous about the answers; absent where nobody has looked, as before it was looked for. */
  readonly integritas_jawaban?: IntegrityDocument
  readonly minimum_responden: number
  /** People served in the quarter and the sample that requires; null where it was not entered. */
  readonly orang_dilayani: number | null
  readonly sasaran_responden: number | null
  readonly metode: 'exact'
  readonly aturan: string
  /** Weights of the unit's own by element, as fractions; absent where every element weighs the same. */
  readonly bobot?: Readonly<Record<string, readonly [numerator: number, denominator: number]>>
  /** Sum of the element means × weight, with four decimals. */
  readonly nrr_tertimbang: number | null
  /** The IKM under each way of rounding the weights. */
  readonly pembanding: Readonly<Record<string, number | null>>
  readonly unsur: readonly ElementDocument[]
  /** Keys of the three lowest elements, the lowest first. */
  readonly unsur_terendah: readonly string[]
  readonly integritas: readonly { readonly nama: string; readonly nilai: number }[]
  /** Since the edition of the quarter before; null where there is none to compare with. */
  readonly perubahan: ChangeDocument | null
  readonly dibandingkan_dengan: { readonly periode: string; readonly edisi: number } | null
  readonly keandalan: {
    readonly alpha: number
    readonly selang: readonly [low: number, high: number]
    readonly kata: string
  } | null
  /** Respondents by what they said of themselves, small groups taken together or withheld; see `rowsShown`. */
  readonly profil: readonly ProfileDocument[]
  /** A correction repeats the groups of the edition that first told them: two such tables could be subtracted. */
  readonly profil_menurut_edisi: number
  readonly analisis: { readonly kelebihan: string; readonly kelemahan: string; readonly penyebab: string } | null
  /** Whether the unit confirmed its figures in the review. */
  readonly dikonfirmasi: boolean
  /** What the unit plans because of this result. */
  readonly rencana_tindak_lanjut: readonly FollowUpDocument[]
  /** What it promised in quarters before, with the proof by this quarter's figures. */
  readonly pembuktian: readonly ProofDocument[]
  /** Totals from which every figure above can be computed again; null where nobody answered. */
  readonly total: TotalsDocument | null
}

/** Counts of answers that are conspicuous; null for fewer than `batas`, but not none. */
export interface IntegrityDocument {
  /** First local day that was looked through, `YYYY-MM-DD`. */
  readonly sejak: string
  readonly batas: number
  /** Answers that showed a visit. */
  readonly terverifikasi: number | null
  readonly bertanda: number | null
  /** Answers with each signal; one may have several. */
  readonly tanda: readonly { readonly kunci: string; readonly nama: string; readonly jumlah: number | null }[]
  /** The IKM as it would be without them; null where it could tell of a few respondents. */
  readonly ikm_tanpa_bertanda: number | null
}

export interface ElementDocument {
  readonly kunci: string
  /** `U1`, in the regulation's order. */
  readonly kode: string
  readonly nama: string
  /** Sum of the scores, with halves where they occur. */
  readonly jumlah: number | null
  /** Filled answers. */
  readonly terisi: number
  readonly nrr: number | null
  readonly nrr_tertimbang: number | null
  readonly nilai: number | null
  readonly mutu: string | null
  readonly selang: readonly [low: number, high: number] | null
  readonly perubahan: ChangeDocument | null
  /** How many answered 1, 2, 3 and 4; null where an element was asked by several questions. */
  readonly sebaran: readonly [number, number, number, number] | null
  /** Association with the whole (0–1) and its 95 % interval; null where it cannot be told. */
  readonly kepentingan: { readonly nilai: number; readonly selang: readonly [low: number, high: number] } | null
  /** Where importance and performance can be told apart: `prioritas utama` … */
  readonly kuadran: string | null
}

export interface ChangeDocument {
  readonly selisih: number | null
  /** `naik`, `turun`, `belum dapat dibedakan`. */
  readonly arah: string | null
}

export interface ProfileDocument {
  readonly kunci: string
  readonly nama: string
  /** None where nothing can be shown. */
  readonly baris: readonly {
    readonly kode: readonly string[]
    readonly kelompok: string
    readonly jumlah_responden: number
    readonly nilai: number
    readonly selang: readonly [low: number, high: number] | null
    readonly dibanding_lainnya: string
  }[]
}

export interface FollowUpDocument {
  readonly nomor: number
  /** Key of the element it answers; null for something wider. */
  readonly unsur: string | null
  readonly nama_unsur: string | null
  readonly kegiatan: string
  /** Converted value that is aimed at; null where none was named. */
  readonly sasaran: number | null
  readonly perubahan_diharapkan: string
  /** `2026-tw4` … */
  readonly waktu: readonly string[]
  readonly penanggung_jawab: string
  /** `direncanakan`, `berjalan`, `selesai`, `batal`. */
  readonly status: string
  readonly alasan_batal: string | null
  /** Masked suggestions that led to it. */
  readonly saran: readonly string[]
}

export interface ProofDocument extends FollowUpDocument {
  /** The quarter whose result it answers. */
  readonly asal: string
  /** `terbukti`, `belum terbukti`, `memburuk`, `belum dapat diuji`. */
  readonly pembuktian: string
  /** Converted value of the element then and now. */
  readonly nilai: readonly [before: number | null, now: number | null]
  readonly selisih: number | null
}

/** Scores in twelfths, own means in 2520ths of a score; all whole numbers. */
export interface TotalsDocument {
  readonly responden: number
  readonly rerata_sendiri: number
  readonly rerata_sendiri_kuadrat: number
  /** By element or integrity item: count, sum, squares, cubes, products with the own mean. */
  readonly butir: Readonly<Record<string, readonly [number, number, number, number, number]>>
}
