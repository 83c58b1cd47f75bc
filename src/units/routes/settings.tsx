// The settings of the installation, and the logo as it is served.

import { type Context, Hono } from 'hono'
import { problemsOf } from '../../accounts/forms.ts'
import { type Desk, requireRight } from '../../accounts/guard.ts'
import type { Platform } from '../../platform.ts'
import { readUpload } from '../../security/body.ts'
import { changeLogo, changeSettings, dropLogo, openLogo } from '../actions/settings.ts'
import { settingsForm } from '../forms/settings.ts'
import { logoRefusals, SettingsPage, settingsPath } from '../pages/settings.tsx'
import { largestLogo, readLogo } from '../rules/logo.ts'
import { findLogo, findSettings } from '../store/settings.ts'
import { findSite } from '../store.ts'
import { doneNotice, readForm, type Shown } from './desk.tsx'

/** What a form around a file adds to it, at most. */
const around = 4096

/** @param least respondents that the rule books ask for before they grade. */
export function settingsRoutes(least: number): Hono<Desk> {
  const routes = new Hono<Desk>()
  const managing = requireRight('changeSettings')

  async function showSettings(c: Context<Desk>, status: 200 | 413 | 422, { notice, values, problems = [] }: Shown) {
    const { database, config } = c.env
    const [site, stored, logo] = await Promise.all([findSite(database), findSettings(database), findLogo(database)])
    const shown = {
      pemerintah: stored.government ?? '',
      zona: stored.zone ?? config.zone,
      minimum: String(Math.max(stored.minimum ?? 0, least)),
      retensi: stored.retention === null ? '' : String(stored.retention),
      kontak: stored.contact ?? '',
      totp: stored.totpRequired ? '1' : '0',
      ...values,
    }
    return c.html(
      <SettingsPage
        site={site}
        actor={c.get('actor')}
        values={shown}
        problems={problems}
        least={least}
        logo={logo?.type}
        notice={notice}
      />,
      status,
    )
  }

  routes.get(settingsPath, managing, (c) => showSettings(c, 200, { notice: doneNotice(c, doneWords) }))

  routes.post(settingsPath, managing, async (c) => {
    const fields = await readForm(c)
    const read = settingsForm(least).safeParse(fields)
    if (!read.success) return showSettings(c, 422, { values: fields, problems: problemsOf(read.error) })
    const { pemerintah, zona, minimum, retensi, totp, kontak } = read.data
    const { database, config } = c.env
    const stored = await findSettings(database)
    const changed = await changeSettings(c.env, c.get('actor'), {
      government: pemerintah,
      // What equals the usual is left to it, as long as nothing else was set.
      zone: stored.zone === null && zona === config.zone ? null : zona,
      minimum: minimum > least ? minimum : null,
      retention: retensi,
      totpRequired: totp === '1',
      contact: kontak,
    })
    return c.redirect(`${settingsPath}?selesai=${changed ? 'simpan' : 'sama'}`, 303)
  })

  routes.post(`${settingsPath}/logo`, managing, async (c) => {
    const refuse = (message: string, status: 413 | 422 = 422) =>
      showSettings(c, status, { problems: [{ field: 'logo', message }] })
    const form = await readUpload(c.req, largestLogo + around)
    if (form === undefined) return refuse(logoRefusals['too large'], 413)
    const file = form?.get('logo')
    if (!(file instanceof File)) return refuse(logoRefusals.empty)
    const logo = readLogo(new Uint8Array(await file.arrayBuffer()))
    if ('refused' in logo) return refuse(logoRefusals[logo.refused])
    await changeLogo(c.env, c.get('actor'), logo)
    return c.redirect(`${settingsPath}?selesai=logo`, 303)
  })

  routes.post(`${settingsPath}/logo/hapus`, managing, async (c) => {
    await dropLogo(c.env, c.get('actor'))
    return c.redirect(`${settingsPath}?selesai=tanpa-logo`, 303)
  })

  return routes
}

export const logoRoutes = new Hono<{ Bindings: Platform }>()

logoRoutes.get('/logo', async (c) => {
  const logo = await openLogo(c.env)
  if (!logo) return c.text('Belum ada logo.\n', 404)
  // Checked when it came; should anything have slipped through, it is opened where nothing can run or be fetched.
  const again = readLogo(logo.bytes)
  if ('refused' in again || again.type !== logo.type) return c.text('Belum ada logo.\n', 404)
  return c.body(logo.bytes, 200, {
    'content-type': again.type,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'content-disposition': 'inline; filename="logo"',
    'cache-control': c.req.query('v') ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
})

const doneWords = {
  simpan: 'Pengaturan tersimpan.',
  sama: 'Tidak ada pengaturan yang berubah.',
  logo: 'Logo terpasang.',
  'tanpa-logo': 'Logo dihapus.',
} as const
