// What a citizen sees when a counter's code leads nowhere: it never did, or it no longer does.

import { HeaderNames, MessagePage, type Site } from '../../interface/layout.tsx'
import { fill } from '../../language/languages.ts'
import { type Reading, ReadingLinks } from './reading.tsx'

/** For 404. */
export function UnknownCodePage({
  site,
  code,
  reading,
}: {
  readonly site: Site
  readonly code: string
  readonly reading: Reading
}) {
  const { unknown } = reading.words
  return (
    <MessagePage
      site={site}
      title={unknown.title}
      text={[fill(unknown.text, { code }), unknown.next]}
      link={{ href: '/', text: unknown.find }}
      language={reading.language}
      script="/language.js"
    >
      <ReadingLinks reading={reading} />
    </MessagePage>
  )
}

/** For 410. */
export function ClosedCodePage({
  site,
  unit,
  counter,
  kiosk,
  reading,
}: {
  readonly site: Site
  readonly unit: { readonly name: string; readonly slug: string }
  readonly counter: { readonly name: string }
  readonly kiosk: boolean
  readonly reading: Reading
}) {
  const { closed, thanks } = reading.words
  const results = { href: `/unit/${encodeURIComponent(unit.slug)}`, text: fill(thanks.results, { unit: unit.name }) }
  return (
    <MessagePage
      site={site}
      title={closed.title}
      header={<HeaderNames name={unit.name} detail={counter.name} />}
      text={[fill(closed.text, { counter: counter.name }), closed.next]}
      link={kiosk ? undefined : results}
      closed={kiosk}
      language={reading.language}
      script="/language.js"
    >
      <ReadingLinks reading={reading} />
    </MessagePage>
  )
}
