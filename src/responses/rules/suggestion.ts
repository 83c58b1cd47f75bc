// How far a unit has come with a suggestion, and which elements its respondent found weakest. Pure.

import type { ItemScore } from '../../surveys/rules.ts'
import type { LocalDay } from '../../units/rules/calendar.ts'

/** New, read, acted upon: in this order, and back again where it was a mistake. */
export const suggestionStatuses = ['baru', 'dibaca', 'ditindaklanjuti'] as const
export type SuggestionStatus = (typeof suggestionStatuses)[number]

export const statusNames: Readonly<Record<SuggestionStatus, string>> = {
  baru: 'Baru',
  dibaca: 'Dibaca',
  ditindaklanjuti: 'Ditindaklanjuti',
}

/**
 * The elements to which a respondent gave the lowest of their scores.
 * None where every element got the same: somebody who likes or dislikes everything points at nothing.
 */
export function weakestElements(scores: readonly ItemScore[]): string[] {
  const elements = scores.filter(({ counts }) => counts)
  const lowest = Math.min(...elements.map(({ score }) => score))
  const weakest = elements.filter(({ score }) => score === lowest)
  return weakest.length === elements.length ? [] : weakest.map(({ key }) => key)
}

/** A suggestion as the desk shows it. */
export interface ShownSuggestion {
  readonly id: number
  readonly day: LocalDay
  readonly service: string
  readonly status: SuggestionStatus
  /** Masked. */
  readonly text: string
  /** True where masking hid something. */
  readonly masked: boolean
  /** Keys of the elements that the respondent found weakest. */
  readonly weakest: readonly string[]
  /** True where the answer it came with is left out of the figures. */
  readonly excluded: boolean
}
