// The colour that goes with a grade's letter and word.

import type { Tone } from '../../interface/chip.tsx'
import type { GradeLetter } from '../../surveys/rules.ts'

export function gradeTone(grade: GradeLetter): Tone {
  return tones[grade]
}

const tones: Readonly<Record<GradeLetter, Tone>> = { A: 'a', B: 'b', C: 'c', D: 'd' }
