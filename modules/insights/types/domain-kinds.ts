import { periodIndex, periodKey, periodStart, isoOfDay, type Calendar, type PeriodKind } from '#pure/calendar'
import { shareOf } from '../domain-shares.ts'
import type { KindsReport, RevenuePeriod, Worth } from './api.ts'
import type { KindSum, Part } from './domain-parts.ts'
import { RFM_GROUPS, rfmGroup, rfmRanges, type RfmCuts, type RfmGroup } from './domain-rfm.ts'
import type { Spread } from './domain-spread.ts'
import { TYPES, type TypeThresholds } from './domain-types.ts'

/** What the report is made of. */
export interface KindsFigures {
  readonly sums: Part<'sums'> | null
  readonly revenue: Part<'revenue'> | null
  readonly spread: Spread | null
  readonly cuts: RfmCuts | null
}

/** What else it depends on. */
export interface KindsOptions {
  readonly calendar: Calendar
  readonly period: PeriodKind
  readonly currency: string
  /** Local day of the last order; null when there is none. */
  readonly lastDay: number | null
  readonly hasAmounts: boolean
  readonly thresholds: TypeThresholds
}

const BUYER_STAGES = ['new', 'returned', 'repeat', 'at_risk', 'former'] as const
const SCORES = [5, 4, 3, 2, 1]

/** What kinds of customers there are and what each is worth. Every figure is defined in docs/insights.md. */
export function kindsReport({ sums, revenue, spread, cuts }: KindsFigures, options: KindsOptions): KindsReport {
  const kinds = sums?.kinds ?? []
  const all = totalOf(kinds)
  const worthOf = (among: readonly KindSum[]) => worth(totalOf(among), all)
  const asOfDay = sums?.asOfDay ?? null
  const { calendar, period, currency, thresholds, hasAmounts, lastDay } = options
  return {
    empty: lastDay === null || (sums !== null && all.customers === 0),
    counted: sums !== null,
    asOf: asOfDay === null ? null : isoOfDay(asOfDay),
    windowDays: sums?.windowDays ?? 0,
    currency,
    calendar,
    period,
    all: worth(all, all),
    stages: BUYER_STAGES.map((stage) => ({ stage, ...worthOf(kinds.filter((each) => each.stage === stage)) })),
    types: [...TYPES, null].map((type) => ({ type, ...worthOf(kinds.filter((each) => each.type === type)) })),
    thresholds: { ...thresholds },
    rfm: rfmOfKinds(kinds, cuts, worthOf),
    revenue: asOfDay === null ? [] : revenuePeriods(revenue?.[calendar] ?? [], options, asOfDay),
    spread: hasAmounts && spread ? spreadShown(spread) : null,
  }
}

function rfmOfKinds(kinds: readonly KindSum[], cuts: RfmCuts | null, worthOf: (among: readonly KindSum[]) => Worth): KindsReport['rfm'] {
  const scored = kinds.flatMap((each) => {
    const group = groupOf(each)
    return group ? [{ ...each, group }] : []
  })
  if (scored.length === 0) return null
  const cells = SCORES.flatMap((r) =>
    SCORES.toReversed().map((f) => {
      const inside = scored.filter((each) => each.r === r && each.f === f)
      return { r, f, group: commonest(inside), ...worthOf(inside) }
    }),
  )
  return {
    ranges: cuts && rfmRanges(cuts),
    cells,
    groups: RFM_GROUPS.map((group) => ({ group, ...worthOf(scored.filter((each) => each.group === group)) })),
  }
}

function groupOf({ r, f, m }: KindSum): RfmGroup | null {
  return r === null || f === null ? null : rfmGroup({ r, f, m })
}

function commonest(inside: readonly { readonly group: RfmGroup; readonly customers: number }[]): RfmGroup | null {
  const counts = RFM_GROUPS.map((group) => ({
    group,
    customers: inside.filter((each) => each.group === group).reduce((total, { customers }) => total + customers, 0),
  }))
  const most = counts.toSorted((a, b) => b.customers - a.customers)[0]
  return most && most.customers > 0 ? most.group : null
}

interface Total {
  readonly customers: number
  readonly revenue: number | null
  readonly margin: number | null
  readonly expectedValue: number | null
  readonly yearRevenue: number | null
}

/** Sums of what is known; null where nothing is. */
function totalOf(kinds: readonly KindSum[]): Total {
  const sumOf = (read: (kind: KindSum) => number | null) => {
    const known = kinds.map(read).filter((each) => each !== null)
    return known.length === 0 ? null : known.reduce((total, each) => total + each, 0)
  }
  return {
    customers: kinds.reduce((total, { customers }) => total + customers, 0),
    revenue: sumOf(({ revenue }) => revenue),
    margin: sumOf(({ margin }) => margin),
    expectedValue: sumOf(({ expectedValue }) => expectedValue),
    yearRevenue: sumOf(({ yearRevenue }) => yearRevenue),
  }
}

function worth({ customers, revenue, margin, expectedValue, yearRevenue }: Total, all: Total): Worth {
  return {
    customers,
    share: shareOf(customers, all.customers),
    revenue: minor(revenue),
    revenueShare: revenue === null || all.revenue === null ? null : shareOf(revenue, all.revenue),
    margin: minor(margin),
    expectedValue: minor(expectedValue),
    yearRevenue: minor(yearRevenue),
  }
}

/** Months gathered into periods without gaps, up to the one that `asOfDay` falls into. */
function revenuePeriods(
  months: Part<'revenue'>[Calendar],
  { calendar, period, hasAmounts }: Pick<KindsOptions, 'calendar' | 'period' | 'hasAmounts'>,
  asOfDay: number,
): RevenuePeriod[] {
  const first = months[0]
  const last = months.at(-1)
  if (!first || !last) return []
  const from = periodIndex(period, first.month)
  const inPeriod = Map.groupBy(months, ({ month }) => periodIndex(period, month))
  return Array.from({ length: periodIndex(period, last.month) - from + 1 }, (_, k) => {
    const inside = inPeriod.get(from + k) ?? []
    const orders = (nth: 0 | 1 | 2) => inside.reduce((total, each) => total + each.orders[nth], 0)
    const amount = (nth: 0 | 1 | 2) => String(inside.reduce((total, each) => total + each.amounts[nth], 0))
    return {
      period: periodKey(period, from + k),
      index: from + k,
      complete: periodStart(calendar, period, from + k + 1) <= asOfDay + 1,
      orders: { new: orders(0), returned: orders(1), repeat: orders(2) },
      revenue: hasAmounts ? { new: amount(0), returned: amount(1), repeat: amount(2) } : null,
    }
  })
}

function spreadShown({ customers, amount, tops, curve, gini }: Spread): KindsReport['spread'] {
  return {
    customers,
    tops: tops.map((top) => ({ percent: top.percent, least: String(top.least), customers: top.customers, share: top.amount / amount })),
    curve: [...curve],
    gini,
  }
}

function minor(amount: number | null): string | null {
  return amount === null ? null : String(Math.round(amount))
}
