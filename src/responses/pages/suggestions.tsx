// Suggestions of a unit at the desk: searched, filtered, marked; personal data masked.

import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import { may } from '../../accounts/rules/rights.ts'
import { Chip, type Tone } from '../../interface/chip.tsx'
import { byWord, SelectField, TextField } from '../../interface/fields.tsx'
import { Filter, Older } from '../../interface/list.tsx'
import { formatCount, formatDay } from '../../language/format.ts'
import type { AnswerColumn } from '../rules/answers.ts'
import { type ShownSuggestion, type SuggestionStatus, statusNames, suggestionStatuses } from '../rules/suggestion.ts'
import { type Choices, QuarterAndService } from './answers.tsx'
import { UnitDeskPage, type UnitDeskProps, unitPath } from './unit-desk.tsx'

const tones: Readonly<Record<SuggestionStatus, Tone>> = { baru: 'c', dibaca: 'b', ditindaklanjuti: 'a' }

const actions: Readonly<Record<SuggestionStatus, string>> = {
  baru: 'Kembalikan ke baru',
  dibaca: 'Tandai dibaca',
  ditindaklanjuti: 'Tandai ditindaklanjuti',
}

export function SuggestionsPage({
  site,
  actor,
  unit,
  totals,
  choices,
  elements,
  values,
  suggestions,
  older,
  search,
  notice,
}: UnitDeskProps & {
  readonly totals: Readonly<Record<SuggestionStatus, number>>
  readonly choices: Choices
  readonly elements: readonly AnswerColumn[]
  readonly values: Readonly<Record<string, string>>
  readonly suggestions: readonly ShownSuggestion[]
  readonly older: string | undefined
  /** What this page was asked for, to come back to it. */
  readonly search: string
  readonly notice: Notice | undefined
}) {
  const field = (name: string) => ({ name, value: values[name] })
  const total = totals.baru + totals.dibaca + totals.ditindaklanjuti
  const names = Object.fromEntries(elements.map(({ key, name }) => [key, name]))
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Saran" here="saran">
      <section class="card">
        <h1>Saran</h1>
        <NoticeBox notice={notice} />
        <p class="counted">
          <strong>{formatCount(totals.baru)}</strong> <span>saran baru</span>
        </p>
        <p>
          {formatCount(totals.dibaca)} dibaca, {formatCount(totals.ditindaklanjuti)} ditindaklanjuti. NIK, nomor
          telepon, dan alamat e-mail disamarkan.
        </p>
      </section>
      <details class="card fold" open={Object.keys(values).length > 0}>
        <summary>Cari dan saring saran</summary>
        <Filter action={unitPath(unit, 'saran')} button="Cari">
          <TextField {...field('cari')} label="Memuat kata" type="search" />
          <SelectField {...field('keadaan')} label="Keadaan" none="Semua" options={byWord(statusNames)} />
          <QuarterAndService choices={choices} values={values} everyQuarter="Semua triwulan" />
          <SelectField
            {...field('unsur')}
            label="Unsur terlemah bagi penulisnya"
            none="Unsur apa pun"
            options={elements.map(({ key, name }) => ({ value: key, label: name }))}
          />
        </Filter>
      </details>
      {suggestions.length === 0 ? (
        <p class="card none">
          {total === 0
            ? 'Belum ada saran.'
            : older
              ? 'Belum ada yang cocok sampai di sini.'
              : 'Tidak ada saran yang cocok.'}
        </p>
      ) : (
        <ul class="suggestions">
          {suggestions.map((suggestion) => (
            <li class="card" id={`saran-${suggestion.id}`}>
              <div>
                <blockquote>{suggestion.text}</blockquote>
                <p class="soft">
                  {formatDay(suggestion.day)} · {suggestion.service}
                  {weakestWords(suggestion.weakest.map((name) => names[name] ?? name))}
                  {suggestion.excluded && ' · jawabannya dikecualikan'}
                </p>
              </div>
              <div class="buttons">
                <Chip tone={tones[suggestion.status]}>{statusNames[suggestion.status]}</Chip>
                {may(actor, 'markSuggestions', unit) && (
                  <form method="post" action={unitPath(unit, `saran/${suggestion.id}`)}>
                    <input type="hidden" name="kembali" value={search} />
                    {suggestionStatuses
                      .filter((status) => status !== suggestion.status)
                      .map((status) => (
                        <button class="quiet" type="submit" name="keadaan" value={status}>
                          {actions[status]}
                        </button>
                      ))}
                  </form>
                )}
                {suggestion.masked && may(actor, 'openSuggestions', unit) && (
                  <form method="post" action={unitPath(unit, `saran/${suggestion.id}/asli`)}>
                    <button class="quiet" type="submit">
                      Buka tanpa penyamaran
                    </button>
                  </form>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      <Older href={older} />
    </UnitDeskPage>
  )
}

function weakestWords(names: readonly string[]): string {
  if (names.length === 0) return ''
  return names.length > 3 ? ` · terlemah: ${names.length} unsur` : ` · terlemah: ${names.join(', ')}`
}

export function OriginalPage({
  site,
  actor,
  unit,
  suggestion,
}: UnitDeskProps & { readonly suggestion: ShownSuggestion & { readonly original: string } }) {
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Saran tanpa penyamaran" here="saran" width="narrow">
      <section class="card">
        <h1>Saran tanpa penyamaran</h1>
        <p>
          Anda membuka teks asli ini sebagai pengelola unit, dan pembukaan itu tertulis dalam jejak. Pakai hanya untuk
          menghubungi penulisnya bila ia memintanya.
        </p>
        <blockquote>{suggestion.original}</blockquote>
        <p class="soft">
          {formatDay(suggestion.day)} · {suggestion.service}
        </p>
        <p>
          <a class="button" href={unitPath(unit, 'saran')}>
            Kembali ke saran
          </a>
        </p>
      </section>
    </UnitDeskPage>
  )
}
