// What a text document is made of, whatever program writes it: headings, paragraphs, lists, tables.

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string; readonly newPage?: boolean }
  | ParagraphBlock
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | TableBlock
  | { readonly kind: 'contents'; readonly title: string }
  /** Width in points. */
  | { readonly kind: 'picture'; readonly png: Uint8Array; readonly width: number; readonly height: number }
  | { readonly kind: 'space'; readonly points: number }
  | { readonly kind: 'newPage' }

/** `[isi: …]` in any text is what somebody still has to fill in; it is marked so that nobody overlooks it. */
export interface ParagraphBlock {
  readonly kind: 'paragraph'
  readonly text: string
  readonly style?: 'body' | 'title' | 'subtitle' | 'centred' | 'right' | 'note' | 'caption' | 'warning'
  readonly bold?: boolean
}

export interface TableBlock {
  readonly kind: 'table'
  /** Shares of the width. */
  readonly widths: readonly number[]
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** By column; left unless told. */
  readonly align?: readonly ('left' | 'centre')[]
  /** Printed larger or smaller than the text around; in points, 10 unless told. */
  readonly size?: number
}

export function paragraph(text: string, style: ParagraphBlock['style'] = 'body'): ParagraphBlock {
  return { kind: 'paragraph', text, style }
}
