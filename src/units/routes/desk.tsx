// What the routes of the desk's organisation have in common: the unit of a path for whoever has the right, forms, words of what was done.

import type { Context, MiddlewareHandler } from 'hono'
import { readFields } from '../../accounts/forms.ts'
import { type Desk, demand } from '../../accounts/guard.ts'
import type { Notice } from '../../accounts/pages/sign-in.tsx'
import type { Right } from '../../accounts/rules/rights.ts'
import type { FieldProblem } from '../../interface/fields.tsx'
import { MessagePage } from '../../interface/layout.tsx'
import { readBody } from '../../security/body.ts'
import { organisationPath } from '../pages/unit-frame.tsx'
import { findUnitById } from '../store/units.ts'
import { findSite } from '../store.ts'

export type FoundUnit = NonNullable<Awaited<ReturnType<typeof findUnitById>>>

/** What handlers of a unit's own routes find in their context. */
export interface UnitDesk {
  Bindings: Desk['Bindings']
  Variables: Desk['Variables'] & { readonly unit: FoundUnit }
}

/** What a page with a form shows beside what is stored: what was done or refused, what was typed, what was wrong with it. */
export interface Shown {
  readonly notice?: Notice | undefined
  readonly values?: Readonly<Record<string, string>>
  readonly problems?: readonly FieldProblem[]
}

/** Where a unit's own routes begin. */
export const unitRoute = `${organisationPath}/unit/:id{[0-9]{1,15}}`

/** Lets in whoever has the right over the unit of the path; whoever has it nowhere learns not even whether there is such a unit. */
export function requireUnit(right: Right): MiddlewareHandler<UnitDesk> {
  return async (c, next) => {
    demand(c.get('actor'), right)
    const unit = await findUnitById(c.env.database, Number(c.req.param('id')))
    if (!unit) return notFound(c, 'Unit tidak ditemukan', 'Alamat ini tidak menunjuk unit mana pun.')
    demand(c.get('actor'), right, { id: unit.id, agencyId: unit.agency_id })
    c.set('unit', unit)
    await next()
  }
}

export async function notFound<Site extends Desk>(
  c: Context<Site>,
  title: string,
  text: string,
  link = { href: organisationPath, text: 'Ke organisasi' },
) {
  return c.html(<MessagePage site={await findSite(c.env.database)} title={title} text={text} link={link} />, 404)
}

/** Largest body of the desk's plain forms, in bytes. */
const formLimit = 32_768

/** Fields of a form; none where the body is larger than its limit. */
export async function readForm<Site extends Desk>(
  c: Context<Site>,
  limit = formLimit,
): Promise<Record<string, string>> {
  return readFields((await readBody(c.req, limit)) ?? '')
}

/** What `?selesai=` of an address says was done; nothing for a word that is not among them. */
export function doneNotice<Site extends Desk>(
  c: Context<Site>,
  words: Readonly<Record<string, string>>,
): Notice | undefined {
  const said = c.req.query('selesai') ?? ''
  return Object.hasOwn(words, said) ? { kind: 'done', text: words[said] as string } : undefined
}
