import { expect, test } from 'vitest'
import { runJobs, testApp, testCtx } from '#test/lab'

test('The sample shop comes in with the figures that its publishers found.', { timeout: 120_000 }, async () => {
  const ctx = await testCtx({ timeZone: 'Europe/London', currency: 'IRR' })
  const app = await testApp(ctx)
  const owner = app.as('owner')
  const started = await owner.post('/api/imports/sample')
  expect(started.status).toBe(202)
  const began = performance.now()
  await runJobs(ctx.server)
  console.log('sample', performance.now() - began)
  const { body } = await owner.get(`/api/imports/${started.body.id}`)
  console.log(JSON.stringify(body, null, 1))
  expect(body.status).toBe('done')
  const report = await owner.get('/api/insights/return')
  console.log(report.status, JSON.stringify(report.body).slice(0, 600))
  expect(report.body).toMatchObject({ customers: 4338, orders: 18532, revenue: '891140790', returned: 2845, refunds: 3654, currency: 'GBP' })
})
