// A list of units from a file: uploaded, previewed, stored.

import { type Context, Hono } from 'hono'
import { type Desk, requireRight } from '../../accounts/guard.ts'
import type { Notice } from '../../accounts/pages/sign-in.tsx'
import { readUpload } from '../../security/body.ts'
import { importUnits, previewUnits } from '../actions/roster.ts'
import { listFileLimit, listRowsLimit, readListFile, readListRows } from '../forms/roster.ts'
import { ImportPage, ImportPreviewPage, importPath } from '../pages/roster.tsx'
import { organisationPath } from '../pages/unit-frame.tsx'
import { type ListError, type ListRow, listColumns, readUnitList } from '../rules/roster.ts'
import { findSite } from '../store.ts'
import { readForm } from './desk.tsx'

export const rosterRoutes = new Hono<Desk>()

const managing = requireRight('manageOrganisation')

async function showImport(
  c: Context<Desk>,
  status: 200 | 409 | 413 | 422,
  { notice, errors = [] }: { readonly notice?: Notice; readonly errors?: readonly ListError[] } = {},
) {
  const site = await findSite(c.env.database)
  return c.html(<ImportPage site={site} actor={c.get('actor')} notice={notice} errors={errors} />, status)
}

rosterRoutes.get(importPath, managing, (c) => showImport(c, 200))

rosterRoutes.get(`${importPath}/contoh.csv`, managing, (c) =>
  // The mark tells spreadsheets that it is UTF-8.
  c.body(`\uFEFF${exampleFile}`, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="contoh-daftar-unit.csv"',
  }),
)

rosterRoutes.post(importPath, managing, async (c) => {
  const form = await readUpload(c.req, listFileLimit)
  if (form === undefined) return showImport(c, 413, problem('Berkas lebih besar dari 2 MB. Bagi menjadi beberapa.'))
  const file = form?.get('berkas')
  if (!(file instanceof File) || file.size === 0) return showImport(c, 422, problem('Pilih berkas CSV atau XLSX.'))
  const read = await readListFile(file.name, new Uint8Array(await file.arrayBuffer()))
  if ('refused' in read) return showImport(c, 422, { errors: [{ line: 1, message: read.refused }] })
  return showPreview(c, read.rows)
})

rosterRoutes.post(`${importPath}/simpan`, managing, async (c) => {
  const { baris } = await readForm(c, listRowsLimit)
  const rows = readListRows(baris)
  if (!rows) return showImport(c, 422, problem('Isi berkas tidak terbaca lagi. Pilih berkasnya sekali lagi.'))
  const read = readUnitList(rows, c.env.config.zone)
  if ('errors' in read) return showImport(c, 422, read)
  const imported = await importUnits(c.env, c.get('actor'), read.units)
  if ('stored' in imported) return c.redirect(`${organisationPath}?selesai=impor`, 303)
  if (imported.refused === 'errors') return showPreview(c, rows)
  return showImport(
    c,
    409,
    problem('Organisasi berubah saat berkas disimpan. Tidak ada yang disimpan; coba sekali lagi.'),
  )
})

async function showPreview(c: Context<Desk>, rows: readonly ListRow[]) {
  const read = readUnitList(rows, c.env.config.zone)
  if ('errors' in read) return showImport(c, 422, read)
  const [site, plan] = await Promise.all([findSite(c.env.database), previewUnits(c.env.database, read.units)])
  if (plan.errors.length > 0) return showImport(c, 422, plan)
  return c.html(<ImportPreviewPage site={site} actor={c.get('actor')} plan={plan} rows={JSON.stringify(rows)} />)
}

function problem(text: string): { readonly notice: Notice } {
  return { notice: { kind: 'problem', text } }
}

const exampleFile = [
  Object.values(listColumns)
    .map(({ heading }) => heading)
    .join(','),
  'Dinas Kesehatan,Puskesmas Contoh,Puskesmas,Jalan Melati 1,dr. Sri Contoh,198501012010012003,WIB,Rawat jalan; Imunisasi; Pendaftaran daring (ONLINE),Pendaftaran; Apotek',
  'Kecamatan Contoh,Kelurahan Contoh,Kelurahan,Jalan Mawar 2,,,WIB,Surat keterangan,Meja pelayanan',
  '',
].join('\r\n')
