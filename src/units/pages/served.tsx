// People served at a unit in a year: a month a row, one number for the whole unit or one for each service.

import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import { ErrorSummary, type FieldProblem, fieldId, problemOf } from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { formatCount } from '../../language/format.ts'
import { servedField } from '../forms/served.ts'
import type { Month } from '../rules/calendar.ts'
import { type FramedUnit, UnitDeskPage, unitPath } from './unit-frame.tsx'

export interface ServedMonth {
  readonly month: Month
  /** `Juli`. */
  readonly name: string
  /** What the numbers amount to; null while not known. */
  readonly known: number | null
}

export function ServedPage({
  site,
  actor,
  unit,
  year,
  years,
  months,
  services,
  values,
  problems,
  notice,
}: {
  readonly site: Site
  readonly actor: Actor
  readonly unit: FramedUnit
  readonly year: number
  /** The years before and after, where there are any. */
  readonly years: { readonly before: number | undefined; readonly after: number | undefined }
  /** Those that are over. */
  readonly months: readonly ServedMonth[]
  readonly services: readonly { readonly id: number; readonly name: string }[]
  /** By field name. */
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly notice: Notice | undefined
}) {
  const path = `${unitPath(unit)}/dilayani`
  const columns = [{ id: null, name: 'Seluruh unit' }, ...services]
  const labels = Object.fromEntries(
    months.flatMap(({ month, name }) =>
      columns.map((column) => [servedField(month, column.id), `${name}, ${column.name}`]),
    ),
  )
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="dilayani" heading={`Orang dilayani ${year}`}>
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <NoticeBox notice={notice} />
      <p class="lead">
        Berapa orang dilayani tiap bulan. Dari sini sasaran jawaban dan tingkat jawaban dihitung. Isi satu angka untuk
        seluruh unit, atau satu angka untuk setiap layanan; bila keduanya terisi, yang dipakai angka seluruh unit.
      </p>
      {months.length === 0 ? (
        <p class="card none">Belum ada bulan yang selesai pada tahun {year}.</p>
      ) : (
        <form method="post" action={`${path}?tahun=${year}`} class="card">
          <section class="scroll" aria-label={`Orang dilayani ${year}`} tabindex={0}>
            <table class="grid">
              <caption>Hanya bulan yang sudah selesai. Kosong berarti belum diketahui.</caption>
              <thead>
                <tr>
                  <th scope="col">Bulan</th>
                  {columns.map(({ name }) => (
                    <th scope="col">{name}</th>
                  ))}
                  <th scope="col" class="figures">
                    Dipakai
                  </th>
                </tr>
              </thead>
              <tbody>
                {months.map(({ month, name, known }) => (
                  <tr>
                    <th scope="row">{name}</th>
                    {columns.map((column) => {
                      const field = servedField(month, column.id)
                      const problem = problemOf(field, problems)
                      return (
                        <td>
                          <label class="cell-label" for={fieldId(field)}>
                            {column.name}
                            <span class="unseen">, {name}</span>
                          </label>
                          <input
                            id={fieldId(field)}
                            name={field}
                            value={values[field]}
                            inputmode="numeric"
                            autocomplete="off"
                            aria-invalid={problem ? 'true' : undefined}
                            aria-describedby={problem ? `problem-${field}` : undefined}
                          />
                          {problem && (
                            <p class="problem" id={`problem-${field}`}>
                              {problem}
                            </p>
                          )}
                        </td>
                      )
                    })}
                    <td class="figures">
                      <span class="cell-label">Dipakai</span> {known === null ? '–' : formatCount(known)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <button type="submit">Simpan angka {year}</button>
        </form>
      )}
      <nav class="buttons" aria-label="Tahun lain">
        {years.before !== undefined && (
          <a class="button quiet" href={`${path}?tahun=${years.before}`}>
            {years.before}
          </a>
        )}
        {years.after !== undefined && (
          <a class="button quiet" href={`${path}?tahun=${years.after}`}>
            {years.after}
          </a>
        )}
      </nav>
    </UnitDeskPage>
  )
}
