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
  dateStyle: 'iso',
  moneyUnit: 'GBP',
  decimalComma: false,
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
const Rows = fc.array(Row, { minLength: 1, maxLength: 6 })
const fileOf = (
  rows: readonly {
    customer: string
    name: string
    phone: string
    number: string
    day: number
    amount: number
    status: string
    sku: string
  }[],
) =>
  [HEAD, ...rows.map((row) => [row.customer, row.name, row.phone, row.number, `2026-01-0${row.day}`, row.amount, row.status, row.sku])]
    .map((cells) => `${cells.join(',')}\n`)
    .join('')
const File = Rows.map(fileOf)
/** Few files, so that the same comes in again; each step brings one in, or takes back the import at this place among those that are in. */
const Story = fc.record({
  files: fc.array(File, { minLength: 2, maxLength: 3 }),
  steps: fc.array(
    fc.oneof({ weight: 3, arbitrary: fc.record({ file: fc.nat(2) }) }, { weight: 2, arbitrary: fc.record({ undo: fc.nat(4) }) }),
    { minLength: 3, maxLength: 8 },
  ),
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
  await fc.assert(runs, { numRuns: 10 })
})

/** Comes out negative and gives back later as well, among other lines: one refund, not two. */
const Overturned = fc
  .record({ rest: fc.array(Row, { maxLength: 4 }), first: Row, below: Row, later: Row })
  .chain(({ rest, first, below, later }) =>
    fc.shuffledSubarray(
      [
        ...rest,
        { ...first, number: '1', day: 2, amount: 3, status: 'done' },
        { ...below, number: '1', day: 2, amount: -7, status: 'done' },
        { ...later, number: '1', day: 5, amount: -3 },
      ],
      { minLength: rest.length + 3 },
    ),
  )

test('The database gathers lines into the same orders as the command line does in memory.', async () => {
  const ctx = await testCtx({ timeZone: 'Europe/London' })
  const runs = fc.asyncProperty(fc.oneof({ weight: 2, arbitrary: Rows }, { weight: 1, arbitrary: Overturned }), async (rows) => {
    const file = fileOf(rows)
    const lines = linesOf(file)
    const gathered = await gatherOrders(lines)
    const wanted = [...gathered]
      .filter(({ number }) => number !== null)
      .map(({ number, negative, kind, customer, total, at }) => ({
        name: `${number} ${negative}`,
        kind,
        customer: gathered.customerKey(customer),
        total: Math.abs(total ?? 0),
        at,
      }))
    const { id } = await imported(ctx, file, PLAN)
    const { orders, customers } = await bookOf(ctx)
    const found = orders.map((row) => ({
      name: `${row.number} ${row.negative}`,
      kind: row.kind,
      customer: `id:${row.customer}`,
      total: Number(row.total),
      at: row.ordered_at.getTime(),
    }))
    const numbered = found.filter(({ name }) => !name.startsWith('~'))
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    expect(numbered.toSorted(byName)).toEqual(wanted.toSorted(byName))
    expect(found.length - numbered.length).toBe(lines.filter(({ number }) => number === null).length)
    expect(new Set(lines.map(customerKey)).size).toBe(customers.length)
    await undone(ctx, id)
  })
  await fc.assert(runs, { numRuns: 25 })
})

/** Named by number, by phone, by e-mail, by name, or by several of them; each row is an order of its own. */
const Named = fc.array(
  fc.record({
    customer: fc.constantFrom('', '', 'c1', 'c2'),
    name: fc.constantFrom('Sara', 'Reza'),
    phone: fc.constantFrom('', '02079460001', '02079460002'),
    email: fc.constantFrom('', 'a@example.com', 'b@example.com'),
  }),
  { minLength: 2, maxLength: 7 },
)

test('The database finds the same people behind phones and e-mails as the command line does in memory.', async () => {
  const ctx = await testCtx({ timeZone: 'Europe/London' })
  const plan: ImportPlan = { ...PLAN, columns: { customerId: 0, customerName: 1, phone: 2, email: 3, orderNumber: 4, date: 5, amount: 6 } }
  const runs = fc.asyncProperty(Named, async (people) => {
    const file = [
      'customer,name,phone,email,order,date,amount',
      ...people.map(({ customer, name, phone, email }, k) => `${customer},${name},${phone},${email},${k},2026-01-05,10`),
      '',
    ].join('\n')
    const gathered = await gatherOrders(linesOf(file, plan))
    const inMemory = [...gathered].toSorted((a, b) => Number(a.number) - Number(b.number)).map(({ customer }) => customer)
    const { id } = await imported(ctx, file, plan)
    const rows = await ctx.db.selectFrom('orders').select(['customer_id', 'number']).execute()
    const inDatabase = rows.toSorted((a, b) => Number(a.number) - Number(b.number)).map(({ customer_id }) => customer_id)
    expect(inMemory.map((who) => inMemory.indexOf(who))).toEqual(inDatabase.map((who) => inDatabase.indexOf(who)))
    await undone(ctx, id)
  })
  await fc.assert(runs, { numRuns: 25 })
})

function linesOf(file: string, plan = PLAN) {
  const parse = lineParser(plan, { timeZone: 'Europe/London', currency: 'GBP' })
  return file
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((row, index) => {
      const line = parse(row.split(','), index + 2)
      return typeof line === 'string' ? [] : [line]
    })
}
