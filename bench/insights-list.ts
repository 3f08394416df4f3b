import type { Condition } from '#modules/customers'
import { at, someCustomers } from './page-list.ts'
import type { Page } from './pages.ts'
import type { Reader } from './served.ts'

const REPORT = '100'
const CUT = '2000'
const LIST = '300'
const PROFILE = '50'

const CALENDARS = ['gregorian', 'persian']
const PERIODS = ['month', 'quarter', 'year']

const insights = (name: string, path: string, limit = REPORT): Page => ({ name, limit, rounds: at(`/api/insights/${path}`) })

const returns = CALENDARS.flatMap((calendar) =>
  PERIODS.map((period) => insights(`return, ${calendar}, ${period}`, `return?calendar=${calendar}&period=${period}`)),
)

const exports = ['csv', 'xlsx'].map((format) => insights(`cohorts as ${format}`, `return/export?part=cohorts&format=${format}&language=en`))

const keptCohorts = ['customers', 'orders', 'revenue'].flatMap((measure) =>
  CALENDARS.map((calendar) => insights(`cohorts by month, ${calendar}, ${measure}`, `cohorts?measure=${measure}&calendar=${calendar}`)),
)

const kinds = PERIODS.map((period) => insights(`customers by kind, ${period}`, `customers?period=${period}`))

const products = ['first', 'together', 'next', 'silence', 'refunds'].map((view) => insights(`products, ${view}`, `products?view=${view}`))

const seasons = CALENDARS.flatMap((calendar) =>
  ['purchases', 'revenue', 'returns'].map((measure) =>
    insights(`seasons, ${calendar}, ${measure}`, `seasons?calendar=${calendar}&measure=${measure}`),
  ),
)

/** Everything that opening a page of Insights, or Today, asks for about everybody. */
export const DASHBOARDS: readonly Page[] = [
  insights('today', 'today'),
  ...returns,
  ...exports,
  { name: 'activity window', limit: REPORT, rounds: at('/api/orders/window') },
  ...keptCohorts,
  insights('expected', 'expected'),
  insights('expected, forecast as csv', 'expected/export?part=forecast&format=csv&language=en'),
  insights('latest fits', 'fits/latest'),
  insights('settings', 'settings'),
  ...kinds,
  insights('kinds as xlsx', 'customers/export?part=rfm&format=xlsx&language=fa'),
  insights('why', 'why'),
  ...products,
  insights('latest study', 'studies'),
  ...seasons,
  insights('goals', 'goals'),
  insights('the month', 'monthly'),
  insights('readers of the month', 'monthly/readers'),
  {
    name: 'personal answers',
    limit: PROFILE,
    rounds: async (read: Reader) => (await someCustomers(read)).map((id) => [`/api/insights/customers/${id}/answers`]),
  },
]

/** Whatever is counted while somebody waits: cuts that nothing was counted ahead for, and pages seen through a segment. */
export function cuts(segment: string): readonly Page[] {
  const cut = (name: string, path: string) => insights(name, path, CUT)
  return [
    cut('cohorts by day, customers', 'cohorts?grain=day'),
    cut('cohorts by week, revenue', 'cohorts?grain=week&measure=revenue'),
    cut('cohorts by quarter, customers, persian', 'cohorts?grain=quarter&calendar=persian'),
    cut('cohorts by year, customers', 'cohorts?grain=year'),
    cut('cohorts by month, margin', 'cohorts?measure=margin'),
    cut('cohorts of one year, by month', 'cohorts?from=2025-01-01&to=2025-12-31'),
    cut('cohorts by source, revenue', 'cohorts?by=source&measure=revenue'),
    cut('cohorts by product of the first purchase', 'cohorts?by=first_product'),
    cut('cohorts by segment', 'cohorts?by=segment'),
    cut('cohorts by month, of the segment', `cohorts?segment=${segment}`),
    cut('cohorts by week, revenue, of the segment', `cohorts?grain=week&measure=revenue&segment=${segment}`),
    cut('return, of the segment', `return?segment=${segment}`),
    cut('customers by kind, of the segment', `customers?segment=${segment}`),
    cut('seasons, of the segment', `seasons?segment=${segment}`),
    cut('weekday habits of everybody', 'seasons/habits'),
    cut('what other thresholds would make of everybody', 'types/preview?loyalPurchases=5'),
  ]
}

const BEHIND: readonly { readonly name: string; readonly condition: Condition }[] = [
  { name: 'a type', condition: { field: 'type', op: 'any_of', value: ['loyal'] } },
  { name: 'no type', condition: { field: 'type', op: 'unknown' } },
  { name: 'a group by recency, frequency and money', condition: { field: 'insights.rfm_group', op: 'any_of', value: ['champions'] } },
  { name: 'still customers by 80 to 90 %', condition: { field: 'insights.still_customer', op: 'between', value: [80, 90] } },
  { name: 'due in 30 days', condition: { field: 'insights.next_purchase', op: 'in_next', value: 30 } },
  { name: 'expected to be worth much', condition: { field: 'insights.expected_value', op: 'at_least', value: '50000000' } },
  { name: 'margin so far', condition: { field: 'buying.margin', op: 'at_least', value: '5000000' } },
  { name: 'began on a Friday', condition: { field: 'first.like', op: 'any_of', value: ['weekday:5'] } },
  { name: 'began with a small purchase', condition: { field: 'first.like', op: 'any_of', value: ['value:1'] } },
]

/** Lists that the numbers of those pages open, each with its count. */
export const PEOPLE: readonly Page[] = BEHIND.map(({ name, condition }) => ({
  name: `people: ${name}`,
  limit: LIST,
  rounds: at(`/api/customers?filter=${encodeURIComponent(JSON.stringify(condition))}`),
}))
