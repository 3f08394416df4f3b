import type { Language } from '#pure/numbers'
import { RFM_WORDS, type RfmGroup, type RfmRefusal } from '../types/domain-rfm.ts'
import type { Part } from '../why/api.ts'
import type { ProductRef } from '../why/domain-first-products.ts'
import { FEWEST } from '../why/domain-standing.ts'
import { bar, columnsOf, heading, padEnd, padStart } from './drawing.ts'
import { INSIGHT_WORDS } from './insight-words.ts'
import type { Pen } from './style.ts'

/** Customers by recency, frequency and money. */
export interface RfmText {
  readonly customers: number
  readonly refusal: RfmRefusal | null
  readonly groups: readonly { readonly group: RfmGroup; readonly customers: number; readonly revenue: number | null }[]
}

/** The groups of customers with their shares, best first, or why there are none. */
export function rfmLines({ customers, refusal, groups }: RfmText, pen: Pen, language: Language): string[] {
  const said = INSIGHT_WORDS[language]
  if (refusal) return [heading(said.rfm, pen.canvas), `  ${said.refusals[refusal]}`]
  const revenue = groups.reduce((sum, group) => sum + (group.revenue ?? 0), 0)
  const rows = groups.map((group) => {
    const name = RFM_WORDS[group.group][language]
    const ofRevenue =
      group.revenue === null || revenue === 0 ? '' : `${pen.words.comma}${pen.percent(group.revenue / revenue)} ${said.ofRevenue}`
    const share = group.customers / customers
    return `  ${padEnd(name, WIDE)}${bar(share, 20, pen.canvas)} ${padStart(pen.percent(share), 6)}${pen.words.comma}${pen.count(group.customers)} ${said.customers}${ofRevenue}`
  })
  return [heading(said.rfm, pen.canvas), ...rows]
}

const WIDE = 24

/** What a study of products found. */
export interface ProductsText {
  readonly first: Part<'first'>
  readonly together: Part<'together'>
  readonly next: Part<'next'>
  readonly silence: Part<'silence'>
  readonly refunds: Part<'refunds'>
}

/** What stands out among products, a few rows of each view; all rows are in the other formats. */
export function productLines(part: ProductsText | 'no_products', pen: Pen, language: Language): string[] {
  const said = INSIGHT_WORDS[language]
  if (part === 'no_products') return [heading(said.products, pen.canvas), `  ${said.noProducts}`]
  const { percent, count } = pen
  const outOf = (share: { readonly count: number; readonly of: number }) => `${count(share.count)} ${said.of} ${count(share.of)}`
  const rate = (share: { readonly count: number; readonly of: number }) => percent(share.of === 0 ? null : share.count / share.of)
  const first = part.first.rows
    .filter(({ verdict }) => verdict === 'more' || verdict === 'less')
    .map((row) => {
      const sign = row.verdict === 'more' ? '+' : '−'
      return `${sign} ${named(row.product)} ${padStart(rate(row.with), 6)} (${outOf(row.with)})${pen.words.comma}${said.others} ${rate(row.without)}`
    })
  const pairs = (rows: Part<'next'>['rows'], joint: string) =>
    rows.map(
      ({ first, second, lift, with: both }) =>
        `${named(first)} ${joint} ${named(second)} ${padStart(count(lift), 5)} ${said.times} (${outOf(both)})`,
    )
  const silence = part.silence.rows
    .filter(({ verdict }) => verdict === 'more')
    .map(
      (row) =>
        `${named(row.product)} ${padStart(rate(row.orders), 6)} (${outOf(row.orders)})${pen.words.comma}${said.others} ${percent(row.expected)}`,
    )
  const refunds = part.refunds.products
    .filter(({ of, count }) => of >= FEWEST && count > 0)
    .map((row) => `${named(row.product)} ${padStart(rate(row), 6)} (${outOf(row)})`)
  const views: readonly (readonly [title: string, rows: readonly string[]])[] = [
    [said.first, first],
    [said.together, pairs(part.together.rows, '+')],
    [said.next, pairs(part.next.rows, said.followedBy)],
    [said.silence, silence],
    [said.refunds, refunds],
  ]
  return views.flatMap(([title, rows], k) => [
    ...(k === 0 ? [] : ['']),
    heading(title, pen.canvas),
    ...(rows.length === 0 ? [`  ${said.tooFew}`] : rows.slice(0, MOST_ROWS).map((row) => `  ${row}`)),
  ])
}

const MOST_ROWS = 8
const NAME = 34

/** A product's name, or code, cut to fit and filled up. */
function named({ name, code }: ProductRef): string {
  const text = name || (code ?? '')
  return padEnd(columnsOf(text) > NAME ? `${text.slice(0, NAME - 1)}…` : text, NAME)
}
