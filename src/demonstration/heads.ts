// Who heads the made-up units and when these are open. The numbers tell of a thirteenth month, so that they are nobody's.

import type { OpeningHours } from '../units/rules/hours.ts'

const names = [
  'Drs. Bambang Hartono, M.Si.',
  'dr. Endang Rahayuningsih, M.Kes.',
  'Siti Aminah, S.Sos.',
  'Ir. Joko Prasetyo, M.T.',
  'Hj. Nurhayati, S.E., M.M.',
  'Agus Salim, S.STP.',
  'Dewi Kartika, S.H.',
  'H. Ahmad Fauzi, S.IP.',
  'Rina Marlina, S.Kom.',
  'Yohanes Wibowo, S.T.',
]

/** @param place of the unit in the city, from 0. */
export function headOf(place: number): { readonly head: string; readonly nip: string } {
  const born = 1966 + (place % 20)
  const nip = `${born}1315${born + 25}03${1 + (place % 2)}${String(place + 1).padStart(3, '0')}`
  return { head: names[place % names.length] as string, nip }
}

/** Monday to Thursday until 15.30, Friday until 11.00, as offices here mostly are. */
export const officeHours: OpeningHours = {
  1: [480, 930],
  2: [480, 930],
  3: [480, 930],
  4: [480, 930],
  5: [480, 660],
}
