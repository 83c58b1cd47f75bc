// Who the visitors of the made-up city are, as far as they say: sex, age, education, occupation, and who filled in. Pure.

import type { Respondent } from '../responses/rules/respondent.ts'
import type { Character } from './city.ts'
import { type Lottery, lottery, type Random } from './random.ts'

/** Imagines one respondent. About seven of ten things that could be said are said. */
export function imagineRespondent(
  audience: Character['audience'],
  { byStaff, online }: { readonly byStaff: boolean; readonly online: boolean },
  chance: Random,
): Respondent {
  const { women, ages } = audiences[audience]
  const sex = chance.chance(women) ? 'P' : 'L'
  const age = chance.draw(ages)
  const education = chance.draw(educations[age])
  const occupation = chance.draw(occupationsOf(sex, age))
  const disability = chance.chance(disabled[age] ?? disabled.other) ? 'yes' : 'no'
  const filledBy = byStaff
    ? 'petugas'
    : chance.draw(online ? filledOnline : (filledAtCounter[age] ?? filledAtCounter.other))
  const speaks = chance.chance(0.76)
  const said = (value: string) => (speaks && chance.chance(0.93) ? value : null)
  return {
    sex: said(sex),
    age: said(age),
    education: said(education),
    occupation: said(occupation),
    disability: said(disability),
    // Staff who fill in for a visitor are asked by the kiosk who they are, so this one is never left open.
    filledBy: byStaff ? filledBy : said(filledBy),
  }
}

type Age = '<17' | '17-25' | '26-34' | '35-44' | '45-54' | '55-65' | '>65'

/** Shares of the age bands, youngest first. */
function ages(...shares: [number, number, number, number, number, number, number]): Lottery<Age> {
  const [child, youth, young, middle, mature, older, old] = shares
  return lottery<Age>([
    ['<17', child],
    ['17-25', youth],
    ['26-34', young],
    ['35-44', middle],
    ['45-54', mature],
    ['55-65', older],
    ['>65', old],
  ])
}

const audiences: Readonly<Record<Character['audience'], { readonly women: number; readonly ages: Lottery<Age> }>> = {
  everyone: { women: 0.52, ages: ages(1, 19, 25, 24, 17, 11, 3) },
  patients: { women: 0.63, ages: ages(2, 14, 25, 20, 17, 15, 7) },
  jobSeekers: { women: 0.47, ages: ages(0, 62, 25, 9, 3, 1, 0) },
  parents: { women: 0.6, ages: ages(6, 12, 14, 42, 22, 4, 0) },
  readers: { women: 0.57, ages: ages(15, 48, 16, 11, 6, 3, 1) },
  drivers: { women: 0.08, ages: ages(0, 12, 28, 31, 21, 8, 0) },
  elderly: { women: 0.58, ages: ages(0, 6, 14, 21, 24, 23, 12) },
}

type Education = 'none' | 'SD' | 'SMP' | 'SMA' | 'D3' | 'S1' | 'S2' | 'S3'

/** Shares of education, the least first. */
function education(...shares: [number, number, number, number, number, number, number, number]): Lottery<Education> {
  const [none, primary, lower, upper, diploma, bachelor, master, doctor] = shares
  return lottery<Education>([
    ['none', none],
    ['SD', primary],
    ['SMP', lower],
    ['SMA', upper],
    ['D3', diploma],
    ['S1', bachelor],
    ['S2', master],
    ['S3', doctor],
  ])
}

const educations: Readonly<Record<Age, Lottery<Education>>> = {
  '<17': education(1, 34, 65, 0, 0, 0, 0, 0),
  '17-25': education(0, 2, 10, 62, 8, 18, 0, 0),
  '26-34': education(0, 4, 11, 44, 11, 28, 2, 0),
  '35-44': education(1, 9, 15, 41, 9, 21, 4, 0),
  '45-54': education(2, 18, 18, 37, 6, 15, 4, 0.3),
  '55-65': education(4, 29, 18, 30, 5, 11, 3, 0.4),
  '>65': education(12, 44, 15, 19, 3, 6, 1, 0.2),
}

type Occupation =
  | 'ASN'
  | 'TNI'
  | 'POLRI'
  | 'private'
  | 'business'
  | 'home'
  | 'student'
  | 'farmer'
  | 'freelance'
  | 'retired'
  | 'other'

const pupils = lottery<Occupation>([['student', 1]])

const youths = lottery<Occupation>([
  ['student', 45],
  ['private', 25],
  ['freelance', 12],
  ['business', 8],
  ['other', 9],
  ['TNI', 0.5],
  ['POLRI', 0.5],
])

const workingMen = lottery<Occupation>([
  ['private', 36],
  ['business', 25],
  ['freelance', 15],
  ['ASN', 9],
  ['farmer', 6],
  ['TNI', 1],
  ['POLRI', 1],
  ['other', 7],
])

const workingWomen = lottery<Occupation>([
  ['home', 42],
  ['private', 22],
  ['business', 16],
  ['ASN', 10],
  ['freelance', 4],
  ['farmer', 1],
  ['other', 5],
])

const olderMen = lottery<Occupation>([
  ['retired', 38],
  ['business', 26],
  ['farmer', 10],
  ['private', 8],
  ['freelance', 10],
  ['other', 8],
])

const olderWomen = lottery<Occupation>([
  ['home', 58],
  ['retired', 20],
  ['business', 14],
  ['farmer', 3],
  ['other', 5],
])

function occupationsOf(sex: 'L' | 'P', age: Age): Lottery<Occupation> {
  if (age === '<17') return pupils
  if (age === '17-25') return youths
  if (age === '55-65' || age === '>65') return sex === 'P' ? olderWomen : olderMen
  return sex === 'P' ? workingWomen : workingMen
}

// Whoever is accompanied counts too, and at a counter the old often are.
const disabled: Readonly<Partial<Record<Age, number>> & { other: number }> = { '55-65': 0.06, '>65': 0.17, other: 0.03 }

type FilledBy = 'sendiri' | 'keluarga' | 'petugas'

function filledBy(self: number, family: number, staff: number): Lottery<FilledBy> {
  return lottery<FilledBy>([
    ['sendiri', self],
    ['keluarga', family],
    ['petugas', staff],
  ])
}

const filledOnline = filledBy(96, 4, 0)
const filledAtCounter: Readonly<Partial<Record<Age, Lottery<FilledBy>>> & { other: Lottery<FilledBy> }> = {
  '55-65': filledBy(76, 16, 8),
  '>65': filledBy(48, 37, 15),
  other: filledBy(93, 5, 2),
}
