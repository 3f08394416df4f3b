/** Recency, frequency and money: each 1 (least) to 5 (best); `m` is null where amounts are unknown. */
export interface RfmScore {
  readonly r: number
  readonly f: number
  readonly m: number | null
}

/** What the scores are read from: whole days since the last purchase, number of purchases, minor units spent (null: unknown). */
export interface RfmFacts {
  readonly silence: number
  readonly purchases: number
  readonly revenue: number | null
}

/** Where the fifths of a shop part: at [0] what takes a score of 2, at [3] what takes a 5. Silences fall, the others rise. */
export interface RfmCuts {
  /** The most days of silence. */
  readonly silence: readonly number[]
  /** The fewest purchases. */
  readonly purchases: readonly number[]
  /** The least minor units; null where amounts are unknown or there are fewer than five different ones. */
  readonly revenue: readonly number[] | null
}

/** Why a shop cannot be divided into fifths. */
export type RfmRefusal = 'few_customers' | 'few_days' | 'few_counts'

/** The customers that one score holds, both ends included; null at an open end. */
export interface RfmRange {
  readonly score: number
  readonly least: number | null
  readonly most: number | null
}

/** The usual names of the field, from best to gone. */
export const RFM_GROUPS = [
  'champions',
  'loyal',
  'potential_loyalist',
  'new',
  'promising',
  'need_attention',
  'about_to_sleep',
  'at_risk',
  'cannot_lose',
  'hibernating',
  'lost',
] as const
export type RfmGroup = (typeof RFM_GROUPS)[number]

/** What the groups are called. */
export const RFM_WORDS: Readonly<Record<RfmGroup, { readonly fa: string; readonly en: string }>> = {
  champions: { fa: 'بهترین‌ها', en: 'Champions' },
  loyal: { fa: 'پایدارها', en: 'Loyal' },
  potential_loyalist: { fa: 'رو به پایداری', en: 'Potential loyalists' },
  new: { fa: 'تازه‌رسیده‌ها', en: 'New' },
  promising: { fa: 'امیدبخش‌ها', en: 'Promising' },
  need_attention: { fa: 'نیازمند توجه', en: 'Need attention' },
  about_to_sleep: { fa: 'رو به خاموشی', en: 'About to sleep' },
  at_risk: { fa: 'در آستانهٔ رفتن', en: 'At risk' },
  cannot_lose: { fa: 'نباید از دست بروند', en: 'Cannot lose them' },
  hibernating: { fa: 'خاموش', en: 'Hibernating' },
  lost: { fa: 'ازدست‌رفته', en: 'Lost' },
}

/** Fewer customers than five a fifth say nothing. */
export const LEAST_FOR_RFM = 25

/**
 * The cuts of a shop's customers, given in columns of one length; null where `rfmRefusal` has a reason. Revenues may be null as a whole or NaN one by one
 * (unknown). A value's score is 1 plus the number of fifths (n/5, 2n/5 …) of customers who lie below it, and the best value is always a 5:
 * customers with equal values always have equal scores, so fifths differ in size where many are alike.
 */
export function rfmCuts(silences: ArrayLike<number>, purchases: ArrayLike<number>, revenues: ArrayLike<number> | null): RfmCuts | null {
  if (rfmRefusal(silences, purchases)) return null
  const recent = cutsOf(Float64Array.from(silences, (days) => -days))
  const often = cutsOf(Float64Array.from(purchases))
  if (!recent || !often) return null
  const known = revenues && Float64Array.from(revenues).filter((amount) => !Number.isNaN(amount))
  return {
    silence: recent.map((days) => Math.abs(days)),
    purchases: often,
    revenue: known && known.length >= LEAST_FOR_RFM ? cutsOf(known) : null,
  }
}

/** Why these customers cannot be divided into fifths: too few of them, or fewer than five different days or numbers of purchases; null when they can. */
export function rfmRefusal(silences: ArrayLike<number>, purchases: ArrayLike<number>): RfmRefusal | null {
  if (silences.length < LEAST_FOR_RFM) return 'few_customers'
  if (!hasFiveValues(silences)) return 'few_days'
  return hasFiveValues(purchases) ? null : 'few_counts'
}

/** A customer's scores by the shop's cuts. */
export function rfmOf(cuts: RfmCuts, { silence, purchases, revenue }: RfmFacts): RfmScore {
  return {
    r: 1 + cuts.silence.filter((most) => silence <= most).length,
    f: 1 + cuts.purchases.filter((least) => purchases >= least).length,
    m:
      cuts.revenue === null || revenue === null || Number.isNaN(revenue)
        ? null
        : 1 + cuts.revenue.filter((least) => revenue >= least).length,
  }
}

/** One row a recency from 1 to 5, in it one group for each strength (frequency and money together) from 1 to 5. */
export const RFM_TABLE: readonly (readonly RfmGroup[])[] = [
  ['lost', 'lost', 'at_risk', 'at_risk', 'cannot_lose'],
  ['hibernating', 'hibernating', 'at_risk', 'at_risk', 'cannot_lose'],
  ['about_to_sleep', 'about_to_sleep', 'need_attention', 'loyal', 'loyal'],
  ['promising', 'potential_loyalist', 'potential_loyalist', 'loyal', 'champions'],
  ['new', 'potential_loyalist', 'potential_loyalist', 'champions', 'champions'],
]

/** The group of a score: RFM_TABLE at its recency and its strength. */
export function rfmGroup(score: RfmScore): RfmGroup {
  return RFM_TABLE[score.r - 1]?.[rfmStrength(score) - 1] ?? 'lost'
}

/** Frequency and money together, 1 to 5: their mean, halves rounded up; frequency alone where amounts are unknown. */
export function rfmStrength({ f, m }: RfmScore): number {
  return m === null ? f : Math.floor((f + m + 1) / 2)
}

/** What each score stands for, from 5 to 1, as values that people read; a score that nobody can have is left out. `m` is null where amounts are unknown. */
export function rfmRanges(cuts: RfmCuts): Readonly<Record<'r' | 'f', readonly RfmRange[]>> & { readonly m: readonly RfmRange[] | null } {
  return {
    r: rangesOf(cuts.silence.map((most) => -most)).map(({ score, least, most }) => ({
      score,
      least: most === null ? null : Math.abs(most),
      most: least === null ? null : Math.abs(least),
    })),
    f: rangesOf(cuts.purchases),
    m: cuts.revenue && rangesOf(cuts.revenue),
  }
}

/** From 5 to 1, over whole numbers of which more is better. */
function rangesOf(leasts: readonly number[]): RfmRange[] {
  const ends = [null, ...leasts]
  const ranges = ends.map((least, at) => ({ score: at + 1, least, most: ends[at + 1] === undefined ? null : Number(ends[at + 1]) - 1 }))
  return ranges.filter(({ least, most }) => least === null || most === null || least <= most).toReversed()
}

/** The least values that take 2, 3, 4 and 5 where more is better; null with fewer than five different ones. Sorts what it is given. */
function cutsOf(values: Float64Array): number[] | null {
  if (!hasFiveValues(values)) return null
  values.sort()
  const best = values[values.length - 1] ?? 0
  return [1, 2, 3, 4].map((fifth) => leastAbove(values, fifth) ?? best)
}

/** Of sorted values, the least one below which that many fifths of them lie. */
function leastAbove(values: Float64Array, fifth: number): number | undefined {
  let at = Math.ceil((fifth * values.length) / 5)
  while (at < values.length && values[at] === values[at - 1]) at++
  return values[at]
}

function hasFiveValues(values: ArrayLike<number>): boolean {
  const seen = new Set<number>()
  for (let k = 0; k < values.length && seen.size < 5; k++) seen.add(values[k] ?? 0)
  return seen.size === 5
}
