import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { testCtx } from '#test/lab'
import type { ImportPlan } from './api.ts'
import { customerKey, lineParser } from './domain.ts'
import { bookOf, imported, undone } from './make.ts'
import { gatherOrders } from './reading/index.ts'

vi.setConfig({ testTimeout: 180_000 })

const PLAN: ImportPlan = {
  hasHeadings: true,
  columns: { customerId: 0, customerName: 1, phone: 2, orderNumber: 3, date: 4, amount: 5, status: 6, productCode: 7 },
  dateStyle: 'iso', moneyUnit: 'GBP', decimalComma: false,
}
const HEAD = ['customer', 'name', 'phone', 'order', 'date', 'amount', 'status', 'sku']

const Row = fc.record({
  customer: fc.constantFrom('c1', 'c2', 'c3'),
  name: fc.constantFrom('', 'Sara', 'Reza'),
  phone: fc.constantFrom('', '', '02079460001', '02079460002'),
  number: fc.constantFrom('', '1', '2', '3', '4'),
  day: fc.integer({ min: 1, max: 6 }),
  amount: fc.constantFrom(-7, -3, 0, 3, 5, 10),
  status: fc.constantFrom('done', 'done', 'done', 'cancelled'),
  sku: fc.constantFrom('A', 'B'),
})
const File = fc.array(Row, { minLength: 1, maxLength: 6 }).map((rows) =>
  [HEAD, ...rows.map((row) => [row.customer, row.name, row.phone, row.number, `2026-01-0${row.day}`, row.amount, row.status, row.sku])]
    .map((cells) => `${cells.join(',')}\n`)
    .join(''),
)
/** Few files, so that the same comes in again; each step brings one in, or takes back the import at this place among those that are in. */
const Story = fc.record({
  files: fc.array(File, { minLength: 2, maxLength: 3 }),
  steps: fc.array(fc.oneof({ weight: 3, arbitrary: fc.record({ file: fc.nat(2) }) }, { weight: 2, arbitrary: fc.record({ undo: fc.nat(4) }) }), { minLength: 3, maxLength: 8 }),
})

test('After any imports and undos the book is as if only the imports not undone had run.', async () => {
  const [real, ideal] = [await testCtx({ timeZone: 'Europe/London' }), await testCtx({ timeZone: 'Europe/London' })]
  const runs = fc.asyncProperty(Story, async ({ files, steps }) => {
    const standing: { id: string; file: string }[] = []
    for (const step of steps) {
      if ('file' in step) {
        const file = files[step.file % files.length] ?? ''
        standing.push({ id: (await imported(real, file, PLAN)).id, file })
      } else for (const { id } of standing.splice(step.undo % Math.max(1, standing.length), 1)) await undone(real, id)
    }
    const ideals: string[] = []
    for (const { file } of standing) ideals.push((await imported(ideal, file, PLAN)).id)
    const [was, wanted] = [await bookOf(real), await bookOf(ideal)]
    for (const { id } of standing) await undone(real, id)
    for (const id of ideals.reverse()) await undone(ideal, id)
    expect(was).toEqual(wanted)
    expect(await bookOf(real)).toEqual({ orders: [], customers: [], cells: [], summaries: [] })
  })
  await fc.assert(runs, { numRuns: 15 })
})

test('The database gathers lines into the same orders as the command line does in memory.', async () => {
  const ctx = await testCtx({ timeZone: 'Europe/London' })
  const parse = lineParser(PLAN, { timeZone: 'Europe/London', currency: 'GBP' })
  const runs = fc.asyncProperty(File, async (file) => {
    const lines = file.trim().split('\n').slice(1).flatMap((row, index) => {
      const line = parse(row.split(','), index + 2)
      return typeof line === 'string' ? [] : [line]
    })
    const gathered = await gatherOrders(lines)
    // An order whose standing lines come out negative and that has a negative paper besides is one paper in the database.
    const papers = Map.groupBy([...gathered].filter(({ number }) => number !== null), ({ number, negative }) => `${number} ${negative}`)
    const wanted = [...papers].map(([name, orders]) => {
      const first = orders.toSorted((a, b) => a.at - b.at)[0]
      const total = orders.reduce((sum, order) => sum + Math.abs(order.total ?? 0), 0)
      return { name, kind: first?.kind, customer: orders.length === 1 ? gathered.customerKey(first?.customer ?? 0) : '?', total, at: first?.at }
    })
    const { id } = await imported(ctx, file, PLAN)
    const { orders } = await bookOf(ctx)
    const found = orders.map((row) => ({ name: `${row.number} ${row.negative}`, kind: row.kind, customer: `id:${row.customer}`, total: Number(row.total), at: row.ordered_at.getTime() }))
    const numbered = found.filter(({ name }) => !name.startsWith('~'))
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    expect(numbered.toSorted(byName)).toEqual(wanted.toSorted(byName).map((order) => ({ ...order, customer: order.customer === '?' ? expect.any(String) : order.customer })))
    expect(found.length - numbered.length).toBe(lines.filter(({ number }) => number === null).length)
    expect(new Set(lines.map(customerKey)).size).toBe((await bookOf(ctx)).customers.length)
    await undone(ctx, id)
  })
  await fc.assert(runs, { numRuns: 40 })
})
