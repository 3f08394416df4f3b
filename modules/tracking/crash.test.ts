import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { atEnd, testCtx, type TestCtx } from '#test/lab'
import { digestMessages } from './digest.ts'
import { keyed, makeSource } from './make.ts'

/** MESSAGES=100000 npx vitest run modules/tracking/crash.test.ts */
const MESSAGES = Number(process.env.MESSAGES ?? 4_000)
const BATCH = 50
const SENDERS = 8
const PEOPLE = 100
const KILLS = 4

test(
  'after kill -9 again and again, no message that was answered is missing, and none is doubled',
  async () => {
    const ctx = await testCtx()
    const { key } = await makeSource(ctx)
    const folder = mkdtempSync(join(tmpdir(), 'bazgasht-crash-'))
    const state = { url: '', answered: 0, kills: 0, done: false }
    const answered: string[] = []
    const killer = killAgainAndAgain(ctx, folder, state)
    const batches = Array.from({ length: MESSAGES / BATCH }, (_, batch) => batch)
    await Promise.all(
      Array.from({ length: SENDERS }, async () => {
        for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
          answered.push(...(await deliver(state, key, batch)))
          state.answered += BATCH
        }
      }),
    )
    state.done = true
    await killer
    await digestMessages(ctx)
    const { rows } = await sql<{ kept: bigint; digested: bigint; told: bigint; people: bigint }>`
      select (select count(*) from tracking_messages) as kept, (select count(*) from tracking_messages where state = 'digested') as digested,
             (select count(distinct message_id) from events where name = 'visit.tracked') as told,
             (select count(*) from customers) as people`.execute(ctx.db)
    const { rows: missing } = await sql`
      select id from unnest(${answered}::text[]) as a (id)
      where not exists (select from tracking_messages where message_id = a.id) or not exists (select from events where message_id = a.id)`.execute(
      ctx.db,
    )
    expect(missing).toEqual([])
    expect(new Set(answered).size).toBe(MESSAGES)
    expect(rows[0]).toEqual({ kept: BigInt(MESSAGES), digested: BigInt(MESSAGES), told: BigInt(MESSAGES), people: BigInt(PEOPLE) })
    expect((await ctx.db.selectFrom('events').select('seq').where('name', '=', 'visit.tracked').execute()).length).toBe(MESSAGES)
    expect(state.kills).toBe(KILLS)
  },
  180_000 + MESSAGES * 3,
)

/** Sends a batch until it is answered, as the libraries do, and gives the ids of its messages. */
async function deliver(state: { readonly url: string }, key: string, batch: number): Promise<string[]> {
  const messages = Array.from({ length: BATCH }, (_, index) => {
    const id = batch * BATCH + index
    return { type: 'track', event: 'Counted', userId: `u${id % PEOPLE}`, messageId: `m${id}` }
  })
  const init = { method: 'POST', headers: { ...keyed(key), 'content-type': 'application/json' }, body: JSON.stringify({ batch: messages }) }
  for (;;) {
    const answer = await fetch(`${state.url}/v1/batch`, init).catch(() => null)
    if (answer?.status === 200) return messages.map(({ messageId }) => messageId)
    await wait(20)
  }
}

interface State {
  url: string
  answered: number
  kills: number
  done: boolean
}

/** Keeps a server up until everything is delivered, and kills it each time that a share more is answered, at odd moments. */
async function killAgainAndAgain(ctx: TestCtx, folder: string, state: State): Promise<void> {
  for (;;) {
    const child = startChild(ctx, folder)
    const [url] = await once(child, 'message')
    state.url = String(url)
    const share = (MESSAGES * (state.kills + 1)) / (KILLS + 1)
    while (!state.done && (state.kills === KILLS || state.answered < share)) await wait(5)
    await wait((state.kills * 7) % 30)
    child.kill('SIGKILL')
    await once(child, 'exit')
    if (state.kills === KILLS) return
    state.kills += 1
  }
}

function startChild(ctx: TestCtx, folder: string): ChildProcess {
  const given = JSON.stringify({ address: ctx.server.address, folder })
  const child = fork(new URL('../../test/intake-child.ts', import.meta.url), [given], { execArgv: [], serialization: 'json' })
  atEnd(async () => void child.kill('SIGKILL'))
  return child
}
