// A unit's services at the desk.

import { type Context, Hono } from 'hono'
import { problemsOf } from '../../accounts/forms.ts'
import type { FieldProblem } from '../../interface/fields.tsx'
import {
  addNewService,
  dropService,
  endService,
  resumeService,
  reviseService,
  type ServiceRefusal,
} from '../actions/services.ts'
import { serviceForm } from '../forms/organisation.ts'
import { ServicePage, ServicesPage } from '../pages/services.tsx'
import { unitPath } from '../pages/unit-frame.tsx'
import { listAllServices } from '../store/services.ts'
import { findSite } from '../store.ts'
import { doneNotice, notFound, readForm, requireUnit, type Shown, type UnitDesk, unitRoute } from './desk.tsx'

export const serviceRoutes = new Hono<UnitDesk>()

const managing = requireUnit('manageUnit')
const all = `${unitRoute}/layanan`
const one = `${all}/:layanan{[0-9]{1,15}}`

async function showServices(c: Context<UnitDesk>, status: 200 | 422, { notice, values = {}, problems = [] }: Shown) {
  const unit = c.get('unit')
  const [site, services] = await Promise.all([findSite(c.env.database), listAllServices(c.env.database, unit.id)])
  return c.html(<ServicesPage {...{ site, actor: c.get('actor'), unit, services, notice, values, problems }} />, status)
}

async function showService(
  c: Context<UnitDesk>,
  status: 200 | 409 | 422,
  { notice, values = {}, problems = [] }: Shown,
) {
  const unit = c.get('unit')
  const [site, services] = await Promise.all([findSite(c.env.database), listAllServices(c.env.database, unit.id)])
  const service = services.find(({ id }) => id === placeOf(c).id)
  if (!service) return unknownService(c)
  return c.html(<ServicePage {...{ site, actor: c.get('actor'), unit, service, notice, values, problems }} />, status)
}

serviceRoutes.get(all, managing, (c) => showServices(c, 200, { notice: doneNotice(c, doneWords) }))

serviceRoutes.post(all, managing, async (c) => {
  const fields = await readForm(c)
  const read = serviceForm.safeParse(fields)
  if (!read.success) return showServices(c, 422, { values: fields, problems: problemsOf(read.error) })
  const { nama: name, cara: channel } = read.data
  const refused = await addNewService(c.env, c.get('actor'), c.get('unit').id, { name, channel })
  if (refused) return showServices(c, 422, { values: fields, problems: [taken] })
  return c.redirect(`${unitPath(c.get('unit'))}/layanan?selesai=tambah`, 303)
})

serviceRoutes.get(one, managing, (c) => showService(c, 200, { notice: doneNotice(c, doneWords) }))

serviceRoutes.post(one, managing, async (c) => {
  const fields = await readForm(c)
  const read = serviceForm.safeParse(fields)
  if (!read.success) return showService(c, 422, { values: fields, problems: problemsOf(read.error) })
  const { nama: name, cara: channel } = read.data
  const refused = await reviseService(c.env, c.get('actor'), placeOf(c), { name, channel })
  if (refused === 'name') return showService(c, 422, { values: fields, problems: [taken] })
  return answer(c, refused, 'ubah')
})

serviceRoutes.post(`${one}/tutup`, managing, async (c) =>
  answer(c, await endService(c.env, c.get('actor'), placeOf(c)), 'tutup'),
)

serviceRoutes.post(`${one}/buka`, managing, async (c) =>
  answer(c, await resumeService(c.env, c.get('actor'), placeOf(c)), 'buka'),
)

serviceRoutes.post(`${one}/hapus`, managing, async (c) => {
  const refused = await dropService(c.env, c.get('actor'), placeOf(c))
  return refused ? answer(c, refused, 'ubah') : c.redirect(`${unitPath(c.get('unit'))}/layanan?selesai=hapus`, 303)
})

function answer(c: Context<UnitDesk>, refused: ServiceRefusal | undefined, done: keyof typeof doneWords) {
  const path = `${unitPath(c.get('unit'))}/layanan/${placeOf(c).id}`
  if (refused === undefined) return c.redirect(`${path}?selesai=${done}`, 303)
  if (refused === 'unknown') return unknownService(c)
  const text =
    'Layanan ini sudah punya jawaban, loket, atau angka orang dilayani, jadi tidak dihapus. Tutuplah layanannya.'
  return showService(c, 409, { notice: { kind: 'problem', text } })
}

function placeOf(c: Context<UnitDesk>) {
  return { unitId: c.get('unit').id, id: Number(c.req.param('layanan')) }
}

function unknownService(c: Context<UnitDesk>) {
  const link = { href: `${unitPath(c.get('unit'))}/layanan`, text: 'Ke daftar layanan' }
  return notFound(c, 'Layanan tidak ditemukan', 'Unit ini tidak punya layanan itu.', link)
}

const taken: FieldProblem = { field: 'nama', message: 'Unit ini sudah punya layanan dengan nama itu.' }

const doneWords = {
  tambah: 'Layanan ditambahkan.',
  ubah: 'Layanan tersimpan.',
  tutup: 'Layanan ditutup.',
  buka: 'Layanan dibuka kembali.',
  hapus: 'Layanan dihapus.',
} as const
