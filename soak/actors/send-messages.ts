import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { insist } from '../ask.ts'
import { given } from '../shop.ts'
import { type Actor, notOnce, timesOf } from './actor.ts'

const PEOPLE = 400
const IN_A_BATCH = 20
const PAUSE = 1_000

const Received = z.object({ errors: z.array(z.unknown()).optional() })

/** A shop's server: batches of orders and people by the tracking API, sent again with the same ids until they are answered. */
export function sendMessages(): Actor {
  const orders = new Map<string, number>()
  let batches = 0
  return {
    name: 'batches of messages',
    done: () => batches,
    work: async ({ programs, writeKey, again }, over) => {
      const headers = { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` }
      while (!over.aborted) {
        const batch = Array.from({ length: IN_A_BATCH }, () => message(orders))
        const asked = { method: 'POST', path: '/v1/batch', headers, body: { batch } } as const
        const { errors } = given(Received, asked, await insist(programs, asked, again))
        if (errors) throw new Error(`/v1/batch refused ${JSON.stringify(errors)}`)
        batches += 1
        await wait(PAUSE)
      }
    },
    problems: async (rows) => {
      const found = await rows<{ name: string; total: bigint }>("select number as name, total from orders where number like 'T-%'")
      const amounts = found.filter(({ name, total }) => Number(total) !== orders.get(name)).map(({ name }) => name)
      const told = await rows<{ name: string }>(
        "select payload->>'number' as name from events where name = 'order.placed' and payload->>'number' like 'T-%'",
      )
      return [
        ...notOnce('orders of messages', orders.keys(), timesOf(found)),
        ...notOnce('order.placed', orders.keys(), timesOf(told)),
        ...(amounts.length > 0 ? [`orders of messages: ${amounts.length} with another amount, ${amounts.slice(0, 3).join(', ')}`] : []),
      ]
    },
  }
}

/** Three in four are orders; the others tell more about a person. */
function message(orders: Map<string, number>): object {
  const person = Math.floor(Math.random() * PEOPLE)
  const who = { userId: `u-${person}`, messageId: randomUUID(), timestamp: new Date().toISOString() }
  if (Math.random() < 0.25) return { ...who, type: 'identify', traits: { name: `Person ${person}`, email: `u${person}@soak.example` } }
  const number = `T-${randomUUID()}`
  const total = 1_000 * (1 + Math.floor(Math.random() * 5_000))
  orders.set(number, total)
  return { ...who, type: 'track', event: 'Order Completed', properties: { order_id: number, currency: 'IRR', total } }
}
