import { expect, test } from 'vitest'
import { testApp, testCtx } from '#test/lab'
import { imported, undone } from './make.ts'
import type { ImportPlan } from './api.ts'

const FILE = `customer_id,email,order_number,date,amount,town,born,labels,shoe,news
c1,sara@example.com,1,2026-01-05,10,شیراز,1365/02/30,"vip، عمده",۴۲,بله
c2,ali@example.com,2,2026-01-06,10,,,,,خیر
c1,sara@example.com,3,2026-02-06,10,تهران,,vip,,
`
const PLAN: ImportPlan = {
  hasHeadings: true,
  columns: { customerId: 0, email: 1, orderNumber: 2, date: 3, amount: 4 },
  facts: { city: 5, birthday: 6, tags: 7, 'attribute.shoe_size': 8 },
  consent: { column: 9, purpose: 'newsletter', channels: ['email'], source: 'Newsletter form, 2025' },
  dateStyle: 'iso',
  moneyUnit: 'GBP',
  decimalComma: false,
}

test('A file tells about customers too: of each fact the latest word, attributes by their type, and what they agreed to with where.', async () => {
  const ctx = await testCtx({ calendar: 'persian' })
  const owner = (await testApp(ctx)).as('owner')
  await owner.post('/api/attributes', {
    key: 'shoe_size',
    type: 'number',
    nameFa: 'شمارهٔ کفش',
    nameEn: 'Shoe size',
    description: null,
    choices: [],
  })
  const { id } = await imported(ctx, FILE, PLAN)
  const rows = await people(ctx)
  expect(rows).toEqual([
    {
      external_id: 'c1',
      city: 'تهران',
      birthday: '1365-02-30',
      birthday_calendar: 'persian',
      tags: ['vip', 'عمده'],
      attributes: { shoe_size: 42 },
    },
    { external_id: 'c2', city: null, birthday: null, birthday_calendar: null, tags: [], attributes: {} },
  ])
  expect(await consents(ctx)).toEqual([
    { external_id: 'c1', purpose: 'newsletter', channel: 'email', state: 'granted', source: 'import' },
    { external_id: 'c2', purpose: 'newsletter', channel: 'email', state: 'denied', source: 'import' },
  ])
  const names = await ctx.db.selectFrom('events').select('name').where('name', 'in', ['customer.changed', 'order.placed']).execute()
  expect(names).toEqual([])
  await undone(ctx, id)
  expect(await people(ctx)).toEqual([])
})

test('What a later word says outlives the file that is taken back, and its yeses go while its refusals stay.', async () => {
  const ctx = await testCtx()
  const { id: first } = await imported(ctx, FILE.replaceAll(',۴۲', ','), { ...PLAN, facts: {}, consent: null })
  const { id: second } = await imported(ctx, FILE, PLAN)
  await undone(ctx, second)
  expect(await people(ctx)).toEqual([
    { external_id: 'c1', city: null, birthday: null, birthday_calendar: null, tags: [], attributes: {} },
    { external_id: 'c2', city: null, birthday: null, birthday_calendar: null, tags: [], attributes: {} },
  ])
  expect(await consents(ctx)).toEqual([{ external_id: 'c2', purpose: 'newsletter', channel: 'email', state: 'denied', source: 'import' }])
  await undone(ctx, first)
})

test('A plan that keeps no proof of consent is refused.', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const { import: received } = (await owner.upload('/api/imports', 'orders.csv', FILE)).body
  const plan = { ...PLAN, consent: { column: null, purpose: 'newsletter', channels: ['email'], source: ' ' } }
  expect((await owner.put(`/api/imports/${received.id}/plan`, plan)).status).toBe(400)
})

type TestCtx = Awaited<ReturnType<typeof testCtx>>

function people(ctx: TestCtx) {
  const customers = ctx.db.selectFrom('customers').where('is_visitor', '=', false).orderBy('external_id')
  return customers.select(['external_id', 'city', 'birthday', 'birthday_calendar', 'tags', 'attributes']).execute()
}

function consents(ctx: TestCtx) {
  return ctx.db
    .selectFrom('consents')
    .innerJoin('customers', (join) =>
      join.onRef('customers.workspace_id', '=', 'consents.workspace_id').onRef('customers.id', '=', 'consents.customer_id'),
    )
    .select(['customers.external_id', 'purpose', 'channel', 'state', 'source'])
    .orderBy('customers.external_id')
    .execute()
}
