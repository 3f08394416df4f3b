import { dayOfIso } from '#pure/calendar'

/** A made-up customer of the kit page. */
export interface SampleCustomer {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly purchases: number
  readonly revenue: string
  readonly lastDay: number
}

const FIRST = ['مریم', 'علی', 'زهرا', 'رضا', 'Sara', 'John', 'نگار', 'کیوان', 'Emma', 'آرش']
const LAST = ['محمدی', 'حسینی', 'رضایی', 'Smith', 'کریمی', 'García', 'نوری', 'Okafor', 'صادقی', 'یزدانی']
const START = dayOfIso('2024-03-20') ?? 0

/** As many customers as asked for, the same ones every time. */
export function sampleCustomers(count: number): readonly SampleCustomer[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `c${at}`,
    name: `${FIRST[at % 10]} ${LAST[Math.floor(at / 10) % 10]}`,
    phone: `+9891${String(20_000_000 + ((at * 7919) % 80_000_000))}`,
    purchases: 1 + ((at * 31) % 17),
    revenue: String(((at * 104_729) % 90_000_000) + 350_000),
    lastDay: START + ((at * 53) % 900),
  }))
}

const FIRST_MONTH = 1389 * 12 + 8
const FIRST_YEAR = [885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235]

/** Thirteen cohorts that thin out as real ones do; the first is that of Online Retail. */
export const COHORTS = Array.from({ length: 13 }, (_, row) => {
  const size = Math.round(885 * (0.35 + ((row * 37) % 10) / 18))
  const months = 12 - row
  const active =
    row === 0
      ? FIRST_YEAR.slice(1)
      : Array.from({ length: months }, (_, at) => Math.round(size * (0.24 + (((row + 3) * (at + 5)) % 7) / 40)))
  return { cohort: '', index: FIRST_MONTH + row, size: row === 0 ? 885 : size, active, revenue: null }
})

/** Two years of months in the retention report; the last still runs. */
export const RETENTION = Array.from({ length: 14 }, (_, at) => {
  const start = at === 0 ? 0 : 820 + at * 190 + ((at * 91) % 140)
  const lost = Math.round(start * (0.06 + ((at * 13) % 7) / 100))
  const wonBack = Math.round(start * (((at * 5) % 4) / 100))
  const gained = 180 + ((at * 67) % 210)
  const retained = start - lost
  return {
    period: String(at),
    index: FIRST_MONTH + at,
    complete: at < 13,
    start,
    new: gained,
    end: retained + wonBack + gained,
    retained,
    wonBack,
    lost,
    rate: start === 0 ? null : (retained + wonBack) / start,
    strictRate: start === 0 ? null : retained / start,
  }
})

/** The chance of a next purchase, with intervals that widen as fewer get so far. */
export const NEXT_PURCHASE = Array.from({ length: 11 }, (_, at) => {
  const reached = Math.round(4338 * 0.71 ** at)
  const probability = Math.min(0.9, 0.656 + at * 0.019)
  const half = 1.96 * Math.sqrt((probability * (1 - probability)) / reached)
  return {
    after: at + 1,
    orMore: at === 10,
    reached,
    continued: Math.round(reached * probability),
    probability,
    low: probability - half,
    high: Math.min(1, probability + half),
  }
})

/** A curve that rises quickly and flattens, with its quartiles. */
export const TIME_TO_RETURN = {
  q1: 19,
  median: 54,
  q3: 121,
  curve: Array.from({ length: 61 }, (_, at) => {
    const share = 0.656 * (1 - Math.exp(-at / 12))
    return { days: at * 6, customers: Math.round(share * 4338), share }
  }),
}
