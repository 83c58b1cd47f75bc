// Whether a file may be the government's logo: a whole PNG of bearable size, or an SVG that only draws. Pure.

import { pngSides, pngSignature, readPngChunks } from './png.ts'

export type LogoType = 'image/png' | 'image/svg+xml'

export interface Logo {
  readonly type: LogoType
  readonly bytes: Uint8Array
}

export type LogoRefusal = 'empty' | 'too large' | 'unknown' | 'damaged' | 'size' | 'unsafe'

/** Largest file in bytes; as text in the database it is a third longer. */
export const largestLogo = 200_000

/** Pixels a side of a PNG. */
const logoSides = { least: 32, most: 2000 } as const

/** @returns the logo, or why it is none. */
export function readLogo(bytes: Uint8Array): Logo | { readonly refused: LogoRefusal } {
  if (bytes.length === 0) return { refused: 'empty' }
  if (bytes.length > largestLogo) return { refused: 'too large' }
  if (startsWith(bytes, pngSignature)) {
    const refused = pngRefusal(bytes)
    return refused ? { refused } : { type: 'image/png', bytes }
  }
  const text = textOf(bytes)
  if (text === undefined || !/^\uFEFF?\s*</.test(text)) return { refused: 'unknown' }
  return isHarmlessSvg(text) ? { type: 'image/svg+xml', bytes } : { refused: 'unsafe' }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, place) => bytes[place] === byte)
}

function pngRefusal(bytes: Uint8Array): LogoRefusal | undefined {
  const chunks = readPngChunks(bytes)
  if (!chunks) return 'damaged'
  return pngSides(chunks).some((side) => side < logoSides.least || side > logoSides.most) ? 'size' : undefined
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

// Drawing and nothing else: no script, no style sheet, no link, no picture or document from elsewhere, no animation.
const elements = new Set(
  `svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan
  linearGradient radialGradient stop clipPath mask pattern marker`.split(/\s+/),
)

const attributes = new Set(
  `id class version xmlns xmlns:xlink xml:space viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy
  dx dy d points transform gradientTransform gradientUnits spreadMethod patternTransform patternUnits patternContentUnits
  clipPathUnits maskUnits maskContentUnits markerWidth markerHeight markerUnits refX refY orient offset pathLength rotate
  fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-dasharray stroke-dashoffset stop-color stop-opacity opacity color clip-path clip-rule mask marker-start marker-mid
  marker-end display visibility overflow font-family font-size font-weight font-style text-anchor letter-spacing
  shape-rendering text-rendering vector-effect paint-order enable-background href xlink:href role aria-label style`.split(
    /\s+/,
  ),
)

const namespaces: Readonly<Record<string, string>> = {
  xmlns: 'http://www.w3.org/2000/svg',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
}

/**
 * True for a document whose every element and attribute is on the lists, whose references stay inside it, and that is
 * written so plainly that no reader can take it for something else: no document type, no entity of its own, no
 * instruction but the first line, no CDATA. A drawing with a style sheet does not pass.
 */
export function isHarmlessSvg(text: string): boolean {
  let rest = text.replace(/^\uFEFF?\s*/, '').replace(/^<\?xml [^<>?]*\?>\s*/, '')
  const open: string[] = []
  let roots = 0
  while (rest !== '') {
    const comment = /^<!--(?:(?!--)[\s\S])*-->/.exec(rest)?.[0]
    const said = comment ?? /^[^<]+/.exec(rest)?.[0]
    if (said !== undefined) {
      if (comment === undefined && (!isPlain(said) || (open.length === 0 && said.trim() !== ''))) return false
      rest = rest.slice(said.length)
      continue
    }
    const closing = /^<\/([A-Za-z]+)\s*>/.exec(rest)
    if (closing) {
      if (open.pop() !== closing[1]) return false
      rest = rest.slice(closing[0].length)
      continue
    }
    const opening = /^<([A-Za-z]+)((?:\s+[A-Za-z][\w:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/.exec(rest)
    if (!opening) return false
    const [whole, name = '', given = '', empty] = opening
    if (!elements.has(name) || !areHarmless(given)) return false
    if (open.length === 0) {
      roots += 1
      if (name !== 'svg' || roots > 1 || !/\sxmlns\s*=/.test(given)) return false
    }
    if (open.length > 100) return false
    if (!empty) open.push(name)
    rest = rest.slice(whole.length)
  }
  return roots === 1 && open.length === 0
}

function areHarmless(given: string): boolean {
  const names = new Set<string>()
  for (const [, name = '', doubled, single] of given.matchAll(/([A-Za-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const value = doubled ?? single ?? ''
    if (names.has(name) || !attributes.has(name) || !isPlain(value)) return false
    names.add(name)
    if (name in namespaces ? value !== namespaces[name] : !staysInside(name, value)) return false
  }
  return true
}

// An entity could spell anything; the five of XML and numbers for printable letters spell only text.
function isPlain(said: string): boolean {
  return !/&(?!(?:amp|lt|gt|quot|apos);)/.test(said) && !/[^\P{Cc}\t\n\r]/u.test(said)
}

function staysInside(name: string, value: string): boolean {
  if (/^(xlink:)?href$/.test(name)) return /^#[\w-]+$/.test(value)
  if (name === 'aria-label') return true
  const values = name === 'style' ? value.replaceAll(/(^|;)\s*[a-z-]+\s*:/g, '$1') : value
  return !/url\s*\((?!#[\w-]+\))|[:@\\]|\/\*/i.test(values)
}
