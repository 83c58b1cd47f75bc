// The desk's addresses of what is conspicuous about a unit's answers.

import { Hono } from 'hono'
import type { Desk } from '../../accounts/guard.ts'
import { formatCount } from '../../language/format.ts'
import { localDay, quarterDays, quarterOf, quarterSlug } from '../../units/rules/calendar.ts'
import { lookThroughNow } from '../actions/signals.ts'
import { signalsForm } from '../forms/desk.ts'
import { SignalsPage } from '../pages/signals.tsx'
import { unitPath } from '../pages/unit-desk.tsx'
import { countAnswers, listChoices } from '../store/answers.ts'
import { countSignalled, countVerified, findPasses, listSignalled } from '../store/signals.ts'
import { withQuarter } from './answers.tsx'
import { addressOf, frameOf, inUnit, searchOf } from './unit.tsx'

export const signalDeskRoutes = new Hono<Desk>()

const answersOnPage = 50

signalDeskRoutes.get(
  '/kelola/unit/:slug/tanda',
  inUnit('readUnit', async (c, unit) => {
    const { database, clock } = c.env
    const { triwulan, loket, tanda, setelah } = signalsForm.parse(c.req.query())
    const quarter = triwulan ?? quarterOf(localDay(clock(), unit.zone))
    const choice = { unitId: unit.id, quarter, counterId: loket, signal: tanda }
    const [frame, counted, verified, counts, choices, looked, rows] = await Promise.all([
      frameOf(c, unit),
      countAnswers(database, unit.id, quarter),
      countVerified(database, { ...quarterDays(quarter), only: unit.id }),
      countSignalled(database, unit.id, quarter),
      listChoices(database, unit.id),
      findPasses(database, quarter),
      listSignalled(database, choice, setelah, answersOnPage + 1),
    ])
    const values = searchOf({ triwulan: quarterSlug(quarter), loket, tanda })
    const shown = rows.slice(0, answersOnPage)
    const older =
      rows.length > answersOnPage
        ? addressOf(unitPath(unit, 'tanda'), { ...values, setelah: String(shown.at(-1)?.id) })
        : undefined
    const checked = c.req.query('diperiksa')
    return c.html(
      <SignalsPage
        {...frame}
        {...{ quarter, looked, counts, values, older }}
        quarters={withQuarter(choices.quarters, quarter)}
        counted={counted.counting}
        verified={verified.get(unit.id) ?? 0}
        counters={choices.counters}
        answers={shown.map(({ id, answered_at, counter, excluded, signals }) => ({
          id,
          day: localDay(new Date(answered_at * 1000), unit.zone),
          counter,
          excluded: excluded === 1,
          found: signals,
        }))}
        notice={
          checked !== undefined && /^\d{1,9}$/.test(checked)
            ? { kind: 'done', text: `${formatCount(Number(checked))} jawaban hari ini diperiksa.` }
            : undefined
        }
      />,
    )
  }),
)

signalDeskRoutes.post(
  '/kelola/unit/:slug/tanda/periksa',
  inUnit('readExclusions', async (c, unit) => {
    const answers = await lookThroughNow(c.env.database, unit.id, localDay(c.env.clock(), unit.zone))
    return c.redirect(`${unitPath(unit, 'tanda')}?diperiksa=${answers}`, 303)
  }),
)
