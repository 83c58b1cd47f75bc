// The list of units at the desk, a new one, and one unit with what changes or closes it.

import { type Context, Hono } from 'hono'
import { problemsOf } from '../../accounts/forms.ts'
import { type Desk, requireRight } from '../../accounts/guard.ts'
import type { Notice } from '../../accounts/pages/sign-in.tsx'
import { may, reachOf } from '../../accounts/rules/rights.ts'
import type { FieldProblem } from '../../interface/fields.tsx'
import {
  addNewUnit,
  dropUnit,
  endUnit,
  resumeUnit,
  reviseDetails,
  reviseUnit,
  type UnitRefusal,
} from '../actions/units.ts'
import { detailsForm, unitForm, unitSearchForm } from '../forms/organisation.ts'
import {
  CloseUnitPage,
  RemoveUnitPage,
  type ShownUnit,
  UnitDetailsPage,
  UnitIdentityPage,
  UnitOverviewPage,
} from '../pages/unit.tsx'
import { organisationPath, unitPath } from '../pages/unit-frame.tsx'
import { NewUnitPage, UnitsPage } from '../pages/units.tsx'
import type { OpeningHours } from '../rules/hours.ts'
import { listAgencies } from '../store/agencies.ts'
import { listAllCounters } from '../store/counters.ts'
import { listAllServices } from '../store/services.ts'
import { listKinds, searchUnits } from '../store/units.ts'
import { findSite } from '../store.ts'
import { doneNotice, type FoundUnit, notFound, readForm, requireUnit, type UnitDesk, unitRoute } from './desk.tsx'

/** Units on one page of the list. */
const onPage = 50

/** @param nameQuestionnaire what a unit asks today, which only a later capability knows. */
export function unitDeskRoutes(
  nameQuestionnaire: (platform: Desk['Bindings'], unit: FoundUnit) => Promise<string>,
): Hono<UnitDesk> {
  const routes = new Hono<UnitDesk>()
  const managing = requireRight('manageOrganisation')

  routes.get(organisationPath, requireRight('manageUnit'), async (c) => {
    const actor = c.get('actor')
    const { cari, perangkat, hal } = unitSearchForm.parse(c.req.query())
    const { database } = c.env
    const search = {
      words: cari.toLowerCase().split(/\s+/).filter(Boolean),
      reach: reachOf(actor, 'manageUnit'),
      agencyId: perangkat,
    }
    const from = (hal - 1) * onPage
    const [site, units, agencies] = await Promise.all([
      findSite(database),
      searchUnits(database, search, from, onPage),
      may(actor, 'manageOrganisation') ? listAgencies(database) : [],
    ])
    const found = units[0]?.found ?? 0
    const pageAt = (page: number) => {
      const asked = new URLSearchParams({
        ...(cari && { cari }),
        ...(perangkat !== undefined && { perangkat: String(perangkat) }),
        ...(page > 1 && { hal: String(page) }),
      })
      return `${organisationPath}${asked.size > 0 ? `?${asked}` : ''}`
    }
    if (units.length === 0 && hal > 1) return c.redirect(pageAt(1), 303)
    return c.html(
      <UnitsPage
        site={site}
        actor={actor}
        units={units}
        found={found}
        first={from + 1}
        search={cari}
        agencies={agencies}
        agencyId={perangkat}
        pages={{
          before: hal > 1 ? pageAt(hal - 1) : undefined,
          after: from + units.length < found ? pageAt(hal + 1) : undefined,
        }}
        notice={doneNotice(c, doneWords)}
      />,
    )
  })

  async function showNew(
    c: Context<UnitDesk>,
    status: 200 | 422,
    values: Readonly<Record<string, string>>,
    problems: readonly FieldProblem[],
  ) {
    const { database, config } = c.env
    const [site, agencies, kinds] = await Promise.all([findSite(database), listAgencies(database), listKinds(database)])
    const open = agencies.filter((agency) => agency.closed_at === null)
    const shown = { zona: config.zone, ...values }
    return c.html(
      <NewUnitPage {...{ site, actor: c.get('actor'), agencies: open, kinds, values: shown, problems }} />,
      status,
    )
  }

  routes.get(`${organisationPath}/unit-baru`, managing, (c) => {
    const { perangkat } = unitSearchForm.parse(c.req.query())
    return showNew(c, 200, perangkat === undefined ? {} : { perangkat: String(perangkat) }, [])
  })

  routes.post(`${organisationPath}/unit-baru`, managing, async (c) => {
    const fields = await readForm(c)
    const read = unitForm.safeParse(fields)
    if (!read.success) return showNew(c, 422, fields, problemsOf(read.error))
    const added = await addNewUnit(c.env, c.get('actor'), identityOf(read.data))
    if ('refused' in added) return showNew(c, 422, fields, [identityProblem(added.refused)])
    return c.redirect(
      `${organisationPath}?cari=${encodeURIComponent(read.data.nama.slice(0, 100))}&selesai=tambah`,
      303,
    )
  })

  async function showUnit(c: Context<UnitDesk>, status: 200 | 409, notice: Notice | undefined) {
    const unit = c.get('unit')
    const { database } = c.env
    const [site, services, counters, questionnaire] = await Promise.all([
      findSite(database),
      listAllServices(database, unit.id),
      listAllCounters(database, unit.id),
      nameQuestionnaire(c.env, unit),
    ])
    const open = (places: readonly { closed_at: number | null }[]) =>
      places.filter((place) => place.closed_at === null).length
    return c.html(
      <UnitOverviewPage
        site={site}
        actor={c.get('actor')}
        unit={shownUnit(unit)}
        services={open(services)}
        counters={open(counters)}
        questionnaire={questionnaire}
        notice={notice}
      />,
      status,
    )
  }

  routes.get(unitRoute, requireUnit('manageUnit'), (c) => showUnit(c, 200, doneNotice(c, doneWords)))

  async function showDetails(
    c: Context<UnitDesk>,
    status: 200 | 422,
    values: Readonly<Record<string, string>> = {},
    problems: readonly FieldProblem[] = [],
  ) {
    const site = await findSite(c.env.database)
    const shown = { site, actor: c.get('actor'), unit: shownUnit(c.get('unit')), values, problems }
    return c.html(<UnitDetailsPage {...shown} />, status)
  }

  routes.get(`${unitRoute}/rincian`, requireUnit('manageUnit'), (c) => showDetails(c, 200))

  routes.post(`${unitRoute}/rincian`, requireUnit('manageUnit'), async (c) => {
    const fields = await readForm(c)
    const read = detailsForm.safeParse(fields)
    if (!read.success) return showDetails(c, 422, fields, problemsOf(read.error))
    await reviseDetails(c.env, c.get('actor'), c.get('unit').id, read.data)
    return c.redirect(`${unitPath(c.get('unit'))}?selesai=ubah`, 303)
  })

  async function showIdentity(
    c: Context<UnitDesk>,
    status: 200 | 422,
    values: Readonly<Record<string, string>> = {},
    problems: readonly FieldProblem[] = [],
  ) {
    const unit = c.get('unit')
    const { database } = c.env
    const [site, agencies, kinds] = await Promise.all([findSite(database), listAgencies(database), listKinds(database)])
    const offered = agencies.filter(({ id, closed_at }) => closed_at === null || id === unit.agency_id)
    const shown = { site, actor: c.get('actor'), unit: shownUnit(unit), agencies: offered, kinds, values, problems }
    return c.html(<UnitIdentityPage {...shown} />, status)
  }

  routes.get(`${unitRoute}/identitas`, requireUnit('manageOrganisation'), (c) => showIdentity(c, 200))

  routes.post(`${unitRoute}/identitas`, requireUnit('manageOrganisation'), async (c) => {
    const fields = await readForm(c)
    const read = unitForm.safeParse(fields)
    if (!read.success) return showIdentity(c, 422, fields, problemsOf(read.error))
    const unit = c.get('unit')
    const identity = identityOf({ ...read.data, slug: read.data.slug || unit.slug })
    const refused = await reviseUnit(c.env, c.get('actor'), unit.id, identity)
    if (refused) return showIdentity(c, 422, fields, [identityProblem(refused)])
    return c.redirect(`${unitPath(unit)}?selesai=ubah`, 303)
  })

  routes.get(`${unitRoute}/tutup`, requireUnit('manageOrganisation'), async (c) => {
    const site = await findSite(c.env.database)
    return c.html(<CloseUnitPage site={site} actor={c.get('actor')} unit={shownUnit(c.get('unit'))} />)
  })

  routes.post(`${unitRoute}/tutup`, requireUnit('manageOrganisation'), async (c) =>
    answer(c, await endUnit(c.env, c.get('actor'), c.get('unit').id), 'tutup'),
  )

  routes.post(`${unitRoute}/buka`, requireUnit('manageOrganisation'), async (c) =>
    answer(c, await resumeUnit(c.env, c.get('actor'), c.get('unit').id), 'buka'),
  )

  routes.get(`${unitRoute}/hapus`, requireUnit('manageOrganisation'), async (c) => {
    const site = await findSite(c.env.database)
    return c.html(<RemoveUnitPage site={site} actor={c.get('actor')} unit={shownUnit(c.get('unit'))} />)
  })

  routes.post(`${unitRoute}/hapus`, requireUnit('manageOrganisation'), async (c) => {
    const refused = await dropUnit(c.env, c.get('actor'), c.get('unit').id)
    return refused ? answer(c, refused, 'ubah') : c.redirect(`${organisationPath}?selesai=hapus`, 303)
  })

  function answer(c: Context<UnitDesk>, refused: UnitRefusal | undefined, done: keyof typeof doneWords) {
    if (refused === undefined) return c.redirect(`${unitPath(c.get('unit'))}?selesai=${done}`, 303)
    if (refused === 'unknown') return notFound(c, 'Unit tidak ditemukan', 'Unit ini baru saja dihapus.')
    return showUnit(c, 409, { kind: 'problem', text: refusals[refused] })
  }

  return routes
}

/** A unit as pages show it. */
function shownUnit(unit: FoundUnit): ShownUnit {
  return {
    ...unit,
    head: unit.head ?? '',
    nip: unit.nip ?? '',
    hours: JSON.parse(unit.hours ?? '{}') as OpeningHours,
    hasAnswers: unit.has_answers === 1,
    removable: unit.removable === 1,
  }
}

type Identity = ReturnType<typeof unitForm.parse>

function identityOf({ perangkat, nama, jenis, alamat, zona, slug }: Identity) {
  return { agency_id: perangkat, name: nama, kind: jenis, address: alamat, zone: zona, slug }
}

function identityProblem(refused: UnitRefusal): FieldProblem {
  return {
    field: refused === 'agency' ? 'perangkat' : refused === 'zone' ? 'zona' : 'slug',
    message: refusals[refused],
  }
}

const doneWords = {
  tambah: 'Unit ditambahkan. Lanjutkan dengan layanan dan loketnya.',
  ubah: 'Data unit tersimpan.',
  tutup: 'Unit ditutup. Kode QR loketnya tidak menerima jawaban lagi.',
  buka: 'Unit dibuka kembali.',
  hapus: 'Unit dihapus.',
  impor: 'Semua unit di berkas tersimpan.',
} as const

const refusals: Readonly<Record<UnitRefusal, string>> = {
  unknown: 'Unit tidak ditemukan.',
  agency: 'Perangkat daerah itu tidak ada atau sudah ditutup.',
  slug: 'Alamat halaman ini sudah dipakai unit lain.',
  zone: 'Zona waktu tidak dapat diubah lagi: unit ini sudah punya jawaban yang harinya dihitung menurut zona yang lama.',
  'in use': 'Unit ini sudah punya jawaban, angka, hak akun, atau jejak, jadi tidak dihapus. Tutuplah unitnya.',
}
