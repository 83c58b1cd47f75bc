// HTML that is kept as long as what it shows: the same object is drawn once.

import type { Child } from 'hono/jsx'
import { type HtmlEscapedString, raw } from 'hono/utils/html'

const drawn = new WeakMap<object, { readonly beside: string; readonly html: HtmlEscapedString }>()

/**
 * @param shown what `draw` depends on; it must be drawn in one way only.
 * @param beside what else it depends on, as text; another text draws it anew.
 */
export function drawnOnce(shown: object, draw: () => Child, beside = ''): HtmlEscapedString {
  const known = drawn.get(shown)
  if (known?.beside === beside) return known.html
  const html = raw(String(draw()))
  drawn.set(shown, { beside, html })
  return html
}
