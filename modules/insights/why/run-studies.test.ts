import { expect, test } from 'vitest'
import { inTransaction } from '#core/context'
import { gatherProducts, recountAll } from '#modules/orders'
import { runJobs, testApp, testCtx, type TestCtx } from '#test/lab'
import { makeCustomer } from '../../customers/make.ts'
import { makeItem, makeOrder } from '../../orders/make.ts'
import { askForStudy } from './ask-for-study.ts'
import { claimStudy, sweepStudies } from './queue.ts'

const at = (day: string) => new Date(`${day}T10:00:00Z`)

/** Thirty who began with tea and came back, thirty who began with soap and did not. */
async function makeShop(ctx: TestCtx): Promise<void> {
  const buy = async (k: number) => {
    const customer = await makeCustomer(ctx, { name: `Sara ${k}` })
    const first = await makeOrder(ctx, customer, { ordered_at: at('2025-01-05'), channel: k % 2 === 0 ? 'web' : 'shop' })
    await makeItem(ctx, first, { product_code: k < 30 ? 'T1' : 'S1', product_name: k < 30 ? 'Tea' : 'Soap' })
    if (k < 30)
      await makeItem(ctx, await makeOrder(ctx, customer, { ordered_at: at('2025-02-05') }), { product_code: 'T1', product_name: 'Tea' })
  }
  await Promise.all(Array.from({ length: 60 }, (_, k) => buy(k)))
  await makeOrder(ctx, await makeCustomer(ctx), { ordered_at: at('2026-01-05') })
  await inTransaction(ctx, (ctx) => recountAll(ctx))
  await gatherProducts(ctx)
}

test('a study says what those who return have in common; asked for twice it runs once, and nobody else sees it', async () => {
  const ctx = await testCtx()
  await makeShop(ctx)
  const app = await testApp(ctx)
  const owner = app.as('owner')
  expect((await owner.get('/api/insights/why')).body).toEqual({ study: null, standing: null, content: null })
  const [one, other] = await Promise.all([owner.post('/api/insights/studies', {}), owner.post('/api/insights/studies', {})])
  expect(one).toMatchObject({ status: 202, body: { study: { state: 'waiting' } } })
  expect(other.body.study.id).toBe(one.body.study.id)
  await runJobs(app.server)
  const { study, standing, content } = (await owner.get('/api/insights/why')).body
  expect(study).toMatchObject({ id: one.body.study.id, state: 'done' })
  expect(standing).toMatchObject({ customers: 61, orders: 91, returnDays: 31, asOf: '2026-01-05' })
  expect(content.everybody).toEqual({ count: 30, of: 60 })
  const tea = content.factors.find(({ name }: { name: string }) => name === 'Tea')
  expect(tea).toMatchObject({ with: { count: 30, of: 30 }, without: { count: 0, of: 30 }, difference: 1, verdict: 'more' })
  expect(content.factors.find(({ name }: { name: string }) => name === 'web').verdict).toBe('unclear')
  expect((await owner.get('/api/insights/products?view=silence')).body.content.silence.rows[0]).toMatchObject({
    product: { name: 'Soap' },
    lastOf: 30,
  })
  const behind = {
    all: [
      { field: 'first.like', op: 'any_of', value: [`product:${tea.value}`] },
      { field: 'return_days', op: 'at_most', value: 31 },
    ],
  }
  expect((await owner.get(`/api/customers?filter=${encodeURIComponent(JSON.stringify(behind))}`)).body.total).toBe(30)
  expect((await owner.get('/api/insights/why/export?format=csv')).status).toBe(200)
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.get('/api/insights/why')).body).toEqual({ study: null, standing: null, content: null })
  expect((await stranger.delete(`/api/insights/studies/${one.body.study.id}`)).body.error.code).toBe('insights.study_not_found')
})

test('a study that was stopped, or whose process died, leaves what was found before', async () => {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  const owner = app.as('owner')
  const stateOf = async () => (await owner.get('/api/insights/studies')).body.study
  const id = await askForStudy(ctx)
  expect((await owner.delete(`/api/insights/studies/${id}`)).status).toBe(204)
  expect(await stateOf()).toMatchObject({ id, state: 'cancelled' })
  await runJobs(app.server)
  expect(await stateOf()).toMatchObject({ id, state: 'cancelled' })

  const next = await askForStudy(ctx)
  expect(await Promise.all([claimStudy(ctx), claimStudy(ctx)])).toEqual(expect.arrayContaining([{ id: next, lens: '' }, null]))
  const dies = () =>
    ctx.db
      .updateTable('insights_studies')
      .set({ heartbeat_at: new Date(Date.now() - 60_000) })
      .where('id', '=', next)
      .execute()
  await dies()
  await sweepStudies(ctx)
  expect(await stateOf()).toMatchObject({ id: next, state: 'waiting' })
  await claimStudy(ctx)
  await dies()
  await sweepStudies(ctx)
  expect(await stateOf()).toMatchObject({ id: next, state: 'failed', error: 'insights.study_interrupted' })
})
