// The frame of every page: document head, skip link, header with the government's seal, footer; and the plain page that carries one message.

import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { fill, type Language, wordsOf } from '../language/languages.ts'

/** What every page says about the installation. */
export interface Site {
  /** Name of the government, as it is written on its letters. */
  readonly government: string
  /** True where people, units and figures are made up; every page then says so. */
  readonly demonstration: boolean
  /** Address of its logo, where it has one. */
  readonly logo?: string
}

/** What a link to the page shows in a chat (Open Graph). */
export interface Preview {
  readonly title: string
  readonly description: string
  /** Public address of the page, with its host. */
  readonly url: string
}

interface PageProps {
  readonly site: Site
  readonly title: string
  readonly description?: string | undefined
  readonly width: 'narrow' | 'wide'
  /** Paths of scripts that the page can do without, in their order; of a module where it needs others. */
  readonly script?: string | readonly string[] | { readonly module: string } | undefined
  /** Takes the government's place beside the seal: the unit and counter on a form. */
  readonly header?: Child
  /** Below the header: where else to go. */
  readonly navigation?: Child
  readonly preview?: Preview | undefined
  /** True for a page that search engines should not list, such as a counter's form. */
  readonly unlisted?: boolean | undefined
  /** True for a page that leads nowhere else, as on a tablet for everybody. */
  readonly closed?: boolean | undefined
  /** Of its words; Indonesian where it is not said. */
  readonly language?: Language | undefined
  /** True for a page of the survey itself, which loads none of what only the desk and the results use. */
  readonly light?: boolean | undefined
  /** True for one question a screen, in large letters. */
  readonly easy?: boolean | undefined
  /** Where the page goes by itself, after this many seconds. */
  readonly refresh?: { readonly after: number; readonly to: string } | undefined
  readonly children?: Child
}

/** A whole document, ready for `context.html`. */
export function Page(props: PageProps) {
  const { site, title, description, width, script, header, navigation, preview, unlisted, refresh, children } = props
  const { closed, language = 'id', light, easy } = props
  const { frame } = wordsOf(language)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <title>{`${title} · Survei Kepuasan Masyarakat ${site.government}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="theme-color" content="#2b3f8c" />
          {description && <meta name="description" content={description} />}
          {preview && <PreviewTags {...preview} siteName={site.government} />}
          {unlisted && <meta name="robots" content="noindex" />}
          <link rel="stylesheet" href="/style.css" />
          {!light && <link rel="stylesheet" href="/desk.css" />}
          {closed && <link rel="stylesheet" href="/kiosk.css" />}
          {easy && <link rel="stylesheet" href="/easy.css" />}
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          {typeof script === 'string' && <script src={script} defer />}
          {isList(script) && script.map((path) => <script src={path} defer />)}
          {typeof script === 'object' && 'module' in script && <script src={script.module} type="module" />}
          {refresh && <meta http-equiv="refresh" content={`${refresh.after};url=${refresh.to}`} />}
        </head>
        <body class={[closed && 'kiosk', easy && 'easy'].filter(Boolean).join(' ') || undefined}>
          <a class="skip" href="#isi">
            {frame.skip}
          </a>
          <header class="top">
            {site.demonstration && <p class="demonstration">{frame.demonstration}</p>}
            <div class={`brand ${width}`}>
              {site.logo ? (
                <img class="seal logo" src={site.logo} alt="" width="38" height="38" />
              ) : (
                <span class="seal" aria-hidden="true">
                  {initials(site.government)}
                </span>
              )}
              {header ?? (
                <p>
                  <a href="/">{site.government}</a>
                  <small>Survei Kepuasan Masyarakat</small>
                </p>
              )}
            </div>
            {navigation}
          </header>
          <main id="isi" class={width} tabindex={-1}>
            {children}
          </main>
          <footer class={width}>
            <p>{fill(frame.footer, { government: site.government })}</p>
            {!closed && (
              <p>
                <a href="/">{frame.home}</a> · <a href="/hasil">{frame.results}</a> ·{' '}
                <a href="/tindak-lanjut">{frame.followUps}</a> · <a href="/metodologi">{frame.methodology}</a> ·{' '}
                <a href="/verifikasi">{frame.verification}</a> · <a href="/data">{frame.data}</a> ·{' '}
                <a href="/aksesibilitas">{frame.accessibility}</a> · <a href="/privasi">{frame.privacy}</a>
              </p>
            )}
          </footer>
        </body>
      </html>
    </>
  )
}

function isList(script: PageProps['script']): script is readonly string[] {
  return Array.isArray(script)
}

function PreviewTags({ title, description, url, siteName }: Preview & { readonly siteName: string }) {
  const tags = {
    'og:type': 'website',
    'og:locale': 'id_ID',
    'og:site_name': siteName,
    'og:title': title,
    'og:description': description,
    'og:url': url,
  }
  return Object.entries(tags).map(([property, content]) => <meta property={property} content={content} />)
}

/** A page with one message: not found, too large, out of order. */
export function MessagePage({
  site,
  title,
  text,
  link,
  header,
  closed,
  language,
  script,
  children,
}: {
  readonly site: Site
  readonly title: string
  /** What happened and what to do next; each text is a paragraph. */
  readonly text: string | readonly string[]
  readonly link?: { readonly href: string; readonly text: string } | undefined
  readonly header?: Child
  /** As of `Page`. */
  readonly closed?: boolean | undefined
  readonly language?: Language | undefined
  readonly script?: string | undefined
  /** Above the message. */
  readonly children?: Child
}) {
  const paragraphs = typeof text === 'string' ? [text] : text
  return (
    <Page {...{ site, title, header, closed, language, script }} width="narrow" unlisted light>
      {children}
      <section class="card message">
        <h1>{title}</h1>
        {paragraphs.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        {link && (
          <p>
            <a class="button" href={link.href}>
              {link.text}
            </a>
          </p>
        )}
      </section>
    </Page>
  )
}

/** Two lines beside the seal: a name and, smaller, what it belongs to. */
export function HeaderNames({ name, detail }: { readonly name: string; readonly detail?: string | undefined }) {
  return (
    <p lang="id">
      <strong>{name}</strong>
      {detail && <small>{detail}</small>}
    </p>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  return words
    .slice(0, 3)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}
