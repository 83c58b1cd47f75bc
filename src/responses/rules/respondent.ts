// What a citizen's answer is made of beside the scores: who answered, by which way it came, and on which day. Pure.

/** How a response reached us. */
export const responseChannels = ['phone', 'paper', 'kiosk'] as const
export type ResponseChannel = (typeof responseChannels)[number]

/** How a response reached us, in words. */
export const channelNames: Readonly<Record<string, string>> = { phone: 'Ponsel', paper: 'Kertas', kiosk: 'Anjungan' }

/** One optional thing a respondent may say of themselves: the stored code, the words shown, and other spellings met in old files. */
export interface Choice {
  readonly code: string
  readonly label: string
  readonly spellings?: readonly string[]
}

/**
 * The respondent questions, by form field.
 * Source: PermenPANRB 14/2017 (sex, age, education, occupation) with the bands of SKM Online, so that both fit one table;
 * disability, one's own or of the person accompanied, as SKM Online asks it.
 */
export const respondentFields = {
  jenis_kelamin: [
    { code: 'L', label: 'Laki-laki', spellings: ['laki laki', 'pria', 'lk', 'male'] },
    { code: 'P', label: 'Perempuan', spellings: ['wanita', 'pr', 'female'] },
  ],
  usia: [
    { code: '<17', label: 'Di bawah 17 tahun', spellings: ['< 17 tahun', '<17 tahun', '< 17'] },
    { code: '17-25', label: '17–25 tahun' },
    { code: '26-34', label: '26–34 tahun' },
    { code: '35-44', label: '35–44 tahun' },
    { code: '45-54', label: '45–54 tahun' },
    { code: '55-65', label: '55–65 tahun' },
    { code: '>65', label: 'Di atas 65 tahun', spellings: ['> 65 tahun', '>65 tahun', '> 65'] },
  ],
  pendidikan: [
    { code: 'none', label: 'Tidak sekolah', spellings: ['tidak bersekolah', 'tidak/belum sekolah'] },
    { code: 'SD', label: 'SD/sederajat', spellings: ['sd sederajat', 'sd ke bawah'] },
    { code: 'SMP', label: 'SMP/sederajat', spellings: ['sltp', 'smp sederajat', 'mts'] },
    { code: 'SMA', label: 'SMA/sederajat', spellings: ['slta', 'sma sederajat', 'smk', 'ma', 'sma/smk'] },
    { code: 'D3', label: 'D1/D2/D3', spellings: ['d1', 'd2', 'diii', 'd-3', 'd-iii', 'diploma', 'd1-d3', 'd1-d2-d3'] },
    { code: 'S1', label: 'D4/S1', spellings: ['d4', 'div', 'd-iv', 's-1', 'sarjana', 's1/d4'] },
    { code: 'S2', label: 'S2', spellings: ['s-2', 'magister'] },
    { code: 'S3', label: 'S3', spellings: ['s-3', 'doktor'] },
  ],
  pekerjaan: [
    { code: 'ASN', label: 'ASN (PNS/PPPK)', spellings: ['pns', 'pppk', 'asn (pns)', 'pegawai negeri'] },
    { code: 'TNI', label: 'TNI', spellings: ['tni/polri', 'tni-polri'] },
    { code: 'POLRI', label: 'Polri' },
    { code: 'private', label: 'Pegawai swasta', spellings: ['swasta', 'karyawan swasta', 'karyawan'] },
    { code: 'business', label: 'Wirausaha', spellings: ['wiraswasta', 'pengusaha', 'wiraswasta/usahawan', 'pedagang'] },
    { code: 'home', label: 'Ibu rumah tangga', spellings: ['irt', 'mengurus rumah tangga'] },
    { code: 'student', label: 'Pelajar/mahasiswa', spellings: ['pelajar', 'mahasiswa', 'pelajar / mahasiswa'] },
    { code: 'farmer', label: 'Petani/nelayan', spellings: ['petani', 'nelayan'] },
    { code: 'freelance', label: 'Pekerja lepas', spellings: ['pekerja lepas/freelance', 'freelance', 'buruh'] },
    { code: 'retired', label: 'Pensiunan', spellings: ['pensiun', 'purnawirawan'] },
    { code: 'other', label: 'Lainnya', spellings: ['lain-lain', 'lain'] },
  ],
  disabilitas: [
    { code: 'no', label: 'Tidak', spellings: ['bukan', 'tidak ada', 'non disabilitas'] },
    {
      code: 'yes',
      label: 'Ya, atau mendampingi',
      spellings: ['ya', 'penyandang disabilitas', 'penyandang', 'pendamping'],
    },
  ],
  pengisi: [
    { code: 'sendiri', label: 'Saya sendiri', spellings: ['diri sendiri'] },
    { code: 'keluarga', label: 'Keluarga atau pendamping', spellings: ['pendamping'] },
    { code: 'petugas', label: 'Dibantu petugas' },
  ],
} as const satisfies Record<string, readonly Choice[]>

export type RespondentField = keyof typeof respondentFields

/** What a respondent said of themselves, as codes; null where they said nothing. */
export interface Respondent {
  readonly sex: string | null
  readonly age: string | null
  readonly education: string | null
  readonly occupation: string | null
  readonly disability: string | null
  readonly filledBy: string | null
}

/**
 * Reads what was typed or chosen for a respondent question, whatever its spelling; an age in years becomes its band.
 * @returns the code, null when nothing was said, undefined when it is not understood.
 */
export function readChoice(field: RespondentField, said: string): string | null | undefined {
  const words = fold(said)
  if (words === '') return null
  const code = spellings(field).get(words)
  if (code !== undefined) return code
  if (field === 'usia' && /^\d{1,3}( tahun| th)?$/.test(words)) return ageBand(Number.parseInt(words, 10))
  return undefined
}

function ageBand(years: number): string | undefined {
  if (years < 1 || years > 120) return undefined
  if (years < 17) return '<17'
  if (years <= 25) return '17-25'
  if (years <= 34) return '26-34'
  if (years <= 44) return '35-44'
  if (years <= 54) return '45-54'
  return years <= 65 ? '55-65' : '>65'
}

const known = new Map<RespondentField, Map<string, string>>()

function spellings(field: RespondentField): Map<string, string> {
  let words = known.get(field)
  if (!words) {
    words = new Map()
    for (const choice of respondentFields[field] as readonly Choice[]) {
      for (const spelling of [choice.code, choice.label, ...(choice.spellings ?? [])])
        words.set(fold(spelling), choice.code)
    }
    known.set(field, words)
  }
  return words
}

function fold(said: string): string {
  return said.trim().toLowerCase().replaceAll('–', '-').replaceAll(/\s+/g, ' ')
}

/** The words of a stored code; null where nothing was said. */
export function choiceLabel(field: RespondentField, code: string | null): string | null {
  if (code === null) return null
  return (respondentFields[field] as readonly Choice[]).find((choice) => choice.code === code)?.label ?? code
}

/**
 * The age of a single respondent as the desk shows it. Whoever is under 17 shares a band with the next, since data on
 * children are specific data (UU 27/2022, article 4).
 */
export function shownAge(code: string | null): string | null {
  return code === '<17' || code === '17-25' ? 'Sampai 25 tahun' : choiceLabel('usia', code)
}

/** Longest suggestion that is kept, in characters. */
export const suggestionLimit = 2000
