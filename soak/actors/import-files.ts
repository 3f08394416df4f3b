import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { given, type Shop } from '../shop.ts'
import { type Actor, notOnce, timesOf } from './actor.ts'

const ORDERS = 500
const PEOPLE = 700
const PAUSE = 8_000
const DAY = 86_400_000

/** Somebody who brings one file of orders after the other. */
export function importFiles(): Actor {
  const orders: string[] = []
  let files = 0
  return {
    name: 'files imported',
    done: () => files,
    work: async (shop, over) => {
      for (let at = 0; !over.aborted; at += 1) {
        const numbers = Array.from({ length: ORDERS }, (_, line) => `F-${at}-${line}`)
        await bring(shop, numbers)
        orders.push(...numbers)
        files += 1
        await wait(PAUSE, undefined, { signal: over }).catch(() => undefined)
      }
    },
    problems: async (rows) =>
      notOnce(
        'orders of files',
        orders,
        timesOf(await rows<{ name: string }>("select number as name from orders where number like 'F-%'")),
      ),
  }
}

const Uploaded = z.object({ import: z.object({ id: z.string() }) })
const State = z.object({ status: z.string(), error: z.string().nullable() })

/** Until it is in. An upload that was not answered is made anew; a run that was asked for twice happens once. */
async function bring(shop: Shop, numbers: readonly string[]): Promise<void> {
  const upload = { method: 'POST', path: '/api/imports', ...multipart(fileOf(numbers)) } as const
  const { import: made } = given(Uploaded, upload, await shop.asOwner(upload))
  const path = `/api/imports/${made.id}`
  const asking = { method: 'GET', path } as const
  for (;;) {
    const { status, error } = given(State, asking, await shop.asOwner(asking))
    if (status === 'done') return
    if (status === 'failed' || status === 'cancelled') throw new Error(`An import ended as ${status}: ${error}`)
    if (status === 'uploaded') await shop.asOwner({ method: 'PUT', path: `${path}/run` })
    await wait(300)
  }
}

function fileOf(numbers: readonly string[]): string {
  const lines = numbers.map((number) => {
    const person = Math.floor(Math.random() * PEOPLE)
    const day = new Date(Date.now() - Math.floor(Math.random() * 700) * DAY).toISOString().slice(0, 10)
    return `${number},f-${person},${day},${1_000 * (1 + Math.floor(Math.random() * 900))}`
  })
  return `order,customer,date,amount\n${lines.join('\n')}\n`
}

function multipart(file: string) {
  const edge = 'a-line-between-parts'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="orders.csv"\r\ncontent-type: text/csv\r\n\r\n`
  const headers = { 'content-type': `multipart/form-data; boundary=${edge}` }
  return { headers, bytes: Buffer.from(`${head}${file}\r\n--${edge}--\r\n`) }
}
