import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { runJobs, testApp, testCtx, type TestCtx } from '#test/lab'
import { bookOf, imported } from './make.ts'
import { runQueued } from './run-import.ts'

// The work is done in a thread of its own, whose start takes a second on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const HEAD = 'customer_id,order_number,date,amount'
const TWO_ORDERS = `${HEAD}\nc1,1,2026-01-05,10\nc1,2,2026-02-05,10\n`
const NOTHING = { orders: [], customers: [], cells: [], summaries: [] }

test('An import is taken back after the request, and says so.', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const { id, finishedAt } = await imported(ctx, TWO_ORDERS)
  expect((await owner.delete(`/api/imports/${id}`)).status).toBe(204)
  expect((await owner.get(`/api/imports/${id}`)).body).toMatchObject({ status: 'undoing', error: null })
  expect((await bookOf(ctx)).orders).toHaveLength(2)
  expect((await owner.delete(`/api/imports/${id}/run`)).body.error.code).toBe('imports.not_running')
  await runJobs(ctx.server)
  const { body } = await owner.get(`/api/imports/${id}`)
  expect(body).toMatchObject({ status: 'undone', progress: null, error: null })
  expect(Date.parse(body.finishedAt)).toBeGreaterThan(Date.parse(finishedAt ?? ''))
  expect(await bookOf(ctx)).toEqual(NOTHING)
  expect(await undoneEvents(ctx)).toEqual([{ importId: id, customers: 1, orders: 2 }])
  expect((await owner.delete(`/api/imports/${id}`)).status).toBe(204)
  expect((await owner.get(`/api/imports/${id}`)).status).toBe(404)
})

test('Of two who take the same import back at once, both are heard and it is taken back once.', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const { id } = await imported(ctx, TWO_ORDERS)
  const answers = await Promise.all([owner.delete(`/api/imports/${id}`), owner.delete(`/api/imports/${id}`)])
  expect(answers.map(({ status }) => status)).toEqual([204, 204])
  await Promise.all([runQueued(ctx.server, ctx.workspace.id), runQueued(ctx.server, ctx.workspace.id)])
  await runJobs(ctx.server)
  expect((await owner.get(`/api/imports/${id}`)).body.status).toBe('undone')
  expect(await undoneEvents(ctx)).toHaveLength(1)
  expect(await bookOf(ctx)).toEqual(NOTHING)
})

test('While another import runs, taking one back waits for its turn without holding the page up.', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const { id } = await imported(ctx, TWO_ORDERS)
  const text = [HEAD, ...Array.from({ length: 50_000 }, (_, k) => `d${k % 5000},${k + 10},2026-01-05,10`)].join('\n')
  const { import: received } = (await owner.upload('/api/imports', 'a.csv', text)).body
  await owner.put(`/api/imports/${received.id}/run`)
  const status = async (which: string) => (await owner.get(`/api/imports/${which}`)).body.status
  const running = runQueued(ctx.server, ctx.workspace.id)
  while ((await owner.get(`/api/imports/${received.id}`)).body.progress === null) await sleep(10)
  await owner.delete(`/api/imports/${id}`)
  await runJobs(ctx.server)
  expect([await status(received.id), await status(id)]).toEqual(['running', 'undoing'])
  await running
  expect([await status(received.id), await status(id)]).toEqual(['done', 'undone'])
  expect((await bookOf(ctx)).orders).toHaveLength(50_000)
})

test('What cannot be taken back stays as it was, and may be tried again.', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const { id } = await imported(ctx, TWO_ORDERS)
  const before = await bookOf(ctx)
  await sql`alter table customers_changes rename to customers_changes_away`.execute(ctx.db)
  await owner.delete(`/api/imports/${id}`)
  await runJobs(ctx.server)
  expect((await owner.get(`/api/imports/${id}`)).body).toMatchObject({ status: 'done', error: 'imports.undo_failed', progress: null })
  expect(await bookOf(ctx)).toEqual(before)
  await sql`alter table customers_changes_away rename to customers_changes`.execute(ctx.db)
  await owner.delete(`/api/imports/${id}`)
  await runJobs(ctx.server)
  expect((await owner.get(`/api/imports/${id}`)).body).toMatchObject({ status: 'undone', error: null })
})

test('A file that was never brought in leaves the list at once.', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const { import: received } = (await owner.upload('/api/imports', 'a.csv', TWO_ORDERS)).body
  expect((await owner.delete(`/api/imports/${received.id}`)).status).toBe(204)
  expect((await owner.get('/api/imports')).body.rows).toEqual([])
})

async function undoneEvents(ctx: TestCtx): Promise<unknown[]> {
  const { rows } = await sql<{ payload: unknown }>`select payload from events where name = 'import.undone'`.execute(ctx.db)
  return rows.map(({ payload }) => payload)
}

test('A customer about whom members wrote something stays when the import that brought them is taken back.', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const lines = [1, 2, 3, 4].map((k) => `c${k},${k},2026-01-05,10`)
  const { id } = await imported(ctx, [HEAD, ...lines].join('\n'))
  const { rows } = (await owner.get('/api/customers')).body
  const idOf = (externalId: string) => rows.find((row: { externalId: string }) => row.externalId === externalId).id
  await owner.post(`/api/customers/${idOf('c1')}/notes`, { text: 'Call her before noon.' })
  await owner.post(`/api/customers/${idOf('c2')}/dates`, { label: 'Wedding', date: '2015-05-01', calendar: 'gregorian' })
  await owner.post(`/api/customers/${idOf('c3')}/consents`, {
    purpose: 'newsletter',
    channel: 'email',
    state: 'denied',
    note: 'On the phone',
  })
  await owner.delete(`/api/imports/${id}`)
  await runJobs(ctx.server)
  const left = (await owner.get('/api/customers')).body.rows
  expect(left.map((row: { id: string }) => row.id).toSorted()).toEqual(['c1', 'c2', 'c3'].map((key) => String(idOf(key))).toSorted())
  expect((await owner.get(`/api/customers/${idOf('c1')}/notes`)).body.rows).toMatchObject([{ text: 'Call her before noon.' }])
})
