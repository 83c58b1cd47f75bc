// Where the short labels of points stand: beside their own point, on no other label or point, however wide the picture is drawn.

/** What needs a label: `x` as a share of the width from 0 to 1, `y` in pixels from the top. */
export interface Labelled {
  readonly x: number
  readonly y: number
  readonly text: string
  /** Ends of its whiskers in the same measures. */
  readonly across?: readonly [number, number] | undefined
  readonly upright?: readonly [number, number] | undefined
}

/** The middle of the label, in pixels from its point. */
export interface Place {
  readonly dx: number
  readonly dy: number
  /** Half of the room that the text takes, in pixels. */
  readonly half: number
  /** True where it stands so far off that a line has to lead to it. */
  readonly led: boolean
}

/** Room for labels: widths in pixels between which the picture may be drawn, and its upper and lower edge. */
export interface Room {
  readonly narrowest: number
  readonly widest: number
  readonly top: number
  readonly bottom: number
}

const dot = 6
const tall = 7.5
const perLetter = 4.8

/**
 * Tries the corners beside each point, then places farther off, and takes the first that is free; the same points always
 * give the same places. Points are taken in the order given.
 */
export function placeLabels(points: readonly Labelled[], room: Room): Place[] {
  const placed: Place[] = []
  for (const point of points) {
    const half = point.text.length * perLetter + 1
    let best: { readonly place: Place; readonly cost: number } | undefined
    for (const { side, column, up, step } of offers) {
      const distance = column * 3 + step
      if (best && best.cost <= distance) break
      const place = {
        dx: side * (dot + half + column * (2 * half + 4) + (step > 0 && column === 0 ? 3 : 0)),
        dy: up * (dot + 4 + step * 2 * tall),
        half,
        led: column + step > 0,
      }
      const cost = distance + trouble(point, place, points, placed, room)
      if (!best || cost < best.cost) best = { place, cost }
    }
    if (best) placed.push(best.place)
  }
  return placed
}

// Nearest first; corners, because whiskers leave the point on its four sides.
const offers = [0, 1, 2, 3]
  .flatMap((column) =>
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((step) =>
      [-1, 1].flatMap((up) => [1, -1].map((side) => ({ side, column, up, step }))),
    ),
  )
  .toSorted((one, other) => one.column * 3 + one.step - (other.column * 3 + other.step))

function trouble(
  own: Labelled,
  place: Place,
  points: readonly Labelled[],
  placed: readonly Place[],
  room: Room,
): number {
  const y = own.y + place.dy
  const x = own.x * room.narrowest + place.dx
  let cost = 0
  if (x - place.half < 0 || x + place.half > room.narrowest || y - tall < room.top || y + tall > room.bottom)
    cost += 400
  for (const [at, other] of points.entries()) {
    const label = placed[at]
    if (label && Math.abs(other.y + label.dy - y) < 2 * tall) {
      if (meets(own.x - other.x, place.dx - label.dx, place.half + label.half + 2, room)) cost += 1000
    }
    if (Math.abs(other.y - y) < tall + dot && meets(own.x - other.x, place.dx, place.half + dot, room)) cost += 1000
    const { across, upright } = other
    const [left, right] = [x - place.half, x + place.half]
    if (across && Math.abs(other.y - y) < tall) {
      if (left < across[1] * room.narrowest && right > across[0] * room.narrowest) cost += 4
    }
    if (upright && y + tall > Math.min(...upright) && y - tall < Math.max(...upright)) {
      if (left < other.x * room.narrowest && right > other.x * room.narrowest) cost += 4
    }
  }
  return cost
}

// The distance of two middles grows evenly with the width, so its ends tell whether they come too near at any width.
function meets(share: number, pixels: number, near: number, { narrowest, widest }: Room): boolean {
  const [one, other] = [share * narrowest + pixels, share * widest + pixels]
  return Math.min(one, other) < near && Math.max(one, other) > -near
}
