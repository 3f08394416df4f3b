import type { Calendar } from '#pure/calendar'
import { adjusted } from './domain-statistics.ts'

/** What a study's figures stand on. */
export interface Standing {
  /** The local day of the latest order: all figures are as of its end. */
  readonly asOfDay: number
  /** The activity window: whoever has not bought for longer is a former customer. */
  readonly windowDays: number
  /** Three quarters of those who return do so within so many days; null while nobody has. */
  readonly returnDays: number | null
  /** Seasons are its quarters. */
  readonly calendar: Calendar
}

/** A share of fewer than so many, or of such against fewer others, tells too little to be compared. */
export const FEWEST = 30

/** Whether the first purchase lies long enough back for the second to have been made in time, if it ever was to be. */
export function isMature(firstDay: number, { asOfDay, returnDays }: Standing): boolean {
  return returnDays !== null && firstDay + returnDays <= asOfDay
}

/** Whether the second purchase came within the time that three quarters of returns take. */
export function cameBack(orders: readonly { readonly day: number }[], { returnDays }: Standing): boolean {
  const [first, second] = orders
  return first !== undefined && second !== undefined && returnDays !== null && second.day - first.day <= returnDays
}

/** Counts by place, growing as places appear. */
export interface Tally {
  readonly of: number[]
  readonly count: number[]
}

export const emptyTally = (): Tally => ({ of: [], count: [] })

export function addTo({ of, count }: Tally, place: number, isCounted: boolean): void {
  while (of.length <= place) {
    of.push(0)
    count.push(0)
  }
  of[place] = (of[place] ?? 0) + 1
  if (isCounted) count[place] = (count[place] ?? 0) + 1
}

/** The places that lines name, each once. */
export function distinct<T>(lines: readonly T[], placeOf: (line: T) => number): number[] {
  const places: number[] = []
  if (lines.length > 16) {
    const seen = new Set<number>()
    for (const line of lines) seen.add(placeOf(line))
    seen.delete(-1)
    return [...seen]
  }
  for (const line of lines) {
    const place = placeOf(line)
    if (place !== -1 && !places.includes(place)) places.push(place)
  }
  return places
}

/** What a comparison came to, all looks considered: more or less often than chance explains, not clearly either, or too few to tell. */
export type Verdict = 'more' | 'less' | 'unclear' | 'few'

export interface Judged {
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Adjusted for having looked so often. */
  readonly p: number
  readonly verdict: Verdict
}

/** Where there are too few to compare. */
export const TOO_FEW = { difference: 0, low: -1, high: 1, p: 1, verdict: 'few' } as const satisfies Judged

/** Adjusts what was compared for the number of looks and says what stands out: what chance explains less than once in twenty. */
export function judged<T extends Judged>(compared: readonly T[]): T[] {
  const told = compared.filter(({ verdict }) => verdict !== 'few')
  const adjustedOf = new Map(adjusted(told.map(({ p }) => p)).map((p, k) => [told[k], p]))
  return compared.map((each) => {
    const p = adjustedOf.get(each)
    return p === undefined ? each : { ...each, p, verdict: verdictOf(p, each.difference) }
  })
}

function verdictOf(p: number, difference: number): Verdict {
  if (p > 0.05 || difference === 0) return 'unclear'
  return difference > 0 ? 'more' : 'less'
}

/** Puts what stands out first, by the least that its interval leaves of the difference; then the unclear by difference; then the too few. */
export function effectOf({ verdict, low, high, difference }: Judged): number {
  if (verdict === 'few') return -2
  if (verdict === 'unclear') return Math.abs(difference) - 1
  return low * high > 0 ? Math.min(Math.abs(low), Math.abs(high)) : 0
}
