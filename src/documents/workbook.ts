// Writes XLSX workbooks: sheets of any length with formulas, styles and print set-up, row by row. Knows no domain.

import { writeZip, type ZipEntry } from './zip.ts'

export interface Sheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string
  /** Widths of the columns in characters. */
  readonly widths: readonly number[]
  readonly rows: Iterable<SheetRow> | AsyncIterable<SheetRow>
  /** Rows above and columns to the left that stay in view. */
  readonly frozen?: { readonly rows: number; readonly columns: number }
  /** Rows printed on every page, numbered from 1. */
  readonly repeated?: readonly [first: number, last: number]
  readonly landscape?: boolean
  /** A4 unless told. */
  readonly paper?: 'A3'
}

export interface SheetRow {
  readonly cells: readonly SheetCell[]
  /** In points; the program's own choice unless told. */
  readonly height?: number
  /** Cells taken together: the first column (from 0), how many columns, and how many rows (1 unless told). */
  readonly merged?: readonly (readonly [column: number, columns: number, rows?: number])[]
}

export type CellValue = string | number | null

/** Text is written as text, whatever it begins with. */
export type SheetCell = CellValue | StyledCell

export interface StyledCell {
  /** With a formula: what it gave when the file was written, shown by programs that do not compute. */
  readonly value: CellValue
  /** As English spreadsheets write it, without the `=`. */
  readonly formula?: string
  readonly style?: Style
}

export interface Style {
  readonly bold?: boolean
  readonly italic?: boolean
  /** In points; 10 unless told. */
  readonly size?: number
  /** Colour of the letters, `7F1D1D`. */
  readonly ink?: string
  readonly fill?: string
  /** `left` keeps a little away from the border. */
  readonly align?: 'left' | 'center' | 'right'
  readonly wrap?: boolean
  /** Written upwards. */
  readonly upright?: boolean
  readonly border?: boolean
  /** Such as `0.00`. */
  readonly format?: string
}

/** A workbook as it is written, in memory that does not grow with its rows. Programs are asked to compute it when it is opened. */
export function writeWorkbook(
  sheets: readonly Sheet[],
  about: { readonly title: string; readonly author: string },
): ReadableStream<Uint8Array> {
  return writeZip(parts(sheets, about))
}

/** How high a row must be for its texts, broken in columns of these widths in characters; in points. */
export function heightOf(texts: readonly (readonly [text: string, width: number])[]): number {
  const lines = texts.map(([text, width]) => Math.ceil((text.length * 1.08) / width))
  return 13.5 * Math.max(1, ...lines) + 2
}

/** `A` for 0, `AA` for 26. */
export function columnName(column: number): string {
  const before = Math.floor(column / 26)
  return (before > 0 ? columnName(before - 1) : '') + String.fromCharCode(65 + (column % 26))
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Source: ECMA-376, part 1 (SpreadsheetML) and part 2 (packaging). */
function* parts(sheets: readonly Sheet[], about: { title: string; author: string }): Generator<ZipEntry> {
  const styles = new Styles()
  const file = (name: string, text: string): ZipEntry => ({ name, text: [declaration, text] })
  const type = (kind: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml`
  yield file(
    '[Content_Types].xml',
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type('sheet.main')}"/>${sheets
      .map(
        (_, place) => `<Override PartName="/xl/worksheets/sheet${place + 1}.xml" ContentType="${type('worksheet')}"/>`,
      )
      .join(
        '',
      )}<Override PartName="/xl/styles.xml" ContentType="${type('styles')}"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
  )
  yield file(
    '_rels/.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
  )
  yield file(
    'docProps/core.xml',
    `<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(about.title)}</dc:title><dc:creator>${escaped(about.author)}</dc:creator><dc:language>id-ID</dc:language></cp:coreProperties>`,
  )
  yield file(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relationships}"><bookViews><workbookView/></bookViews><sheets>${sheets
      .map(({ name }, place) => `<sheet name="${escaped(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`)
      .join('')}</sheets>${printTitles(sheets)}<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`,
  )
  yield file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packages}/relationships">${sheets
      .map(
        (_, place) =>
          `<Relationship Id="rId${place + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${place + 1}.xml"/>`,
      )
      .join('')}<Relationship Id="rIdStyles" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`,
  )
  for (const [place, sheet] of sheets.entries()) {
    yield { name: `xl/worksheets/sheet${place + 1}.xml`, text: worksheet(sheet, styles, place === 0) }
  }
  // Last, since only then all styles are known.
  yield file('xl/styles.xml', styles.written())
}

function printTitles(sheets: readonly Sheet[]): string {
  const names = sheets.flatMap(({ name, repeated }, place) =>
    repeated
      ? `<definedName name="_xlnm.Print_Titles" localSheetId="${place}">${escaped(`'${name.replaceAll("'", "''")}'!$${repeated[0]}:$${repeated[1]}`)}</definedName>`
      : [],
  )
  return names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : ''
}

async function* worksheet(sheet: Sheet, styles: Styles, first: boolean): AsyncGenerator<string> {
  const { widths, rows, frozen, paper, landscape = false } = sheet
  yield `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>${view(frozen, first)}</sheetViews><sheetFormatPr defaultRowHeight="13.5"/><cols>${widths
    .map((width, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`
  const merges: string[] = []
  let number = 0
  for await (const { cells, height, merged = [] } of rows) {
    number += 1
    const size = height === undefined ? '' : ` ht="${height}" customHeight="1"`
    let text = `<row r="${number}"${size}>`
    for (const [column, cell] of cells.entries()) {
      if (cell !== null) text += writtenCell(`${columnName(column)}${number}`, cell, styles)
    }
    yield `${text}</row>`
    for (const [column, columns, down = 1] of merged) {
      if (columns * down > 1) {
        merges.push(`${columnName(column)}${number}:${columnName(column + columns - 1)}${number + down - 1}`)
      }
    }
  }
  yield '</sheetData>'
  if (merges.length > 0) {
    yield `<mergeCells count="${merges.length}">${merges.map((where) => `<mergeCell ref="${where}"/>`).join('')}</mergeCells>`
  }
  yield `<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.35"/><pageSetup paperSize="${paper === 'A3' ? 8 : 9}" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;8&amp;A&amp;R&amp;8Halaman &amp;P dari &amp;N</oddFooter></headerFooter></worksheet>`
}

function view(frozen: Sheet['frozen'], first: boolean): string {
  const open = `<sheetView showGridLines="0" workbookViewId="0"${first ? ' tabSelected="1"' : ''}`
  if (!frozen) return `${open}/>`
  const { rows, columns } = frozen
  const pane = columns > 0 ? (rows > 0 ? 'bottomRight' : 'topRight') : 'bottomLeft'
  const splits = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`
  return `${open}><pane${splits} topLeftCell="${columnName(columns)}${rows + 1}" activePane="${pane}" state="frozen"/></sheetView>`
}

function writtenCell(where: string, cell: string | number | StyledCell, styles: Styles): string {
  const { value, formula, style }: StyledCell = typeof cell === 'object' ? cell : { value: cell }
  const chosen = style ? ` s="${styles.place(style)}"` : ''
  const open = `<c r="${where}"${chosen}`
  if (formula !== undefined) {
    const result = value === null ? '' : `<v>${typeof value === 'number' ? number(value) : escaped(value)}</v>`
    return `${open}${typeof value === 'string' ? ' t="str"' : ''}><f>${escaped(formula)}</f>${result}</c>`
  }
  if (value === null) return `${open}/>`
  if (typeof value === 'number') return `${open}><v>${number(value)}</v></c>`
  return `${open} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a number that a sheet can hold: ${value}`)
  return String(value)
}

// Source: Extensible Markup Language 1.0, production 2.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(notInXml, ' ')
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] as string)
}

/** The styles that cells were given, each once. Source: ECMA-376 part 1, 18.8. */
class Styles {
  readonly #places = new Map<string, number>()
  readonly #known = new WeakMap<Style, number>()
  readonly #fonts = new Numbered('<font><sz val="10"/><name val="Arial"/><family val="2"/></font>')
  readonly #fills = new Numbered(
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  )
  readonly #formats = new Numbered()
  readonly #cells = new Numbered('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>')

  place(style: Style): number {
    let place = this.#known.get(style)
    if (place !== undefined) return place
    const name = JSON.stringify(style)
    place = this.#places.get(name) ?? this.#add(style)
    this.#places.set(name, place)
    this.#known.set(style, place)
    return place
  }

  #add({ bold, italic, size = 10, ink, fill, align, wrap, upright, border, format }: Style): number {
    const font = this.#fonts.place(
      `<font>${bold ? '<b/>' : ''}${italic ? '<i/>' : ''}<sz val="${size}"/>${ink ? `<color rgb="FF${ink}"/>` : ''}<name val="Arial"/><family val="2"/></font>`,
    )
    const filled = fill
      ? this.#fills.place(`<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/></patternFill></fill>`)
      : 0
    // Numbers below 164 belong to the program.
    const formatted = format === undefined ? 0 : 164 + this.#formats.place(format)
    const alignment = `<alignment vertical="center"${align ? ` horizontal="${align}"${align === 'left' ? ' indent="1"' : ''}` : ''}${upright ? ' textRotation="90"' : ''}${wrap ? ' wrapText="1"' : ''}/>`
    return this.#cells.place(
      `<xf numFmtId="${formatted}" fontId="${font}" fillId="${filled}" borderId="${border ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`,
    )
  }

  written(): string {
    const side = (name: string) => `<${name} style="thin"><color rgb="FF808080"/></${name}>`
    const formats = this.#formats.all.map(
      (format, place) => `<numFmt numFmtId="${164 + place}" formatCode="${escaped(format)}"/>`,
    )
    return `<styleSheet xmlns="${main}">${formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : ''}${list('fonts', this.#fonts.all)}${list('fills', this.#fills.all)}<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', this.#cells.all)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  }
}

function list(name: string, all: readonly string[]): string {
  return `<${name} count="${all.length}">${all.join('')}</${name}>`
}

/** Texts in the order in which they were first met. */
class Numbered {
  readonly all: string[]

  constructor(...all: string[]) {
    this.all = all
  }

  place(text: string): number {
    const found = this.all.indexOf(text)
    return found >= 0 ? found : this.all.push(text) - 1
  }
}
