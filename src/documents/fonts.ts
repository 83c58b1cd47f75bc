// The fonts that every PDF reader brings along: what characters they have, and how wide each is.

export const fonts = ['Helvetica', 'Helvetica-Bold', 'Courier-Bold'] as const
export type Font = (typeof fonts)[number]

/** Millimetres in a point, the unit of type sizes. */
export const point = 25.4 / 72

// The characters of WinAnsiEncoding, the no-break space last. Source: ISO 32000-1, annex D.2.
const characters = Array.from(
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~' +
    '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ' +
    '¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ\u00a0',
)

// In thousandths of the type size, in the order of the characters. Source: Adobe, Font Metrics for PDF Core 14 Fonts.
const helvetica = `
  278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278
  584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944
  667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500
  278 556 500 722 500 500 500 334 260 334 584 556 222 556 333 1000 556 556 333 1000 667 333 1000 611 222 222 333 333
  350 556 1000 333 1000 500 333 944 500 500 333 556 556 556 556 260 556 333 737 370 556 584 737 333 400 584 333 333
  333 556 537 278 333 333 365 556 834 834 834 611 667 667 667 667 667 667 1000 722 667 667 667 667 278 278 278 278
  722 722 778 778 778 778 778 584 778 722 722 722 722 667 667 611 556 556 556 556 556 556 889 500 556 556 556 556
  278 278 278 278 556 556 556 556 556 556 556 584 611 556 556 556 556 500 556 500 278
`
const helveticaBold = `
  278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333
  584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944
  667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556
  333 611 556 778 556 556 500 389 280 389 584 556 278 556 500 1000 556 556 333 1000 667 333 1000 611 278 278 500 500
  350 556 1000 333 1000 556 333 944 500 556 333 556 556 556 556 280 556 333 737 370 556 584 737 333 400 584 333 333
  333 611 556 278 333 333 365 556 834 834 834 611 722 722 722 722 722 722 1000 722 667 667 667 667 278 278 278 278
  722 722 778 778 778 778 778 584 778 722 722 722 722 667 667 611 556 556 556 556 556 556 889 556 556 556 556 556
  278 278 278 278 611 611 611 611 611 611 611 584 611 611 611 611 611 556 611 556 278
`

const widths: Readonly<Record<Font, ReadonlyMap<string, number>>> = {
  Helvetica: table(helvetica),
  'Helvetica-Bold': table(helveticaBold),
  'Courier-Bold': new Map(characters.map((character) => [character, 600])),
}

function table(written: string): Map<string, number> {
  const numbers = written.trim().split(/\s+/).map(Number)
  return new Map(characters.map((character, place) => [character, numbers[place] ?? 0]))
}

/** How wide printable text is, in millimetres at a type size in points. Letters are set without kerning. */
export function widthOf(text: string, font: Font, size: number): number {
  let thousandths = 0
  for (const character of text) thousandths += widths[font].get(character) ?? 0
  return (thousandths / 1000) * size * point
}

const has = (character: string) => widths.Helvetica.has(character)

// Letters that Unicode does not take apart, and signs that look like one the fonts have.
const likenesses: Readonly<Record<string, string>> = {
  ...{
    đ: 'd',
    Đ: 'D',
    ħ: 'h',
    Ħ: 'H',
    ı: 'i',
    ł: 'l',
    Ł: 'L',
    ŋ: 'ng',
    Ŋ: 'Ng',
    ŧ: 't',
    Ŧ: 'T',
    ə: 'e',
    ɛ: 'e',
    ɓ: 'b',
    ɗ: 'd',
  },
  ...{
    ʻ: '‘',
    ʼ: '’',
    ʾ: '’',
    ʿ: '‘',
    ˈ: '’',
    '′': '’',
    '″': '”',
    '‛': '‘',
    '‐': '-',
    '‑': '-',
    '‒': '–',
    '―': '—',
    '−': '–',
    '⁄': '/',
    '∕': '/',
    '∙': '·',
    '⋅': '·',
    '●': '•',
  },
}

/**
 * The text as the fonts can print it: on one line, letters with foreign marks without them (`ḥ` → `h`), look-alikes for
 * signs (`ʻ` → `‘`). What has no likeness – other scripts, pictures – is left out, with the brackets that it leaves empty.
 * @returns possibly nothing at all; the same text when all of it can be printed.
 */
export function printable(text: string): string {
  return Array.from(text.normalize('NFC'), likeness)
    .join('')
    .replaceAll(/\(\s*\)|\[\s*\]/g, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
}

function likeness(character: string): string {
  if (has(character)) return character
  if (/[\s\p{Zs}]/u.test(character)) return ' '
  const parts = Array.from(likenesses[character] ?? character.normalize('NFKD'))
  return parts.map((part) => (has(part) ? part : (likenesses[part] ?? ''))).join('')
}
