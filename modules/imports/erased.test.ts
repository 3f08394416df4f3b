import { expect, test, vi } from 'vitest'
import { testApp, testCtx } from '#test/lab'
import { imported } from './make.ts'

vi.setConfig({ testTimeout: 60_000 })

const HEAD = 'name,email,order_number,date,amount'
const FILE = `${HEAD}\nSara,sara@shop.example,1,2026-01-05,10\nOmid,omid@shop.example,2,2026-01-06,10\n`

test('A file does not bring erased people back under their address: the order comes, the name and the e-mail stay away.', async () => {
  const ctx = await testCtx({ now: new Date() })
  const owner = (await testApp(ctx)).as('owner')
  await imported(ctx, FILE)
  const before = (await owner.get('/api/customers?search=sara@shop.example')).body.rows
  expect((await owner.post('/api/privacy/erasures', { customerId: before[0].id, reason: 'own_wish' })).status).toBe(201)
  const again = `${HEAD}\nSara,Sara@Shop.example,3,2026-02-05,10\nSara,sara@shop.example,4,2026-03-05,10\nOmid,omid@shop.example,5,2026-02-06,10\n`
  const { result } = await imported(ctx, again)
  expect(result).toMatchObject({ erased: 2, orders: { created: 3 }, customers: { created: 1 } })
  expect((await owner.get('/api/customers?search=sara')).body.rows).toEqual([])
  const { rows } = (await owner.get('/api/customers')).body
  const fresh = rows.find((row: { name: string | null; purchases: number }) => row.name === null && row.purchases === 2)
  expect(fresh).toMatchObject({ name: null, email: null, phone: null })
  expect((await owner.get('/api/customers?search=omid')).body.rows).toMatchObject([{ purchases: 2 }])
})
