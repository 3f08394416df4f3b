import type { Condition } from '#modules/customers'

/** A list that is filtered, and in which order it is asked for. */
interface FilteredList {
  readonly name: string
  readonly condition: Condition
  readonly sort: string
}

const often: Condition = { field: 'purchases', op: 'at_least', value: 12 }
const silent: Condition = { field: 'last_purchase', op: 'not_in_last', value: 90 }
const inTehran: Condition = { field: 'city', op: 'is', value: 'تهران' }
const inSemnan: Condition = { field: 'city', op: 'is', value: 'سمنان' }
const isVip: Condition = { field: 'tags', op: 'any_of', value: ['vip'] }
const isLarge: Condition = { field: 'attribute.size', op: 'any_of', value: ['L'] }
const mayWrite: Condition = { field: 'consent.email', op: 'any_of', value: ['newsletter.granted'] }

/** What the list of customers is filtered by: of the summaries alone, of the customers alone, of other tables, and of several at once. */
export const FILTERS: readonly FilteredList[] = [
  { name: 'bought 12 times or more', condition: often, sort: '-revenue' },
  { name: 'bought 12 times or more, not lately', condition: { all: [often, silent] }, sort: '-last' },
  { name: 'revenue between', condition: { field: 'revenue', op: 'between', value: ['20000000', '30000000'] }, sort: '-purchases' },
  { name: 'of a large city', condition: inTehran, sort: '-last' },
  { name: 'of a small city', condition: inSemnan, sort: 'name' },
  { name: 'tagged', condition: isVip, sort: '-revenue' },
  { name: "by the shop's own attribute", condition: isLarge, sort: '-created' },
  { name: 'phone known', condition: { field: 'phone', op: 'known' }, sort: 'first' },
  { name: 'name contains', condition: { field: 'name', op: 'contains', value: 'کریمی 77' }, sort: '-revenue' },
  { name: 'stage', condition: { field: 'stage', op: 'any_of', value: ['at_risk'] }, sort: '-revenue' },
  { name: 'said yes to newsletters', condition: mayWrite, sort: '-last' },
  { name: 'cart left', condition: { field: 'orders.cart_left', op: 'in_last', value: 30 }, sort: '-revenue' },
  { name: 'has a note', condition: { field: 'has_note', op: 'is', value: true }, sort: '-last' },
  { name: 'all of four', condition: { all: [often, silent, inTehran, mayWrite] }, sort: '-revenue' },
  { name: 'any of three', condition: { any: [isVip, inSemnan, { all: [often, silent] }] }, sort: '-revenue' },
  { name: 'no e-mail and not lately', condition: { all: [{ field: 'email', op: 'unknown' }, silent] }, sort: '-revenue' },
]
