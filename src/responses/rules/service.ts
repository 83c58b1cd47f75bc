// Which service an answer is about, and whether that changes the questions. Pure.

import type { Questionnaire } from '../../surveys/rules.ts'
import type { Zone } from '../../units/rules/calendar.ts'

export interface OpenService {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly asked: Questionnaire
}

/** 128 bits as four words. */
export type HashKey = readonly [number, number, number, number]

/** A counter that takes answers. */
export interface Form {
  readonly code: string
  readonly counter: { readonly id: number; readonly name: string }
  readonly unit: { readonly id: number; readonly slug: string; readonly name: string; readonly zone: Zone }
  /** The services that can have been received here: one where the counter serves only one. Never empty. */
  readonly services: readonly OpenService[]
  readonly receiptKey: number
  /** Under what evidence of an answer is hashed. */
  readonly hashing: {
    readonly device: HashKey
    /** Null before the first answer of all. `day` counts days of UTC since 1970-01-01. */
    readonly address: { readonly day: number; readonly key: HashKey } | null
  }
  /** True where one-time codes are handed out for the counter. */
  readonly takesTickets: boolean
}

/** The service that was named; where none was named, the only one there is. */
export function chosenService(services: readonly OpenService[], named: unknown): OpenService | undefined {
  if (named === undefined || named === null || named === '') return services.length === 1 ? services[0] : undefined
  return services.find(({ slug }) => slug === named)
}

/** True when the questions depend on the service (SKM Online asks by channel), so that it must be chosen first. */
export function questionsDiffer(services: readonly OpenService[]): boolean {
  const asked = services.map((service) => service.asked.questions.map(({ id }) => id).join())
  return asked.some((questions) => questions !== asked[0])
}
