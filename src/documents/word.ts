// Writes text documents as DOCX that stay editable: Word's own styles, a table of contents, page numbers, marked blanks.

import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Block, ParagraphBlock, TableBlock } from './blocks.ts'

/** Twentieths of a point, as Word measures. */
const centimetre = 567
const textWidth = Math.round((21 - 3 - 2.5) * centimetre)

/**
 * The blocks as a document of A4 pages. The file is loaded only where a document is asked for, since the package behind it
 * is larger than a page of the site.
 * @param about `language` as `id-ID`; `footer` stands beside the page number.
 */
export async function writeWord(
  blocks: readonly Block[],
  about: { readonly title: string; readonly author: string; readonly language: string; readonly footer: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    title: legible(about.title),
    creator: legible(about.author),
    description: '',
    styles: stylesIn(about.language),
    numbering: {
      config: [
        {
          reference: 'points',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 480, hanging: 280 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: 11906, height: 16838 },
            margin: {
              top: Math.round(2.5 * centimetre),
              bottom: Math.round(2.5 * centimetre),
              left: 3 * centimetre,
              right: Math.round(2.5 * centimetre),
            },
          },
        },
        footers: {
          first: new Footer({ children: [new Paragraph({ children: [] })] }),
          default: new Footer({
            children: [
              new Paragraph({
                style: 'FooterText',
                tabStops: [{ type: 'right', position: textWidth }],
                children: [new TextRun(legible(about.footer)), new TextRun({ children: ['\t', PageNumber.CURRENT] })],
              }),
            ],
          }),
        },
        children: blocks.flatMap(written),
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

function stylesIn(language: string) {
  const font = 'Arial'
  const heading = (size: number, before: number, after: number) => ({
    run: { font, size, bold: true, color: '000000' },
    paragraph: { spacing: { before, after }, keepNext: true },
  })
  const small = (id: string, name: string, run: object, paragraph: object = {}) => ({
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    run: { font, ...run },
    paragraph: { spacing: { after: 60 }, ...paragraph },
  })
  return {
    default: {
      document: {
        run: { font, size: 22, language: { value: language } },
        paragraph: { spacing: { after: 120, line: 300, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { font, size: 36, bold: true, color: '000000' },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 120 } },
      },
      heading1: {
        run: { font, size: 28, bold: true, color: '000000' },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 0, after: 240 }, keepNext: true },
      },
      heading2: heading(24, 280, 100),
    },
    paragraphStyles: [
      small('CoverLine', 'Baris sampul', { size: 28, bold: true }, { alignment: AlignmentType.CENTER }),
      small('TableNote', 'Keterangan tabel', { size: 18, color: '404040' }, { spacing: { before: 60, after: 160 } }),
      small(
        'TableTitle',
        'Judul tabel',
        { size: 20, bold: true },
        { keepNext: true, spacing: { before: 160, after: 80 } },
      ),
      small('FooterText', 'Kaki halaman', { size: 16, color: '404040' }),
      small('Warning', 'Peringatan', { size: 22, bold: true, color: '9B1C1C' }, { alignment: AlignmentType.CENTER }),
    ],
  }
}

function written(block: Block): (Paragraph | Table | TableOfContents)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          pageBreakBefore: block.newPage ?? false,
          children: runs(block.text),
        }),
      ]
    case 'paragraph':
      return [writtenParagraph(block)]
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({ numbering: { reference: 'points', level: 0 }, spacing: { after: 60 }, children: runs(item) }),
      )
    case 'table':
      // Word wants a paragraph between two tables, and after the last.
      return [writtenTable(block), new Paragraph({ spacing: { after: 60 }, children: [] })]
    case 'contents':
      return [
        new Paragraph({ style: 'CoverLine', pageBreakBefore: true, children: runs(block.title) }),
        new TableOfContents(block.title, { hyperlink: true, headingStyleRange: '1-2', beginDirty: false }),
      ]
    case 'picture': {
      const image = new ImageRun({
        type: 'png',
        data: block.png,
        // In pixels of 96 to the inch.
        transformation: { width: (block.width * 4) / 3, height: (block.height * 4) / 3 },
      })
      return [new Paragraph({ alignment: AlignmentType.CENTER, children: [image] })]
    }
    case 'space':
      return [new Paragraph({ spacing: { before: block.points * 20, after: 0 }, children: [] })]
    case 'newPage':
      return [new Paragraph({ pageBreakBefore: true, spacing: { after: 0 }, children: [] })]
  }
}

function writtenParagraph({ text, style = 'body', bold = false }: ParagraphBlock): Paragraph {
  const children = runs(text, bold)
  switch (style) {
    case 'title':
      return new Paragraph({ heading: HeadingLevel.TITLE, children })
    case 'subtitle':
      return new Paragraph({ style: 'CoverLine', children })
    case 'centred':
      return new Paragraph({ alignment: AlignmentType.CENTER, children })
    case 'right':
      return new Paragraph({
        indent: { left: Math.round(textWidth * 0.52) },
        alignment: AlignmentType.CENTER,
        spacing: { after: 40 },
        keepNext: true,
        children,
      })
    case 'note':
      return new Paragraph({ style: 'TableNote', children })
    case 'caption':
      return new Paragraph({ style: 'TableTitle', children })
    case 'warning':
      return new Paragraph({ style: 'Warning', children })
    default:
      return new Paragraph({ alignment: AlignmentType.JUSTIFIED, children })
  }
}

const border = { style: BorderStyle.SINGLE, size: 4, color: '808080' }

function writtenTable({ widths, head, rows, align = [], size = 10 }: TableBlock): Table {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const columns = widths.map((width) => Math.round((textWidth * width) / whole))
  const cell = (text: string, column: number, heading: boolean) =>
    new TableCell({
      width: { size: columns[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 50, bottom: 50, left: 80, right: 80 },
      ...(heading && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'DFE6EE' } }),
      children: text.split('\n').map(
        (line) =>
          new Paragraph({
            alignment: heading || align[column] === 'centre' ? AlignmentType.CENTER : AlignmentType.LEFT,
            spacing: { after: 0, line: 252, lineRule: LineRuleType.AUTO },
            children: runs(line, heading, size * 2),
          }),
      ),
    })
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: head.map((text, place) => cell(text, place, true)),
      }),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: row.map((text, place) => cell(text, place, false)) }),
      ),
    ],
  })
}

/** Text with its blanks marked. @param size in half points. */
function runs(text: string, bold = false, size?: number): TextRun[] {
  const look = { ...(bold && { bold }), ...(size && { size }) }
  return legible(text)
    .split(/(\[isi: [^\]]*\])/)
    .filter(Boolean)
    .map((part) => new TextRun({ text: part, ...look, ...(part.startsWith('[isi: ') && { highlight: 'yellow' }) }))
}

// Source: Extensible Markup Language 1.0, production 2.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function legible(text: string): string {
  return text.toWellFormed().replaceAll(notInXml, ' ')
}
