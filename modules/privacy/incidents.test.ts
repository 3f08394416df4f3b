import { SMTPServer } from 'smtp-server'
import { expect, test } from 'vitest'
import { atEnd, runJobs, testApp, testCtx, type TestCtx } from '#test/lab'
import { makeReachable } from '../consent/make.ts'
import { makeCustomer } from '../customers/make.ts'

const TEXT = 'A list with names and addresses was open for a day.'
const NOTICE = { title: 'A list was open', happenedAt: '2026-03-01', textFa: TEXT, textEn: TEXT }

/** A mail server that keeps who was written to. */
async function mailServer(ctx: TestCtx): Promise<readonly string[]> {
  const to: string[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      stream.resume()
      stream.on('end', () => done(null, void to.push(...envelope.rcptTo.map(({ address }) => address)) as never))
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  atEnd(() => new Promise<void>((resolve) => smtp.close(() => resolve())))
  const { port } = smtp.server.address() as { port: number }
  Object.assign(ctx.server.config, { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Shop <hello@shop.example>' })
  return to
}

test('Whoever has an e-mail is written to and counted; the others are on the list to tell by hand.', async () => {
  const ctx = await testCtx({ now: new Date() })
  const to = await mailServer(ctx)
  await makeReachable(ctx, { email: 'one@shop.example' })
  await makeReachable(ctx, { email: 'two@shop.example' })
  await makeCustomer(ctx, { name: 'Only by hand' })
  const app = (await testApp(ctx)).as('owner')
  const affected = { all: true }
  expect((await app.post('/api/privacy/incidents/affected', { affected })).body).toEqual({ customers: 3, byEmail: 2, byHand: 1 })
  const { id } = (await app.post('/api/privacy/incidents', { ...NOTICE, affected })).body
  await runJobs(ctx.server)
  await runJobs(ctx.server)
  expect(to.toSorted()).toEqual(['one@shop.example', 'two@shop.example'])
  const { rows } = (await app.get('/api/privacy/incidents')).body
  expect(rows).toMatchObject([{ id, byEmail: 2, byHand: 1, letters: { waiting: 0, sent: 2, failed: 0 } }])
  expect((await app.get(`/api/privacy/incidents/${id}/export?language=en`)).text).toContain('Only by hand')
})

test('Those whom a list shows, but some, are affected; visitors and strangers never are.', async () => {
  const ctx = await testCtx({ now: new Date() })
  const one = await makeCustomer(ctx, { name: 'Mina One' })
  await makeCustomer(ctx, { name: 'Mina Two' })
  await makeCustomer(ctx, { name: 'Bijan' })
  const app = await testApp(ctx)
  const count = async (affected: object) => (await app.as('owner').post('/api/privacy/incidents/affected', { affected })).body.customers
  expect(await count({ wanted: { search: 'mina' } })).toBe(2)
  expect(await count({ wanted: { search: 'mina' }, except: [one.id] })).toBe(1)
  expect(await count({ wanted: { behind: 'purchases:1' } })).toBe(0)
  expect(await count({ wanted: {} })).toBe(3)
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.post('/api/privacy/incidents/affected', { affected: { ids: [one.id] } })).body.customers).toBe(0)
})
