import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { runJobs, testApp, testCtx } from '#test/lab'
import { bookOf, imported, undone } from './make.ts'
import { runQueued } from './run-import.ts'

// An import runs in a thread of its own, whose start takes a second on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const HEAD = 'customer_id,order_number,date,amount'

test('The sample shop comes in with the figures that its publishers found.', { timeout: 120_000 }, async () => {
  const ctx = await testCtx({ timeZone: 'Europe/London', currency: 'IRR' })
  const app = await testApp(ctx)
  const owner = app.as('owner')
  const started = await owner.post('/api/imports/sample')
  expect(started.status).toBe(202)
  await runJobs(ctx.server)
  const { body } = await owner.get(`/api/imports/${started.body.id}`)
  expect(body).toMatchObject({
    status: 'done',
    progress: null,
    result: { rows: 406_829, used: 406_829, skipped: [], orders: { created: 22_190 }, refunds: 3654 },
  })
  const report = await owner.get('/api/insights/return')
  expect(report.body).toMatchObject({
    customers: 4338,
    orders: 18_532,
    revenue: '891140790',
    returned: 2845,
    refunds: 3654,
    refunded: '61134209',
    currency: 'GBP',
  })
})

test('The same file again changes nothing, and a corrected one corrects.', async () => {
  const ctx = await testCtx()
  const text = `${HEAD}\nc1,1,2026-01-05,10\nc2,2,2026-01-06,20\nc1,3,2026-02-05,30\n`
  expect((await imported(ctx, text)).result).toMatchObject({ orders: { created: 3, changed: 0, same: 0 }, customers: { created: 2 } })
  const before = await bookOf(ctx)
  expect((await imported(ctx, text)).result).toMatchObject({ orders: { created: 0, changed: 0, same: 3 }, customers: { created: 0 } })
  expect(await bookOf(ctx)).toEqual(before)

  const corrected = await imported(ctx, text.replace('c2,2,2026-01-06,20', 'c1,2,2026-01-06,25'))
  expect(corrected.result).toMatchObject({ orders: { created: 0, changed: 1, same: 2 } })
  const after = await bookOf(ctx)
  expect(after.orders).toContainEqual(expect.objectContaining({ number: '2', customer: 'c1', total: 2500n }))
  expect(after.summaries).toEqual([expect.objectContaining({ external_id: 'c1', purchases: 3, revenue: 6500n })])

  await undone(ctx, corrected.id)
  expect(await bookOf(ctx)).toEqual(before)
})

test('Lines of one order are gathered, and what goes back later is a refund of it.', async () => {
  const ctx = await testCtx()
  await imported(
    ctx,
    [
      `${HEAD},sku,quantity,status`,
      'c1,1,2026-01-05,10,A,1,completed',
      'c2,2,2026-01-05,7,A,1,completed',
      'c1,1,2026-01-05,5,B,2,completed',
      'c1,1,2026-01-09,-4,B,-1,completed',
      'c3,3,2026-01-09,9,B,1,cancelled',
      'c2,4,2026-01-09,0,B,1,completed',
      'c2,5,2026-01-10,-3,A,-1,completed',
      '',
    ].join('\n'),
  )
  const { orders } = await bookOf(ctx)
  expect(orders).toMatchObject([
    {
      number: '1',
      negative: false,
      kind: 'purchase',
      total: 1500n,
      items: [
        [1, 'A', 1, 1000],
        [2, 'B', 2, 500],
      ],
    },
    { number: '1', negative: true, kind: 'refund', total: 400n, refund_of: '1', items: [[1, 'B', -1, -400]] },
    { number: '2', negative: false, kind: 'purchase', total: 700n },
    { number: '3', negative: false, kind: 'refund', total: 900n, refund_of: null },
    { number: '4', negative: false, kind: 'free', total: 0n },
    { number: '5', negative: true, kind: 'refund', total: 300n, refund_of: null },
  ])
})

test('An order that is cancelled in a later file stays one paper and is no purchase any more.', async () => {
  const ctx = await testCtx()
  await imported(ctx, `${HEAD},status\nc1,1,2026-01-05,10,processing\nc1,2,2026-01-06,10,processing\n`)
  await imported(ctx, `${HEAD},status\nc1,1,2026-01-05,10,cancelled\n`)
  const { orders, summaries } = await bookOf(ctx)
  expect(orders).toMatchObject([
    { number: '1', kind: 'refund' },
    { number: '2', kind: 'purchase' },
  ])
  expect(summaries).toMatchObject([{ purchases: 1, revenue: 1000n, refunds: 1 }])
})

test('A file without amounts counts purchases and knows no money, also one without order numbers.', async () => {
  const ctx = await testCtx()
  const text = 'customer_id,date\nc1,2026-01-05\nc1,2026-02-05\nc2,2026-02-06\nc2,2026-02-06\n'
  expect((await imported(ctx, text)).result).toMatchObject({ orders: { created: 4 } })
  expect((await imported(ctx, text)).result).toMatchObject({ orders: { created: 0, same: 4 } })
  expect((await bookOf(ctx)).summaries).toMatchObject([
    { external_id: 'c1', purchases: 2, revenue: null },
    { external_id: 'c2', purchases: 2, revenue: null },
  ])
})

test('Rows that cannot be read are left out, counted, listed and given back as a file.', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const done = await imported(ctx, `${HEAD}\nc1,1,2026-01-05,10\n,2,2026-01-05,10\nc1,3,2026-01-45,10\nc1,4,2026-01-05,"=ten, or so"\n`)
  expect(done.result).toMatchObject({ rows: 4, used: 1 })
  const skipped = await owner.get(`/api/imports/${done.id}/skipped`)
  expect(skipped.body).toEqual({
    total: 3,
    rows: [
      { line: 3, reason: 'no_customer', cells: ['', '2', '2026-01-05', '10'] },
      { line: 4, reason: 'bad_date', cells: ['c1', '3', '2026-01-45', '10'] },
      { line: 5, reason: 'bad_amount', cells: ['c1', '4', '2026-01-05', '=ten, or so'] },
    ],
  })
  const file = await owner.get(`/api/imports/${done.id}/skipped/file`)
  expect(file.text.split('\r\n')[3]).toBe(`5,bad_amount,c1,4,2026-01-05,"'=ten, or so"`)
})

test('Files of Iranian shops come in by upload: Windows-1256, Jalali dates, Toman.', async () => {
  const ctx = await testCtx({ currency: 'IRR' })
  const owner = (await testApp(ctx)).as('owner')
  const rows = Array.from(
    { length: 30 },
    (_, k) => `${100 + k};سارا ${k};0912123${4000 + k};1402/01/${String(k + 1).padStart(2, '0')};125000`,
  )
  const text = ['شماره سفارش;نام مشتری;موبایل;تاریخ;مبلغ (تومان)', ...rows].join('\r\n')
  const answer = await owner.upload('/api/imports', 'سفارش‌ها.csv', windows1256(text))
  expect(answer.status).toBe(201)
  expect(answer.body.preview).toMatchObject({ encoding: 'windows-1256', delimiter: ';', plan: { moneyUnit: 'IRT' }, problems: [] })
  expect((await owner.put(`/api/imports/${answer.body.import.id}/run`)).status).toBe(202)
  await runJobs(ctx.server)
  const { rows: orders } = await sql`
    select o.total, o.ordered_at, c.name, c.phone from orders o join customers c on c.id = o.customer_id where number = '100'`.execute(
    ctx.db,
  )
  expect(orders).toEqual([{ total: 1_250_000n, ordered_at: new Date('2023-03-20T20:30:00Z'), name: 'سارا 0', phone: '+989121234000' }])
})

test('A file in another currency is refused when there are orders, and sets the currency when there are none.', async () => {
  const ctx = await testCtx({ currency: 'IRR' })
  const owner = (await testApp(ctx)).as('owner')
  const upload = async (text: string) => (await owner.upload('/api/imports', 'a.csv', text)).body
  const first = await upload('customer_id,order_number,date,amount USD\nc1,1,2026-01-05,10\nc1,2,2026-01-06,10\n')
  expect(first.preview).toMatchObject({ plan: { moneyUnit: 'USD' }, problems: [] })
  await owner.put(`/api/imports/${first.import.id}/run`)
  await runJobs(ctx.server)
  expect((await ctx.db.selectFrom('workspaces').select('currency').executeTakeFirstOrThrow()).currency).toBe('USD')
  const second = await upload('customer_id,order_number,date,amount GBP\nc1,1,2026-01-05,10\nc1,2,2026-01-06,10\n')
  expect(second.preview.problems).toEqual(['other_currency'])
  expect((await owner.put(`/api/imports/${second.import.id}/run`)).body.error.code).toBe('imports.other_currency')
})

test('Columns that somebody settled are remembered for files with the same headings.', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const text = 'x,y,z,w\nc1,1,2026-01-05,10\nc2,2,2026-01-06,20\n'
  const first = (await owner.upload('/api/imports', 'a.csv', text)).body
  const plan = { ...first.preview.plan, hasHeadings: true, columns: { customerId: 0, orderNumber: 1, date: 2, amount: 3 } }
  const preview = await owner.put(`/api/imports/${first.import.id}/plan`, plan)
  expect(preview.body).toMatchObject({ problems: [], rows: [{ customer: 'c1', number: '1', amount: '1000' }, { customer: 'c2' }] })
  await owner.put(`/api/imports/${first.import.id}/run`)
  const second = (await owner.upload('/api/imports', 'b.csv', text)).body
  expect(second.preview).toMatchObject({ remembered: true, plan: { columns: plan.columns } })
})

test('Stopping an import takes all of it back.', { timeout: 60_000 }, async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const text = [HEAD, ...Array.from({ length: 200_000 }, (_, k) => `c${k % 5000},${k},2026-01-05,10`)].join('\n')
  const { import: received } = (await owner.upload('/api/imports', 'a.csv', text)).body
  await owner.put(`/api/imports/${received.id}/run`)
  const running = runQueued(ctx.server, ctx.workspace.id)
  while ((await owner.get(`/api/imports/${received.id}`)).body.status === 'queued') await sleep(20)
  expect((await owner.delete(`/api/imports/${received.id}/run`)).status).toBe(204)
  await running
  expect((await owner.get(`/api/imports/${received.id}`)).body).toMatchObject({ status: 'cancelled', progress: null, result: null })
  expect(await bookOf(ctx)).toMatchObject({ orders: [], customers: [], cells: [] })
})

test('Two imports at once come in one after the other.', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  for (const number of [1, 2]) {
    const { import: received } = (
      await owner.upload('/api/imports', 'a.csv', `${HEAD}\nc1,${number},2026-01-05,10\nc1,9,2026-01-06,${number}\n`)
    ).body
    await owner.put(`/api/imports/${received.id}/run`)
  }
  await Promise.all([runQueued(ctx.server, ctx.workspace.id), runQueued(ctx.server, ctx.workspace.id)])
  await runQueued(ctx.server, ctx.workspace.id)
  const { rows } = (await owner.get('/api/imports')).body
  expect(rows.map((row: { status: string }) => row.status)).toEqual(['done', 'done'])
  expect((await bookOf(ctx)).orders).toMatchObject([{ number: '1' }, { number: '2' }, { number: '9', total: 200n }])
})

test('Another workspace and roles without the right see and do nothing.', async () => {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  const { id } = await imported(ctx, `${HEAD}\nc1,1,2026-01-05,10\nc1,2,2026-02-05,10\n`)
  const stranger = (await app.otherWorkspace()).as('owner')
  for (const path of ['', '/preview', '/skipped', '/skipped/file'])
    expect((await stranger.get(`/api/imports/${id}${path}`)).status).toBe(404)
  expect((await stranger.put(`/api/imports/${id}/run`)).status).toBe(404)
  expect((await stranger.delete(`/api/imports/${id}`)).status).toBe(404)
  expect((await stranger.delete(`/api/imports/${id}/run`)).status).toBe(404)
  expect((await app.as('marketer').get(`/api/imports/${id}`)).status).toBe(200)
  expect((await app.as('marketer').delete(`/api/imports/${id}`)).status).toBe(403)
  expect((await app.as('agent').get(`/api/imports/${id}`)).status).toBe(403)
  expect((await app.as('owner').put(`/api/imports/${id}/run`)).body.error.code).toBe('imports.already_run')
  expect((await bookOf(ctx)).orders).toHaveLength(2)
})

/** Encodes Persian text as old Windows programs do. */
function windows1256(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1256')
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]))
  return Uint8Array.from([...text.replaceAll('ی', 'ي')], (sign) => codes.get(sign) ?? 63)
}
