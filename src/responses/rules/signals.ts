// What is conspicuous about answers, and how that is said: worked out from stored evidence, a unit and a local day at a time. Pure.

import type { OpeningHours, Weekday } from '../../units/rules/hours.ts'

/**
 * No signal blocks, drops or excludes an answer. A strong one (weight 2) makes it conspicuous by itself; a weak one (weight 1),
 * which honest answers give now and then, only together with another.
 */
export const signals = {
  samePhone: { weight: 2, name: 'Ponsel yang sama berulang kali' },
  burst: { weight: 2, name: 'Lonjakan jawaban' },
  copies: { weight: 2, name: 'Jawaban sama persis beruntun' },
  tooFast: { weight: 2, name: 'Terlalu cepat untuk dibaca' },
  staff: { weight: 2, name: 'Banyak diisi petugas' },
  oftenPhone: { weight: 1, name: 'Ponsel yang sama sepanjang bulan' },
  closedHours: { weight: 1, name: 'Di luar jam buka' },
  late: { weight: 1, name: 'Terkirim lama setelah diisi' },
} as const satisfies Readonly<Record<string, { readonly weight: 1 | 2; readonly name: string }>>

export type SignalKey = keyof typeof signals
export const signalKeys = Object.keys(signals) as SignalKey[]

/** Weights that come to this make an answer conspicuous. */
export const conspicuousFrom = 2

/** A phone may answer so often in a day at one unit: a family shares one. */
export const mostOfPhoneInDay = 3
/** …and so often in 30 days before somebody asks. */
export const mostOfPhoneInMonth = 12
/** A counter may take so many answers in a minute whatever is usual there: a whole hall may scan its code at once. */
export const alwaysPlausible = 30
/** …and no habit makes more than this plausible. */
export const neverPlausible = 120
/** Nobody reads a question and chooses in less, in seconds. */
export const fastestReading = 0.5
/** Less filled than this says nothing of speed. */
export const fewestForSpeed = 5
/** So many answers filled in by staff at a counter in a day, and such a share of them, or so many times the unit's usual share. */
export const fewestOfStaff = 10
export const shareOfStaff = 0.1
export const timesUsualStaff = 3
/** People answer on their way home; in minutes before and after the opening hours. */
export const aroundOpening = 60
/** In seconds from giving to delivery. */
export const lateFrom = 86_400
/** One stretch of equal answers among so many days' is taken for one that chance did not make. */
export const chanceOfStretch = 0.001
export const shortestStretch = 5

/** An answer with its evidence. */
export interface EvidencedAnswer {
  readonly id: number
  /** 0 for none. */
  readonly counterId: number
  readonly channel: string
  /** Seconds since 1970-01-01 UTC. */
  readonly answeredAt: number
  /** Seconds from giving to delivery, where it was delivered late. */
  readonly waited: number | null
  /** As stored; equal answers are equal texts. */
  readonly answers: string
  readonly filledBy: string | null
  readonly device: number | null
  readonly address: number | null
  readonly seconds: number | null
  readonly visit: string | null
}

/** What the unit's days before say of what is usual there. */
export interface Usual {
  /** Answers of each phone in the 29 days before. */
  readonly ofDevice: ReadonlyMap<number, number>
  /** How often each set of answers was given in the 28 days before, as far as it was given today too. */
  readonly ofAnswers: ReadonlyMap<string, number>
  /** All answers of those days, and those of them that staff filled in. */
  readonly answers: number
  readonly byStaff: number
  /** The most in a minute on days before, by counter. */
  readonly peaks: ReadonlyMap<number, readonly number[]>
  readonly hours: OpeningHours
}

export interface DayOfUnit {
  readonly weekday: Weekday
  /** When the local day begins, in seconds since 1970-01-01 UTC. */
  readonly begins: number
}

export interface Signal {
  readonly responseId: number
  readonly signal: SignalKey
  /** For its words: answers, seconds or hours. */
  readonly amount: number
}

export interface Looked {
  readonly signals: readonly Signal[]
  /** The most answers in a minute by counter, as far as that is plausible. */
  readonly peaks: ReadonlyMap<number, number>
}

/** Looks through the answers that a unit got on its forms on one local day. */
export function lookThrough(answers: readonly EvidencedAnswer[], usual: Usual, day: DayOfUnit): Looked {
  const ordered = answers.toSorted((one, other) => one.answeredAt - other.answeredAt || one.id - other.id)
  const found: Signal[] = [
    ...phones(ordered, usual),
    ...ordered.flatMap((answer) => [...tooFast(answer), ...outside(answer, usual.hours, day), ...late(answer)]),
  ]
  const peaks = new Map<number, number>()
  for (const [counter, here] of Map.groupBy(ordered, ({ counterId }) => counterId)) {
    const plausible = plausibleInMinute(usual.peaks.get(counter) ?? [])
    const counts = inMinute(here)
    peaks.set(counter, Math.min(plausible, mostOf(counts)))
    found.push(...bursts(here, counts, plausible), ...staff(here, usual), ...copies(here, usual))
  }
  return { signals: found, peaks }
}

// Spread as arguments, a hundred thousand of them would overflow the stack.
function mostOf(counts: readonly number[]): number {
  return counts.reduce((most, count) => Math.max(most, count), 0)
}

function* phones(answers: readonly EvidencedAnswer[], usual: Usual): Generator<Signal> {
  // The tablet at a counter is everybody's.
  const own = answers.filter(({ device, channel }) => device !== null && channel !== 'kiosk')
  for (const [device, its] of Map.groupBy(own, ({ device }) => device as number)) {
    const month = its.length + (usual.ofDevice.get(device) ?? 0)
    for (const { id } of its) {
      if (its.length > mostOfPhoneInDay) yield { responseId: id, signal: 'samePhone', amount: its.length }
      else if (month > mostOfPhoneInMonth) yield { responseId: id, signal: 'oftenPhone', amount: month }
    }
  }
}

function tooFast({ id, seconds, answers }: EvidencedAnswer): Signal[] {
  const filled = scoresIn(answers).length
  const fast = seconds !== null && filled >= fewestForSpeed && seconds < filled * fastestReading
  return fast ? [{ responseId: id, signal: 'tooFast', amount: seconds }] : []
}

function outside({ id, answeredAt }: EvidencedAnswer, hours: OpeningHours, { weekday, begins }: DayOfUnit): Signal[] {
  if (Object.keys(hours).length === 0) return []
  const minute = (answeredAt - begins) / 60
  const opening = hours[weekday]
  if (opening && minute >= opening[0] - aroundOpening && minute < opening[1] + aroundOpening) return []
  return [{ responseId: id, signal: 'closedHours', amount: Math.floor(minute) }]
}

function late({ id, waited }: EvidencedAnswer): Signal[] {
  return waited !== null && waited > lateFrom
    ? [{ responseId: id, signal: 'late', amount: Math.floor(waited / 3600) }]
    : []
}

/** How many answers a counter may take within a minute, by the most it took on days before. */
export function plausibleInMinute(before: readonly number[]): number {
  const ordered = before.toSorted((one, other) => one - other)
  const upper = ordered[Math.floor(ordered.length * 0.75)] ?? 0
  return Math.min(neverPlausible, Math.max(alwaysPlausible, 2 * upper))
}

/** How many were given within half a minute of each, itself among them. */
function inMinute(answers: readonly EvidencedAnswer[]): number[] {
  let from = 0
  let until = 0
  return answers.map(({ answeredAt }) => {
    while ((answers[from]?.answeredAt ?? 0) < answeredAt - 30) from += 1
    while (until < answers.length && (answers[until]?.answeredAt ?? 0) < answeredAt + 30) until += 1
    return until - from
  })
}

function bursts(answers: readonly EvidencedAnswer[], counts: readonly number[], plausible: number): Signal[] {
  return answers.flatMap(({ id, visit }, place): Signal[] => {
    const amount = counts[place] ?? 0
    // Whoever brings a one-time code is not part of a crowd that nobody saw.
    return amount > plausible && visit !== 'ticket' ? [{ responseId: id, signal: 'burst', amount }] : []
  })
}

function staff(answers: readonly EvidencedAnswer[], { answers: before, byStaff }: Usual): Signal[] {
  const share = Math.max(shareOfStaff, before === 0 ? 0 : (timesUsualStaff * byStaff) / before)
  const theirs = answers.filter(({ filledBy }) => filledBy === 'petugas')
  const many = theirs.length >= fewestOfStaff && theirs.length >= answers.length * Math.min(0.5, share)
  return many ? theirs.map(({ id }) => ({ responseId: id, signal: 'staff', amount: theirs.length })) : []
}

/**
 * Stretches in which the same answers are given again and again, more often than chance makes them: at the counter, and among
 * those that came from one address there. An address never counts by itself.
 */
function copies(answers: readonly EvidencedAnswer[], usual: Usual): Signal[] {
  const lengths = new Map<number, number>()
  const byAddress = Map.groupBy(
    answers.filter(({ address }) => address !== null),
    ({ address }) => address,
  )
  for (const sequence of [answers, ...byAddress.values()]) {
    for (const stretch of stretchesIn(sequence, usual)) {
      for (const id of stretch) lengths.set(id, Math.max(lengths.get(id) ?? 0, stretch.length))
    }
  }
  return Array.from(lengths, ([responseId, amount]) => ({ responseId, signal: 'copies', amount }))
}

// While somebody sends copies, nearly all that comes is the copy.
const shareWhileCopied = 0.9

/**
 * Each set of answers is followed by the sum of log-likelihood ratios of `somebody sends copies` against `it comes as often as
 * it is usual`; where the sum has risen from zero to the threshold, there is a stretch. By Wald's inequality chance brings that
 * about in one of a thousand such sequences at most. Source: E. S. Page, Continuous inspection schemes, Biometrika 41, 1954.
 */
function stretchesIn(sequence: readonly EvidencedAnswer[], usual: Usual): number[][] {
  const places = Map.groupBy(sequence.keys(), (place) => (sequence[place] as EvidencedAnswer).answers)
  const threshold = Math.log(Math.max(sequence.length, 20) / chanceOfStretch)
  return Array.from(places).flatMap(([answers, at]) => {
    if (at.length < shortestStretch) return []
    const share = usualShare(answers, usual)
    const hit = Math.log(shareWhileCopied / share)
    const miss = Math.log((1 - shareWhileCopied) / (1 - share))
    const stretches: number[][] = []
    let sum = 0
    let best = 0
    let open: number[] = []
    let kept = 0
    let before = -1
    const close = () => {
      if (best >= threshold && kept >= shortestStretch) stretches.push(open.slice(0, kept))
      sum = 0
      best = 0
      open = []
      kept = 0
    }
    for (const place of at) {
      const { id } = sequence[place] as EvidencedAnswer
      sum += before < 0 ? 0 : (place - before - 1) * miss
      before = place
      // What has fallen back as far as it had to rise is over; what comes later is another stretch.
      if (sum <= 0 || sum < best - threshold) close()
      sum += hit
      open.push(id)
      if (sum > best) {
        best = sum
        kept = open.length
      }
    }
    close()
    return stretches
  })
}

// What is known of the days before, with a guess that weighs as much as 20 answers: straight lines are frequent everywhere.
function usualShare(answers: string, { ofAnswers, answers: all }: Usual): number {
  const guess = isStraight(answers) ? 0.4 : 0.05
  return Math.min(0.8, ((ofAnswers.get(answers) ?? 0) + 20 * guess) / (all + 20))
}

function isStraight(answers: string): boolean {
  return new Set(scoresIn(answers)).size === 1
}

// The numbers behind the colons of `{"1":4,"2":3}`; JSON.parse would take ten times as long.
function scoresIn(answers: string): string[] {
  return answers.match(/:\d+/g) ?? []
}

/** What makes an answer conspicuous, as a sentence. */
export function reasonOf(signal: SignalKey, amount: number): string {
  return sentences[signal](amount)
}

const sentences: Readonly<Record<SignalKey, (amount: number) => string>> = {
  samePhone: (amount) => `Ponsel yang sama mengirim ${amount} jawaban untuk unit ini pada hari itu.`,
  oftenPhone: (amount) => `Ponsel yang sama mengirim ${amount} jawaban untuk unit ini dalam 30 hari.`,
  burst: (amount) => `Dalam satu menit masuk ${amount} jawaban di loket ini, di atas yang wajar baginya.`,
  copies: (amount) => `Termasuk ${amount} jawaban yang sama persis dan hampir tanpa sela.`,
  tooFast: (amount) => `Formulir hanya terbuka ${amount} detik, terlalu singkat untuk membaca pertanyaannya.`,
  staff: (amount) => `Diisi petugas, seperti ${amount} jawaban di loket ini pada hari itu.`,
  closedHours: (amount) =>
    `Diisi pukul ${String(Math.floor(amount / 60)).padStart(2, '0')}.${String(amount % 60).padStart(2, '0')}, di luar jam buka unit.`,
  late: (amount) => `Terkirim ${amount} jam setelah diisi, menurut jam ponsel.`,
}

/** The ground that the bureau is offered first, should it exclude the answer. */
export function groundOf(found: readonly SignalKey[]): 'duplicate' | 'noUser' | undefined {
  if (found.some((signal) => signal === 'samePhone' || signal === 'copies' || signal === 'oftenPhone'))
    return 'duplicate'
  return found.some((signal) => signal === 'burst' || signal === 'tooFast' || signal === 'staff') ? 'noUser' : undefined
}
