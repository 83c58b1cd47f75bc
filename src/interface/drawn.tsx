// HTML that is kept as long as what it shows: the same object is drawn once.

import type { Child } from 'hono/jsx'
import { type HtmlEscapedString, raw } from 'hono/utils/html'

const drawn = new WeakMap<object, HtmlEscapedString>()

/** @param shown all that `draw` depends on; it must be drawn in one way only. */
export function drawnOnce(shown: object, draw: () => Child): HtmlEscapedString {
  let html = drawn.get(shown)
  if (!html) {
    html = raw(String(draw()))
    drawn.set(shown, html)
  }
  return html
}
