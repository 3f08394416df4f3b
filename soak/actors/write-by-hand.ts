import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { insist } from '../ask.ts'
import { given } from '../shop.ts'
import { type Actor, notOnce, timesOf } from './actor.ts'

const PAUSE = 1_000

const Made = z.object({ id: z.string() })

/** A till: customers and notes by the management API, each write under a name of its own, so that it may be sent again. */
export function writeByHand(): Actor {
  const people: string[] = []
  const notes: string[] = []
  return {
    name: 'customers and notes written',
    done: () => people.length + notes.length,
    work: async ({ programs, token, again }, over) => {
      const write = async (path: string, body: object) => {
        const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }
        const asked = { method: 'POST', path, headers, body, from: '127.0.0.2' } as const
        return given(Made, asked, await insist(programs, asked, again))
      }
      while (!over.aborted) {
        const email = `${randomUUID()}@till.example`
        const { id } = await write('/api/v1/customers', { name: 'Till', email, anyway: true })
        people.push(email)
        const text = `Note ${randomUUID()}`
        await write(`/api/v1/customers/${id}/notes`, { text })
        notes.push(text)
        await wait(PAUSE)
      }
    },
    problems: async (rows) => [
      ...notOnce(
        'customers',
        people,
        timesOf(await rows<{ name: string }>("select value as name from customers_keys where value like '%@till.example'")),
      ),
      ...notOnce('notes', notes, timesOf(await rows<{ name: string }>("select text as name from profiles_notes where text like 'Note %'"))),
    ],
  }
}
