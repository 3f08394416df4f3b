import { majorUnits, type ReportTable } from '#domain/insights'
import { isoOfDay } from '#pure/calendar'
import type { Language } from '#pure/numbers'
import { INSIGHT_WORDS, MODEL_TITLES } from '../modules/insights/text-report/insight-words.ts'
import { RFM_WORDS } from '../modules/insights/types/domain-rfm.ts'
import { PRODUCT_VIEWS } from '../modules/insights/why/api.ts'
import { productsTable } from '../modules/insights/why/domain-why-tables.ts'
import type { ExpectedPart } from './report-expected.ts'
import type { Insight } from './report-insight.ts'
import type { RfmPart } from './report-rfm.ts'

/** What was asked for beyond the return report as tables for other programs: plain numbers, money in major units. */
export function insightTables({ expected, rfm, products }: Insight, currency: string, language: Language): ReportTable[] {
  const said = INSIGHT_WORDS[language]
  const studied = products === null || products === 'no_products' ? null : products
  return [
    ...(expected ? [modelTable(expected, language), ...validationTables(expected, language)] : []),
    ...(rfm ? [rfmTable(rfm, currency, language)] : []),
    ...(studied ? PRODUCT_VIEWS.map((view) => ({ ...productsTable(studied, view, language), title: said[view] })) : []),
  ]
}

const WORDS = {
  en: {
    figures: ['Figure', 'Value', 'Standard error'],
    logLikelihood: 'Log-likelihood',
    customers: 'Customers',
    unit: 'Unit of time',
    spendLikelihood: 'Spending: log-likelihood',
    byCount: ['Repeat purchases before', 'Customers', 'Expected', 'Made'],
    byPeriod: ['Last day', 'Expected', 'Made', 'Expected so far', 'Made so far'],
    groups: ['Group', 'Customers', 'Revenue'],
    validation: { totals: 'Totals', mae: 'Mean absolute error', correlation: 'Correlation' },
  },
  fa: {
    figures: ['شاخص', 'مقدار', 'خطای معیار'],
    logLikelihood: 'لگاریتم درست‌نمایی',
    customers: 'مشتریان',
    unit: 'یکای زمان',
    spendLikelihood: 'مبلغ خرید: لگاریتم درست‌نمایی',
    byCount: ['خریدهای تکراری پیشین', 'مشتریان', 'انتظار', 'خرید شد'],
    byPeriod: ['آخرین روز', 'انتظار', 'خرید شد', 'انتظار تا آن روز', 'خرید تا آن روز'],
    groups: ['گروه', 'مشتریان', 'فروش'],
    validation: { totals: 'جمع', mae: 'میانگین قدر مطلق خطا', correlation: 'همبستگی' },
  },
} as const

function modelTable({ fitted, spend, unit }: ExpectedPart, language: Language): ReportTable {
  const words = WORDS[language]
  const said = INSIGHT_WORDS[language]
  const parameters = Object.entries(fitted.parameters).map(([key, value]) => [key, value, fitted.standardErrors[key] ?? null])
  const spending = spend
    ? [
        ...(['p', 'q', 'v'] as const).map((key) => [`${said.spend}: ${key}`, spend[key], spend.standardErrors[key]]),
        [words.spendLikelihood, spend.logLikelihood, null],
      ]
    : []
  return {
    name: 'model',
    title: said.expected,
    headings: words.figures,
    rows: [
      [said.model, fitted.state === 'ok' ? MODEL_TITLES[fitted.name] : said.states[fitted.state], null],
      [words.unit, said.unit[unit], null],
      [words.customers, fitted.customers, null],
      ...parameters,
      [words.logLikelihood, fitted.logLikelihood, null],
      ...spending,
    ],
  }
}

function validationTables({ validation }: ExpectedPart, language: Language): ReportTable[] {
  if (!validation) return []
  const words = WORDS[language]
  const title = INSIGHT_WORDS[language].validation
  const { byCount, byPeriod, expected, actual, customers, mae, correlation } = validation
  const { totals } = words.validation
  return [
    {
      name: 'validation-by-count',
      title,
      headings: words.byCount,
      rows: [
        ...byCount.map((row) => [row.x === 7 ? '7+' : row.x, row.customers, row.expected, row.actual]),
        [totals, customers, expected, actual],
        [words.validation.mae, null, mae, null],
        [words.validation.correlation, null, correlation, null],
      ],
    },
    {
      name: 'validation-by-period',
      title: `${title} (${words.byPeriod[0]})`,
      headings: words.byPeriod,
      rows: byPeriod.map((row) => [isoOfDay(row.end), row.expected, row.actual, row.expectedSoFar, row.actualSoFar]),
    },
  ]
}

function rfmTable({ groups }: RfmPart, currency: string, language: Language): ReportTable {
  const money = (minor: number | null) => (minor === null ? null : majorUnits(String(minor), currency))
  return {
    name: 'rfm',
    title: INSIGHT_WORDS[language].rfm,
    headings: WORDS[language].groups,
    rows: groups.map((row) => [RFM_WORDS[row.group][language], row.customers, money(row.revenue)]),
  }
}
