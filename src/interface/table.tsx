// A table of figures that scrolls inside its own box where the screen is narrow, and the fold that keeps it behind a chart.

import type { Child } from 'hono/jsx'

export interface Column {
  readonly label: string
  /** Figures stand right-aligned, digit under digit. */
  readonly figures?: boolean
}

/** The first cell of every row is its heading. */
export function Table({
  caption,
  columns,
  rows,
}: {
  readonly caption: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Child[])[]
}) {
  const kind = (place: number) => (columns[place]?.figures ? 'figures' : undefined)
  return (
    <section class="scroll" aria-label={caption} tabindex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label }, place) => (
              <th scope="col" class={kind(place)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([heading, ...cells]) => (
            <tr>
              <th scope="row" class={kind(0)}>
                {heading}
              </th>
              {cells.map((cell, place) => (
                <td class={kind(place + 1)}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Something that a reader opens when they want it. */
export function Fold({
  summary,
  open,
  children,
}: {
  readonly summary: string
  readonly open?: boolean | undefined
  readonly children?: Child
}) {
  return (
    <details class="fold" open={open}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
