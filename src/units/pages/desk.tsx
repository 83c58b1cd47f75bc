// The desk's first page: the places that whoever has signed in may see.

import { DeskPage } from '../../accounts/pages/desk.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import type { Site } from '../../interface/layout.tsx'

export interface DeskUnit {
  readonly slug: string
  readonly name: string
  readonly agency: string
}

export function DeskHomePage({
  site,
  actor,
  units,
}: {
  readonly site: Site
  readonly actor: Actor
  readonly units: readonly DeskUnit[]
}) {
  return (
    <DeskPage site={site} actor={actor} title="Beranda pengelola" here="/kelola">
      <h1>Selamat datang, {actor.name}</h1>
      {units.length === 0 ? (
        <p class="card none">
          {actor.grants.length === 0
            ? 'Akun Anda belum diberi hak. Hubungi Bagian Organisasi.'
            : 'Belum ada unit pelayanan.'}
        </p>
      ) : (
        <section class="stack">
          <h2>Unit pelayanan</h2>
          <ul class="links">
            {units.map(({ slug, name, agency }) => (
              <li>
                <a href={`/unit/${slug}`}>
                  {name}
                  <small>{agency}</small>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </DeskPage>
  )
}
