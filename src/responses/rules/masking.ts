// Hides what would tell who wrote a text: numbers of identity, telephone, account and vehicle, e-mail and street addresses. Pure.

/** What stands in the place of what was hidden. */
export const maskWords = {
  identity: '[NIK disamarkan]',
  employee: '[NIP disamarkan]',
  taxpayer: '[NPWP disamarkan]',
  passport: '[nomor paspor disamarkan]',
  telephone: '[nomor telepon disamarkan]',
  account: '[nomor rekening disamarkan]',
  email: '[e-mail disamarkan]',
  plate: '[pelat nomor disamarkan]',
  address: '[alamat disamarkan]',
} as const

interface Rule {
  readonly mask: string
  readonly pattern: RegExp
  /** Of what the pattern found: true when it is none after all. */
  readonly unless?: (found: string) => boolean
}

/** Alternatives from words with a space between. */
const anyOf = (words: string) => `(?:${words.replaceAll(' ', '|')})`
// No letter or digit on that side, in any script.
const start = String.raw`(?<![\p{L}\d])`
const end = String.raw`(?![\p{L}\d])`

// Up to three marks between two digits, as people group them: 3273 0101-9001.0001, (0812) 345 678.
const gap = String.raw`(?:[\s.\-_/()*]{0,3}|,)`
const zero = '[0o]'
/** A digit, or a letter that is typed for one inside a number. */
const digit = String.raw`(?:\d|[oil](?=${gap}\d))`
const groups = (least: number, most: number | '') => `(?:${gap}${digit}){${least},${most}}`

const asked = anyOf(
  'nomor nomornya nomer no nmr num saya sy aku kami ini itu adalah yaitu yg yang baru lama anak suami',
)
const filler = String.raw`(?:[\s.:;,=()/-]{0,3}(?:${asked}|istri|ibu|bapak|ayah|a\.?n|di|ke|aja|saja|ya|nya|atas|nama)(?!\p{L})){0,4}[\s.:;,=(/-]{0,3}`
/** Only after one of these words, with little between. */
const after = (words: string) => String.raw`(?<=${start}${anyOf(words)}(?:nya|ku)?${filler})(?<!\d)`

const digitWords = 'nol kosong satu dua tiga empat lima enam tujuh delapan lapan sembilan'
const spelled = String.raw`(?:${anyOf(digitWords)}|\d{1,4})`

const providers = anyOf('gmail gmial gmai yahoo ymail hotmail outlook icloud rocketmail proton protonmail')

/**
 * Letters with which the plates of a region begin.
 * Source: Peraturan Kepolisian 7/2021 on registration and identification of vehicles, and the regions before it.
 */
const regions = anyOf(
  'AA AB AD AE AG BA BB BD BE BG BH BK BL BM BN BP DA DB DC DD DE DG DH DK DL DM DN DP DR DS DT DW EA EB ED KB KH KT KU PA PB PE PG PS PT PY A B D E F G H K L M N P R S T W Z',
)
// What follows a number in a sentence and is no end of a plate: `loket A 12 di sebelah`, `D 1234 WIB`.
const noSuffix = new Set(
  'di ke dan yg ya jam ini itu org mnt rb jt ribu kg km cm m mm th thn tgl bln wib wit pm am gd lt no rt rw kec kel kab kk ktp sim nik hp wa pns asn sd smp sma s d atau ada dr tp jd jan feb mar apr mei jun jul agu ags sep okt nov des hr kg x jl tdk sdh utk dgn blm ok sja aja dua mau bisa dari lg lagi lgi tak gak ga kok sih nih dong lho pun per via pak bu mas mba kak ibu tsb hal buah xs xl xxl ml mb gb pk'.split(
    ' ',
  ),
)
const plateWords = 'plat pelat nopol nopolnya polisi kendaraan motor mobil honda yamaha avanza vario beat bernomor'

const units = anyOf(
  'menit mnt jam hari minggu bulan bln tahun thn kali x orang org meter m km kilo kilometer lembar ribu rb juta jt persen kursi lantai lt langkah putaran arah jalur lajur rupiah unit tempat buah detik kelas titik lubang lampu',
)
/** A house number, which is no count of anything: `12`, `12A`, `12/5`, `C-3`. */
const houseNumber = String.raw`(?:[a-z]{1,2}[\s.\-/]?)?\d{1,4}(?![\d.:,]*\d)(?:\s?[a-z](?!\p{L}))?(?:\s?[/-]\s?\d{1,3}[a-z]?(?!\p{L}))?(?!\s{0,2}[-%]?\s?(?:s\/d\s?\d+\s?)?${units}(?!\p{L}))`
const marked = String.raw`(?:(?:no|nomor|nomer|nmr|kav|kavling|blok|blk|rumah\s+no)(?!\p{L})[\s.:]{0,3}|#)${houseNumber}`
const neighbourhood = String.raw`r\.?t\.?(?!\p{L})[\s.:]{0,3}\d{1,3}(?:[\s,./-]{0,3}(?:r\.?w\.?(?!\p{L}))?[\s.:]{0,3}\d{1,3}(?!\d))?(?!\s{0,2}${units}(?!\p{L}))`
const block = String.raw`(?:blok|blk)[\s.:]{0,2}[a-z]{1,2}[\s.\-/]{0,2}(?:no[\s.:]{0,2})?\d{1,3}[a-z]?(?![\p{L}\d])`
const streetWords = anyOf(
  'jalan jln jl gang gg lorong lrg komplek kompleks kompl perumahan perum perumnas dusun dsn kampung kp kpg cluster griya rusun apartemen asrama lingkungan',
)
const shortStreet = anyOf('jln jl gang gg lrg perum perumahan komplek kompleks dsn dusun kp')
// Words of a street's name; those of `jalan kaki`, `jalan terus` and of sentences that go on are none.
const noName = anyOf(
  'kaki terus sudah saja selama lebih macet rusak yang yg di ke dan dari untuk pada dengan karena tapi tetapi loket antrean antrian pelayanan layanan sekitar setelah hampir cuma hanya keluar masuk buntu pintas tengah tol raya(?=\\s+(?:yang|di)) ini itu pasal tahun ada tidak jam pukul bisa harus sampai perlu nomor nomer no rt rw blok blk',
)
const nameWord = String.raw`(?:(?!${noName}(?!\p{L}))(?:[\p{L}'.]{1,20}|[ivx]{1,4}))`
const name = String.raw`(?:[\s.]{1,3}${nameWord}){1,5}?`
const places = anyOf('kel kelurahan kec kecamatan desa ds dusun dsn kab kabupaten kota kp kampung')
const tail = String.raw`(?:[\s,.]{1,3}(?:${neighbourhood}|${marked}|${block}|(?:kode\s?pos[\s.:]{0,2})?\d{5}(?!\d)|${places}(?!\p{L})[\s.:]{1,3}(?!${noName}(?!\p{L}))\p{L}{3,20})){0,6}`

const rule = (mask: string, pattern: string, unless?: Rule['unless']): Rule => ({
  mask,
  pattern: new RegExp(pattern, 'giu'),
  ...(unless && { unless }),
})

const emailRules: readonly Rule[] = [
  rule(
    maskWords.email,
    String.raw`[\p{L}\p{N}._%+-]+\s{0,2}@\s{0,2}[\p{L}\p{N}-]+(?:\s{0,2}[.,]\s{0,2}(?:com|co|id|net|org|go|ac|sch|[\p{L}\p{N}-]+(?<=\.[\p{L}\p{N}-]+)))+`,
  ),
  rule(maskWords.email, String.raw`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+`),
  rule(
    maskWords.email,
    String.raw`[\p{L}\p{N}._%+-]+\s*(?:[[({<]\s*(?:at|et|a|a keong)\s*[\])}>]|[\s_-](?:at|et|a keong|keong)[\s_-]|@)\s*[\p{L}\p{N}-]+?(?:\s*(?:[[({<]\s*(?:dot|titik|\.)\s*[\])}>]|[\s_-](?:dot|titik)[\s_-]|\.)\s*[\p{L}\p{N}]+)+`,
  ),
  rule(maskWords.email, String.raw`[\p{L}\p{N}._%+-]{2,}?${providers}\s?[.,]\s?(?:com|co\.id|co|id)(?!\p{L})`),
  rule(
    maskWords.email,
    String.raw`(?<=${start}(?:e-?mail|surel|imel)(?:nya|ku)?${filler})(?!\p{L}+\s+(?:di|ke|lewat|dari)\s)[\p{L}\p{N}._%+-]+\s${providers}(?:\s?(?:[.,]|titik|dot)?\s?com)?`,
  ),
]

/** In this order, since an e-mail address may hold digits and a NIK what looks like a telephone number. */
const numberRules: readonly Rule[] = [
  // Sixteen digits (Permendagri 69/2010 and after). An NIP has eighteen and begins with a date of birth.
  rule(maskWords.employee, String.raw`(?<!\d)(?:19|20)\d\d${gap}[01]\d${gap}[0-3]\d${groups(10, 10)}(?!\d)`, isPlain),
  rule(maskWords.identity, String.raw`(?<!\d)\d${groups(15, 15)}(?!\d)`, isPlain),
  // A number that goes on where another ended, and longer ones that hold a NIK: nobody writes these of a service.
  rule(maskWords.identity, String.raw`\d{16,}`),
  rule(maskWords.taxpayer, String.raw`(?<!\d)\d\d\.?\d{3}\.\d{3}\.?\d[-.\s]\d{3}[.\s]?\d{3}(?!\d)`),
  rule(maskWords.taxpayer, after('npwp') + String.raw`\d${groups(8, 15)}(?!\d)`),
  rule(maskWords.identity, after('nik ktp e-ktp kk bpjs sim kis kia') + String.raw`\d${groups(9, 15)}(?!\d)`, isPlain),
  rule(maskWords.employee, after('nip nrp nuptk nip') + String.raw`\d${groups(7, 17)}(?!\d)`, isPlain),
  rule(maskWords.passport, after('paspor passport pasport') + String.raw`[a-z]{1,2}\s?\d${groups(5, 7)}(?!\d)`),
  { mask: maskWords.passport, pattern: /(?<![\p{L}\d])(?:[A-Z]\d{7}|[A-Z]{2}\d{6})(?![\p{L}\d])/gu },
  rule(
    maskWords.account,
    after('rekening rek norek bca bri bni mandiri bsi btn bank cimb permata bjb dana ovo gopay') +
      String.raw`(?:(?:bca|bri|bni|mandiri|bsi|btn|jatim|jateng|dki|cimb|permata|bjb)${filler})?(?<!\d)\d${groups(7, 17)}(?!\d)`,
    isPlain,
  ),
  // Mobile numbers begin with 08, or 8 after the country's 62 (E.164); any number written with +62.
  rule(maskWords.telephone, String.raw`\+\s{0,2}62${groups(7, 13)}\d*`),
  rule(
    maskWords.telephone,
    String.raw`${start}(?<!rp[\s.]{0,2})(?:62|${zero}${zero}62)${gap}(?:0${gap})?8${groups(7, 12)}\d*`,
    isPlain,
  ),
  rule(maskWords.telephone, String.raw`${start}${zero}${gap}8${groups(6, 13)}\d*`, isPlain),
  // Without the zero, and lines of a house: an area's code, then six to eight digits.
  rule(
    maskWords.telephone,
    String.raw`${start}8[1-9]\d(?:[ -]?)\d{3,4}(?:[ -]?)\d{3,5}(?![.,]?\d)(?!\s?(?:rupiah|rb|ribu))(?<!rp[\s.]{0,2}\d+)`,
  ),
  rule(
    maskWords.telephone,
    String.raw`(?<![\p{L}\d/.-])\(?0[2-79]\d{1,2}\)?[\s.-]{0,2}\d{3,4}[\s.-]?\d{3,4}(?!\d)`,
    isPlain,
  ),
  rule(
    maskWords.telephone,
    after(
      'hp wa whatsapp whatsap watsap wasap telepon telpon telp tlp tlpn telfon telephone handphone hubungi kontak sms nomor',
    ) + String.raw`(?<!rp[\s.]{0,2})[08(+]?\d${groups(6, 13)}(?!\d)`,
    (found) => isPlain(found) || !/^\W?[0o8]/i.test(found),
  ),
  rule(
    maskWords.telephone,
    after('hp wa whatsapp whatsap watsap wasap telepon telpon telp tlp tlpn telfon telephone handphone') +
      String.raw`\(?\d${groups(6, 13)}(?!\d)`,
    isPlain,
  ),
]

/** Numbers in words, wholly or in part: `nol delapan satu dua …`, `08 satu dua 34 …`. */
const spelledRule = rule(
  maskWords.telephone,
  String.raw`(?<![\p{L}\d])${spelled}(?:[\s.,-]{0,3}${spelled}){6,}(?![\p{L}])`,
  (found) => {
    const words = found.match(new RegExp(anyOf(digitWords), 'giu')) ?? []
    const digits = words.length + found.replaceAll(/\D/g, '').length
    return words.length < 3 || digits < 8
  },
)

const placeRules: readonly Rule[] = [
  rule(
    maskWords.plate,
    String.raw`(?<=${start}${anyOf(plateWords)}(?:nya|ku)?${filler}(?:plat|pelat|nopol|polisi|merah|hitam)?${filler})${regions}[\s.-]{0,2}[1-9]\d{0,3}(?:[\s.-]{0,2}[a-z]{1,3})?${end}`,
    (found) => !/[a-z]$/i.test(found) && /\D\d{1,2}$/.test(found),
  ),
  // Elsewhere two digits at least and letters behind them, since `A 4`, `S2` and `P3K` are other things.
  rule(maskWords.plate, String.raw`${start}${regions}[\s.-]{0,2}[1-9]\d{1,3}[\s.-]{0,2}[a-z]{1,3}${end}`, isNoPlate),
  rule(
    maskWords.address,
    String.raw`${start}${streetWords}(?!\p{L})${name}[\s,.]{1,3}(?:${marked}|${neighbourhood}|${block})${tail}`,
  ),
  rule(maskWords.address, String.raw`${start}${shortStreet}(?!\p{L})${name}[\s,.]{1,3}${houseNumber}${tail}`),
  rule(maskWords.address, String.raw`${start}jalan${name}[\s,.]{1,3}${houseNumber}${tail}`),
  rule(maskWords.address, String.raw`${start}(?:gang|gg|jl|jln)[\s.]{1,3}(?:no[\s.]{1,3})?${houseNumber}${tail}`),
  rule(
    maskWords.address,
    String.raw`(?<=${start}(?:alamat|rumah|tinggal|domisili|beralamat)(?:nya|ku)?(?:\s(?:saya|kami|rumah|ibu|bapak|ada|adalah))*[\s:]{1,2})(?:di[\s:]{1,2})?(?:${nameWord}[\s,.]{1,2}){0,5}?(?:${marked}|${block})${tail}`,
  ),
  rule(
    maskWords.address,
    String.raw`(?<=${start}(?:alamat|domisili|beralamat)(?:nya|ku)?(?:\s(?:saya|kami|rumah|ibu|bapak|ada|adalah))*[\s:]{1,2})(?:di[\s:]{1,2})?(?:${nameWord}[\s,.]{1,2}){1,5}?${houseNumber}${tail}`,
  ),
  rule(maskWords.address, `${start}${neighbourhood}${tail}`),
  rule(
    maskWords.address,
    String.raw`${start}(?:perum|komplek|kompleks|perumahan|griya)(?!\p{L})${name}[\s,.]{1,3}${block}${tail}`,
  ),
  rule(maskWords.address, String.raw`${start}kode\s?pos[\s.:]{0,2}\d{5}${end}`),
]

/**
 * The text with what names its writer replaced by words. Digits of other scripts and full-width letters are read as
 * ours, and marks without width do not hide anything.
 */
export function maskPersonal(text: string): string {
  let masked = text
  const mask = (one: Rule) => {
    masked = replaceIn(masked, one)
  }
  emailRules.forEach(mask)
  // Most suggestions end here.
  if (/\p{Nd}/u.test(text)) {
    numberRules.forEach(mask)
    placeRules.forEach(mask)
  }
  mask(spelledRule)
  return masked
}

/** True when something in the text would be hidden. */
export function holdsPersonal(text: string): boolean {
  return maskPersonal(text) !== text
}

// Looked for in a reading of the same length, so that what is found can be cut out of what was written.
function replaceIn(text: string, { mask, pattern, unless }: Rule): string {
  let masked = ''
  let from = 0
  for (const { 0: found, index } of plainReading(text).matchAll(pattern)) {
    if (unless?.(found)) continue
    masked += text.slice(from, index) + mask
    from = index + found.length
  }
  return from === 0 ? text : masked + text.slice(from)
}

/**
 * True for what has as many digits as a NIK and is none: opening hours such as `08.00-12.00 13.00-16.00`, dates, years,
 * amounts with points between their thousands.
 */
function isPlain(found: string): boolean {
  const time = String.raw`(?:[01]?\d|2[0-4])[.:][0-5]\d(?!\.?\d)`
  const date = String.raw`[0-3]?\d[-/.][01]?\d[-/.](?:19|20)?\d\d(?!\d)`
  const amount = String.raw`\d{1,3}(?:\.\d{3})+(?:,\d\d)?(?![.\d])`
  return new RegExp(String.raw`^\W*(?:(?:${time}|${date}|(?:19|20)\d\d(?!\d)|${amount})(?:\D+|$))+$`).test(found)
}

function isNoPlate(found: string): boolean {
  const [, region = '', suffix = ''] = /^([a-z]+).*?([a-z]+)$/i.exec(found) ?? []
  // With spaces between, small letters are words: four digits speak for a plate there, or letters that make none.
  const apart = /[\s.-]/.test(found)
  const four = /\d{4}/.test(found)
  // `XL` is a size too, but of nothing that comes in thousands.
  if (noSuffix.has(suffix.toLowerCase()) && !(four && /^x/i.test(suffix))) return true
  const year = /\D(?:19|20)\d\d\D/.test(found)
  const isWord = suffix.length === 1 || /[aeiou]/i.test(suffix)
  return apart && isWord && suffix !== suffix.toUpperCase() && (!four || (year && region !== region.toUpperCase()))
}

/** Each character as one of the same length that the patterns know. */
function plainReading(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, (character) => {
    if (/[\u00ad\u200b-\u200f\u2060\ufeff\n\t\u00a0]/.test(character)) return ' '
    if (/[\u2010-\u2015\u2212]/.test(character)) return '-'
    const plain = character.normalize('NFKC')
    if (plain.length === 1 && plain !== character) return plain
    return /\p{Nd}/u.test(character) ? String(digitOf(character.charCodeAt(0))) : character
  })
}

// In Unicode the ten digits of a script stand in a row; where it begins is found by walking back to its zero.
function digitOf(code: number): number {
  let zeroes = code
  while (code - zeroes < 9 && /\p{Nd}/u.test(String.fromCharCode(zeroes - 1))) zeroes -= 1
  return code - zeroes
}
