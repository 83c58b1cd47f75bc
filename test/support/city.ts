// A small made-up organisation with one of everything that a request can meet.

import type { Database } from '#src/database/database.ts'
import { addAddedElement, addUnitQuestionnaire } from '#src/surveys/store.ts'
import { dayOf, localDay } from '#src/units/rules/calendar.ts'
import {
  addAgency,
  addCode,
  addCounter,
  addService,
  addUnit,
  closeCounter,
  setInstallation,
  withdrawCode,
} from '#src/units/store.ts'

/** Keys of the nine elements in the regulation's order, which are the fields of SKM 2017. */
export const nine = [
  'requirements',
  'procedure',
  'completionTime',
  'cost',
  'product',
  'competence',
  'conduct',
  'complaintHandling',
  'facilities',
] as const

/** Where to find what `arrangeCity` stores. */
export const city = {
  government: 'Pemerintah Kota Contoh',
  /** SKM 2017, in WIB. */
  registry: {
    id: 1,
    slug: 'disdukcapil',
    name: 'Dinas Kependudukan dan Pencatatan Sipil',
    /** Its two counters: one takes answers about both services, one about `ktp` only. */
    counter: { id: 1, code: 'DFGH2345', name: 'Loket 1' },
    cardCounter: { id: 2, code: 'DFGH2346', name: 'Loket KTP' },
    services: ['akta', 'ktp'],
  },
  /** SKM Online, in WITA: `perbaikan` is OFFLINE, `pajak` HYBRID. */
  taxes: {
    id: 2,
    slug: 'bapenda',
    name: 'Badan Pendapatan Daerah',
    counter: { id: 3, code: 'GHJK2345', name: 'Loket Pajak' },
    services: ['pajak', 'perbaikan'],
  },
  /** SKM 2017 with the added element `parking`, in WIT: in force today, bare before, with `signs` only from 2090 on. */
  clinic: {
    id: 3,
    slug: 'puskesmas-timur',
    name: 'Puskesmas Timur',
    counter: { id: 4, code: 'MNPQ2345', name: 'Pendaftaran' },
    services: ['rawat-jalan'],
  },
  /** No services and no answers; its name is full of what HTML would trip over. */
  empty: { id: 4, slug: 'arsip', name: 'Arsip <b>"Daerah"</b> & Pustaka' },
  closedCode: 'RTVW2345',
  /** Withdrawn from the counter that `reissuedCode` now leads to. */
  withdrawnCode: 'WXVT2345',
  reissuedCode: 'WXVT2346',
} as const

const { registry, taxes, clinic, empty } = city

/** Stores the city. */
export async function arrangeCity(database: Database): Promise<void> {
  const now = new Date()
  const issuedAt = Math.floor(now.getTime() / 1000)
  const asking = { ruleBook: 'skm-2017', weights: null }
  await database.commit(
    setInstallation('government', city.government),
    addAgency({ id: 1, slug: 'dinas', name: 'Dinas dan Badan' }),
    addAgency({ id: 2, slug: 'kesehatan', name: 'Dinas Kesehatan' }),
    addUnit({ ...unit(registry), agency_id: 1, kind: 'Dinas', address: 'Jalan Merdeka 1', zone: 'WIB' }),
    addUnit({ ...unit(taxes), agency_id: 1, kind: 'Badan', address: 'Jalan Merdeka 2', zone: 'WITA' }),
    addUnit({ ...unit(clinic), agency_id: 2, kind: 'Puskesmas', address: 'Jalan Melati 100%_', zone: 'WIT' }),
    addUnit({ ...unit(empty), agency_id: 1, kind: 'Dinas', address: '', zone: 'WIB' }),
    addService({ id: 1, unit_id: 1, slug: 'ktp', name: 'KTP elektronik', channel: 'OFFLINE' }),
    addService({ id: 2, unit_id: 1, slug: 'akta', name: 'Akta kelahiran', channel: 'ONLINE' }),
    addService({ id: 3, unit_id: 2, slug: 'perbaikan', name: 'Perbaikan data pajak', channel: 'OFFLINE' }),
    addService({ id: 4, unit_id: 2, slug: 'pajak', name: 'Pajak daerah', channel: 'HYBRID' }),
    addService({ id: 5, unit_id: 3, slug: 'rawat-jalan', name: 'Rawat jalan', channel: 'OFFLINE' }),
    addUnitQuestionnaire({ ...asking, unitId: 2, validFrom: dayOf(2025, 1, 1), ruleBook: 'skm-online', added: [] }),
    addAddedElement({ ...element('parking', 'Tempat parkir'), id: 1000, unitId: 3 }),
    addAddedElement({ ...element('signs', 'Petunjuk arah'), id: 1001, unitId: 3 }),
    addUnitQuestionnaire({ ...asking, unitId: 3, validFrom: dayOf(2020, 1, 1), added: [] }),
    addUnitQuestionnaire({ ...asking, unitId: 3, validFrom: localDay(now, 'WIT'), added: [1000] }),
    addUnitQuestionnaire({ ...asking, unitId: 3, validFrom: dayOf(2090, 1, 1), added: [1000, 1001] }),
    ...[registry.counter, registry.cardCounter, taxes.counter, clinic.counter].flatMap(({ id, name, code }) => [
      addCounter({ id, name, unit_id: id <= 2 ? 1 : id - 1, service_id: id === registry.cardCounter.id ? 1 : null }),
      addCode({ code, counterId: id, issuedAt }),
    ]),
    addCounter({ id: 5, name: 'Loket lama', unit_id: 1, service_id: null }),
    addCode({ code: city.closedCode, counterId: 5, issuedAt }),
    closeCounter(5, issuedAt),
    addCounter({ id: 6, name: 'Loket 6', unit_id: 1, service_id: null }),
    addCode({ code: city.withdrawnCode, counterId: 6, issuedAt }),
    withdrawCode(6, issuedAt),
    addCode({ code: city.reissuedCode, counterId: 6, issuedAt }),
  )
}

function unit({ id, slug, name }: { id: number; slug: string; name: string }) {
  return { id, slug, name }
}

function element(key: string, name: string) {
  return {
    key,
    name,
    definition: '',
    question: `Bagaimana pendapat Saudara tentang ${name.toLowerCase()}?`,
    answers: ['Buruk', 'Cukup', 'Baik', 'Sangat baik'],
  }
}
