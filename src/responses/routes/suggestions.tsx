// The desk's addresses of suggestions: the list, marking one, opening what it hides.

import { type Context, Hono } from 'hono'
import { bodyLimit } from '../../accounts/forms.ts'
import type { Desk } from '../../accounts/guard.ts'
import type { Notice } from '../../accounts/pages/sign-in.tsx'
import { readForm } from '../../units/routes/desk.tsx'
import { localDay, quarterDays, quarterSlug } from '../../units/rules/calendar.ts'
import { answerColumns } from '../actions/answers.ts'
import { openSuggestion, setSuggestionStatus, viewSuggestions } from '../actions/suggestions.ts'
import { statusForm, suggestionsForm } from '../forms/desk.ts'
import { OriginalPage, SuggestionsPage } from '../pages/suggestions.tsx'
import { unitPath } from '../pages/unit-desk.tsx'
import { listChoices } from '../store/answers.ts'
import { countSuggestions } from '../store/suggestions.ts'
import { addressOf, type FoundUnit, frameOf, inUnit, notFound, numberIn, searchOf } from './unit.tsx'

export const suggestionDeskRoutes = new Hono<Desk>()

const suggestionsOnPage = 25

type Search = ReturnType<typeof suggestionsForm.parse>

async function showSuggestions(
  c: Context<Desk>,
  unit: FoundUnit,
  search: Search,
  status: 200 | 409 | 422,
  notice?: Notice,
) {
  const { database } = c.env
  const today = localDay(c.env.clock(), unit.zone)
  const days = search.triwulan === undefined ? undefined : quarterDays(search.triwulan)
  const choice = {
    unitId: unit.id,
    ...days,
    serviceId: search.layanan,
    status: search.keadaan,
    text: search.cari,
    weakest: search.unsur,
  }
  const [frame, totals, choices, columns, { suggestions, next }] = await Promise.all([
    frameOf(c, unit),
    countSuggestions(database, { unitId: unit.id, ...days }),
    listChoices(database, unit.id),
    answerColumns(database, unit.id, days ?? { first: 0, last: today }),
    viewSuggestions(database, choice, search.setelah, suggestionsOnPage),
  ])
  const values = valuesOf({ ...search, setelah: undefined })
  const path = unitPath(unit, 'saran')
  return c.html(
    <SuggestionsPage
      {...frame}
      {...{ totals, choices, values, suggestions, notice }}
      elements={columns.filter(({ code }) => code.startsWith('U'))}
      older={next === undefined ? undefined : addressOf(path, { ...values, setelah: String(next) })}
      search={String(new URLSearchParams(valuesOf(search)))}
    />,
    status,
  )
}

function valuesOf({ triwulan, layanan, keadaan, unsur, cari, setelah }: Search): Record<string, string> {
  const quarter = triwulan === undefined ? undefined : quarterSlug(triwulan)
  return searchOf({ triwulan: quarter, layanan, keadaan, unsur, cari, setelah })
}

suggestionDeskRoutes.get(
  '/kelola/unit/:slug/saran',
  inUnit('readUnit', (c, unit) => showSuggestions(c, unit, suggestionsForm.parse(c.req.query()), 200)),
)

const one = '/kelola/unit/:slug/saran/:id{[0-9]{1,15}}'

suggestionDeskRoutes.post(
  one,
  inUnit('markSuggestions', async (c, unit) => {
    const { keadaan: status, kembali } = statusForm.parse(await readForm(c, bodyLimit))
    // Read as a search and written anew, so that it can lead nowhere else.
    const search = suggestionsForm.parse(Object.fromEntries(new URLSearchParams(kembali)))
    const id = numberIn(c, 'id')
    if (!status) return showSuggestions(c, unit, search, 422, { kind: 'problem', text: 'Pilih keadaannya.' })
    const outcome = await setSuggestionStatus(c.env, c.get('actor'), unit.id, id, status)
    if (outcome === 'unknown') return unknownSuggestion(c)
    if (outcome === 'moved') {
      const text = 'Saran itu baru saja ditandai orang lain. Keadaannya yang terbaru ada di bawah.'
      return showSuggestions(c, unit, search, 409, { kind: 'problem', text })
    }
    return c.redirect(`${addressOf(unitPath(unit, 'saran'), valuesOf(search))}#saran-${id}`, 303)
  }),
)

// A POST, since it leaves a line in the trail: nothing that fetches addresses ahead may do so.
suggestionDeskRoutes.post(
  `${one}/asli`,
  inUnit('openSuggestions', async (c, unit) => {
    const suggestion = await openSuggestion(c.env, c.get('actor'), unit.id, numberIn(c, 'id'))
    if (!suggestion) return unknownSuggestion(c)
    return c.html(<OriginalPage {...(await frameOf(c, unit))} suggestion={suggestion} />)
  }),
)

function unknownSuggestion(c: Context<Desk>) {
  return notFound(c, 'Saran tidak ditemukan', 'Unit ini tidak punya saran dengan nomor itu.')
}
