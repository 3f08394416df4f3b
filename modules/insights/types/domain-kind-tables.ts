import type { TableWords } from '../domain-tables.ts'
import { majorUnits } from '../domain-tables.ts'
import type { KindsPart, KindsReport, Worth } from './api.ts'
import { RFM_WORDS } from './domain-rfm.ts'
import { TYPE_WORDS } from './domain-types.ts'

type Cell = string | number | null

/** One part of the report as a table for other programs: plain numbers, shares between 0 and 1, money in major units. */
export interface KindsTable {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A part of the report as a table with headings in the language. */
export function kindsTable(report: KindsReport, part: KindsPart, { language }: TableWords): KindsTable {
  const worth = WORTH[language].map((heading) => heading.replace('{money}', ` (${report.currency})`))
  const money = (heading: string) => heading.replace('{money}', ` (${report.currency})`)
  const rowsOf = (each: Worth): Cell[] => worthRow(each, report.currency)
  const name = `customers-${part}`
  const say = (words: { readonly fa: string; readonly en: string }) => words[language]
  if (part === 'stages') {
    return { name, headings: [say(STAGE), ...worth], rows: report.stages.map((each) => [say(STAGES[each.stage]), ...rowsOf(each)]) }
  }
  if (part === 'types') {
    const rows = report.types.map((each): Cell[] => [say(each.type === null ? NO_TYPE : TYPE_WORDS[each.type]), ...rowsOf(each)])
    return { name, headings: [say(TYPE), ...worth], rows }
  }
  if (part === 'rfm') {
    const rows = report.rfm?.cells.map((each): Cell[] => [each.r, each.f, each.group && say(RFM_WORDS[each.group]), ...rowsOf(each)]) ?? []
    return { name, headings: [say(RECENCY), say(FREQUENCY), say(GROUP), ...worth], rows }
  }
  if (part === 'groups') {
    const rows = report.rfm?.groups.map((each): Cell[] => [say(RFM_WORDS[each.group]), ...rowsOf(each)]) ?? []
    return { name, headings: [say(GROUP), ...worth], rows }
  }
  if (part === 'revenue') return { name, headings: REVENUE[language].map(money), rows: revenueRows(report) }
  const rows = report.spread?.curve.map((share, percent): Cell[] => [percent / 100, share]) ?? []
  return { name, headings: [...SPREAD[language]], rows }
}

function worthRow({ customers, share, revenue, revenueShare, margin, expectedValue, yearRevenue }: Worth, currency: string): Cell[] {
  const amount = (minor: string | null) => majorUnits(minor, currency)
  return [customers, share, amount(revenue), revenueShare, amount(margin), amount(expectedValue), amount(yearRevenue)]
}

function revenueRows({ revenue, currency }: KindsReport): Cell[][] {
  return revenue.map(({ period, orders, revenue: paid }) => [
    period,
    orders.new,
    orders.returned,
    orders.repeat,
    majorUnits(paid?.new ?? null, currency),
    majorUnits(paid?.returned ?? null, currency),
    majorUnits(paid?.repeat ?? null, currency),
  ])
}

const WORTH = {
  en: [
    'Customers',
    'Share',
    'Revenue{money}',
    'Share of revenue',
    'Margin so far{money}',
    'Expected value{money}',
    'Revenue of the last year{money}',
  ],
  fa: ['مشتری', 'سهم', 'درآمد{money}', 'سهم از درآمد', 'سود تاکنون{money}', 'ارزش مورد انتظار{money}', 'درآمد یک سال گذشته{money}'],
} as const
const REVENUE = {
  en: [
    'Period',
    'First purchases',
    'Second purchases',
    'Later purchases',
    'Revenue of first purchases{money}',
    'Revenue of second purchases{money}',
    'Revenue of later purchases{money}',
  ],
  fa: ['دوره', 'خرید اول', 'خرید دوم', 'خرید بعدی', 'درآمد خرید اول{money}', 'درآمد خرید دوم{money}', 'درآمد خریدهای بعدی{money}'],
} as const
const SPREAD = {
  en: ['Share of customers, those who spent most first', 'Share of revenue'],
  fa: ['سهم از مشتری‌ها، از پرخریدترین', 'سهم از درآمد'],
} as const
const STAGE = { en: 'Stage', fa: 'مرحله' } as const
const TYPE = { en: 'Type', fa: 'نوع' } as const
const GROUP = { en: 'Group', fa: 'گروه' } as const
const RECENCY = { en: 'Recency (5: latest)', fa: 'تازگی (۵: تازه‌ترین)' } as const
const FREQUENCY = { en: 'Frequency (5: most often)', fa: 'تکرار (۵: بیشترین)' } as const
const NO_TYPE = { en: 'No clear type', fa: 'بدون نوع روشن' } as const
const STAGES = {
  new: { en: 'New', fa: 'تازه' },
  returned: { en: 'Returned', fa: 'بازگشته' },
  repeat: { en: 'Repeat', fa: 'تکراری' },
  at_risk: { en: 'At risk', fa: 'در خطر رفتن' },
  former: { en: 'Former', fa: 'پیشین' },
} as const
