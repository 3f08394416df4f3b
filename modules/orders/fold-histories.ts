import { summaryLine } from '#modules/customers'
import { addCustomer, summaryOf, type BookRules, type Cells } from './domain.ts'
import type { CustomerHistory } from './load-histories.ts'

/** Adds the histories to the cells while their summaries pass by as lines for writeSummaries. */
export async function* foldHistories(histories: AsyncIterable<CustomerHistory[]>, rules: BookRules, cells: Cells): AsyncGenerator<string> {
  for await (const batch of histories) {
    let lines = ''
    for (const history of batch) {
      addCustomer(cells, history, rules, 1)
      const { customerId, firstAt, lastAt } = history
      lines += summaryLine({ customerId, firstAt, lastAt, ...summaryOf(history, rules) })
    }
    yield lines
  }
}
