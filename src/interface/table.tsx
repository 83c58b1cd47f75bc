// A table of figures that scrolls inside its own box where the screen is narrow, and the fold that keeps it behind a chart.

import type { Child } from 'hono/jsx'
import { escapeToBuffer, raw, type StringBuffer } from 'hono/utils/html'

export interface Column {
  readonly label: Child
  /** Where the rows are in the order of this column. */
  readonly sorted?: 'ascending' | 'descending' | undefined
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
  const openings = columns.map(({ figures }, place) => {
    const name = place === 0 ? 'th scope="row"' : 'td'
    return figures ? `<${name} class="figures">` : `<${name}>`
  })
  const body = rows.map((cells) => `<tr>${cells.map((cell, place) => `${openings[place]}${written(cell)}`).join('')}`)
  return (
    <section class="scroll" aria-label={caption} tabindex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, figures }) => (
              <th scope="col" class={figures ? 'figures' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{raw(body.join(''))}</tbody>
      </table>
    </section>
  )
}

// Tables hold most of what a page of figures is made of, and as text they are written several times faster than as nodes.
// End tags of cells and rows may be left out (HTML Standard, § 13.1.2.4).
function written(cell: Child): string {
  if (typeof cell === 'string') return escaped(cell)
  if (cell === null || cell === undefined || typeof cell === 'boolean') return ''
  return Array.isArray(cell) ? cell.map(written).join('') : String(cell)
}

function escaped(text: string): string {
  const buffer: StringBuffer = ['']
  escapeToBuffer(text, buffer)
  return String(buffer[0])
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
