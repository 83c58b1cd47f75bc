// The two figures of several units together, of which neither is the right one alone.

import { formatCount, formatFigure } from '../../language/format.ts'
import type { Together } from '../rules/comparison.ts'

/** @param weights whether it is told what weighs the same in each figure; `counted` tells of how many units, too. */
export function TogetherFigures({
  together: { units, respondents, meanOfUnits, pooled },
  weights,
}: {
  readonly together: Together
  readonly weights?: 'told' | 'counted'
}) {
  return (
    <dl class="figures together">
      <div>
        <dt>
          Rata-rata unit
          {weights && (
            <small>
              Tiap unit berbobot sama{weights === 'counted' && `: ${formatCount(units)} unit yang ada jawabannya`}.
            </small>
          )}
        </dt>
        <dd>{formatFigure(meanOfUnits)}</dd>
      </div>
      <div>
        <dt>
          Gabungan responden
          {weights && <small>Tiap responden berbobot sama: {formatCount(respondents)} responden.</small>}
        </dt>
        <dd>{formatFigure(pooled)}</dd>
      </div>
    </dl>
  )
}
