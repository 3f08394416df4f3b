import * as z from 'zod'
import { addCustomer, addRunning, bookRules, emptyCells, historyReader } from '#domain/orders'
import type { Cells } from '#domain/orders'

/** What is folded, for which calendars, and how far: orders after `asOfDay` (local day) are left out. */
export const CellsInput = z.object({
  windowDays: z.int(),
  calendars: z.array(z.enum(['gregorian', 'persian'])),
  asOfDay: z.int(),
  expected: z.int(),
})
export type CellsInput = z.infer<typeof CellsInput>

/** Takes packed histories in chunks, and gives in the end what they come to. */
export interface HistoryFold<T> {
  readonly add: (bytes: Uint8Array) => void
  readonly end: () => T
}

/** Cells of the histories that come: the very sums that are kept of everybody, those of the period still running too. */
export function beginCells({ windowDays, calendars, asOfDay, expected }: CellsInput, tell: (share: number) => void): HistoryFold<Cells> {
  const rules = bookRules(windowDays, calendars)
  const cells = emptyCells()
  const reader = historyReader(({ history }) => {
    cut(history.days, history.amounts, asOfDay)
    cut(history.refundDays, history.refundAmounts, asOfDay)
    addCustomer(cells, history, rules, 1)
    addRunning(cells, history, rules, asOfDay)
  })
  const add = (bytes: Uint8Array) => {
    reader.push(bytes)
    tell(Math.min(1, reader.count() / Math.max(1, expected)))
  }
  return { add, end: () => cells }
}

/** Leaves out what came after the day. */
function cut(days: number[], amounts: number[] | null, asOfDay: number): void {
  let count = days.length
  while (count > 0 && days[count - 1]! > asOfDay) count--
  days.length = count
  if (amounts !== null) amounts.length = count
}
