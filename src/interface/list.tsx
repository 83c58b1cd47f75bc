// What stands around a long list: the form that narrows it down, and the way to what is further down.

import type { Child } from 'hono/jsx'

/** Fields by which a list is chosen; what was chosen stands in the address. */
export function Filter({
  action,
  kept = {},
  button,
  beside,
  children,
}: {
  readonly action: string
  /** What the address keeps although no field chooses it. */
  readonly kept?: Readonly<Record<string, string>>
  readonly button: string
  readonly beside?: Child
  readonly children?: Child
}) {
  return (
    <form method="get" action={action} class="stack">
      {Object.entries(kept).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <div class="fields stack">{children}</div>
      {beside === undefined ? (
        <button type="submit">{button}</button>
      ) : (
        <p class="buttons">
          <button type="submit">{button}</button>
          {beside}
        </p>
      )}
    </form>
  )
}

/** @param href address of the entries that come after those shown; undefined where there are none. */
export function Older({ href }: { readonly href: string | undefined }) {
  if (href === undefined) return null
  return (
    <p>
      <a class="button quiet" href={href}>
        Yang lebih lama
      </a>
    </p>
  )
}
