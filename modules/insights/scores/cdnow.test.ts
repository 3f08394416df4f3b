import { readFileSync } from 'node:fs'
import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { inTransaction } from '#core/context'
import { recountAll } from '#modules/orders'
import { runJobs, testApp, testCtx } from '#test/lab'

test('fit', async () => {
  const ctx = await testCtx({ currency: 'USD', timeZone: 'UTC' })
  const lines = readFileSync('/work/shared/data/cdnow/CDNOW_sample.txt', 'utf8')
    .trim()
    .split('\n')
    .map((l) => l.trim().split(/\s+/))
    .filter((l) => Number(l[2]) <= 19970930)
  const ids = new Map<string, string>()
  for (const l of lines) if (!ids.has(l[1]!)) ids.set(l[1]!, randomUUIDv7())
  await inTransaction(ctx, async (ctx) => {
    await sql`insert into customers (workspace_id, id, name, search, created_at) select ${ctx.workspace.id}::uuid, u, 'x', 'x', now() from unnest(${[...ids.values()]}::uuid[]) u`.execute(
      ctx.db,
    )
    await sql`insert into orders (workspace_id, id, customer_id, source, number, negative, kind, ordered_at, total, currency)
      select ${ctx.workspace.id}::uuid, o.id, o.c, 'import', o.id::text, false, case when o.total = 0 then 'free' else 'purchase' end, o.at, o.total, 'USD'
      from unnest(${lines.map(() => randomUUIDv7())}::uuid[], ${lines.map((l) => ids.get(l[1]!))}::uuid[], ${lines.map((l) => `${l[2]!.slice(0, 4)}-${l[2]!.slice(4, 6)}-${l[2]!.slice(6)}T12:00:00Z`)}::timestamptz[], ${lines.map((l) => Math.round(Number(l[4]) * 100))}::int8[]) o (id, c, at, total)`.execute(
      ctx.db,
    )
  })
  await recountAll(ctx)
  const app = await testApp(ctx)
  const owner = app.as('owner')
  expect((await owner.post('/api/insights/fits')).status).toBe(202)
  let t = performance.now()
  await runJobs(app.server)
  console.log('jobs', performance.now() - t)
  t = performance.now()
  const { body, status } = await owner.get('/api/insights/expected')
  console.log(status, performance.now() - t, JSON.stringify(body, null, 1).slice(0, 9000))
}, 60000)
