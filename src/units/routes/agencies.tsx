// The bureau's pages of agencies.

import { type Context, Hono } from 'hono'
import { problemsOf } from '../../accounts/forms.ts'
import { type Desk, requireRight } from '../../accounts/guard.ts'
import {
  type AgencyRefusal,
  addNewAgency,
  dropAgency,
  endAgency,
  nameAgency,
  resumeAgency,
} from '../actions/agencies.ts'
import { agencyForm } from '../forms/organisation.ts'
import { AgenciesPage, AgencyPage, agenciesPath } from '../pages/agencies.tsx'
import { findAgencyById, listAgencies } from '../store/agencies.ts'
import { findSite } from '../store.ts'
import { doneNotice, notFound, readForm, type Shown } from './desk.tsx'

export const agencyRoutes = new Hono<Desk>()

const managing = requireRight('manageOrganisation')
const one = `${agenciesPath}/:id{[0-9]{1,15}}`

async function showAgencies(c: Context<Desk>, status: 200 | 422, { notice, values = {}, problems = [] }: Shown) {
  const [site, agencies] = await Promise.all([findSite(c.env.database), listAgencies(c.env.database)])
  return c.html(<AgenciesPage {...{ site, actor: c.get('actor'), agencies, notice, values, problems }} />, status)
}

async function showAgency(
  c: Context<Desk>,
  status: 200 | 409 | 422,
  { notice, values = {}, problems = [] }: Shown = {},
) {
  const [site, agency] = await Promise.all([findSite(c.env.database), findAgencyById(c.env.database, idOf(c))])
  if (!agency) return unknownAgency(c)
  return c.html(<AgencyPage {...{ site, actor: c.get('actor'), agency, notice, values, problems }} />, status)
}

agencyRoutes.get(agenciesPath, managing, (c) => showAgencies(c, 200, { notice: doneNotice(c, doneWords) }))

agencyRoutes.post(agenciesPath, managing, async (c) => {
  const fields = await readForm(c)
  const read = agencyForm.safeParse(fields)
  if (!read.success) return showAgencies(c, 422, { values: fields, problems: problemsOf(read.error) })
  await addNewAgency(c.env, c.get('actor'), read.data.nama)
  return c.redirect(`${agenciesPath}?selesai=tambah`, 303)
})

agencyRoutes.get(one, managing, (c) => showAgency(c, 200, { notice: doneNotice(c, doneWords) }))

agencyRoutes.post(one, managing, async (c) => {
  const fields = await readForm(c)
  const read = agencyForm.safeParse(fields)
  if (!read.success) return showAgency(c, 422, { values: fields, problems: problemsOf(read.error) })
  return answer(c, await nameAgency(c.env, c.get('actor'), idOf(c), read.data.nama), 'nama')
})

agencyRoutes.post(`${one}/tutup`, managing, async (c) =>
  answer(c, await endAgency(c.env, c.get('actor'), idOf(c)), 'tutup'),
)

agencyRoutes.post(`${one}/buka`, managing, async (c) =>
  answer(c, await resumeAgency(c.env, c.get('actor'), idOf(c)), 'buka'),
)

agencyRoutes.post(`${one}/hapus`, managing, async (c) => {
  const refused = await dropAgency(c.env, c.get('actor'), idOf(c))
  return refused ? answer(c, refused, 'nama') : c.redirect(`${agenciesPath}?selesai=hapus`, 303)
})

function answer(c: Context<Desk>, refused: AgencyRefusal | undefined, done: keyof typeof doneWords) {
  if (refused === undefined) return c.redirect(`${agenciesPath}/${idOf(c)}?selesai=${done}`, 303)
  if (refused === 'unknown') return unknownAgency(c)
  return showAgency(c, 409, { notice: { kind: 'problem', text: refusals[refused] } })
}

function unknownAgency(c: Context<Desk>) {
  return notFound(c, 'Perangkat daerah tidak ditemukan', 'Alamat ini tidak menunjuk perangkat daerah mana pun.')
}

function idOf(c: Context<Desk>): number {
  return Number(c.req.param('id'))
}

const doneWords = {
  tambah: 'Perangkat daerah ditambahkan.',
  nama: 'Nama tersimpan.',
  tutup: 'Perangkat daerah ditutup.',
  buka: 'Perangkat daerah dibuka kembali.',
  hapus: 'Perangkat daerah dihapus.',
} as const

const refusals: Readonly<Record<Exclude<AgencyRefusal, 'unknown'>, string>> = {
  'open units': 'Masih ada unit yang buka. Tutup atau pindahkan dahulu unit-unitnya.',
  'in use': 'Masih ada unit atau hak akun di perangkat daerah ini, jadi tidak dapat dihapus.',
}
