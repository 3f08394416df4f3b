import type { DataOfHistories, Histories, TimeUnit } from './contract.ts'

/** How many days a time unit has. */
export function daysOf(unit: TimeUnit): number {
  return unit === 'day' ? 1 : unit === 'week' ? 7 : 30.4375
}

/** Time units in a year. */
export function yearOf(unit: TimeUnit): number {
  return 365.25 / daysOf(unit)
}

/** The continuous discount rate a time unit that a year's rate (0.15 for 15 %) comes to. */
export function rateOf(yearly: number, unit: TimeUnit): number {
  return Math.log1p(yearly) / yearOf(unit)
}

/** What the models need to know at the end of a day: days with a purchase count once, with all that was bought on them. */
export function dataOf(histories: Histories, endDay: number, unit: TimeUnit): DataOfHistories {
  const { count } = histories
  const columns = [0, 1, 2, 3].map(() => new Float64Array(count))
  const [x, tx, T, meanSpend] = [columns[0]!, columns[1]!, columns[2]!, columns[3]!]
  const who = new Uint32Array(count)
  const length = daysOf(unit)
  let rows = 0
  for (let k = 0; k < count; k++) {
    const { first, last, repeats, spent } = bought(histories, k, endDay)
    if (first === null) continue
    x[rows] = repeats
    tx[rows] = (last - first) / length
    T[rows] = (endDay - first) / length
    meanSpend[rows] = repeats > 0 ? spent / repeats : 0
    who[rows++] = k
  }
  const cut = (column: Float64Array) => column.subarray(0, rows)
  return { x: cut(x), tx: cut(tx), T: cut(T), meanSpend: cut(meanSpend), who: who.subarray(0, rows) }
}

/** First and last purchase day until a day, purchase days after the first, and what was spent on those. */
function bought({ starts, days, amounts }: Histories, k: number, endDay: number) {
  let first: number | null = null
  let [last, repeats, spent] = [-Infinity, 0, 0]
  for (let place = starts[k]!; place < starts[k + 1]!; place++) {
    const day = days[place]!
    if (day > endDay) break
    first ??= day
    if (day > first && day > last) repeats++
    if (day > first) spent += amounts[place]!
    last = day
  }
  return { first, last, repeats, spent }
}
