import { expect, test } from 'vitest'
import { testCtx } from '#test/lab'
import { CustomersBehind } from '#api/customers'
import type { Ctx } from '#core/context'
import { firstMonthOfPeriod } from '#pure/calendar'
import { countCustomers } from '../customers/list/list-customers.ts'
import { makeCustomer } from '../customers/make.ts'
import { customersAt, lineRange, pastGapDays, returnDueDays, type Cells, type Line } from './domain.ts'
import { findBook } from './book.ts'
import { makeOrder } from './make.ts'
import { recountAll } from './recount-all.ts'
import { readCells } from './read-cells.ts'

const CALENDARS = ['gregorian', 'persian'] as const
const PERIODS = ['month', 'quarter', 'year'] as const

/** A shop of 40 customers over three years, some of whom come back often, some never, some only to return things. */
async function shop(seed: number): Promise<{ ctx: Ctx; cells: Cells; asOf: number; windowDays: number }> {
  const ctx = await testCtx({ timeZone: seed % 2 === 0 ? 'Asia/Tehran' : 'America/New_York' })
  let state = seed
  const draw = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below
  for (let k = 0; k < 40; k++) {
    const customer = await makeCustomer(ctx)
    let at = Date.UTC(2022, 0, 1) + draw(1000) * 86_400_000 + draw(24) * 3_600_000
    for (let n = draw(6) === 0 ? 0 : 1 + draw(1 + draw(14)); n > 0; n--) {
      await makeOrder(ctx, customer, { ordered_at: new Date(at), kind: draw(12) === 0 ? 'refund' : 'purchase', total: BigInt(draw(1000)) })
      at += draw(4) === 0 ? 0 : draw(1 + draw(150)) * 86_400_000
    }
  }
  await recountAll(ctx)
  const book = await findBook(ctx)
  return { ctx, cells: await readCells(ctx), asOf: book?.lastDay ?? 0, windowDays: book?.windowDays ?? 0 }
}

const behind = (ctx: Ctx, text: string) => countCustomers(ctx, { behind: CustomersBehind.parse(text) })
const sum = (line: Line, from: number, to: number) => {
  let total = 0
  for (let x = from; x <= to; x++) total += customersAt(line, x)
  return total
}
const range = (line: Line) => lineRange(line) ?? { first: 0, last: -1 }

test.each([11, 12, 13])('every number opens exactly the customers that it counts (shop %i)', async (seed) => {
  const { ctx, cells, asOf, windowDays } = await shop(seed)
  for (let n = 1; n <= 11; n++) expect([n, await behind(ctx, `purchases:${n}`)]).toEqual([n, customersAt(cells.nth, n)])
  expect(await behind(ctx, 'purchases:2:3')).toBe(customersAt(cells.nth, 2) - customersAt(cells.nth, 4))
  expect(await behind(ctx, 'returned-in:0:30')).toBe(sum(cells.gapReturn, 0, 30))
  expect(await behind(ctx, 'returned-in:31:200')).toBe(sum(cells.gapReturn, 31, 200))
  expect(await behind(ctx, `first-day:${asOf - 300}:${asOf}`)).toBe(sum(cells.day, asOf - 300, asOf))
  expect(await behind(ctx, `second-day:${asOf - 300}:${asOf}`)).toBe(sum(cells.dayReturn, asOf - 300, asOf))

  for (const { from, to } of [pastGapDays(asOf, windowDays), pastGapDays(asOf - 100, 200)]) {
    expect(await behind(ctx, `past-gap:${from}:${to}`)).toBe(sum(cells.dueRepeat, from, to))
  }
  for (const { from, to } of [returnDueDays(asOf, { q1: 10, q3: 80 }), returnDueDays(asOf, { q1: 0, q3: 900 })]) {
    expect(await behind(ctx, `return-due:${from}:${to}`)).toBe(sum(cells.dueFirst, from, to))
  }
})

test.each([21, 22])('every cohort and its months open the customers that they count (shop %i)', async (seed) => {
  const { ctx, cells } = await shop(seed)
  for (const calendar of CALENDARS) {
    for (const [month, line] of cells[calendar].cohort) {
      expect(await behind(ctx, `cohort:${calendar}:${month}`)).toBe(customersAt(line, 0))
      for (let k = 0; k <= range(line).last + 2; k++) {
        expect([month, k, await behind(ctx, `cohort:${calendar}:${month}:${k}`)]).toEqual([month, k, customersAt(line, k)])
      }
    }
  }
})

test.each([31, 32])('every part of every period opens the customers that it counts (shop %i)', async (seed) => {
  const { ctx, cells, asOf, windowDays } = await shop(seed)
  for (const calendar of CALENDARS) {
    const { current, kept, gained, running } = cells[calendar]
    for (const period of PERIODS) {
      const now = [...running[period]][0]
      if (!now) throw new Error('a shop with orders has a running period')
      const part = (index: number, name: string, end = '') => behind(ctx, `retention:${calendar}:${period}:${index}:${name}${end}`)
      const all = async (index: number, end = '') => ({
        start: await part(index, 'start', end),
        end: await part(index, 'end', end),
        new: await part(index, 'new', end),
        retained: await part(index, 'retained', end),
        wonBack: await part(index, 'wonBack', end),
        lost: await part(index, 'lost', end),
      })
      for (let index = now[0] - 4; index < now[0]; index++) {
        const start = customersAt(current, firstMonthOfPeriod(period, index))
        const end = customersAt(current, firstMonthOfPeriod(period, index + 1))
        const counted = { start, end, new: customersAt(gained[period], index), retained: customersAt(kept[period], index) }
        const rest = { wonBack: end - counted.new - counted.retained, lost: start - counted.retained }
        expect([calendar, period, index, await all(index)]).toEqual([calendar, period, index, { ...counted, ...rest }])
      }
      const start = customersAt(current, firstMonthOfPeriod(period, now[0]))
      const [end, gainedNow, retained] = [0, 1, 2].map((y) => customersAt(now[1], y))
      expect([calendar, period, await all(now[0], `:${asOf}:${windowDays}`)]).toEqual([
        calendar,
        period,
        { start, end, new: gainedNow, retained, wonBack: end! - gainedNow! - retained!, lost: start - retained! },
      ])
    }
  }
})

test('a number that nobody wrote is refused', async () => {
  const ctx = await testCtx()
  for (const text of [
    'purchases',
    'purchases:x',
    'cohort:julian:3',
    'past-gap',
    'past-gap:1',
    'retention:persian:month:1:all',
    'everyone:1:2',
  ]) {
    await expect(countCustomers(ctx, { behind: text })).rejects.toThrow('customers.unknown_filter')
  }
})
