// What a citizen sees once the answer is on disk: the receipt, and what happens with the answer.

import { HeaderNames, Page, type Site } from '../../interface/layout.tsx'
import type { Words } from '../../language/id.ts'
import { fill, writeDay, writeQuarter, writeTime } from '../../language/languages.ts'
import { quarterNumber, quarterOf, quarterYear } from '../../units/rules/calendar.ts'
import { surveyScripts, Tick } from './kept.tsx'
import { type Reading, ReadingLinks } from './reading.tsx'

export function ThanksPage({
  site,
  unit,
  counter,
  receipt,
  day,
  time,
  zone,
  repeated,
  kiosk,
  reading,
}: {
  readonly site: Site
  readonly unit: { readonly name: string; readonly slug: string }
  readonly counter: { readonly name: string } | null
  readonly receipt: string
  /** Local day and wall clock on which the answer was stored. */
  readonly day: number
  readonly time: { readonly hour: number; readonly minute: number }
  readonly zone: string
  /** True where the same answer had arrived before. */
  readonly repeated?: boolean | undefined
  /** On the tablet at the counter: where the next person begins. */
  readonly kiosk?: string | undefined
  readonly reading: Reading
}) {
  const { language, words } = reading
  const { thanks } = words
  const when = `${writeDay(words, day)}, ${writeTime(words, time, zone)}`
  return (
    <Page
      site={site}
      title={thanks.title}
      width="narrow"
      script={surveyScripts(false)}
      header={<HeaderNames name={unit.name} detail={counter?.name} />}
      unlisted
      light
      language={language}
      closed={kiosk !== undefined}
      refresh={kiosk === undefined ? undefined : { after: 10, to: kiosk }}
    >
      {kiosk === undefined && <ReadingLinks reading={reading} more={repeated ? { lagi: '' } : {}} />}
      <section class="card thanks">
        <Tick />
        <h1>
          {thanks.thanks} <span>{thanks.stored}</span>
        </h1>
        {repeated && <p class="note">{thanks.repeated}</p>}
        <p class="receipt">
          <small>{thanks.receipt}</small>
          <strong>{receipt}</strong>
          <small>
            {thanks.sent} {fill(thanks.answeredAt, { when })}
          </small>
        </p>
        <p class="soft">{thanks.proof}</p>
      </section>
      <section class="card">
        <h2>{thanks.next}</h2>
        <ol class="steps">
          <li>{thanks.counted}</li>
          <li>{fill(thanks.quarter, { quarter: quarterInWords(words, day) })}</li>
          <li>{thanks.improved}</li>
        </ol>
        <p>
          {kiosk === undefined ? (
            <a class="button quiet" href={`/unit/${encodeURIComponent(unit.slug)}`}>
              {fill(thanks.results, { unit: unit.name })}
            </a>
          ) : (
            <a class="button quiet" href={kiosk}>
              {thanks.done}
            </a>
          )}
        </p>
      </section>
    </Page>
  )
}

function quarterInWords(words: Words, day: number): string {
  const quarter = quarterOf(day)
  return writeQuarter(words, { quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}
