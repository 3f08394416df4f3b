import { expect, test } from 'vitest'
import type { Email, EmailOutcome } from '#core/delivery/email'
import { recountAll } from '#modules/orders'
import { testApp, testCtx } from '#test/lab'
import { makeCustomer } from '../../customers/make.ts'
import { makeOrder } from '../../orders/make.ts'
import { queueDueReports, sendMeNow, sendReports } from './letters.ts'

const MORNING = new Date('2025-03-01T08:00:00Z')

/** Bought in January and in February; it is the morning of the first of March. */
async function shop() {
  const ctx = await testCtx({ timeZone: 'Europe/London', now: MORNING })
  const sara = await makeCustomer(ctx, { name: 'Sara' })
  await makeOrder(ctx, sara, { ordered_at: new Date('2025-01-10T10:00:00Z'), total: 1000n })
  await makeOrder(ctx, sara, { ordered_at: new Date('2025-02-19T10:00:00Z'), total: 2000n })
  await recountAll(ctx)
  const app = await testApp(ctx)
  const idOf = async (role: 'owner' | 'agent' | 'viewer') => (await app.as(role).get('/api/session')).body.user.id
  const wants = async (role: 'owner' | 'agent' | 'viewer', language: 'fa' | 'en') => {
    const readers = [...(await app.as('owner').get('/api/insights/monthly/readers')).body.readers, { userId: await idOf(role), language }]
    expect((await app.as('owner').put('/api/insights/monthly/readers', { readers })).status).toBe(204)
    await ctx.db
      .updateTable('insights_readers')
      .set({ since: new Date('2025-02-10T00:00:00Z') })
      .execute()
  }
  const sent: Email[] = []
  const post = (outcome: EmailOutcome = 'sent') => ({
    mailer: {
      send: async (email: Email) => {
        sent.push(email)
        return { outcome, error: outcome === 'sent' ? null : 'EAUTH' }
      },
      close: () => undefined,
    },
    origin: 'https://shop.example',
    mayRead: (role: string) => role !== 'agent',
  })
  const letters = () => ctx.db.selectFrom('insights_letters').selectAll().orderBy('id').execute()
  return { ctx, app, idOf, wants, sent, post, letters }
}

test('The report of a month stands beside the month before; without a month it is the last that is over', async () => {
  const { app } = await shop()
  const { status, body } = await app.as('viewer').get('/api/insights/monthly?month=2025-02')
  expect(status).toBe(200)
  expect(body).toMatchObject({ empty: false, month: '2025-02', complete: false, asOf: '2025-02-19', goals: [], product: null })
  expect(body.figures[0]).toEqual({ what: 'revenue', value: 2000, before: 1000, yearAgo: null })
  expect((await app.as('viewer').get('/api/insights/monthly')).body.month).toBe('2025-01')
  expect((await app.as('viewer').get('/api/insights/monthly?month=2025-13')).status).toBe(400)
  expect((await app.as('agent').get('/api/insights/monthly')).status).toBe(403)
  expect((await app.as('viewer').get('/api/insights/monthly?month=february')).status).toBe(400)
  expect((await (await app.otherWorkspace()).as('owner').get('/api/insights/monthly')).body).toMatchObject({ empty: true, figures: [] })
})

test('Whoever wants it gets the report once, in their language, however many processes send', async () => {
  const { ctx, wants, sent, post, letters } = await shop()
  await wants('owner', 'fa')
  await Promise.all([queueDueReports(ctx), queueDueReports(ctx)])
  await queueDueReports({ ...ctx, now: new Date('2025-03-03T08:00:00Z') })
  expect(await letters()).toHaveLength(1)
  await Promise.all([sendReports(ctx, post()), sendReports(ctx, post())])
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ subject: 'گزارش فوریه ۲۰۲۵ - A shop', to: expect.stringContaining('owner.') })
  expect(sent[0]?.html).toMatch(/https:\/\/shop\.example\/in\/shop-[0-9a-f]+\/insights\/monthly\?month=2025-02/)
  expect(await letters()).toMatchObject([{ state: 'sent', error: null }])
})

test('Before the morning, without orders in the month, or for who asked for it later, nothing is sent', async () => {
  const { ctx, wants, letters } = await shop()
  await wants('owner', 'en')
  await queueDueReports({ ...ctx, now: new Date('2025-03-01T06:00:00Z') })
  await queueDueReports({ ...ctx, now: new Date('2025-04-01T08:00:00Z') })
  await ctx.db.updateTable('insights_readers').set({ since: MORNING }).execute()
  await queueDueReports(ctx)
  expect(await letters()).toEqual([])
})

test('What the mail server does not take is tried again, later each time; a process that died gives it back', async () => {
  const { ctx, wants, sent, post, letters } = await shop()
  await wants('owner', 'en')
  await queueDueReports(ctx)
  expect(await sendReports(ctx, post('later'))).toBe(1)
  expect(await letters()).toMatchObject([{ state: 'waiting', attempts: 1, error: 'EAUTH' }])
  expect(await sendReports(ctx, post())).toBe(0)
  const after = (minutes: number) => ({ ...ctx, now: new Date(MORNING.getTime() + minutes * 60_000) })
  const dies = { ...post(), mailer: { send: () => Promise.reject(new Error('killed')), close: () => undefined } }
  await expect(sendReports(after(2), dies)).rejects.toThrow('killed')
  expect(await sendReports(after(5), post())).toBe(0)
  expect(await sendReports(after(13), post())).toBe(1)
  expect(sent).toHaveLength(2)
  expect(await letters()).toMatchObject([{ state: 'sent', attempts: 3 }])
})

test('Who may not read insights, or works here no more, gets no letter', async () => {
  const { ctx, wants, sent, post, letters } = await shop()
  await wants('agent', 'en')
  await queueDueReports(ctx)
  await sendReports(ctx, post())
  expect([sent, await letters()]).toMatchObject([[], [{ state: 'failed', error: 'no_reader' }]])
})

test('A member asks for it now, once a minute; without a mail server the page says so', async () => {
  const { ctx, app, idOf, sent, post } = await shop()
  const asked = { month: '2025-02', language: 'en' } as const
  expect((await app.as('viewer').post('/api/insights/monthly/letters', asked)).body.error.code).toBe('insights.no_mail')
  const userId = await idOf('viewer')
  const asViewer = { ...ctx, actor: { ...ctx.actor, userId } }
  await Promise.all([sendMeNow(asViewer, asked, true), sendMeNow(asViewer, asked, true)])
  await sendReports(ctx, post())
  expect(sent.map(({ subject }) => subject)).toEqual(['Report of Feb 2025 - A shop'])
  expect((await app.as('owner').get('/api/insights/monthly/readers')).body).toMatchObject({
    canSend: false,
    readers: [],
    letters: [{ name: 'The viewer', state: 'sent' }],
  })
})

test('A viewer says not who gets it, and nobody of another workspace is put down', async () => {
  const { app } = await shop()
  const stranger = (await (await app.otherWorkspace()).as('owner').get('/api/session')).body.user.id
  const readers = [{ userId: stranger, language: 'en' }]
  expect((await app.as('viewer').put('/api/insights/monthly/readers', { readers })).status).toBe(403)
  expect((await app.as('owner').put('/api/insights/monthly/readers', { readers })).body.error.code).toBe('insights.no_such_member')
})
