// The question before an act that cannot simply be taken back: what will happen, one button to do it, a way out.

import type { Child } from 'hono/jsx'

export function Confirm({
  title,
  action,
  button,
  back,
  carries = {},
  children,
}: {
  readonly title: string
  readonly action: string
  /** What the button does, as it is said. */
  readonly button: string
  readonly back: string
  /** Fields that come along with the answer. */
  readonly carries?: Readonly<Record<string, string>>
  readonly children?: Child
}) {
  return (
    <section class="card confirm">
      <h2>{title}</h2>
      {children}
      <form method="post" action={action} class="buttons">
        {Object.entries(carries).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit">{button}</button>
        <a class="button quiet" href={back}>
          Batal
        </a>
      </form>
    </section>
  )
}
