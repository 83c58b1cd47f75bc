// Addresses about trust: the privacy notice, and where to report a weakness of the site.

import { Hono } from 'hono'
import type { Platform } from '../../platform.ts'
import { contactAddress } from '../../units/rules/contact.ts'
import { findSettings } from '../../units/store/settings.ts'
import { findSite } from '../../units/store.ts'
import { PrivacyPage } from '../pages/privacy.tsx'

export const privacyRoutes = new Hono<{ Bindings: Platform }>()

privacyRoutes.get('/privasi', async (c) => {
  const { site, contact, retention } = await findTrust(c.env)
  return c.html(<PrivacyPage site={site} contact={contact} retention={retention} />)
})

/** RFC 9116. Whoever asks is told for half a year, counted from the beginning of the month. */
privacyRoutes.get('/.well-known/security.txt', async (c) => {
  const { contact } = await findTrust(c.env)
  const { origin } = c.env.config
  const now = c.env.clock()
  const expires = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 6, 1))
  const lines = [
    `Contact: ${contact ? `mailto:${contact}` : `${origin}/privasi`}`,
    `Expires: ${expires.toISOString().replace('.000', '')}`,
    'Preferred-Languages: id, en',
    `Canonical: ${origin}/.well-known/security.txt`,
    `Policy: ${origin}/privasi`,
  ]
  return c.text(`${lines.join('\n')}\n`)
})

async function findTrust({ database, config }: Platform) {
  const [site, { contact, retention }] = await Promise.all([findSite(database), findSettings(database)])
  return { site, retention, contact: contactAddress({ contact, demonstration: site.demonstration, ...config }) }
}
