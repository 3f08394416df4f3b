import { sql, type RawBuilder } from 'kysely'
import { columnMeets, type ColumnKind } from '#core/filters'
import type { FilterCondition, FilterField, FilterOp, FilterType } from '#core/holdings'
import { birthdayDayField, birthdayField } from './birthday-field.ts'
import { acquisitionsUsed, citiesUsed, countriesUsed, languagesUsed, membersInCharge, tagsUsed } from './choices.ts'

/** Nothing of these lies in the future. */
const WITHOUT_FUTURE: readonly FilterOp[] = ['in_last', 'not_in_last', 'in_period', 'before', 'after', 'between', 'is', 'known', 'unknown']
const COUNTED: readonly FilterOp[] = ['at_least', 'at_most', 'between', 'is', 'is_not']

/** What customers can be filtered by of what this module keeps. */
export const CUSTOMER_FILTERS: readonly FilterField[] = [
  ofCustomer('name', ['نام', 'Name'], { type: 'text', column: 'c.name' }, { ops: ['contains', 'is', 'known', 'unknown'] }),
  ofCustomer('phone', ['تلفن', 'Phone'], { type: 'text', column: 'c.phone' }, { ops: ['known', 'unknown'] }),
  ofCustomer('email', ['ایمیل', 'E-mail'], { type: 'text', column: 'c.email' }, { ops: ['known', 'unknown'] }),
  ofCustomer('country', ['کشور', 'Country'], { type: 'text', column: 'c.country' }, { choices: countriesUsed }),
  ofCustomer('city', ['شهر', 'City'], { type: 'text', column: 'c.city' }, { choices: citiesUsed }),
  ofCustomer('language', ['زبان', 'Language'], { type: 'choice', column: 'c.language' }, { choices: languagesUsed }),
  { ...ofCustomer('tags', ['برچسب', 'Tag'], { type: 'choice', column: 'c.tags' }, { choices: tagsUsed }), sql: meets('choices', 'c.tags') },
  ofCustomer(
    'kind',
    ['شخص یا کسب‌وکار', 'Person or business'],
    { type: 'choice', column: 'c.kind' },
    {
      ops: ['is'],
      choices: async () => [choice('person', 'شخص', 'Person'), choice('business', 'کسب‌وکار', 'Business')],
    },
  ),
  ofCustomer(
    'trade',
    ['نهایی یا تجاری', 'End customer or reseller'],
    { type: 'choice', column: 'c.trade' },
    {
      ops: ['is'],
      choices: async () => [choice('end', 'مشتری نهایی', 'End customer'), choice('reseller', 'مشتری تجاری', 'Reseller')],
    },
  ),
  ofCustomer('acquisition', ['راه آشنایی', 'Acquisition source'], { type: 'text', column: 'c.acquisition' }, { choices: acquisitionsUsed }),
  ofCustomer('owner', ['مسئول', 'Owner'], { type: 'choice', column: 'c.owner_id' }, { choices: membersInCharge }),
  ofCustomer('created', ['ثبت', 'Added'], { type: 'date', column: 'c.created_at' }, { ops: WITHOUT_FUTURE }),
  {
    ...ofCustomer('seen', ['آخرین بازدید', 'Last seen'], { type: 'date', column: 'c.seen_at' }, { ops: WITHOUT_FUTURE }),
    followsVisits: true,
  },
  birthdayDayField,
  birthdayField,
  ofOrders('purchases', ['تعداد خرید', 'Purchases'], { type: 'number', column: 's.purchases' }, { countsFromZero: true }),
  ofOrders('revenue', ['جمع خرید', 'Amount spent'], { type: 'money', column: 's.revenue' }),
  ofOrders('first_purchase', ['نخستین خرید', 'First purchase'], { type: 'day', column: 's.first_day' }),
  ofOrders('last_purchase', ['آخرین خرید', 'Last purchase'], { type: 'day', column: 's.last_day' }),
  ofOrders('usual_gap', ['فاصلهٔ معمول خریدها (روز)', 'Usual gap between purchases (days)'], { type: 'number', column: 's.gap_days' }),
  ofOrders('return_days', ['روز تا خرید دوم', 'Days to the second purchase'], { type: 'number', column: 's.return_days' }),
  ofOrders('refunds', ['تعداد بازپرداخت', 'Refunds'], { type: 'number', column: 's.refunds' }, { countsFromZero: true }),
  ofOrders('refunded', ['جمع بازپرداخت', 'Amount refunded'], { type: 'money', column: 's.refunded' }),
]

type Names = readonly [fa: string, en: string]
type Given = Pick<FilterField, 'ops' | 'choices'>

interface Column {
  readonly type: FilterType
  readonly column: string
}

function ofCustomer(name: string, [fa, en]: Names, { type, column }: Column, given: Given = {}): FilterField {
  const kinds = {
    text: 'text',
    number: 'number',
    money: 'money',
    date: 'instant',
    day: 'iso_day',
    choice: 'choice',
    yes_no: 'yes_no',
  } as const
  return { name, label: { fa, en }, type, may: 'customers:read', ...given, sql: meets(kinds[type], column) }
}

function meets(kind: ColumnKind, column: string): FilterField['sql'] {
  return (ctx, condition) => columnMeets(ctx, kind, sql.raw(column), condition)
}

/**
 * A number of the summary. Whoever has no orders has no summary: such a customer has bought nothing (`countsFromZero`), or the number is unknown.
 * Only where zero is meant is the column's null read as 0, so that all other conditions find buyers without looking at the rest.
 */
function ofOrders(
  name: string,
  [fa, en]: Names,
  { type, column }: Column & { readonly type: 'number' | 'money' | 'day' },
  { countsFromZero = false }: { readonly countsFromZero?: boolean } = {},
): FilterField {
  const kind = type === 'day' ? 'day_number' : type
  const buyersOnly = (condition: FilterCondition) => (countsFromZero ? !zeroMeets(condition) : !nothingMeets(condition))
  return {
    name,
    label: { fa, en },
    type,
    may: 'customers:read',
    ...(countsFromZero && { ops: COUNTED }),
    ...(type === 'day' && { ops: WITHOUT_FUTURE }),
    buyersOnly,
    sql: (ctx, condition) => {
      const value: RawBuilder<unknown> =
        countsFromZero && (condition.op === 'is_not' || !buyersOnly(condition)) ? sql`coalesce(${sql.raw(column)}, 0)` : sql.raw(column)
      return columnMeets(ctx, kind, value, condition)
    },
  }
}

function zeroMeets({ op, value }: FilterCondition): boolean {
  const [from, to = from] = Array.isArray(value) ? value.map(Number) : [Number(value)]
  if (op === 'at_least') return 0 >= (from ?? 0)
  if (op === 'at_most') return 0 <= (from ?? 0)
  if (op === 'between') return 0 >= (from ?? 0) && 0 <= (to ?? 0)
  return op === 'is_not' ? from !== 0 : from === 0
}

function nothingMeets({ op }: FilterCondition): boolean {
  return op === 'unknown' || op === 'is_not' || op === 'none_of' || op === 'not_in_last'
}

function choice(value: string, fa: string, en: string) {
  return { value, label: { fa, en } }
}
