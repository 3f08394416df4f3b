import { expect, test } from 'vitest'
import { createApp } from '../../app/http.ts'
import { makeToken } from './make.ts'
import { callerOf } from '#test/caller'
import { atEnd, testApp, testCtx } from '#test/lab'

test('each token has calls of its own, and made-up keys share those of their address', async () => {
  const ctx = await testCtx()
  await (await testApp(ctx)).as('owner').cookie()
  const app = await createApp(ctx.server, { perMinute: 4 })
  atEnd(() => app.close())
  const { user_id: createdBy } = await ctx.server.db.selectFrom('workspaces_members').select('user_id').executeTakeFirstOrThrow()
  const make = () => makeToken(ctx.server, { workspaceId: ctx.workspace.id, createdBy, scopes: ['workspaces:read'] })
  const [first, second] = [await make(), await make()]
  const program = callerOf(app, async () => undefined)
  const read = (key: string) => program.get('/api/v1/workspace', { authorization: `Bearer ${key}` })
  // The first call of each is counted for the address: nobody knows yet that its key is real.
  expect([(await read(first.key)).status, (await read(second.key)).status]).toEqual([200, 200])
  const answers = []
  for (let call = 0; call < 5; call += 1) answers.push(await read(first.key))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429])
  expect(answers.map(({ headers }) => Number(headers['ratelimit-remaining']))).toEqual([3, 2, 1, 0, 0])
  expect([answers[4]?.body.code, Number(answers[4]?.headers['retry-after']) > 0]).toEqual(['core.too_many_requests', true])
  expect((await read(second.key)).status).toBe(200)
  const guess = (digit: string) => read(`bz_t_${'A'.repeat(22)}_${digit.repeat(48)}`)
  expect([(await guess('1')).status, (await guess('2')).status, (await guess('3')).status]).toEqual([401, 401, 429])
})
