// How answers spread over the scores: a bar of shares for every row, told apart by lightness, order and the score written inside.

export interface DistributionRow {
  readonly label: string
  /** Answers with each score, in the order of the scores. */
  readonly counts: readonly number[]
  /** Written beside the label: how many answered, or that nobody did. */
  readonly text: string
}

// Below these shares, in percent, the words do not fit on a phone.
const roomForScore = 4
const roomForShare = 8
const roomForSign = 14

/**
 * Rows of bars under a legend; each bar says its own shares in words.
 * @param scores wording of the scores from 1 upwards, two to four.
 * @param label what the picture says, in words.
 */
export function Distribution({
  rows,
  scores,
  label,
}: {
  readonly rows: readonly DistributionRow[]
  readonly scores: readonly string[]
  readonly label: string
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div class="bars distribution" role="group" aria-label={label}>
      <p class="legend">
        {scores.map((wording, place) => (
          <span>
            <svg width="22" height="22" aria-hidden="true">
              <rect class={`score-${place + 1}`} width="100%" height="100%" />
              <text class={`on-${place + 1}`} x="50%" y="16" text-anchor="middle">
                {place + 1}
              </text>
            </svg>
            {wording}
          </span>
        ))}
      </p>
      <ol>
        {rows.map(({ label: name, counts, text }) => {
          const parts = partsOf(counts)
          return (
            <li>
              <span class="bars-label">{name}</span>
              <span class="bars-plot">
                {parts.length === 0 ? (
                  <svg width="100%" height="100%" aria-hidden="true">
                    <line class="nothing" x1="0" x2="100%" y1="50%" y2="50%" />
                  </svg>
                ) : (
                  <svg width="100%" height="100%" role="img" aria-label={inWords(parts, scores)}>
                    {parts.map((part) => (
                      <rect class={`score-${part.score}`} x={`${part.start}%`} width={`${part.width}%`} height="22" />
                    ))}
                    <rect class="frame" width="100%" height="22" />
                    {parts.map((part) => (
                      <Written {...part} />
                    ))}
                  </svg>
                )}
              </span>
              <span class="bars-value">
                <small>{text}</small>
              </span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

function Written({ score, start, width }: Part) {
  const middle = `${Math.round((start + width / 2) * 100) / 100}%`
  return (
    <>
      {width >= roomForScore && (
        <text class={`on-${score}`} x={middle} y="16" text-anchor="middle">
          {score}
        </text>
      )}
      {width >= roomForShare && (
        <text x={middle} y="37" text-anchor="middle">
          {width >= roomForSign ? `${whole(width)}\u00a0%` : whole(width)}
        </text>
      )}
    </>
  )
}

interface Part {
  readonly score: number
  /** Both in percent of all answers, to two decimals; widths sum to exactly 100. */
  readonly start: number
  readonly width: number
}

// Ends are rounded, not widths, so that no gap opens at the end of the bar.
function partsOf(counts: readonly number[]): Part[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const parts: Part[] = []
  let [passed, start] = [0, 0]
  for (const [place, count] of counts.entries()) {
    passed += count
    const end = Math.round((passed / total) * 10_000)
    if (count > 0) parts.push({ score: place + 1, start: start / 100, width: (end - start) / 100 })
    start = end
  }
  return parts
}

function inWords(parts: readonly Part[], scores: readonly string[]): string {
  return parts.map(({ score, width }) => `${scores[score - 1]} ${width < 0.5 ? '< 1' : whole(width)} %`).join(', ')
}

// A hundred only where it is all of them.
function whole(share: number): number {
  return share < 100 ? Math.min(99, Math.round(share)) : 100
}
