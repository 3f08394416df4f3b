import { minorToDecimal } from '#pure/money'
import type { ExpectedPart, ExpectedReport, ForecastWeek, RecordedWeek } from './api.ts'

type Language = 'fa' | 'en'
type Cell = string | number | null

/** Headings of exported tables; {money} is where one names the currency. */
const HEADINGS: Readonly<Record<ExpectedPart, Readonly<Record<Language, readonly string[]>>>> = {
  forecast: {
    en: ['From', 'To', 'Orders', 'Low (95%)', 'High (95%)', 'Revenue{money}', 'Low (95%){money}', 'High (95%){money}'],
    fa: ['از', 'تا', 'سفارش‌ها', 'کران پایین (۹۵٪)', 'کران بالا (۹۵٪)', 'فروش{money}', 'کران پایین (۹۵٪){money}', 'کران بالا (۹۵٪){money}'],
  },
  record: {
    en: ['Forecast on', 'From', 'To', 'Expected orders', 'Low (95%)', 'High (95%)', 'Orders', 'Expected revenue{money}', 'Revenue{money}'],
    fa: [
      'روز پیش‌بینی',
      'از',
      'تا',
      'سفارش مورد انتظار',
      'کران پایین (۹۵٪)',
      'کران بالا (۹۵٪)',
      'سفارش‌ها',
      'فروش مورد انتظار{money}',
      'فروش{money}',
    ],
  },
  rehearsal: {
    en: ['Forecast on', 'From', 'To', 'Expected orders', 'Low (95%)', 'High (95%)', 'Orders', 'Expected revenue{money}', 'Revenue{money}'],
    fa: [
      'روز پیش‌بینی',
      'از',
      'تا',
      'سفارش مورد انتظار',
      'کران پایین (۹۵٪)',
      'کران بالا (۹۵٪)',
      'سفارش‌ها',
      'فروش مورد انتظار{money}',
      'فروش{money}',
    ],
  },
  alive: {
    en: ['Still a customer from (%)', 'to (%)', 'Customers'],
    fa: ['هنوز مشتری از (٪)', 'تا (٪)', 'مشتریان'],
  },
  values: {
    en: ['Expected value from{money}', 'to{money}', 'Customers', 'Expected value together{money}'],
    fa: ['ارزش مورد انتظار از{money}', 'تا{money}', 'مشتریان', 'ارزش مورد انتظار روی هم{money}'],
  },
  byCount: {
    en: ['Repeat purchases before', 'Customers', 'Mean purchases after', 'Mean expected'],
    fa: ['خریدهای دوباره پیش از آن', 'مشتریان', 'میانگین خرید پس از آن', 'میانگین مورد انتظار'],
  },
  byPeriod: {
    en: ['Up to', 'Repeat purchases so far', 'Expected so far'],
    fa: ['تا روز', 'خریدهای دوباره تا آن روز', 'مورد انتظار تا آن روز'],
  },
  parameters: {
    en: ['Model', 'Parameter', 'Value', 'Standard error', 'Log-likelihood', 'Customers'],
    fa: ['مدل', 'پارامتر', 'مقدار', 'خطای معیار', 'لگاریتم درست‌نمایی', 'مشتریان'],
  },
}

/** One part of the page as a table for other programs: plain numbers, money in whole units of the currency. */
export function expectedTable(
  report: ExpectedReport,
  { part, language }: { readonly part: ExpectedPart; readonly language: Language },
): { readonly name: string; readonly headings: string[]; readonly rows: Cell[][] } {
  const money = report.spend === null ? '' : ` (${report.currency})`
  return {
    name: `expected-${part.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    headings: HEADINGS[part][language].map((heading) => heading.replace('{money}', money)),
    rows: ROWS[part](report),
  }
}

const ROWS: Readonly<Record<ExpectedPart, (report: ExpectedReport) => Cell[][]>> = {
  forecast: ({ forecast, currency }) => forecast.map((week) => forecastRow(week, currency)),
  record: ({ record, currency }) => record.map((week) => recordedRow(week, currency)),
  rehearsal: ({ rehearsal, currency }) => rehearsal.map((week) => recordedRow(week, currency)),
  alive: ({ alive }) => alive.map(({ least, most, customers }) => [least, most, customers]),
  values: ({ values, currency }) =>
    values.map(({ least, most, customers, value }) => [major(least, currency), major(most, currency), customers, major(value, currency)]),
  byCount: ({ validation }) =>
    (validation?.byCount ?? []).map(({ x, orMore, customers, actual, expected }) => [orMore ? `${x}+` : x, customers, actual, expected]),
  byPeriod: ({ validation }) => (validation?.byPeriod ?? []).map(({ end, actual, expected }) => [end, actual, expected]),
  parameters: ({ candidates, spend }) => [
    ...candidates.flatMap(({ name, parameters, standardErrors, logLikelihood, customers }) =>
      Object.entries(parameters).map(([key, value]) => [name, key, value, standardErrors[key] ?? null, logLikelihood, customers]),
    ),
    ...(spend
      ? SPEND.map((key) => ['gamma-gamma', key, spend[key], spend.standardErrors[key] ?? null, spend.logLikelihood, spend.customers])
      : []),
  ],
}

const SPEND = ['p', 'q', 'v'] as const

function forecastRow({ from, to, orders, revenue }: ForecastWeek, currency: string): Cell[] {
  const amounts = [revenue?.expected, revenue?.low, revenue?.high].map((minor) => major(minor ?? null, currency))
  return [from, to, orders.expected, orders.low, orders.high, ...amounts]
}

function recordedRow({ madeOn, from, to, orders, revenue, ...week }: RecordedWeek, currency: string): Cell[] {
  const amounts = [revenue?.expected ?? null, week.actualRevenue].map((minor) => major(minor, currency))
  return [madeOn, from, to, orders.expected, orders.low, orders.high, week.actualOrders, ...amounts]
}

function major(minor: string | null, currency: string): number | null {
  return minor === null ? null : Number(minorToDecimal(minor, currency))
}
