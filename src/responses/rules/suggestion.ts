// How far a unit has come with a suggestion, and which elements its respondent found weakest. Pure.

import type { ItemScore } from '../../surveys/rules.ts'

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
