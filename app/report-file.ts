import type { SkipReason } from '#api/imports'
import type { ReturnReport } from '#api/insights'
import { invalid } from '#core/errors'
import { lineParser } from '#domain/imports'
import { returnReport } from '#domain/insights'
import { unitOfMoney } from '#pure/money'
import type { MoneyDisplay } from '#pure/money'
import { dataRows, NO_CURRENCY, openTable, recogniseFile, startGathering } from '../modules/imports/reading/index.ts'
import { insightOf, needsItems, type Insight } from './report-insight.ts'
import { startItems } from './report-items.ts'
import { countShop, shopOf } from './report-orders.ts'
import type { ReportOptions } from './report-options.ts'

/** A report with the story of the rows it was made from. */
export interface FileReport {
  readonly report: ReturnReport
  readonly source: {
    readonly rows: number
    readonly used: number
    readonly skipped: readonly { readonly reason: SkipReason; readonly rows: number }[]
  }
  /** 'toman' when the file's amounts are in Toman. */
  readonly moneyDisplay: MoneyDisplay
  /** False when neither the caller nor the file says which currency the amounts are in. */
  readonly namesCurrency: boolean
  /** Null when nothing beyond the return report was asked for, or the file has no order. */
  readonly insight: Insight | null
}

/** Reads a file of orders and makes its return report in memory; an AppError says why it cannot. */
export async function reportOfFile(options: ReportOptions): Promise<FileReport> {
  const table = await openTable(options.file)
  const unit = options.currency ?? undefined
  const { plan, problems } = await recogniseFile(table, { columns: options.columns, moneyUnit: unit, currency: unit ?? NO_CURRENCY })
  if (problems[0] !== undefined) throw invalid(`imports.${problems[0]}`)
  const { currency } = unitOfMoney(plan.moneyUnit)
  const parse = lineParser(plan, { timeZone: options.timeZone, currency })
  const gathering = startGathering()
  const items = needsItems(options) ? startItems() : null
  const skipped = new Map<SkipReason, number>()
  let rows = 0
  let used = 0
  for await (const batch of dataRows(table, plan)) {
    for (const [k, cells] of batch.rows.entries()) {
      const line = parse(cells, batch.lines[k] ?? 0)
      rows++
      if (typeof line === 'string') skipped.set(line, (skipped.get(line) ?? 0) + 1)
      else {
        used++
        const order = gathering.add(line)
        items?.add(line, order)
      }
    }
  }
  const orders = gathering.orders()
  const shop = shopOf(orders, options.asOfDay)
  const asOfDay = shop.lastDay === null ? null : (options.asOfDay ?? shop.lastDay)
  const { cells, windowDays, suggested } = countShop(shop, asOfDay ?? 0, options.windowDays)
  const report = returnReport(cells, {
    asOfDay,
    calendar: options.calendar,
    period: options.period,
    currency,
    hasAmounts: shop.hasAmounts,
    stale: false,
    window: { days: windowDays, source: options.windowDays === null ? 'suggested' : 'set', suggested },
  })
  const isAsked = options.model !== null || options.rfm || options.products
  const source = { orders, items, shop, cells, windowDays, currency }
  const insight = isAsked && asOfDay !== null ? await insightOf({ ...source, asOfDay }, options) : null
  const reasons = [...skipped].map(([reason, rows]) => ({ reason, rows })).toSorted((a, b) => b.rows - a.rows)
  return {
    report,
    source: { rows, used, skipped: reasons },
    moneyDisplay: plan.moneyUnit === 'IRT' ? 'toman' : 'rial',
    namesCurrency: currency !== NO_CURRENCY,
    insight,
  }
}
