// Whom to write to about the site. Pure.

/**
 * The address that the bureau has set, or the mailbox of the webmaster that RFC 2142 gives every site.
 * A made-up city has one that cannot exist (RFC 2606). Undefined where there is none.
 */
export function contactAddress({
  contact,
  demonstration,
  origin,
}: {
  readonly contact: string | null
  readonly demonstration: boolean
  readonly origin: string
}): string | undefined {
  if (contact !== null) return contact
  if (demonstration) return 'webmaster@kota-contoh.example'
  const { hostname } = new URL(origin)
  return /\.[a-z]+$/.test(hostname) ? `webmaster@${hostname}` : undefined
}
