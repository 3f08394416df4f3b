import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTransaction } from '#core/context'
import { emitAll } from '#core/events'
import { atEnd } from '#test/lab'
import { startProcess } from '../../test/second-process.ts'
import { makeReceiver, makeSender } from './make.ts'

const EVENTS = 60

test('two processes on one database send each message once, and once more each that failed', { timeout: 240_000 }, async () => {
  const receiver = await makeReceiver(atEnd)
  const { ctx, endpoint, deliveries } = await makeSender()
  const tries = new Map<string, number>()
  receiver.answers((response, { headers }) => {
    const id = String(headers['webhook-id'])
    tries.set(id, (tries.get(id) ?? 0) + 1)
    // Every fifth message fails at first.
    const fails = Number.parseInt(id.slice(-2), 16) % 5 === 0 && tries.get(id) === 1
    setTimeout(() => response.writeHead(fails ? 500 : 204).end(), 5)
  })
  await endpoint(receiver.url, ['segment.changed'])
  await Promise.all([startProcess(ctx), startProcess(ctx)])
  const segmentId = '0199d3a0-5b2c-7c31-9a44-3c1f5e0b7a10'
  for (let sent = 0; sent < EVENTS; sent += 10)
    await inTransaction({ ...ctx, now: new Date() }, (ctx) =>
      emitAll(
        ctx,
        Array.from({ length: 10 }, () => ({ name: 'segment.changed', payload: { segmentId } }) as const),
      ),
    )
  const ended = async () => (await deliveries()).filter(({ state }) => state === 'sent').length
  for (let left = 600; left > 0 && (await ended()) < EVENTS; left -= 1) await wait(100)
  const rows = await deliveries()
  expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: EVENTS }, () => 'sent'))
  for (const { id, attempts } of rows) expect(attempts).toBe(tries.get(`msg_${id}`))
  const attempts = await ctx.db.selectFrom('webhooks_attempts').select('number').execute()
  expect(attempts).toHaveLength(receiver.got.length)
  expect(Math.max(...tries.values())).toBe(2)
})
