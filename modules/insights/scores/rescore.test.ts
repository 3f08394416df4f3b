import fc from 'fast-check'
import { expect, test } from 'vitest'
import { incoming, makeOrder } from '../../orders/make.ts'
import { mergeCustomers, rootsOf, undoMerge } from '#modules/customers'
import { customerIdAt, loadHistoryColumns, recordOrders } from '#modules/orders'
import { runAllReactions, runJobs, testApp, testCtx, type TestCtx } from '#test/lab'
import { NOTHING, scoreHistories } from './domain-score.ts'
import { askForFit } from './ask-for-fit.ts'
import { makeShop, randomCustomers, START } from './make.ts'
import { recountCells } from './score-cells.ts'
import { standingFit } from './standing-fit.ts'

const day = (n: number) => new Date((START + n) * 86_400_000 + 43_200_000)
const cells = (ctx: TestCtx) => ctx.db.selectFrom('insights_score_cells').selectAll().orderBy('kind').orderBy('x').execute()

/** The scores of everybody from scratch, by the fit that stands. */
async function fromScratch(ctx: TestCtx) {
  const fit = await standingFit(ctx)
  const histories = await loadHistoryColumns(ctx)
  const scores = scoreHistories(fit!.judge, histories)
  const float = (value: number) => (Number.isNaN(value) ? null : value)
  const whole = (value: number) => (value === NOTHING ? null : value)
  const rows = Array.from({ length: histories.count }, (_, k) => ({
    customer_id: customerIdAt(histories, k),
    p_alive: float(scores.alive[k]!),
    expected_90: float(scores.expected90[k]!),
    next_day: whole(scores.nextDay[k]!),
    expected_value: float(scores.expectedValue[k]!),
    rfm: `${scores.r[k]}${scores.f[k]}${scores.m[k]}`,
  }))
  return rows.toSorted((a, b) => (a.customer_id < b.customer_id ? -1 : 1))
}

async function stored(ctx: TestCtx) {
  const rows = await ctx.db.selectFrom('insights_scores').selectAll().orderBy('customer_id').execute()
  return rows.map(({ customer_id, p_alive, expected_90, next_day, expected_value, r, f, m }) => ({
    customer_id,
    p_alive: p_alive === null ? null : Math.fround(p_alive),
    expected_90: expected_90 === null ? null : Math.fround(expected_90),
    next_day,
    expected_value: expected_value === null ? null : Number(expected_value),
    rfm: `${r ?? 0}${f ?? 0}${m ?? 0}`,
  }))
}

async function expectRightScores(ctx: TestCtx): Promise<void> {
  expect(await stored(ctx)).toEqual(await fromScratch(ctx))
  const kept = await cells(ctx)
  await recountCells(ctx, (await standingFit(ctx))!.content.valueEdges)
  expect(kept).toEqual(await cells(ctx))
}

const happening = fc.record({
  who: fc.nat(59),
  other: fc.nat(59),
  what: fc.constantFrom('buys', 'buys', 'buys', 'cancels', 'merges', 'parts'),
  on: fc.integer({ min: 0, max: 500 }),
  total: fc.integer({ min: 1, max: 100_000 }),
})

test('Whatever happens between fits, scores and their sums are what they would be from scratch', async () => {
  const ctx = await testCtx({ timeZone: 'UTC' })
  const { server } = await testApp(ctx)
  const ids = await makeShop(ctx, randomCustomers(60))
  await askForFit(ctx)
  await runJobs(server)
  await expectRightScores(ctx)
  let number = 0
  const merges: string[] = []
  const placed: ReturnType<typeof incoming>[] = []
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 8 }), async (happenings) => {
      for (const { who, other, what, on, total } of happenings) {
        const customer = { id: ids[who]! }
        const rootOf = async (id: string) => (await rootsOf(ctx, [id])).get(id) ?? id
        const last = placed.at(-1)
        const merge = merges.at(-1)
        if (what === 'buys') {
          const word = incoming(ctx, customer, {
            number: String(number++),
            orderedAt: day(on),
            saidAt: day(on),
            total: BigInt(total),
            customerId: await rootOf(customer.id),
          })
          placed.push(word)
          await recordOrders(ctx, [word])
        } else if (what === 'cancels' && last)
          await recordOrders(ctx, [{ ...last, customerId: await rootOf(last.profileId), saidAt: day(600 + number++), state: 'cancelled' }])
        else if (what === 'merges') {
          const asked = { survivorId: customer.id, absorbedId: ids[other]!, reason: 'chosen', evidence: [] } as const
          const made = await mergeCustomers(ctx, asked).catch(() => null)
          if (made) merges.push(made.mergeId)
        } else if (what === 'parts' && merge) {
          merges.pop()
          await undoMerge(ctx, merge)
        }
      }
      await runAllReactions(ctx)
      await expectRightScores(ctx)
    }),
    { numRuns: 6, endOnFailure: true },
  )
})

test('Whoever buys while a fit computes is scored by what they bought, and told of', async () => {
  const ctx = await testCtx({ timeZone: 'UTC' })
  const { server } = await testApp(ctx)
  const [first = ''] = await makeShop(ctx, randomCustomers(60))
  await askForFit(ctx)
  await runJobs(server)
  await askForFit(ctx)
  const fitting = runJobs(server)
  await recordOrders(ctx, [incoming(ctx, { id: first }, { orderedAt: day(400), saidAt: day(400), total: 700n })])
  await fitting
  await runAllReactions(ctx)
  await expectRightScores(ctx)
  const told = await ctx.db.selectFrom('events').select('payload').where('name', '=', 'insights.scored').execute()
  expect(told.map(({ payload }) => payload)).toContainEqual({ customerIds: [first] })
})

test('What is expected of a person is told to them and goes with them', async () => {
  const ctx = await testCtx({ timeZone: 'UTC' })
  const { server } = await testApp(ctx)
  const ids = await makeShop(ctx, randomCustomers(60))
  await askForFit(ctx)
  await runJobs(server)
  const holding = ctx.holdings.find(({ module }) => module === 'insights')
  const [id = ''] = ids
  expect((await holding?.tell?.(ctx, [id]))?.expected).toMatchObject([{ stillCustomer: expect.any(Number), group: expect.any(String) }])
  expect((await holding?.erase?.(ctx, [id]))?.deleted).toMatchObject({ scores: 1 })
  await ctx.db.updateTable('customers').set({ erased_at: new Date() }).where('id', '=', id).execute()
  await makeOrder(ctx, { id }, { ordered_at: day(1) })
  await askForFit(ctx)
  await runJobs(server)
  expect((await stored(ctx)).map(({ customer_id }) => customer_id)).toEqual(ids.toSorted().filter((each) => each !== id))
})
