// Where a visitor goes after signing in: only to the desk, never to another site.

/** The path that was asked for when it is one of the desk's own; otherwise the desk's entry. */
export function deskPath(asked: string | undefined): string {
  const entry = '/kelola'
  // Browsers read a backslash as a slash and drop tabs and line ends, so only plain letters are let through.
  if (asked === undefined || !/^\/kelola(?:[/?][\w\-./?&=%+]*)?$/.test(asked)) return entry
  return asked.includes('//') || /(?:^|\/)\.\.?(?:\/|$)/.test(asked.split('?')[0] ?? '') ? entry : asked
}
