import { beforeAll, expect, test } from 'vitest'
import { makeCustomer } from '../customers/make.ts'
import { mergeCustomers } from '#modules/customers'
import { emitAll } from '#core/events'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'

let ctx: TestCtx
let app: TestApp
let buyer: { id: string }
let twin: { id: string }

const AT = new Date('2026-03-01T10:00:00Z')
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1000)

/** Visits of two merged profiles and notes, most of them in the same instant. */
beforeAll(async () => {
  ctx = await testCtx({ now: AT })
  app = await testApp(ctx)
  buyer = await makeCustomer(ctx, { name: 'Buyer' })
  twin = await makeCustomer(ctx, { name: 'Twin' })
  const visit = (customerId: string, number: number) => ({
    name: 'visit.paged' as const,
    payload: { name: `Page ${number}`, properties: { path: `/p/${number}` }, context: {}, source: 'site' },
    customerId,
    occurredAt: number < 20 ? AT : later(number),
  })
  await emitAll(
    ctx,
    Array.from({ length: 30 }, (_, number) => visit(number % 3 === 0 ? twin.id : buyer.id, number)),
  )
  await mergeCustomers(ctx, { survivorId: buyer.id, absorbedId: twin.id, reason: 'chosen', evidence: [] })
  for (let number = 0; number < 7; number++) await app.as('agent').post(`/api/customers/${buyer.id}/notes`, { text: `Note ${number}` })
  await ctx.db.updateTable('profiles_notes').set({ written_at: AT }).execute()
})

const timeline = async (query: string) => (await app.as('owner').get(`/api/customers/${buyer.id}/timeline?${query}`)).body

test.each([1, 2, 7, 100])('pages of %i neither skip nor double anything, however much happened in one instant', async (limit) => {
  const seen: string[] = []
  const times: string[] = []
  for (let cursor = ''; ;) {
    const page = await timeline(`limit=${limit}&kinds=event,note${cursor}`)
    for (const entry of page.entries) {
      seen.push(`${entry.kind} ${entry.id}`)
      times.push(entry.at)
    }
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  expect(seen).toHaveLength(37)
  expect(new Set(seen).size).toBe(37)
  expect(times).toEqual(times.toSorted().reverse())
})

test('kinds are filtered, and a jump to a date shows what was before it', async () => {
  expect((await timeline('kinds=note&limit=50')).entries).toHaveLength(7)
  const before = await timeline(`kinds=event,note&limit=100&before=${later(25).toISOString()}`)
  expect(before.entries[0].values.title).toBe('Page 24')
  expect(before.entries).toHaveLength(32)
})

test('an old address of the customer shows the same', async () => {
  const { body } = await app.as('owner').get(`/api/customers/${twin.id}/timeline?kinds=note`)
  expect(body.entries).toHaveLength(7)
})

test('a cursor that nobody wrote is refused', async () => {
  expect((await timeline('cursor=bm9uc2Vuc2U')).error.code).toBe('core.invalid_input')
})
