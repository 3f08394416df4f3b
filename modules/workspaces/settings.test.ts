import { expect, test } from 'vitest'
import { testApp, testCtx } from '#test/lab'
import { changeCurrency } from './settings.ts'

test('a change of settings is kept and told', async () => {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  const before = (await app.as('owner').get('/api/workspace')).body
  const answer = await app.as('manager').put('/api/workspace', { ...before, name: 'New name', calendar: 'persian' })
  expect(answer.body).toEqual({ ...before, name: 'New name', calendar: 'persian' })
  expect((await app.as('viewer').get('/api/workspace')).body).toEqual(answer.body)
  await app.as('owner').put('/api/workspace', answer.body)
  const events = await ctx.db.selectFrom('events').select(['name', 'payload']).execute()
  expect(events).toEqual([{ name: 'workspace.changed', payload: { fields: ['name', 'calendar'] } }])
})

test('what the world does not know is refused', async () => {
  const app = await testApp()
  const before = (await app.as('owner').get('/api/workspace')).body
  const put = async (change: object) => (await app.as('owner').put('/api/workspace', { ...before, ...change })).body.error.code
  expect(await put({ timeZone: 'Mars/Olympus' })).toBe('workspaces.unknown_time_zone')
  expect(await put({ timeZone: '+03:30' })).toBe('workspaces.unknown_time_zone')
  expect(await put({ currency: 'QQQ' })).toBe('workspaces.unknown_currency')
  expect(await put({ currency: 'IRR' })).toBe('workspaces.currency_fixed')
  expect(await put({ weekStart: 8 })).toBe('core.invalid_input')
})

test('the first import may still choose the currency', async () => {
  const ctx = await testCtx({ currency: 'GBP' })
  expect(await changeCurrency(ctx, 'IRR')).toMatchObject({ currency: 'IRR' })
  await expect(changeCurrency(ctx, 'QQQ')).rejects.toMatchObject({ code: 'workspaces.unknown_currency' })
})

test('two changes at once are both told, one after the other', async () => {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  const before = (await app.as('owner').get('/api/workspace')).body
  await Promise.all(['a', 'b'].map((name) => app.as('owner').put('/api/workspace', { ...before, name })))
  const events = await ctx.db.selectFrom('events').select('seq').orderBy('seq').execute()
  expect(events.map(({ seq }) => seq)).toEqual([1n, 2n])
})
