import type { Language } from '#pure/numbers'
import type { FactorRow, PairRow, ProductsReport, ProductView } from './api.ts'
import type { ProductRef } from './domain-first-products.ts'
import { factorLabel, KIND_WORDS } from './domain-why-words.ts'

type Cell = string | number | null

/** A table for other programs: plain numbers, shares between 0 and 1. */
interface WhyTable {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

const VERDICTS = {
  more: { fa: 'بیشتر', en: 'more often' },
  less: { fa: 'کمتر', en: 'less often' },
  unclear: { fa: 'نامشخص', en: 'unclear' },
  few: { fa: 'برای نتیجه‌گیری کم است', en: 'too few to tell' },
} as const

/** What distinguishes those who return. */
export function factorsTable(factors: readonly FactorRow[], language: Language): WhyTable {
  return {
    name: 'why',
    headings: {
      fa: ['نوع', 'ویژگی', 'مشتری', 'برگشته', 'نرخ بازگشت', 'دیگران', 'برگشتهٔ دیگران', 'نرخ دیگران', ...COMPARED.fa],
      en: [
        'Kind',
        'What they have in common',
        'Customers',
        'Came back',
        'Return rate',
        'Others',
        'Others who came back',
        "Others' rate",
        ...COMPARED.en,
      ],
    }[language],
    rows: factors.map((row) => [
      KIND_WORDS[row.kind][language],
      factorLabel(row, language),
      row.with.of,
      row.with.count,
      rate(row.with),
      row.without.of,
      row.without.count,
      rate(row.without),
      ...compared(row, language),
    ]),
  }
}

const COMPARED = {
  fa: ['تفاوت', 'از', 'تا', 'احتمال تصادف (تصحیح‌شده)', 'نتیجه'],
  en: ['Difference', 'From', 'To', 'Probability of chance (adjusted)', 'Verdict'],
} as const

function compared(
  { difference, low, high, p, verdict }: Omit<FactorRow, 'kind' | 'value' | 'name' | 'with' | 'without'>,
  language: Language,
): Cell[] {
  const figures = verdict === 'few' ? [null, null, null, null] : [difference, low, high, p]
  return [...figures, VERDICTS[verdict][language]]
}

/** One view of products. */
export function productsTable(content: ProductsReport['content'], view: ProductView, language: Language): WhyTable {
  return { name: `products-${view}`, headings: HEADINGS[view][language], rows: content ? ROWS[view](content, language) : [] }
}

const PRODUCT = { fa: ['کد', 'کالا'], en: ['Code', 'Product'] } as const
const PAIR = {
  fa: [
    'کد',
    'کالا',
    'کد کالای دوم',
    'کالای دوم',
    'بار با هم',
    'بار با کالای اول',
    'سهم',
    'بار با کالای دوم',
    'همهٔ بارها',
    'چند برابر',
    'از',
    'تا',
  ],
  en: [
    'Code',
    'Product',
    'Second code',
    'Second product',
    'Together',
    'With the first',
    'Share',
    'With the second',
    'All',
    'Times as often',
    'From',
    'To',
  ],
} as const
const HEADINGS: Readonly<Record<ProductView, Readonly<Record<Language, readonly string[]>>>> = {
  first: {
    fa: [...PRODUCT.fa, 'مشتری', 'برگشته', 'نرخ بازگشت', 'نرخ دیگران', ...COMPARED.fa],
    en: [...PRODUCT.en, 'Customers', 'Came back', 'Return rate', "Others' rate", ...COMPARED.en],
  },
  together: PAIR,
  next: PAIR,
  silence: {
    fa: [...PRODUCT.fa, 'خرید', 'سکوت پس از آن', 'سهم', 'سهم مورد انتظار', 'آخرین خرید مشتریان قدیمی', ...COMPARED.fa],
    en: [...PRODUCT.en, 'Purchases', 'Followed by silence', 'Share', 'Expected share', 'Last purchase of former customers', ...COMPARED.en],
  },
  refunds: {
    fa: ['کد', 'کالا', 'دسته', 'مشتری', 'پس داده', 'سهم', 'از', 'تا'],
    en: ['Code', 'Product', 'Category', 'Customers', 'Gave it back', 'Share', 'From', 'To'],
  },
}

type Content = NonNullable<ProductsReport['content']>

const ROWS: Readonly<Record<ProductView, (content: Content, language: Language) => Cell[][]>> = {
  first: ({ first }, language) =>
    (first?.rows ?? []).map((row) => [
      ...cells(row.product),
      row.with.of,
      row.with.count,
      rate(row.with),
      rate(row.without),
      ...compared(row, language),
    ]),
  together: ({ together }) => (together?.rows ?? []).map(pairCells),
  next: ({ next }) => (next?.rows ?? []).map(pairCells),
  silence: ({ silence }, language) =>
    (silence?.rows ?? []).map((row) => [
      ...cells(row.product),
      row.orders.of,
      row.orders.count,
      rate(row.orders),
      row.expected,
      row.lastOf,
      ...compared(row, language),
    ]),
  refunds: ({ refunds }) => [
    ...(refunds?.categories ?? []).map(({ category, of, count, low, high }) => [
      null,
      null,
      category,
      of,
      count,
      rate({ of, count }),
      low,
      high,
    ]),
    ...(refunds?.products ?? []).map(({ product, of, count, low, high }) => [
      ...cells(product),
      null,
      of,
      count,
      rate({ of, count }),
      low,
      high,
    ]),
  ],
}

function cells({ code, name }: ProductRef): Cell[] {
  return [code, name]
}

function pairCells({ first, second, with: those, all, lift, low, high }: PairRow): Cell[] {
  return [...cells(first), ...cells(second), those.count, those.of, rate(those), all.count, all.of, lift, low, high]
}

function rate({ count, of }: { readonly count: number; readonly of: number }): number | null {
  return of === 0 ? null : count / of
}
