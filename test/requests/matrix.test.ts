// Who may what: every route of the site, every role, one declared table. A route without a row fails.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { app } from '#src/app.tsx'
import { city } from '#test/support/city.ts'
import { arrangeStaff, type DeskBrowser, openDeskBrowser, signedIn } from '#test/support/desk.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

/**
 * `in`: served, even if the form is refused for what is in it. `no`: 403. `door`: sent to the sign-in.
 * Managers are of unit 1, of unit 3 (in the other agency), and of the whole agency that units 1, 2 and 4 belong to.
 */
type Answer = 'in' | 'no' | 'door'
const roles = ['nobody', 'bureau', 'unitManager', 'otherManager', 'agencyManager', 'leader', 'inspector'] as const

const open = 'in in in in in in in'
const desk = 'door in in in in in in'
const bureau = 'door in no no no no no'
const trail = 'door in no no no no in'
const managers = 'door in in in in no no'
const unitOne = 'door in in no in no no'
const unit = '/kelola/organisasi/unit'
const unitId = `${unit}/:id{[0-9]{1,15}}`
/** Of unit 1: its manager and the manager of its agency. */
const readUnit = 'door in in no in in in'
const readExclusions = 'door in in no in no in'
const enterAnswers = 'door in in no in no no'
const markSuggestions = 'door in in no in no no'
const openSuggestions = 'door no in no in no no'
const planFollowUps = 'door in in no in no no'
const followUp = '/kelola/unit/:slug/tindak-lanjut/:id{[0-9]{1,15}}'
const ofUnit = `/kelola/unit/${city.registry.slug}`
const visits = '/kelola/unit/:slug/loket/:loket{[0-9]{1,15}}/kunjungan'
const overview = 'door in no no no in in'
/** A unit's own managers, and not the bureau for them. */
const confirming = 'door no in no in no no'
const aQuarter = '2026-tw1'
const publication = `/kelola/publikasi/${aQuarter}`
/** About unit 1. */
const ownUnit = 'door in in no in in in'

/** Each route with what to ask of it (where its path has parameters) and the answers in the order of the roles. */
const table: Readonly<Record<string, readonly [path: string, answers: string]>> = {
  'GET /healthz': ['/healthz', open],
  'GET /': ['/', open],
  'GET /perbandingan': ['/perbandingan', open],
  'GET /metodologi': ['/metodologi', open],
  'GET /privasi': ['/privasi', open],
  'GET /.well-known/security.txt': ['/.well-known/security.txt', open],
  'GET /aksesibilitas': ['/aksesibilitas', open],
  'GET /data': ['/data', open],
  'GET /data.json': ['/data.json', open],
  'GET /hasil/kamus-data': ['/hasil/kamus-data', open],
  'GET /hasil/kamus-data.json': ['/hasil/kamus-data.json', open],
  'GET /hasil/:berkas{kamus-data(?:\\.excel)?\\.csv}': ['/hasil/kamus-data.csv', open],
  'GET /hasil/:berkas{[^/]+\\.csv}': ['/hasil/2026-tw3.csv', open],
  'GET /hasil/:periode/:berkas{[^/]+\\.txt}': [`/hasil/2026-tw3/${city.registry.slug}.txt`, open],
  'GET /unit/:slug/lencana.svg': [`/unit/${city.registry.slug}/lencana.svg`, open],
  'GET /api': ['/api', open],
  'GET /api/v1/periode': ['/api/v1/periode', open],
  'GET /api/v1/hasil': ['/api/v1/hasil', open],
  'GET /api/v1/hasil/:periode/:unit': [`/api/v1/hasil/2026-tw3/${city.registry.slug}`, open],
  'GET /api/v1/unit': ['/api/v1/unit', open],
  'GET /api/v1/unit/:unit': [`/api/v1/unit/${city.registry.slug}`, open],
  'GET /api/v1/tindak-lanjut': ['/api/v1/tindak-lanjut', open],
  'GET /api/v1/edisi': ['/api/v1/edisi', open],
  'GET /api/openapi.json': ['/api/openapi.json', open],
  'GET /tindak-lanjut': ['/tindak-lanjut', open],
  'GET /bukti/:kunci{[0-9a-f]{64}}': [`/bukti/${'a'.repeat(64)}`, open],
  'GET /unit/:file{[^/]+\\.json}': [`/unit/${city.registry.slug}.json`, open],
  'GET /unit/:slug': [`/unit/${city.registry.slug}`, open],
  'GET /hasil': ['/hasil', open],
  'GET /hasil/:berkas{[^/]+\\.json}': ['/hasil/2024-tw1.json', open],
  'GET /hasil/:periode{[^/.]+}': ['/hasil/2024-tw1', open],
  'GET /hasil/:periode{[^/.]+}/edisi/:berkas{[0-9]{1,6}\\.json}': ['/hasil/2024-tw1/edisi/1.json', open],
  'GET /hasil/:periode{[^/.]+}/edisi/:nomor{[0-9]{1,6}}': ['/hasil/2024-tw1/edisi/1', open],
  'GET /hasil/:periode{[^/.]+}/:berkas{[^/]+\\.json}': ['/hasil/2024-tw1/unit.json', open],
  'GET /hasil/:periode{[^/.]+}/:unit{[^/.]+}': ['/hasil/2024-tw1/unit', open],
  'GET /verifikasi': ['/verifikasi', open],
  'GET /s/:kode': [`/s/${city.registry.counter.code}`, open],
  'POST /s/:kode': [`/s/${city.registry.counter.code}`, open],
  'GET /s/:kode/kios': [`/s/${city.registry.counter.code}/kios`, open],
  'POST /s/:kode/kios': [`/s/${city.registry.counter.code}/kios`, open],
  'GET /s/:kode/kios/terima/:tandaTerima': [`/s/${city.registry.counter.code}/kios/terima/AAAA-AAAA`, open],
  'GET /s/:kode/terima/:tandaTerima': [`/s/${city.registry.counter.code}/terima/AAAA-AAAA`, open],
  'GET /s/:kode/:berkas{qr\\.(?:svg|png)}': [`/s/${city.registry.counter.code}/qr.svg`, open],
  'GET /masuk': ['/masuk', open],
  'POST /masuk': ['/masuk', open],
  'GET /masuk/kode': ['/masuk/kode', 'door door door door door door door'],
  'POST /masuk/kode': ['/masuk/kode', open],
  'POST /masuk/keluar': ['/masuk/keluar', 'door door door door door door door'],
  'GET /masuk/lupa': ['/masuk/lupa', open],
  'POST /masuk/lupa': ['/masuk/lupa', open],
  'GET /masuk/penyedia': ['/masuk/penyedia', open],
  'GET /masuk/oidc/callback/:penyedia': ['/masuk/oidc/callback/oidc', 'door door door door door door door'],
  'GET /masuk/penyiapan/:token': ['/masuk/penyiapan/tidak-ada', open],
  'POST /masuk/penyiapan/:token': ['/masuk/penyiapan/tidak-ada', open],
  'GET /masuk/undangan/:token': ['/masuk/undangan/tidak-ada', open],
  'POST /masuk/undangan/:token': ['/masuk/undangan/tidak-ada', open],
  'GET /masuk/sandi/:token': ['/masuk/sandi/tidak-ada', open],
  'POST /masuk/sandi/:token': ['/masuk/sandi/tidak-ada', open],
  'GET /kelola': ['/kelola', desk],
  'GET /kelola/ikhtisar': ['/kelola/ikhtisar', overview],
  'GET /kelola/:berkas{ikhtisar\\.(?:csv|xlsx)}': ['/kelola/ikhtisar.csv', overview],
  'GET /kelola/unit/:slug': [`/kelola/unit/${city.registry.slug}`, ownUnit],
  'GET /kelola/unit/:slug/:berkas{rekap\\.(?:csv|xlsx)}': [`/kelola/unit/${city.registry.slug}/rekap.xlsx`, ownUnit],
  'GET /kelola/unit/:slug/tanda': [`${ofUnit}/tanda`, readUnit],
  'POST /kelola/unit/:slug/tanda/periksa': [`${ofUnit}/tanda/periksa`, readExclusions],
  [`GET ${visits}`]: [`${ofUnit}/loket/1/kunjungan`, unitOne],
  [`POST ${visits}/lembar`]: [`${ofUnit}/loket/1/kunjungan/lembar`, unitOne],
  [`POST ${visits}/antrean`]: [`${ofUnit}/loket/1/kunjungan/antrean`, unitOne],
  [`POST ${visits}/layar`]: [`${ofUnit}/loket/1/kunjungan/layar`, unitOne],
  [`POST ${visits}/cabut`]: [`${ofUnit}/loket/1/kunjungan/cabut`, unitOne],
  'POST /api/tiket/:kode': [`/api/tiket/${city.registry.counter.code}`, open],
  'GET /layar/:kunci/qr.svg': ['/layar/bukan-alamat/qr.svg', open],
  'GET /layar/:kunci': ['/layar/bukan-alamat', open],
  'GET /kelola/akun-saya': ['/kelola/akun-saya', desk],
  'POST /kelola/akun-saya/sandi': ['/kelola/akun-saya/sandi', desk],
  'POST /kelola/akun-saya/sesi': ['/kelola/akun-saya/sesi', desk],
  'GET /kelola/akun-saya/autentikator': ['/kelola/akun-saya/autentikator', desk],
  'POST /kelola/akun-saya/autentikator': ['/kelola/akun-saya/autentikator', desk],
  'POST /kelola/akun-saya/autentikator/aktif': ['/kelola/akun-saya/autentikator/aktif', desk],
  'POST /kelola/akun-saya/autentikator/cadangan': ['/kelola/akun-saya/autentikator/cadangan', desk],
  'POST /kelola/akun-saya/autentikator/lepas': ['/kelola/akun-saya/autentikator/lepas', desk],
  'GET /kelola/akun': ['/kelola/akun', bureau],
  'GET /kelola/akun/undang': ['/kelola/akun/undang', bureau],
  'POST /kelola/akun/undang': ['/kelola/akun/undang', bureau],
  'GET /kelola/akun/:id{[0-9]+}': ['/kelola/akun/999', bureau],
  'POST /kelola/akun/:id{[0-9]+}/hak': ['/kelola/akun/999/hak', bureau],
  'POST /kelola/akun/:id{[0-9]+}/cabut': ['/kelola/akun/999/cabut', bureau],
  'POST /kelola/akun/:id{[0-9]+}/nonaktif': ['/kelola/akun/999/nonaktif', bureau],
  'POST /kelola/akun/:id{[0-9]+}/aktif': ['/kelola/akun/999/aktif', bureau],
  'POST /kelola/akun/:id{[0-9]+}/autentikator': ['/kelola/akun/999/autentikator', bureau],
  'POST /kelola/akun/:id{[0-9]+}/tautan': ['/kelola/akun/999/tautan', bureau],
  'GET /kelola/jejak': ['/kelola/jejak', trail],
  'GET /kelola/organisasi': ['/kelola/organisasi', managers],
  'GET /kelola/organisasi/perangkat': ['/kelola/organisasi/perangkat', bureau],
  'POST /kelola/organisasi/perangkat': ['/kelola/organisasi/perangkat', bureau],
  'GET /kelola/organisasi/perangkat/:id{[0-9]{1,15}}': ['/kelola/organisasi/perangkat/999', bureau],
  'POST /kelola/organisasi/perangkat/:id{[0-9]{1,15}}': ['/kelola/organisasi/perangkat/999', bureau],
  'POST /kelola/organisasi/perangkat/:id{[0-9]{1,15}}/tutup': ['/kelola/organisasi/perangkat/999/tutup', bureau],
  'POST /kelola/organisasi/perangkat/:id{[0-9]{1,15}}/buka': ['/kelola/organisasi/perangkat/999/buka', bureau],
  'POST /kelola/organisasi/perangkat/:id{[0-9]{1,15}}/hapus': ['/kelola/organisasi/perangkat/999/hapus', bureau],
  'GET /kelola/organisasi/unit-baru': ['/kelola/organisasi/unit-baru', bureau],
  'POST /kelola/organisasi/unit-baru': ['/kelola/organisasi/unit-baru', bureau],
  'GET /kelola/organisasi/impor': ['/kelola/organisasi/impor', bureau],
  'POST /kelola/organisasi/impor': ['/kelola/organisasi/impor', bureau],
  'GET /kelola/organisasi/impor/contoh.csv': ['/kelola/organisasi/impor/contoh.csv', bureau],
  'POST /kelola/organisasi/impor/simpan': ['/kelola/organisasi/impor/simpan', bureau],
  'GET /kelola/pengaturan': ['/kelola/pengaturan', bureau],
  'POST /kelola/pengaturan': ['/kelola/pengaturan', bureau],
  'POST /kelola/pengaturan/logo': ['/kelola/pengaturan/logo', bureau],
  'POST /kelola/pengaturan/logo/hapus': ['/kelola/pengaturan/logo/hapus', bureau],
  'GET /logo': ['/logo', open],
  [`GET ${unitId}`]: [`${unit}/1`, unitOne],
  [`GET ${unitId}/rincian`]: [`${unit}/1/rincian`, unitOne],
  [`GET ${unitId}/identitas`]: [`${unit}/999/identitas`, bureau],
  [`GET ${unitId}/kuesioner/unsur`]: [`${unit}/999/kuesioner/unsur`, bureau],
  [`POST ${unitId}/rincian`]: [`${unit}/1/rincian`, unitOne],
  [`POST ${unitId}/identitas`]: [`${unit}/999/identitas`, bureau],
  [`GET ${unitId}/tutup`]: [`${unit}/999/tutup`, bureau],
  [`GET ${unitId}/hapus`]: [`${unit}/999/hapus`, bureau],
  [`POST ${unitId}/tutup`]: [`${unit}/999/tutup`, bureau],
  [`POST ${unitId}/hapus`]: [`${unit}/999/hapus`, bureau],
  [`POST ${unitId}/buka`]: [`${unit}/999/buka`, bureau],
  [`GET ${unitId}/layanan`]: [`${unit}/1/layanan`, unitOne],
  [`POST ${unitId}/layanan`]: [`${unit}/1/layanan`, unitOne],
  [`GET ${unitId}/layanan/:layanan{[0-9]{1,15}}`]: [`${unit}/1/layanan/1`, unitOne],
  [`POST ${unitId}/layanan/:layanan{[0-9]{1,15}}`]: [`${unit}/1/layanan/1`, unitOne],
  [`POST ${unitId}/layanan/:layanan{[0-9]{1,15}}/tutup`]: [`${unit}/1/layanan/999/tutup`, unitOne],
  [`POST ${unitId}/layanan/:layanan{[0-9]{1,15}}/buka`]: [`${unit}/1/layanan/999/buka`, unitOne],
  [`POST ${unitId}/layanan/:layanan{[0-9]{1,15}}/hapus`]: [`${unit}/1/layanan/999/hapus`, unitOne],
  [`GET ${unitId}/loket`]: [`${unit}/1/loket`, unitOne],
  [`POST ${unitId}/loket`]: [`${unit}/1/loket`, unitOne],
  [`GET ${unitId}/loket/poster.pdf`]: [`${unit}/1/loket/poster.pdf`, unitOne],
  [`GET ${unitId}/loket/:loket{[0-9]{1,15}}`]: [`${unit}/1/loket/1`, unitOne],
  [`POST ${unitId}/loket/:loket{[0-9]{1,15}}`]: [`${unit}/1/loket/1`, unitOne],
  [`GET ${unitId}/loket/:loket{[0-9]{1,15}}/poster.pdf`]: [`${unit}/1/loket/1/poster.pdf`, unitOne],
  [`GET ${unitId}/loket/:loket{[0-9]{1,15}}/kode`]: [`${unit}/1/loket/999/kode`, unitOne],
  [`GET ${unitId}/loket/:loket{[0-9]{1,15}}/tutup`]: [`${unit}/1/loket/999/tutup`, unitOne],
  [`POST ${unitId}/loket/:loket{[0-9]{1,15}}/kode`]: [`${unit}/1/loket/999/kode`, unitOne],
  [`POST ${unitId}/loket/:loket{[0-9]{1,15}}/tutup`]: [`${unit}/1/loket/999/tutup`, unitOne],
  [`POST ${unitId}/loket/:loket{[0-9]{1,15}}/hapus`]: [`${unit}/1/loket/999/hapus`, unitOne],
  [`GET ${unitId}/dilayani`]: [`${unit}/1/dilayani`, unitOne],
  [`POST ${unitId}/dilayani`]: [`${unit}/1/dilayani`, unitOne],
  [`GET ${unitId}/kuesioner`]: [`${unit}/999/kuesioner`, bureau],
  [`POST ${unitId}/kuesioner`]: [`${unit}/999/kuesioner`, bureau],
  [`POST ${unitId}/kuesioner/batal`]: [`${unit}/999/kuesioner/batal`, bureau],
  [`POST ${unitId}/kuesioner/unsur`]: [`${unit}/999/kuesioner/unsur`, bureau],
  [`POST ${unitId}/kuesioner/unsur/:unsur{[0-9]{1,15}}/hapus`]: [`${unit}/999/kuesioner/unsur/1000/hapus`, bureau],
  'GET /kelola/publikasi': ['/kelola/publikasi', desk],
  'GET /kelola/publikasi/:periode': [publication, desk],
  'POST /kelola/publikasi/:periode/buka': [`${publication}/buka`, bureau],
  'POST /kelola/publikasi/:periode/tenggat': [`${publication}/tenggat`, bureau],
  'GET /kelola/publikasi/:periode/terbit': [`${publication}/terbit`, bureau],
  'POST /kelola/publikasi/:periode/terbit': [`${publication}/terbit`, bureau],
  'GET /kelola/publikasi/:periode/ralat': [`${publication}/ralat`, bureau],
  'POST /kelola/publikasi/:periode/ralat': [`${publication}/ralat`, bureau],
  'GET /kelola/unit/:slug/publikasi': [`${ofUnit}/publikasi`, readUnit],
  'GET /kelola/unit/:slug/publikasi/:periode': [`${ofUnit}/publikasi/${aQuarter}`, readUnit],
  'POST /kelola/unit/:slug/publikasi/:periode/konfirmasi': [`${ofUnit}/publikasi/${aQuarter}/konfirmasi`, confirming],
  'POST /kelola/unit/:slug/publikasi/:periode/keberatan': [`${ofUnit}/publikasi/${aQuarter}/keberatan`, confirming],
  'POST /kelola/unit/:slug/publikasi/:periode/perbaikan': [`${ofUnit}/publikasi/${aQuarter}/perbaikan`, bureau],
  'POST /kelola/unit/:slug/publikasi/:periode/selesai': [`${ofUnit}/publikasi/${aQuarter}/selesai`, bureau],
  'POST /kelola/unit/:slug/publikasi/:periode/analisis': [`${ofUnit}/publikasi/${aQuarter}/analisis`, enterAnswers],
  'GET /hasil/:berkas{[0-9]{4}-tw[1-4]\\.xlsx}': ['/hasil/2026-tw3.xlsx', open],
  'GET /hasil/:periode{[0-9]{4}-tw[1-4]}/:berkas{[^/]+\\.pdf}': ['/hasil/2026-tw3/disdukcapil.pdf', open],
  'GET /kelola/unit/:slug/pengolahan.xlsx': [`${ofUnit}/pengolahan.xlsx`, ownUnit],
  'GET /kelola/unit/:slug/laporan.docx': [`${ofUnit}/laporan.docx`, ownUnit],
  'GET /kelola/unit/:slug/jawaban': [`${ofUnit}/jawaban`, readUnit],
  'GET /kelola/unit/:slug/:berkas{jawaban\\.(?:csv|xlsx)}': [`${ofUnit}/jawaban.csv`, readUnit],
  'GET /kelola/unit/:slug/jawaban/:id{[0-9]{1,15}}': [`${ofUnit}/jawaban/999`, readUnit],
  'POST /kelola/unit/:slug/jawaban/:id{[0-9]{1,15}}/kecualikan': [`${ofUnit}/jawaban/999/kecualikan`, bureau],
  'POST /kelola/unit/:slug/jawaban/:id{[0-9]{1,15}}/pulihkan': [`${ofUnit}/jawaban/999/pulihkan`, bureau],
  'GET /kelola/unit/:slug/pengecualian': [`${ofUnit}/pengecualian`, readExclusions],
  'GET /kelola/unit/:slug/saran': [`${ofUnit}/saran`, readUnit],
  'POST /kelola/unit/:slug/saran/:id{[0-9]{1,15}}': [`${ofUnit}/saran/999`, markSuggestions],
  'POST /kelola/unit/:slug/saran/:id{[0-9]{1,15}}/asli': [`${ofUnit}/saran/999/asli`, openSuggestions],
  'GET /kelola/tindak-lanjut': ['/kelola/tindak-lanjut', overview],
  'GET /kelola/unit/:slug/tindak-lanjut': [`${ofUnit}/tindak-lanjut`, readUnit],
  'GET /kelola/unit/:slug/tindak-lanjut/baru': [`${ofUnit}/tindak-lanjut/baru`, planFollowUps],
  'POST /kelola/unit/:slug/tindak-lanjut/baru': [`${ofUnit}/tindak-lanjut/baru`, planFollowUps],
  [`GET ${followUp}`]: [`${ofUnit}/tindak-lanjut/999`, readUnit],
  [`GET ${followUp}/ubah`]: [`${ofUnit}/tindak-lanjut/999/ubah`, planFollowUps],
  [`POST ${followUp}/ubah`]: [`${ofUnit}/tindak-lanjut/999/ubah`, planFollowUps],
  [`POST ${followUp}/keadaan`]: [`${ofUnit}/tindak-lanjut/999/keadaan`, planFollowUps],
  [`POST ${followUp}/tautan`]: [`${ofUnit}/tindak-lanjut/999/tautan`, planFollowUps],
  [`POST ${followUp}/berkas`]: [`${ofUnit}/tindak-lanjut/999/berkas`, planFollowUps],
  [`POST ${followUp}/kutip`]: [`${ofUnit}/tindak-lanjut/999/kutip`, planFollowUps],
  [`POST ${followUp}/bukti/:bukti{[0-9]{1,15}}/tarik`]: [`${ofUnit}/tindak-lanjut/999/bukti/999/tarik`, planFollowUps],
  'GET /kelola/unit/:slug/bukti/:kunci{[0-9a-f]{64}}': [`${ofUnit}/bukti/${'0'.repeat(64)}`, readUnit],
  'GET /kelola/unit/:slug/fkp': [`${ofUnit}/fkp`, readUnit],
  'POST /kelola/unit/:slug/fkp': [`${ofUnit}/fkp`, planFollowUps],
  'POST /kelola/unit/:slug/fkp/:id{[0-9]{1,15}}/tarik': [`${ofUnit}/fkp/999/tarik`, planFollowUps],
  'GET /kelola/unit/:slug/kertas': [`${ofUnit}/kertas`, enterAnswers],
  'POST /kelola/unit/:slug/kertas': [`${ofUnit}/kertas`, enterAnswers],
  'GET /kelola/unit/:slug/impor': [`${ofUnit}/impor`, enterAnswers],
  'POST /kelola/unit/:slug/impor': [`${ofUnit}/impor`, enterAnswers],
  'POST /kelola/unit/:slug/impor/simpan': [`${ofUnit}/impor/simpan`, enterAnswers],
  'POST /kelola/unit/:slug/impor/:id{[0-9]{1,15}}/batalkan': [`${ofUnit}/impor/999/batalkan`, bureau],
  'POST /kelola/unit/:slug/impor/:id{[0-9]{1,15}}/pulihkan': [`${ofUnit}/impor/999/pulihkan`, bureau],
}

// Middleware is registered for all methods; a guard of one route stands beside it under the same name.
const routes = Array.from(
  new Set(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
)

test('has a row for every route, and no row without one', () => {
  expect(Object.keys(table).toSorted()).toEqual(routes.toSorted())
})

describe('answers as declared', () => {
  let site: Site
  let staff: Awaited<ReturnType<typeof arrangeStaff>>
  const browsers = new Map<string, DeskBrowser>()
  beforeAll(async () => {
    site = await startCity()
    staff = await arrangeStaff(site.database)
    browsers.set('nobody', openDeskBrowser(site))
    for (const [role, person] of Object.entries(staff)) browsers.set(role, await signedIn(site, person))
  })
  afterAll(() => closeWithoutErrors(site))
  beforeEach(() => site.database.commit({ sql: 'delete from sign_in_failures', parameters: [] }))

  test.each(Object.entries(table))('%s', async (route, [path, declared]) => {
    const answers = await Promise.all(
      roles.map(async (role) => {
        // A copy, so that no answer changes who the next one comes from.
        const browser = openDeskBrowser(site)
        for (const [name, value] of browsers.get(role)?.cookies ?? []) browser.cookies.set(name, value)
        const response = await (route.startsWith('GET') ? browser.get(path) : browser.post(path))
        await response.body?.cancel()
        // Signing out is meant to end the session; the next test needs it again.
        if (route === 'POST /masuk/keluar' && role !== 'nobody') {
          browsers.set(role, await signedIn(site, staff[role]))
        }
        return answerOf(response)
      }),
    )
    expect(answers.join(' ')).toBe(declared)
  })
})

function answerOf(response: Response): Answer {
  if (response.status === 403) return 'no'
  if (response.status >= 500) throw new Error(`answered ${response.status}`)
  return /^\/masuk(\?|$)/.test(response.headers.get('location') ?? '') ? 'door' : 'in'
}
