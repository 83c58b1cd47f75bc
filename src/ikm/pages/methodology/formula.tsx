// Formulas as MathML, which browsers set, printers print and screen readers read, each with the same said in words.

import type { Child } from 'hono/jsx'

/** Text is taken apart into numbers, names and signs; anything else is set as it stands. */
type Term = string | Child

/**
 * A formula of one or more lines, and what it says.
 * @param says the formula in words: for those who hear it, and for browsers that do not set MathML.
 */
export function Formula({ lines, says }: { readonly lines: readonly (readonly Term[])[]; readonly says: Child }) {
  return (
    <div class="formula">
      {lines.map((terms) => (
        <math display="block">{row(...terms)}</math>
      ))}
      <p class="fine">{says}</p>
    </div>
  )
}

/** A symbol or a short formula within a sentence. */
export function Sign({ children }: { readonly children?: Term | readonly Term[] }) {
  return <math>{row(...[children ?? ''].flat())}</math>
}

export function row(...terms: readonly Term[]) {
  return <mrow>{terms.map(term)}</mrow>
}

export function over(above: Term, below: Term) {
  return (
    <mfrac>
      {row(above)}
      {row(below)}
    </mfrac>
  )
}

export function root(...terms: readonly Term[]) {
  return <msqrt>{row(...terms)}</msqrt>
}

export function sub(base: Term, index: Term) {
  return (
    <msub>
      {row(base)}
      {row(index)}
    </msub>
  )
}

export function sup(base: Term, exponent: Term) {
  return (
    <msup>
      {row(base)}
      {row(exponent)}
    </msup>
  )
}

export function both(base: Term, index: Term, exponent: Term) {
  return (
    <msubsup>
      {row(base)}
      {row(index)}
      {row(exponent)}
    </msubsup>
  )
}

/** The mean of a letter: a bar over it. */
export function bar(letter: Term) {
  return (
    <mover>
      {row(letter)}
      <mo stretchy="false">¯</mo>
    </mover>
  )
}

function term(part: Term): Child {
  return typeof part === 'string' ? Array.from(part.matchAll(pieces), ([piece]) => set(piece)) : part
}

// Numbers with their decimal comma; names of letters and spaces, `jumlah nilai`; spaces; single signs.
const pieces = /\d+(?:[.,]\d+)*|\p{L}[\p{L}-]*(?: \p{L}[\p{L}-]*)*|\s+|./gu

function set(piece: string): Child {
  if (/^\s+$/.test(piece)) return ''
  if (/^\d/.test(piece)) return <mn>{piece}</mn>
  if (/^\p{L}./u.test(piece)) return <mtext>{piece}</mtext>
  if (/^\p{L}/u.test(piece)) return <mi>{piece}</mi>
  return /^[()[\]|]$/.test(piece) ? <mo stretchy="false">{piece}</mo> : <mo>{piece}</mo>
}
