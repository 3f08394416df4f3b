/** The most groups by expected value that a page shows, but one. */
const MOST = 8

/**
 * Round amounts (1, 2 or 5 with zeros) at which customers are divided by expected value, rising: those between the tenth and the ninety-ninth
 * hundredth of all values above zero, the largest of them where there are many. Empty where there are no values; NaN is none.
 */
export function valueEdges(values: Float64Array): number[] {
  const known = values.filter((value) => value > 0).toSorted()
  const [low, high] = [known[Math.floor(known.length * 0.1)], known[Math.floor(known.length * 0.99)]]
  if (low === undefined || high === undefined) return []
  const edges: number[] = []
  for (let power = 10 ** Math.floor(Math.log10(low)); power <= high; power *= 10)
    for (const digit of [1, 2, 5]) if (digit * power >= low && digit * power <= high) edges.push(digit * power)
  return edges.slice(-MOST)
}
