import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { makeCustomer } from '../../customers/make.ts'
import { makeItem, makeOrder } from '../../orders/make.ts'
import { inTransaction } from '#core/context'
import { emit } from '#core/events'
import { mergeCustomers, undoMerge } from '#modules/customers'
import { recountAll } from '#modules/orders'
import { runAllReactions, runJobs, testApp, testCtx } from '#test/lab'
import type { TestCtx } from '#test/lab'
import { studyAll } from '../why/study.ts'
import { DEFAULT_THRESHOLDS, typeOf, TYPES } from './domain-types.ts'
import { beginTypes, typeFew } from './study-types.ts'
import { keepKinds } from './sum-kinds.ts'
import { typeSql } from './types-sql.ts'

const at = (month: number, day = 1) => new Date(Date.UTC(2025, month - 1, day, 10))

async function study(ctx: TestCtx): Promise<void> {
  const types = await beginTypes(ctx)
  const { names } = await studyAll(ctx, null, [types.fold])
  await types.finish(names)
  await keepKinds(ctx)
}

/** Loyal Lida buys every month, Dara twice and only on discount, Nima once and long ago. */
async function shop() {
  const ctx = await testCtx({ timeZone: 'Europe/London' })
  const lida = await makeCustomer(ctx, { name: 'Lida' })
  const dara = await makeCustomer(ctx, { name: 'Dara' })
  const nima = await makeCustomer(ctx, { name: 'Nima' })
  for (const month of [1, 2, 3, 4, 5]) {
    const order = await makeOrder(ctx, lida, { ordered_at: at(month), total: 1000n, discount: 0n })
    await makeItem(ctx, order, { product_code: `P${month}`, product_name: `Thing ${month}`, category: 'Wax' })
  }
  await makeOrder(ctx, dara, { ordered_at: at(4), total: 500n, discount: 50n })
  await makeOrder(ctx, dara, { ordered_at: at(5), total: 500n, discount: 50n })
  await makeOrder(ctx, nima, { ordered_at: at(1), total: 3000n })
  await recountAll(ctx)
  await study(ctx)
  return { ctx, app: await testApp(ctx), lida, dara, nima }
}

const rowsOf = (ctx: TestCtx) =>
  ctx.db
    .selectFrom('insights_types')
    .select(['customer_id', 'type', 'purchases', 'margin'])
    .where('workspace_id', '=', ctx.workspace.id)
    .execute()
const filterBy = (condition: object) => `filter=${encodeURIComponent(JSON.stringify(condition))}`

describe('a studied shop', async () => {
  const { ctx, app, lida, dara, nima } = await shop()
  const owner = app.as('owner')

  test('The report counts customers and their worth by stage and type', async () => {
    const { status, body } = await app.as('viewer').get('/api/insights/customers?calendar=gregorian&period=quarter')
    expect(status).toBe(200)
    expect(body).toMatchObject({ empty: false, counted: true, asOf: '2025-05-01', all: { customers: 3, revenue: '9000' } })
    const count = (rows: Record<string, unknown>[], key: string, value: string | null) => rows.find((row) => row[key] === value)?.customers
    expect(TYPES.map((type) => count(body.types, 'type', type))).toEqual([1, 1, 0, 0, 0])
    expect(count(body.types, 'type', null)).toBe(1)
    expect(count(body.stages, 'stage', 'repeat')).toBe(1)
    expect(body.revenue.map(({ period, revenue }: { period: string; revenue: object }) => ({ period, ...revenue }))).toEqual([
      { period: '2025-Q1', new: '4000', returned: '1000', repeat: '1000' },
      { period: '2025-Q2', new: '500', returned: '500', repeat: '2000' },
    ])
    expect(body.spread).toMatchObject({ customers: 3, tops: [{ percent: 1, least: '5000', customers: 1 }, {}, {}, {}] })
    // Nobody has been scored yet.
    expect(body.rfm).toBeNull()
  })

  test('Through a segment, only its customers are counted', async () => {
    const condition = { field: 'purchases', op: 'at_least', value: 5 }
    const { body: segment } = await owner.post('/api/segments', { name: 'Often', condition })
    const { body } = await owner.get(`/api/insights/customers?segment=${segment.id}`)
    expect(body).toMatchObject({ all: { customers: 1, revenue: '5000' }, spread: { customers: 1 } })
    const other = await app.otherWorkspace()
    expect((await other.as('owner').get(`/api/insights/customers?segment=${segment.id}`)).status).toBe(404)
  })

  test('A number opens exactly the customers that it counts', async () => {
    const loyal = await owner.get(`/api/customers?${filterBy({ field: 'type', op: 'is', value: 'loyal' })}&columns=type`)
    expect(loyal.body.rows.map((row: { name: string }) => row.name)).toEqual(['Lida'])
    const cheap = await owner.get(`/api/customers?${filterBy({ field: 'buying.discounted', op: 'at_least', value: 60 })}`)
    expect(cheap.body.rows.map((row: { name: string }) => row.name)).toEqual(['Dara'])
    const wax = await owner.get(`/api/customers?${filterBy({ field: 'first.category', op: 'is', value: 'Wax' })}`)
    expect(wax.body.rows.map((row: { name: string }) => row.name)).toEqual(['Lida'])
  })

  test.each(['stages', 'types', 'rfm', 'groups', 'revenue', 'spread'])('The part %s leaves as a file', async (part) => {
    const csv = await owner.get(`/api/insights/customers/export?part=${part}&format=csv&language=fa`)
    expect(csv.status).toBe(200)
    expect(csv.headers['content-type']).toContain('text/csv')
    expect((await app.as('viewer').get(`/api/insights/customers/export?part=${part}&format=csv&language=en`)).status).toBe(403)
  })

  test('A customer’s page says the type with its evidence, and what is not known yet', async () => {
    const { body } = await app.as('agent').get(`/api/insights/customers/${lida.id}/answers`)
    expect(body.type.type).toBe('loyal')
    expect(body.type.evidence).toEqual([
      {
        type: 'loyal',
        checks: [
          { fact: 'purchases', is: 'at_least', value: 5, bound: 4, met: true },
          { fact: 'irregularity', is: 'at_most', value: expect.closeTo(0.04, 1), bound: 1, met: true },
          { fact: 'discounted', is: 'at_most', value: 0, bound: 0.5, met: true },
        ],
      },
    ])
    expect(body).toMatchObject({
      expected: null,
      rfm: null,
      alike: null,
      value: { revenue: '5000', margin: '1500' },
      margin: { source: 'assumed' },
    })
    const unclear = await app.as('agent').get(`/api/insights/customers/${nima.id}/answers`)
    expect(unclear.body.type).toMatchObject({ type: null, evidence: TYPES.map((type) => ({ type })) })
    expect((await app.as('viewer').get(`/api/insights/customers/${lida.id}/answers`)).status).toBe(403)
    const other = await app.otherWorkspace()
    expect((await other.as('owner').get(`/api/insights/customers/${lida.id}/answers`)).status).toBe(404)
    expect((await other.as('owner').get('/api/insights/customers')).body).toMatchObject({ empty: true, counted: false })
  })

  test('Other thresholds are tried before they are set, and set at once', async () => {
    const preview = '/api/insights/types/preview?loyalPurchases=6'
    const { body } = await owner.get(preview)
    expect(body.now.find(({ type }: { type: string }) => type === 'loyal').customers).toBe(1)
    expect(body.asked.find(({ type }: { type: string }) => type === 'loyal').customers).toBe(0)
    expect((await owner.get('/api/insights/types/preview?loyalPurchases=2')).status).toBe(400)
    expect((await app.as('marketer').get(preview)).status).toBe(403)
  })

  test('The rules say the same in SQL', async () => {
    const values = sql`(values (null::real), (0.5::real), (0.6::real), (0.7::real), (0.9::real), (1::real))`
    const { rows } = await sql<Record<string, number | null> & { type: string | null }>`
      select k.*, ${typeSql(DEFAULT_THRESHOLDS)} as type
      from (
        select p.purchases, d.v as discounted, i.v as irregularity, r.v as repeated, y.v as variety, p.visits, p.visits * 4 / 5 as visits_without
        from (values (1, 5), (2, 0), (3, 4), (4, 10)) p (purchases, visits), ${values} d (v), ${values} i (v), ${values} r (v), ${values} y (v)
      ) k`.execute(ctx.db)
    expect(rows).toHaveLength(4 * 6 ** 4)
    for (const row of rows) {
      const { purchases, discounted, irregularity, repeated, variety, visits, visits_without } = row
      const facts = {
        purchases: purchases!,
        discounted: discounted!,
        irregularity: irregularity!,
        repeated: repeated!,
        variety: variety!,
        visits: visits!,
      }
      expect(row.type).toBe(typeOf({ ...facts, visitsWithout: visits_without! }, DEFAULT_THRESHOLDS))
    }
  })

  test('Visits without a purchase make somebody wander; the type follows purchases, merges and their undoing', async () => {
    await inTransaction(ctx, async (ctx) => {
      for (const day of [1, 2, 3, 4, 5, 6]) {
        const payload = { name: null, properties: {}, context: {}, source: 'site' }
        await emit(ctx, 'visit.paged', payload, { customerId: nima.id, occurredAt: at(4, day) })
      }
      await emit(ctx, 'order.changed', told(nima.id), { customerId: nima.id })
    })
    await runAllReactions(ctx)
    const typeNow = async (id: string) => (await rowsOf(ctx)).find(({ customer_id }) => customer_id === id)
    expect(await typeNow(nima.id)).toMatchObject({ type: 'wandering', purchases: 1 })
    const { mergeId } = await mergeCustomers(ctx, { survivorId: dara.id, absorbedId: nima.id, reason: 'chosen', evidence: [] })
    await runAllReactions(ctx)
    expect(await typeNow(dara.id)).toMatchObject({ purchases: 3 })
    expect(await typeNow(nima.id)).toBeUndefined()
    await undoMerge(ctx, mergeId)
    await runAllReactions(ctx)
    expect(await typeNow(dara.id)).toMatchObject({ purchases: 2, type: 'discount' })
    expect(await typeNow(nima.id)).toMatchObject({ purchases: 1, type: 'wandering' })
    await Promise.all([typeFew(ctx, [dara.id, nima.id]), typeFew(ctx, [nima.id, dara.id])])
    expect(await rowsOf(ctx)).toHaveLength(3)
  })

  test('Saved thresholds type everybody anew; nonsense is refused', async () => {
    const saved = await owner.put('/api/insights/settings', { thresholds: { loyalPurchases: 6 } })
    expect(saved.status).toBe(200)
    await runJobs(ctx.server)
    expect((await rowsOf(ctx)).find(({ customer_id }) => customer_id === lida.id)?.type).toBeNull()
    const { body } = await owner.get('/api/insights/customers')
    expect(body.types.find(({ type }: { type: string }) => type === 'loyal').customers).toBe(0)
    for (const thresholds of [{ loyalPurchases: 2.5 }, { discountShare: 2 }, { kindness: 1 }]) {
      expect((await owner.put('/api/insights/settings', { thresholds })).status).toBe(400)
    }
    expect((await app.as('marketer').put('/api/insights/settings', { thresholds: {} })).status).toBe(403)
  })

  test('Somebody who was erased has no type any more, and gets none at the next study', async () => {
    expect((await owner.post('/api/privacy/erasures', { customerId: lida.id, reason: 'own_wish' })).status).toBeLessThan(300)
    await study(ctx)
    expect((await rowsOf(ctx)).map(({ customer_id }) => customer_id)).not.toContain(lida.id)
  })
})

function told(customerId: string) {
  return { orderId: customerId, customerId, number: null, source: 'shop', total: null, currency: 'GBP', items: 0, fields: [] }
}
