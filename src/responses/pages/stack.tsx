// What all of a stack of paper forms, or of a file of answers, is about: the service and the day.

import { type FieldProblem, problemOf, SelectField, TextField } from '../../interface/fields.tsx'
import { dayToText, type LocalDay } from '../../units/rules/calendar.ts'

/** @param labels what the two are called on the page. @param services those that are open; a single one is chosen already. */
export function ServiceAndDay({
  labels,
  services,
  today,
  dayHint,
  values,
  problems,
}: {
  readonly labels: Readonly<Record<'layanan' | 'hari', string>>
  readonly services: readonly { readonly slug: string; readonly name: string }[]
  readonly today: LocalDay
  readonly dayHint?: string
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}) {
  return (
    <>
      <SelectField
        name="layanan"
        label={labels.layanan}
        none="Pilih layanan"
        value={values.layanan ?? (services.length === 1 ? services[0]?.slug : undefined)}
        problem={problemOf('layanan', problems)}
        options={services.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <TextField
        name="hari"
        label={labels.hari}
        type="date"
        hint={dayHint}
        value={values.hari ?? dayToText(today)}
        problem={problemOf('hari', problems)}
        required
      />
    </>
  )
}
