// Signing in, one's own account, the bureau's list of accounts, and the trail.

import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { qrSvg } from '../documents/qr.ts'
import type { FieldProblem } from '../interface/fields.tsx'
import { MessagePage } from '../interface/layout.tsx'
import type { Platform } from '../platform.ts'
import { readBody } from '../security/body.ts'
import {
  type AccountRefusal,
  activate,
  deactivate,
  giveGrant,
  inviteAccount,
  makeLink,
  resetTotp,
  takeGrant,
} from './actions/accounts.ts'
import { askNewPassword, mailLink } from './actions/letters.ts'
import { linkPaths, openLink, useLink } from './actions/links.ts'
import {
  beginTotp,
  changePassword,
  confirmTotp,
  dropTotp,
  type OwnRefusal,
  renewBackupCodes,
  revokeSessions,
} from './actions/own.ts'
import {
  finishAtProvider,
  type Known,
  type SignInOutcome,
  signIn,
  signInWithCode,
  signOut,
  startAtProvider,
  type Visitor,
} from './actions/sign-in.ts'
import { cookieNames } from './auth.ts'
import {
  bodyLimit,
  codeForm,
  emailForm,
  grantForm,
  nameForm,
  newPasswordForm,
  passwordForm,
  personForm,
  problemsOf,
  readFields,
  signInForm,
  trailForm,
} from './forms.ts'
import { type Desk, findSignedIn, requireRight, totpPath } from './guard.ts'
import { AccountPage, AccountsPage, HandOverPage, InvitePage, mailField, type ShownAccount } from './pages/accounts.tsx'
import { BackupCodesPage, OwnPage, TotpPage, TotpSecretPage } from './pages/own.tsx'
import {
  CodePage,
  ForgottenPage,
  forgottenPath,
  LinkPage,
  linkRefusals,
  type Notice,
  SignInPage,
} from './pages/sign-in.tsx'
import { TrailPage } from './pages/trail.tsx'
import { deviceOf } from './rules/device.ts'
import { askedLinkLasts, type LinkKind, linkLasts } from './rules/link.ts'
import { deskPath } from './rules/path.ts'
import { hasRole, type Role } from './rules/rights.ts'
import { findAccount, findTotp, listAccounts, listGrants, readGrants } from './store/accounts.ts'
import { findOpenLink } from './store/links.ts'
import { listSessions } from './store/sessions.ts'
import { listTrail } from './store/trail.ts'
import type { Surroundings } from './surroundings.ts'

type Door = { Bindings: Platform }

/** Entries of the trail on one page. */
const entriesOnPage = 50
/** Accounts that one browser is remembered for, and for how long (400 days is the longest that browsers keep a cookie). */
const mostKnown = 20
const knownFor = 400 * 86_400

/** @param around what these pages show of capabilities further on. */
export function accountRoutes(around: Surroundings): Hono<Door> {
  const routes = new Hono<Door>()
  routes.use('/masuk/*', requireSecret(around))
  routes.route('/', doorRoutes(around))
  routes.route('/', ownRoutes(around))
  routes.route('/', bureauRoutes(around))
  return routes
}

// Without a secret no cookie can be signed; the operator is told what is missing.
function requireSecret({ findSite }: Surroundings): MiddlewareHandler<Door> {
  return async (c, next) => {
    c.header('cache-control', 'private, no-store')
    if (c.env.config.secret) return next()
    const text =
      'Pengelola sistem belum memasang IKM_SECRET, kunci rahasia untuk sesi. Tanpa itu belum ada yang dapat masuk; survei tetap berjalan.'
    return c.html(<MessagePage site={await findSite(c.env.database)} title="Belum dapat masuk" text={text} />, 503)
  }
}

function doorRoutes({ findSite, writeInstant }: Surroundings): Hono<Door> {
  const routes = new Hono<Door>()

  async function showSignIn(c: Context<Door>, status: 200 | 401 | 429, notice?: Notice, email = '') {
    const site = await findSite(c.env.database)
    const next = askedPath(c)
    const hasProvider = c.env.config.oidc !== undefined
    return c.html(
      <SignInPage {...{ site, email, next, notice, hasProvider }} mails={c.env.mail !== undefined} />,
      status,
    )
  }

  async function showCode(c: Context<Door>, status: 200 | 401 | 429, notice?: Notice) {
    return c.html(<CodePage site={await findSite(c.env.database)} next={askedPath(c)} notice={notice} />, status)
  }

  async function letIn(c: Context<Door>, { cookies, accountId }: Extract<SignInOutcome, { state: 'in' }>) {
    passOn(c, cookies)
    await remember(c, accountId)
    return c.redirect(deskPath(c.req.query('lanjut')), 303)
  }

  routes.get('/masuk', async (c) => {
    if (await findSignedIn(c)) return c.redirect(deskPath(c.req.query('lanjut')), 303)
    const failed = c.req.query('gagal') ?? c.req.query('error')
    return showSignIn(c, 200, failed === undefined ? undefined : { kind: 'problem', text: providerRefused })
  })

  routes.post('/masuk', async (c) => {
    const { email, sandi } = signInForm.parse(await readForm(c))
    const outcome = await signIn(c.env, await visitorOf(c), { email, password: sandi })
    if (outcome.state === 'in') return letIn(c, outcome)
    if (outcome.state === 'code') {
      passOn(c, outcome.cookies)
      return c.redirect(`/masuk/kode${afterwards(c)}`, 303)
    }
    if (outcome.state === 'wait') return showSignIn(c, 429, waitNotice(outcome.seconds), email)
    return showSignIn(c, 401, { kind: 'problem', text: 'E-mail atau kata sandi tidak cocok.' }, email)
  })

  routes.get('/masuk/kode', async (c) => ((await challengeOf(c)) ? showCode(c, 200) : c.redirect('/masuk', 303)))

  routes.post('/masuk/kode', async (c) => {
    const { kode } = codeForm.parse(await readForm(c))
    const challenge = await challengeOf(c)
    const outcome = challenge && (await signInWithCode(c.env, await visitorOf(c), challenge, kode))
    if (!outcome || outcome.state === 'expired') {
      return showSignIn(c, 401, { kind: 'problem', text: 'Waktunya habis. Masuk sekali lagi dari awal.' })
    }
    if (outcome.state === 'in') return letIn(c, outcome)
    if (outcome.state === 'wait') return showCode(c, 429, waitNotice(outcome.seconds))
    const text = 'Kode tidak cocok atau sudah pernah dipakai. Tunggu sampai aplikasi menampilkan kode berikutnya.'
    return showCode(c, 401, { kind: 'problem', text })
  })

  async function showForgotten(
    c: Context<Door>,
    status: 200 | 422 | 429,
    more: { email?: string; problem?: string | undefined; notice?: Notice; sent?: boolean } = {},
  ) {
    const { email = '', problem, notice, sent = false } = more
    return c.html(<ForgottenPage site={await findSite(c.env.database)} {...{ email, problem, notice, sent }} />, status)
  }

  routes.get(forgottenPath, (c) =>
    c.env.mail ? showForgotten(c, 200, { sent: c.req.query('terkirim') !== undefined }) : c.notFound(),
  )

  routes.post(forgottenPath, async (c) => {
    if (!c.env.mail) return c.notFound()
    const fields = await readForm(c)
    const asked = emailForm.safeParse(fields)
    if (!asked.success) {
      return showForgotten(c, 422, { email: fields.email ?? '', problem: problemsOf(asked.error)[0]?.message })
    }
    const { email } = asked.data
    const { database, config, clock } = c.env
    const { government } = await findSite(database)
    const until = writeInstant(Math.floor(clock().getTime() / 1000) + askedLinkLasts, config.zone)
    const outcome = await askNewPassword(c.env, await visitorOf(c), email, { until, government })
    if (outcome !== 'asked') return showForgotten(c, 429, { email, notice: waitNotice(outcome.wait) })
    return c.redirect(`${forgottenPath}?terkirim`, 303)
  })

  routes.post('/masuk/keluar', async (c) => {
    const { origin, secret } = c.env.config
    const name = cookieNames(origin).session
    const token = await getSignedCookie(c, secret ?? '', name)
    if (token) await signOut(c.env, token)
    deleteCookie(c, name, cookieOptions(c))
    return c.redirect('/masuk', 303)
  })

  routes.get('/masuk/penyedia', async (c) => {
    const started = c.env.config.oidc && (await startAtProvider(c.env, deskPath(c.req.query('lanjut'))))
    if (!started) return showSignIn(c, 200, { kind: 'problem', text: providerRefused })
    passOn(c, started.cookies)
    return c.redirect(started.url, 303)
  })

  routes.get('/masuk/oidc/callback/:penyedia', async (c) => {
    const { oidc, origin } = c.env.config
    if (!oidc) return c.redirect('/masuk', 303)
    const { pathname, search } = new URL(c.req.url)
    const request = new Request(`${origin}${pathname}${search}`, { headers: c.req.raw.headers })
    const outcome = await finishAtProvider(c.env, request)
    if (outcome.state !== 'in') return c.redirect('/masuk?gagal=penyedia', 303)
    passOn(c, outcome.cookies)
    await remember(c, outcome.accountId)
    return c.redirect(deskPath(outcome.path), 303)
  })

  const kinds = Object.entries(linkPaths) as [LinkKind, string][]
  for (const [kind, path] of kinds) {
    const refuse = async (c: Context<Door>, why: keyof typeof linkRefusals) => {
      const site = await findSite(c.env.database)
      const link = { href: '/masuk', text: 'Ke halaman masuk' }
      return c.html(
        <MessagePage site={site} title="Tautan tidak berlaku" text={linkRefusals[why]} link={link} />,
        why === 'unknown' ? 404 : 410,
      )
    }
    const show = async (
      c: Context<Door>,
      values: { nama: string; email: string },
      problems: readonly FieldProblem[],
      status: 200 | 422,
    ) => {
      const site = await findSite(c.env.database)
      return c.html(
        <LinkPage site={site} kind={kind} action={c.req.path} values={values} problems={problems} />,
        status,
      )
    }

    // Only looked at: messengers fetch a link for its preview before anybody has followed it.
    routes.get(`${path}:token`, async (c) => {
      const link = await openLink(c.env, kind, c.req.param('token') ?? '')
      if ('refused' in link) return refuse(c, link.refused)
      return show(c, { nama: link.account?.name ?? '', email: link.account?.email ?? '' }, [], 200)
    })

    routes.post(`${path}:token`, async (c) => {
      const link = await openLink(c.env, kind, c.req.param('token') ?? '')
      if ('refused' in link) return refuse(c, link.refused)
      const fields = await readForm(c)
      const person =
        kind === 'setup' ? personForm.safeParse(fields) : kind === 'invitation' ? nameForm.safeParse(fields) : undefined
      const email = link.account?.email ?? fields.email ?? ''
      const nama = fields.nama ?? link.account?.name ?? ''
      const password = newPasswordForm([email, nama]).safeParse(fields)
      const problems = [person, password].flatMap((read) => (read?.error ? problemsOf(read.error) : []))
      if (!password.success || problems.length > 0) return show(c, { nama, email }, problems, 422)
      const filled = { name: '', email, ...(person?.data && named(person.data)), password: password.data.sandi }
      const used = await useLink(c.env, link, filled)
      if ('refused' in used) {
        if (used.refused === 'gone') return refuse(c, 'used')
        return show(c, { nama, email }, [{ field: 'email', message: 'E-mail ini sudah punya akun.' }], 422)
      }
      const outcome = await signIn(c.env, await visitorOf(c), { email: used.email, password: filled.password })
      if (outcome.state === 'in') return letIn(c, outcome)
      if (outcome.state === 'code') passOn(c, outcome.cookies)
      return c.redirect(outcome.state === 'code' ? '/masuk/kode' : '/masuk', 303)
    })
  }

  return routes
}

function ownRoutes({ findSite, writeInstant }: Surroundings): Hono<Desk> {
  const routes = new Hono<Desk>()
  const own = '/kelola/akun-saya'

  async function showOwn(
    c: Context<Desk>,
    status: 200 | 401 | 422 | 429 = 200,
    notice?: Notice,
    problems: readonly FieldProblem[] = [],
  ) {
    const { actor, email, hasPassword, hasTotp, sessionId } = c.get('signedIn')
    const { database, clock, config } = c.env
    const [site, rows] = await Promise.all([
      findSite(database),
      listSessions(database, actor.id, Math.floor(clock().getTime() / 1000)),
    ])
    const sessions = rows.map(({ id, user_agent, method, created_at }) => ({
      id,
      device: deviceOf(user_agent ?? '') + (method === 'oidc' ? ' (akun kedinasan)' : ''),
      since: writeInstant(created_at, config.zone),
      current: id === sessionId,
    }))
    return c.html(<OwnPage {...{ site, actor, email, hasPassword, hasTotp, sessions, notice, problems }} />, status)
  }

  async function showTotp(c: Context<Desk>, status: 200 | 401 | 403 | 429 = 200, notice?: Notice) {
    const { actor, email, hasTotp, hasPassword, owesTotp, totpRequired } = c.get('signedIn')
    const [site, totp] = await Promise.all([findSite(c.env.database), findTotp(c.env.database, actor.id)])
    return c.html(
      <TotpPage
        site={site}
        actor={actor}
        email={email}
        state={hasTotp ? 'on' : totp ? 'pending' : 'none'}
        owed={owesTotp}
        hasPassword={hasPassword}
        removable={!(totpRequired && hasRole(actor, 'bureau'))}
        notice={notice}
      />,
      status,
    )
  }

  async function showBackupCodes(c: Context<Desk>, codes: readonly string[]) {
    const site = await findSite(c.env.database)
    return c.html(<BackupCodesPage site={site} actor={c.get('actor')} codes={codes} />)
  }

  function refuse(refusal: OwnRefusal): [status: 401 | 403 | 429, notice: Notice] {
    if ('wait' in refusal) return [429, waitNotice(refusal.wait)]
    return refusal.refused === 'required'
      ? [403, { kind: 'problem', text: ownRefusals.required }]
      : [401, { kind: 'problem', text: ownRefusals[refusal.refused] }]
  }

  routes.get(own, (c) => showOwn(c, 200, done(c)))

  routes.post(`${own}/sandi`, async (c) => {
    const signedIn = c.get('signedIn')
    const fields = await readForm(c)
    const fresh = newPasswordForm([signedIn.email, signedIn.actor.name]).safeParse(fields)
    if (!fresh.success) return showOwn(c, 422, undefined, problemsOf(fresh.error))
    const changed = await changePassword(c.env, await visitorOf(c), signedIn, {
      current: fields.lama ?? '',
      fresh: fresh.data.sandi,
    })
    if (changed === 'changed') return c.redirect(`${own}?selesai=sandi`, 303)
    const [status, notice] = refuse(changed)
    if (status === 429) return showOwn(c, status, notice)
    return showOwn(c, 422, undefined, [{ field: 'lama', message: ownRefusals.password }])
  })

  routes.post(`${own}/sesi`, async (c) => {
    const { sesi = '' } = await readForm(c)
    if (sesi !== 'lain' && !/^\d{1,15}$/.test(sesi)) return showOwn(c, 422)
    await revokeSessions(c.env, c.get('signedIn'), sesi === 'lain' ? 'others' : Number(sesi))
    return c.redirect(`${own}?selesai=sesi`, 303)
  })

  routes.get(totpPath, (c) => showTotp(c, 200, done(c)))

  routes.post(totpPath, async (c) => {
    const { sandi } = passwordForm.parse(await readForm(c))
    const begun = await beginTotp(c.env, await visitorOf(c), c.get('signedIn'), sandi)
    if (!('uri' in begun)) return showTotp(c, ...refuse(begun))
    const secret = new URL(begun.uri).searchParams.get('secret') ?? ''
    const picture = `data:image/svg+xml;base64,${btoa(qrSvg(begun.uri))}`
    const site = await findSite(c.env.database)
    return c.html(<TotpSecretPage site={site} actor={c.get('actor')} picture={picture} secret={secret} />)
  })

  routes.post(`${totpPath}/aktif`, async (c) => {
    const { kode } = codeForm.parse(await readForm(c))
    const confirmed = await confirmTotp(c.env, await visitorOf(c), c.get('signedIn'), kode.replaceAll(/\s/g, ''))
    if (!('backupCodes' in confirmed)) return showTotp(c, ...refuse(confirmed))
    passOn(c, confirmed.cookies)
    return showBackupCodes(c, confirmed.backupCodes)
  })

  routes.post(`${totpPath}/cadangan`, async (c) => {
    const { sandi } = passwordForm.parse(await readForm(c))
    const renewed = await renewBackupCodes(c.env, await visitorOf(c), c.get('signedIn'), sandi)
    return 'backupCodes' in renewed ? showBackupCodes(c, renewed.backupCodes) : showTotp(c, ...refuse(renewed))
  })

  routes.post(`${totpPath}/lepas`, async (c) => {
    const { sandi } = passwordForm.parse(await readForm(c))
    const dropped = await dropTotp(c.env, await visitorOf(c), c.get('signedIn'), sandi)
    return dropped === 'dropped' ? c.redirect(`${own}?selesai=lepas`, 303) : showTotp(c, ...refuse(dropped))
  })

  return routes
}

function bureauRoutes({ findSite, listPlaces, writeInstant, startOfDay }: Surroundings): Hono<Desk> {
  const routes = new Hono<Desk>()
  const accounts = '/kelola/akun'
  const managing = requireRight('manageAccounts')

  routes.get(accounts, managing, async (c) => {
    const [site, rows] = await Promise.all([findSite(c.env.database), listAccounts(c.env.database)])
    const shown = rows.map((row) => ({
      ...shownAccount(row),
      roles: Array.from(new Set(readGrants(row.grants).map(({ role }) => role))),
    }))
    return c.html(<AccountsPage site={site} actor={c.get('actor')} accounts={shown} />)
  })

  async function showInvite(
    c: Context<Desk>,
    values: Readonly<Record<string, string>>,
    problems: readonly FieldProblem[],
    status: 200 | 422,
  ) {
    const [site, places] = await Promise.all([findSite(c.env.database), listPlaces(c.env.database)])
    return c.html(
      <InvitePage {...{ site, places, values, problems }} actor={c.get('actor')} mails={c.env.mail !== undefined} />,
      status,
    )
  }

  // The letter goes out before the page does: a link is known in full only this once.
  async function handOver(
    c: Context<Desk>,
    { name, email }: { readonly name: string; readonly email: string },
    kind: 'invitation' | 'reset',
    path: string,
    mailed: boolean,
  ) {
    const { database, config, clock, mail } = c.env
    const actor = c.get('actor')
    const until = writeInstant(Math.floor(clock().getTime() / 1000) + linkLasts[kind], config.zone)
    const site = await findSite(database)
    const address = config.origin + path
    const { government } = site
    const facts = { occasion: kind, name, email, address, until, government }
    const notice = mail && mailed ? mailNotice(email, await mailLink(c.env, actor, facts)) : undefined
    return c.html(<HandOverPage {...{ site, actor, name, kind, address, until, notice }} />)
  }

  routes.get(`${accounts}/undang`, managing, (c) => showInvite(c, {}, [], 200))

  routes.post(`${accounts}/undang`, managing, async (c) => {
    const fields = await readForm(c)
    const [person, grant] = [personForm.safeParse(fields), grantForm.safeParse(fields)]
    if (!person.success || !grant.success) {
      const problems = [person, grant].flatMap((read) => (read.error ? problemsOf(read.error) : []))
      return showInvite(c, fields, problems, 422)
    }
    const { nama: name, email } = person.data
    const invited = await inviteAccount(c.env, c.get('actor'), { name, email, grant: grant.data })
    if ('path' in invited) return handOver(c, { name, email }, 'invitation', invited.path, fields[mailField] === 'ya')
    const problem =
      invited.refused === 'taken'
        ? { field: 'email', message: 'E-mail ini sudah punya akun.' }
        : { field: 'tempat', message: accountRefusals['no-place'] }
    return showInvite(c, fields, [problem], 422)
  })

  async function showAccount(
    c: Context<Desk>,
    id: number,
    status: 200 | 409 | 422,
    more: { notice?: Notice; values?: Readonly<Record<string, string>>; problems?: readonly FieldProblem[] } = {},
  ) {
    const { database, clock, config } = c.env
    const [site, account, grants, link, places] = await Promise.all([
      findSite(database),
      findAccount(database, id),
      listGrants(database, id),
      findOpenLink(database, id, Math.floor(clock().getTime() / 1000)),
      listPlaces(database),
    ])
    if (!account) return unknownAccount(c)
    return c.html(
      <AccountPage
        site={site}
        actor={c.get('actor')}
        account={shownAccount(account)}
        grants={grants.map((one) => ({
          id: one.id,
          role: one.role as Role,
          place: one.unit ?? (one.agency === null ? undefined : `Seluruh ${one.agency}`),
        }))}
        link={link && writeInstant(link.expires_at, config.zone)}
        places={places}
        values={more.values ?? {}}
        problems={more.problems ?? []}
        notice={more.notice}
        mails={c.env.mail !== undefined}
      />,
      status,
    )
  }

  async function unknownAccount(c: Context<Desk>) {
    const link = { href: accounts, text: 'Ke daftar akun' }
    const text = 'Alamat ini tidak menunjuk akun mana pun.'
    return c.html(
      <MessagePage site={await findSite(c.env.database)} title="Akun tidak ditemukan" text={text} link={link} />,
      404,
    )
  }

  function answer(c: Context<Desk>, id: number, refused: AccountRefusal | undefined, finished: keyof typeof doneWords) {
    if (refused === undefined) return c.redirect(`${accounts}/${id}?selesai=${finished}`, 303)
    if (refused === 'unknown') return unknownAccount(c)
    return showAccount(c, id, 409, { notice: { kind: 'problem', text: accountRefusals[refused] } })
  }

  const one = `${accounts}/:id{[0-9]+}`
  const idOf = (c: Context<Desk>) => Number(c.req.param('id'))

  routes.get(one, managing, (c) => {
    const notice = done(c)
    return showAccount(c, idOf(c), 200, notice ? { notice } : {})
  })

  routes.post(`${one}/hak`, managing, async (c) => {
    const fields = await readForm(c)
    const grant = grantForm.safeParse(fields)
    if (!grant.success) return showAccount(c, idOf(c), 422, { values: fields, problems: problemsOf(grant.error) })
    return answer(c, idOf(c), await giveGrant(c.env, c.get('actor'), idOf(c), grant.data), 'hak')
  })

  routes.post(`${one}/cabut`, managing, async (c) => {
    const { hak = '' } = await readForm(c)
    return answer(c, idOf(c), await takeGrant(c.env, c.get('actor'), idOf(c), Number(hak)), 'cabut')
  })

  routes.post(`${one}/nonaktif`, managing, async (c) =>
    answer(c, idOf(c), await deactivate(c.env, c.get('actor'), idOf(c)), 'nonaktif'),
  )

  routes.post(`${one}/aktif`, managing, async (c) =>
    answer(c, idOf(c), await activate(c.env, c.get('actor'), idOf(c)), 'aktif'),
  )

  routes.post(`${one}/autentikator`, managing, async (c) =>
    answer(c, idOf(c), await resetTotp(c.env, c.get('actor'), idOf(c)), 'autentikator'),
  )

  routes.post(`${one}/tautan`, managing, async (c) => {
    const fields = await readForm(c)
    const made = await makeLink(c.env, c.get('actor'), idOf(c))
    if ('refused' in made) return unknownAccount(c)
    return handOver(c, made.account, made.kind, made.path, fields[mailField] === 'ya')
  })

  routes.get('/kelola/jejak', requireRight('readTrail'), async (c) => {
    const { database, config } = c.env
    const asked = trailForm.parse(c.req.query())
    const text = asked.teks?.trim().toLowerCase()
    const search = {
      actorId: asked.pelaku,
      act: asked.tindakan || undefined,
      unitId: asked.unit,
      from: asked.dari === undefined ? undefined : startOfDay(asked.dari, config.zone),
      until: asked.sampai === undefined ? undefined : startOfDay(asked.sampai, config.zone, 1),
      text: text || undefined,
      olderThan: asked.sebelum,
    }
    const [site, rows, people, places] = await Promise.all([
      findSite(database),
      listTrail(database, search, entriesOnPage + 1),
      listAccounts(database),
      listPlaces(database),
    ])
    const entries = rows.slice(0, entriesOnPage)
    const last = entries.at(-1)
    const values = Object.fromEntries(
      Object.entries(asked).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
    )
    const older = new URLSearchParams({ ...values, sebelum: String(last?.id) })
    return c.html(
      <TrailPage
        site={site}
        actor={c.get('actor')}
        entries={entries.map((row) => ({ ...row, actor: row.actor_name, at: writeInstant(row.at, config.zone) }))}
        actors={people}
        places={places}
        values={values}
        older={rows.length > entriesOnPage ? `/kelola/jejak?${older}` : undefined}
      />,
    )
  })

  return routes
}

const providerRefused =
  'Tidak dapat masuk dengan akun kedinasan. Akun itu harus sudah diundang dengan alamat e-mail yang sama.'

const ownRefusals = {
  password: 'Kata sandi sekarang tidak cocok.',
  code: 'Kode tidak cocok atau sudah pernah dipakai. Tunggu sampai aplikasi menampilkan kode berikutnya.',
  required: 'Akun Bagian Organisasi wajib memakai kode autentikator.',
} as const

const accountRefusals: Readonly<Record<AccountRefusal, string>> = {
  unknown: 'Akun tidak ditemukan.',
  taken: 'Hak itu sudah dimiliki.',
  own: 'Hak dan keadaan akun sendiri hanya dapat diubah oleh orang lain.',
  'last-bureau': 'Harus selalu ada seorang dari Bagian Organisasi yang aktif.',
  'no-place': 'Unit atau perangkat daerah itu tidak ada.',
}

const doneWords = {
  sandi: 'Kata sandi diganti. Semua sesi lain sudah berakhir.',
  sesi: 'Sesi diakhiri.',
  lepas: 'Kode autentikator dilepas.',
  hak: 'Hak diberikan.',
  cabut: 'Hak dicabut.',
  nonaktif: 'Akun dinonaktifkan. Semua sesinya sudah berakhir.',
  aktif: 'Akun diaktifkan.',
  autentikator: 'Kode autentikator dihapus. Ia perlu masuk lagi.',
} as const

function done(c: Context<Desk>): Notice | undefined {
  const said = c.req.query('selesai') ?? ''
  return Object.hasOwn(doneWords, said) ? { kind: 'done', text: doneWords[said as keyof typeof doneWords] } : undefined
}

function waitNotice(seconds: number): Notice {
  const long = seconds < 90 ? `${seconds} detik` : `${Math.ceil(seconds / 60)} menit`
  return { kind: 'problem', text: `Terlalu banyak percobaan. Coba lagi dalam ${long}.` }
}

function mailNotice(email: string, accepted: boolean): Notice {
  return accepted
    ? {
        kind: 'done',
        text: `Server e-mail sudah menerima kiriman untuk ${email}. Bila tidak sampai, pakai tautan di bawah.`,
      }
    : {
        kind: 'problem',
        text: `Server e-mail tidak menerima kiriman untuk ${email}. Tautan di bawah tetap berlaku; serahkan dengan cara lain.`,
      }
}

function named({ nama, email }: { readonly nama: string; readonly email?: string }) {
  return { name: nama, ...(email !== undefined && { email }) }
}

function shownAccount(row: {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly two_factor_enabled: number
  readonly deactivated_at: number | null
  readonly has_signed_up: number | boolean | bigint | string
}): ShownAccount {
  const { id, name, email } = row
  const state = row.deactivated_at !== null ? 'deactivated' : row.has_signed_up ? 'active' : 'invited'
  return { id, name, email, state, hasTotp: row.two_factor_enabled === 1 }
}

/** The path that was asked for before signing in, where it is one of the desk's. */
function askedPath(c: Context<Door>): string | undefined {
  const path = deskPath(c.req.query('lanjut'))
  return path === '/kelola' ? undefined : path
}

function afterwards(c: Context<Door>): string {
  const path = askedPath(c)
  return path === undefined ? '' : `?lanjut=${encodeURIComponent(path)}`
}

async function readForm<Site extends Door>(c: Context<Site>): Promise<Record<string, string>> {
  return readFields((await readBody(c.req, bodyLimit)) ?? '')
}

function passOn<Site extends Door>(c: Context<Site>, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}

function cookieOptions<Site extends Door>(c: Context<Site>): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: c.env.config.origin.startsWith('https:') }
}

async function challengeOf(c: Context<Door>) {
  const { secret, origin } = c.env.config
  const name = cookieNames(origin).challenge
  const identifier = await getSignedCookie(c, secret ?? '', name)
  return identifier ? { identifier, cookie: encodeURIComponent(getCookie(c, name) ?? '') } : undefined
}

async function visitorOf<Site extends Door>(c: Context<Site>): Promise<Visitor> {
  return { userAgent: c.req.header('user-agent'), address: c.env.address, known: await knownOf(c) }
}

async function knownOf<Site extends Door>(c: Context<Site>): Promise<Known | undefined> {
  const { secret, origin } = c.env.config
  const value = await getSignedCookie(c, secret ?? '', cookieNames(origin).known)
  const [, browser, accounts] = /^([0-9a-f-]{36}):((?:\d+\.?)+)$/.exec(value || '') ?? []
  return browser && accounts ? { browser, accounts: accounts.split('.').map(Number) } : undefined
}

// So that failures of strangers never make somebody wait in the browser they always use.
async function remember(c: Context<Door>, accountId: number): Promise<void> {
  const known = await knownOf(c)
  const accounts = [accountId, ...(known?.accounts ?? []).filter((id) => id !== accountId)].slice(0, mostKnown)
  const value = `${known?.browser ?? crypto.randomUUID()}:${accounts.join('.')}`
  const { secret, origin } = c.env.config
  const options = { ...cookieOptions(c), maxAge: knownFor }
  await setSignedCookie(c, cookieNames(origin).known, value, secret ?? '', options)
}
