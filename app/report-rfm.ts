import {
  RFM_GROUPS,
  rfmCuts,
  rfmGroup,
  rfmOf,
  rfmRefusal,
  type RfmCuts,
  type RfmGroup,
  type RfmRefusal,
  type RfmScore,
} from '../modules/insights/types/domain-rfm.ts'
import type { Shop } from './report-orders.ts'

/** The customers of a file by recency, frequency and money, at the end of a day. */
export interface RfmPart {
  readonly asOfDay: number
  readonly customers: number
  /** Why there are no groups; null when there are. */
  readonly refusal: RfmRefusal | null
  readonly cuts: RfmCuts | null
  /** Groups with somebody in them, best first; revenue in minor units, null where it is unknown. */
  readonly groups: readonly { readonly group: RfmGroup; readonly customers: number; readonly revenue: number | null }[]
  /** The scores of a customer; null for somebody without a purchase, or where there are no groups. */
  readonly scoreOf: (customer: number) => RfmScore | null
}

/** Scores everybody who bought until a day. */
export function rfmPart(shop: Shop, asOfDay: number): RfmPart {
  const facts = factsOf(shop, asOfDay)
  const silences = facts.map(({ silence }) => silence)
  const purchases = facts.map(({ purchases }) => purchases)
  const refusal = rfmRefusal(silences, purchases)
  const cuts = rfmCuts(silences, purchases, shop.hasAmounts ? facts.map(({ revenue }) => revenue) : null)
  const scores = new Map(
    cuts ? facts.map((each) => [each.customer, rfmOf(cuts, { ...each, revenue: shop.hasAmounts ? each.revenue : null })]) : [],
  )
  const inGroups = Map.groupBy(facts, ({ customer }) => groupOf(scores.get(customer)))
  const groups = RFM_GROUPS.flatMap((group) => {
    const members = inGroups.get(group)
    if (!members) return []
    return [{ group, customers: members.length, revenue: shop.hasAmounts ? members.reduce((sum, { revenue }) => sum + revenue, 0) : null }]
  })
  return { asOfDay, customers: facts.length, refusal, cuts, groups, scoreOf: (customer) => scores.get(customer) ?? null }
}

function groupOf(score: RfmScore | undefined): RfmGroup | null {
  return score ? rfmGroup(score) : null
}

function factsOf(shop: Shop, asOfDay: number) {
  const facts: { customer: number; silence: number; purchases: number; revenue: number }[] = []
  for (let customer = 0; customer < shop.customers; customer++) {
    const { days, amounts } = shop.historyOf(customer)
    let [purchases, revenue] = [0, 0]
    for (; purchases < days.length && days[purchases]! <= asOfDay; purchases++) revenue += amounts?.[purchases] ?? 0
    if (purchases > 0) facts.push({ customer, silence: asOfDay - days[purchases - 1]!, purchases, revenue })
  }
  return facts
}
