// A unit's services at the desk: the list with a form for one more, and one service.

import { Card, type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import { ChoiceGroup, ErrorSummary, type FieldProblem, problemOf, TextField } from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { type ServiceChannel, serviceChannels } from '../rules/service.ts'
import { type FramedUnit, UnitDeskPage, unitPath } from './unit-frame.tsx'

interface ServiceProps {
  readonly site: Site
  readonly actor: Actor
  readonly unit: FramedUnit
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly notice: Notice | undefined
}

export interface ShownService {
  readonly id: number
  readonly name: string
  readonly channel: string
  readonly closed_at: number | null
  /** 1 where answers, people served or a counter stand in its name. */
  readonly kept: number
}

export const channelNames: Readonly<Record<ServiceChannel, string>> = {
  ONLINE: 'Daring',
  OFFLINE: 'Tatap muka',
  HYBRID: 'Tatap muka dan daring',
}

const labels = { nama: 'Nama layanan', cara: 'Cara layanan diberikan' } as const

export function ServicesPage({
  site,
  actor,
  unit,
  services,
  values,
  problems,
  notice,
}: ServiceProps & { readonly services: readonly ShownService[] }) {
  const path = `${unitPath(unit)}/layanan`
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="layanan" heading="Layanan">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <NoticeBox notice={notice} />
      {services.length === 0 ? (
        <p class="card none">Belum ada layanan. Tanpa layanan, unit ini belum dapat dinilai.</p>
      ) : (
        <ul class="links">
          {services.map(({ id, name, channel, closed_at }) => (
            <li>
              <a href={`${path}/${id}`}>
                {name} {closed_at !== null && <Chip tone="plain">Ditutup</Chip>}
                <small>{channelNames[channel as ServiceChannel]}</small>
              </a>
            </li>
          ))}
        </ul>
      )}
      <Card title="Tambah layanan">
        <form method="post" action={path} class="stack">
          <ServiceFields values={values} problems={problems} />
          <button type="submit">Tambah layanan</button>
        </form>
      </Card>
    </UnitDeskPage>
  )
}

export function ServicePage({
  site,
  actor,
  unit,
  service,
  values,
  problems,
  notice,
}: ServiceProps & { readonly service: ShownService }) {
  const path = `${unitPath(unit)}/layanan/${service.id}`
  const closed = service.closed_at !== null
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="layanan" heading={service.name}>
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <NoticeBox notice={notice} />
      <p>
        <a href={`${unitPath(unit)}/layanan`}>Semua layanan</a> {closed && <Chip tone="plain">Ditutup</Chip>}
      </p>
      <Card title="Ubah layanan">
        <form method="post" action={path} class="stack">
          <ServiceFields values={{ nama: service.name, cara: service.channel, ...values }} problems={problems} />
          <button type="submit">Simpan layanan</button>
        </form>
      </Card>
      <Card title={closed ? 'Buka kembali' : service.kept ? 'Tutup' : 'Tutup atau hapus'}>
        <p>
          {closed
            ? 'Layanan ini tidak ditawarkan lagi kepada pengisi survei.'
            : 'Layanan yang ditutup tidak ditawarkan lagi kepada pengisi survei. Jawabannya tetap dihitung.'}
          {service.kept ? '' : ' Belum ada jawaban, loket, atau angka atas namanya, jadi layanan ini dapat dihapus.'}
        </p>
        <div class="buttons">
          <form method="post" action={`${path}/${closed ? 'buka' : 'tutup'}`}>
            <button type="submit" class="quiet">
              {closed ? 'Buka kembali layanan' : 'Tutup layanan'}
            </button>
          </form>
          {!service.kept && (
            <form method="post" action={`${path}/hapus`}>
              <button type="submit" class="quiet">
                Hapus layanan
              </button>
            </form>
          )}
        </div>
      </Card>
    </UnitDeskPage>
  )
}

function ServiceFields({
  values,
  problems,
}: {
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}) {
  return (
    <>
      <TextField
        name="nama"
        label={labels.nama}
        hint="Seperti dikenal warga, misalnya KTP elektronik."
        value={values.nama}
        problem={problemOf('nama', problems)}
        autocomplete="off"
        required
      />
      <ChoiceGroup
        class="field"
        name="cara"
        label={labels.cara}
        hint="Dalam SKM Online, cara ini menentukan pertanyaannya."
        value={values.cara}
        problem={problemOf('cara', problems)}
        options={serviceChannels.map((channel) => ({ value: channel, label: channelNames[channel] }))}
      />
    </>
  )
}
