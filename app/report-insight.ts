import { histogramQuantile, type Cells } from '#domain/orders'
import type { GatheredOrders } from '../modules/imports/reading/index.ts'
import { writeCustomers } from './report-customers.ts'
import { expectedOf, type ExpectedPart } from './report-expected.ts'
import type { ItemGathering } from './report-items.ts'
import type { ReportOptions } from './report-options.ts'
import { historiesOf, type Shop } from './report-orders.ts'
import { productsPart, type ProductsPart } from './report-products.ts'
import { rfmPart, type RfmPart } from './report-rfm.ts'

/** What was asked for beyond the return report; each is null when it was not. */
export interface Insight {
  readonly expected: ExpectedPart | null
  readonly rfm: RfmPart | null
  /** 'no_products' when the file does not name any. */
  readonly products: ProductsPart | 'no_products' | null
  /** Where the lines about customers were written. */
  readonly customersFile: string | null
}

/** What insight is gained from. */
export interface InsightSource {
  readonly orders: GatheredOrders
  readonly items: ItemGathering | null
  readonly shop: Shop
  readonly cells: Cells
  readonly asOfDay: number
  readonly windowDays: number
  readonly currency: string
}

/** Whether lines have to be kept, which only some questions need. */
export function needsItems({ products, customersFile }: Pick<ReportOptions, 'products' | 'customersFile'>): boolean {
  return products || customersFile !== null
}

/** Answers what was asked for; the file of customers is written on the way. What is written about customers stands at the end of the calibration. */
export async function insightOf(source: InsightSource, options: ReportOptions): Promise<Insight> {
  const { orders, items, shop, asOfDay, currency } = source
  const asked = { histories: historiesOf(orders, asOfDay), asOfDay, currency, hasAmounts: shop.hasAmounts }
  const expected = expectedOf(asked, options)
  const customersDay = expected?.asOfDay ?? asOfDay
  const rfm = options.rfm || options.customersFile !== null ? rfmPart(shop, customersDay) : null
  if (options.customersFile !== null && expected && rfm && items) {
    const nameOf = (customer: number) => orders.customerKey(customer).replace(/^\w+:/, '')
    await writeCustomers(options.customersFile, { expected, rfm, studied: items.customers(orders, customersDay), nameOf })
  }
  const products =
    options.products && items ? (productsPart(items.customers(orders, asOfDay), standingOf(source, options)) ?? 'no_products') : null
  return { expected, rfm: options.rfm ? rfm : null, products, customersFile: options.customersFile }
}

function standingOf({ cells, asOfDay, windowDays }: InsightSource, { calendar }: ReportOptions) {
  const returnDays = histogramQuantile(cells.gapReturn, 0.75)
  return { asOfDay, windowDays, returnDays: returnDays === null ? null : Math.max(1, Math.ceil(returnDays)), calendar }
}
