import type { Ctx } from '#core/context'
import { summaryLine, writeSummaries } from '#modules/customers'
import { addCustomer, summaryOf, type BookRules, type Cells } from './domain.ts'
import type { CustomerHistory } from './load-histories.ts'
import { spoolBoth, type Spool } from './spool.ts'
import { historyRows, writeHistories } from './write-histories.ts'

/** What a fold leaves for each customer, put aside: lines for writeSummaries, rows for writeHistories. The caller removes both. */
export interface Folded {
  readonly summaries: Spool
  readonly histories: Spool
}

/** Adds the histories to the cells, and puts aside what is kept of each customer. */
export async function foldHistories(histories: AsyncIterable<CustomerHistory[]>, rules: BookRules, cells: Cells): Promise<Folded> {
  const [summaries, packed] = await spoolBoth(foldBatches(histories, rules, cells))
  return { summaries, histories: packed }
}

/** Replaces summaries and histories of all customers, or of those named in a temporary table, by what was folded, which is then gone. */
export async function writeFolded(ctx: Ctx, { summaries, histories }: Folded, whose: 'all' | { readonly table: string }): Promise<void> {
  try {
    await writeSummaries(ctx, summaries.read(), whose)
    await writeHistories(ctx, histories.read(), whose)
  } finally {
    await summaries.remove()
    await histories.remove()
  }
}

async function* foldBatches(
  histories: AsyncIterable<CustomerHistory[]>,
  rules: BookRules,
  cells: Cells,
): AsyncGenerator<readonly [string, Buffer]> {
  for await (const batch of histories) {
    let lines = ''
    for (const history of batch) {
      addCustomer(cells, history, rules, 1)
      const { customerId, firstAt, lastAt } = history
      lines += summaryLine({ customerId, firstAt, lastAt, ...summaryOf(history, rules) })
    }
    yield [lines, historyRows(batch)]
  }
}
