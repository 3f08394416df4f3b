import { histogramQuantile, lineCells } from '#domain/orders'
import type { Line } from '#domain/orders'
import type { ReturnReport } from './api.ts'

/** The curve keeps about so many points at most: more than a screen can show apart. */
const MOST_POINTS = 400

/** Days from the first to the second purchase: quartiles among those who returned, and the share of all customers who had by each day. */
export function timeToReturn(gaps: Line, customers: number): ReturnReport['timeToReturn'] {
  return {
    median: histogramQuantile(gaps, 0.5),
    q1: histogramQuantile(gaps, 0.25),
    q3: histogramQuantile(gaps, 0.75),
    curve: thinned(returnCurve(gaps, customers)),
  }
}

type Curve = ReturnReport['timeToReturn']['curve']

function returnCurve(gaps: Line, customers: number): Curve {
  let returned = 0
  return Array.from(lineCells(gaps), ({ x, customers: on }) => {
    returned += on
    return { days: x, customers: returned, share: returned / customers }
  })
}

/** Every point of a short curve; of a long one those that lead to a new step of a few days, and the last. */
function thinned(curve: Curve): Curve {
  if (curve.length <= MOST_POINTS) return curve
  const step = Math.ceil(((curve.at(-1)?.days ?? 0) + 1) / MOST_POINTS)
  return curve.filter((point, k) => Math.floor(point.days / step) !== Math.floor((curve[k + 1]?.days ?? Infinity) / step))
}
