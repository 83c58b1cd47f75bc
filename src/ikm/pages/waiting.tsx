// What waits for whoever opens the desk, each a link to where it is done.

import { Chip } from '../../interface/chip.tsx'
import type { DeskCall } from '../calls.ts'

export function Waiting({ calls }: { readonly calls: readonly DeskCall[] }) {
  if (calls.length === 0) return null
  return (
    <section class="stack apart" aria-labelledby="judul-menunggu">
      <h2 id="judul-menunggu">Menunggu Anda</h2>
      <ul class="links">
        {calls.map(({ href, text, detail, urgent }) => (
          <li>
            <a href={href}>
              <span>
                {text}
                <small>{detail}</small>
              </span>
              {urgent && <Chip tone="d">segera</Chip>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
