// Who can sign in to the made-up city: one of each role, with a password that is new at every start.

import type { Grant } from '../accounts/rules/rights.ts'
import { addAccount, addGrant, setPassword } from '../accounts/store/accounts.ts'
import type { Database } from '../database/database.ts'
import { hashPassword } from '../security/password.ts'
import { findUnit, setInstallation } from '../units/store.ts'

export interface DemonstrationSignIn {
  readonly role: string
  readonly email: string
  readonly password: string
}

/** The unit whose manager can sign in. */
const managed = 'puskesmas-rekasari'

/** Stores the accounts in a city that is stored already; nobody is asked for a second factor. */
export async function storeSignIns(database: Database, now: Date): Promise<DemonstrationSignIn[]> {
  const unit = await findUnit(database, managed)
  if (!unit) throw new Error(`the demonstration has no unit ${managed}`)
  const everywhere = { unitId: null, agencyId: null }
  const people: readonly { role: string; name: string; email: string; grant: Grant }[] = [
    {
      role: 'Bagian Organisasi',
      name: 'Ratna Wulandari',
      email: 'bagian@peragaan.test',
      grant: { role: 'bureau', ...everywhere },
    },
    {
      role: 'Pengelola unit',
      name: 'Bagus Prakoso',
      email: 'pengelola@peragaan.test',
      grant: { role: 'unitManager', unitId: unit.id, agencyId: null },
    },
    {
      role: 'Pimpinan',
      name: 'Hendra Saputra',
      email: 'pimpinan@peragaan.test',
      grant: { role: 'leader', ...everywhere },
    },
    {
      role: 'Inspektorat',
      name: 'Maya Lestari',
      email: 'inspektorat@peragaan.test',
      grant: { role: 'inspector', ...everywhere },
    },
  ]
  const at = Math.floor(now.getTime() / 1000)
  const signIns = await Promise.all(
    people.map(async (person) => {
      const password = newPassword()
      return { ...person, password, hash: await hashPassword(password) }
    }),
  )
  await database.commit(
    setInstallation('totp_required_for_bureau', '0'),
    ...signIns.flatMap(({ name, email, hash, grant }) => [
      addAccount({ name, email, at }),
      setPassword({ email }, hash, at),
      addGrant({ email }, grant),
    ]),
  )
  return signIns.map(({ role, email, password }) => ({ role, email, password }))
}

function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const random = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(random, (byte) => letters[byte % letters.length])
    .join('')
    .replaceAll(/(.{4})(?=.)/g, '$1-')
}
