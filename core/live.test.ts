import { randomUUIDv7 } from 'node:crypto'
import { request, type IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createApp } from '../app/http.ts'
import { AUDIENCE } from '../app/wiring.ts'
import { inTransaction } from '#core/context'
import { emit } from '#core/events'
import { eventsHolding } from '#core/events-holding'
import { tell } from '#core/live'
import { createServer } from '#core/server'
import { atEnd, makeWorkspace, testApp, testCtx, type TestCtx } from '#test/lab'
import type { Caller } from '#test/caller'
import type { Role } from '../app/permissions.ts'

test('a page hears what happens, and after a break what it missed, once', async () => {
  const { ctx, open } = await livePages()
  await changed(ctx, 'before')
  const page = await open('owner')
  await changed(ctx, 'first')
  await page.hears('"first"')
  page.close()
  await changed(ctx, 'second')
  await changed(ctx, 'third')
  const again = await open('owner', page.lastId())
  await again.hears('"third"')
  expect(fieldsIn(again.text())).toEqual(['second', 'third'])
  expect(fieldsIn(page.text())).toEqual(['first'])
})

test('pages of a member who is given another role end at once, and nobody else’s', async () => {
  const { ctx, lab, openAs } = await livePages()
  const [nima, mina] = [await lab.joined('manager'), await lab.joined('manager')]
  const [his, hers] = [await openAs(nima.caller), await openAs(mina.caller)]
  await lab.as('owner').put(`/api/members/${nima.userId}/role`, { role: 'viewer' })
  await his.ends()
  await changed(ctx, 'later')
  await hers.hears('"later"')
  expect(his.text()).not.toContain('"later"')
})

test('pages of one process hear what another process does', async () => {
  const { ctx, open } = await livePages()
  const elsewhere = await createServer(ctx.server.config, ctx.server.address, ctx.server.holdings)
  atEnd(() => elsewhere.close())
  const page = await open('viewer')
  await changed({ ...ctx, db: elsewhere.db }, 'elsewhere')
  await page.hears('"elsewhere"')
})

test('progress reaches those who may read it, and nobody in another workspace', async () => {
  const { ctx, open } = await livePages()
  const other = { ...ctx, db: ctx.server.db, workspace: await makeWorkspace(ctx.server.db) }
  const [marketer, agent] = [await open('marketer'), await open('agent')]
  await tell(other, 'import.progress', { rows: 1 })
  await inTransaction(ctx, async (ctx) => tell(ctx, 'import.progress', { rows: 2 }))
  await changed(ctx, 'end')
  await marketer.hears('"end"')
  await agent.hears('"end"')
  expect(marketer.text()).toContain('event: import.progress\ndata: {"rows":2}')
  expect(marketer.text()).not.toContain('"rows":1')
  expect(agent.text()).not.toContain('import.progress')
})

test('what is rolled back is told to nobody', async () => {
  const { ctx, open } = await livePages()
  const page = await open('owner')
  await inTransaction(ctx, async (ctx) => {
    await tell(ctx, 'import.progress', { rows: 3 })
    throw new Error('changed my mind')
  }).catch(() => undefined)
  await changed(ctx, 'end')
  await page.hears('"end"')
  expect(page.text()).not.toContain('"rows":3')
})

test('many events are replayed in order', async () => {
  const { ctx, open } = await livePages()
  await inTransaction(ctx, async (ctx) => {
    for (let index = 0; index < 600; index += 1) await changed(ctx, `n${index}`)
  })
  const page = await open('owner', '0')
  await page.hears('"n599"')
  expect(fieldsIn(page.text())).toEqual(Array.from({ length: 600 }, (_, index) => `n${index}`))
})

test('what was said about an erased person is not replayed', async () => {
  const { ctx, open } = await livePages()
  const customerId = randomUUIDv7()
  await emit(ctx, 'cart.checked_out', { cartId: 'c1', customerId, step: null }, { customerId })
  await inTransaction(ctx, async (ctx) => eventsHolding.erase?.(ctx, [customerId]))
  await changed(ctx, 'end')
  const page = await open('owner', '0')
  await page.hears('"end"')
  expect(page.text()).not.toContain('cart.checked_out')
})

test('what does not fit into one message is refused', async () => {
  const ctx = await testCtx()
  await expect(tell(ctx, 'import.progress', { text: 'x'.repeat(8_000) })).rejects.toThrow('too much')
})

function changed(ctx: Pick<TestCtx, keyof TestCtx> | Parameters<typeof emit>[0], field: string) {
  return emit(ctx, 'workspace.changed', { fields: [field] })
}

function fieldsIn(text: string): string[] {
  return [...text.matchAll(/"fields":\["(\w+)"\]/g)].map((match) => match[1] ?? '')
}

/** The application on a port, because pages hold connections. */
async function livePages() {
  const ctx = await testCtx()
  const lab = await testApp(ctx)
  const app = await createApp(ctx.server)
  await ctx.server.live.start(AUDIENCE)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  atEnd(async () => {
    await ctx.server.live.close()
    await app.close()
  })
  const open = async (role: Role, lastId?: string) => pageOn(`${url}/api/live`, (await lab.as(role).cookie()) ?? '', lastId)
  const openAs = async (caller: Caller) => pageOn(`${url}/api/live`, (await caller.cookie()) ?? '')
  return { ctx, lab, open, openAs }
}

async function pageOn(url: string, cookie: string, lastId?: string) {
  let text = ''
  const headers = { cookie, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }
  const message = await new Promise<IncomingMessage>((resolve) => request(url, { headers }, resolve).end())
  expect(message.headers['content-type']).toContain('text/event-stream')
  message
    .setEncoding('utf8')
    .on('data', (chunk: string) => (text += chunk))
    .on('error', () => undefined)
  const hears = async (words: string) => {
    for (let turn = 0; turn < 500 && !text.includes(words); turn += 1) await wait(10)
    expect(text).toContain(words)
  }
  const ends = async () => {
    for (let turn = 0; turn < 500 && !message.destroyed; turn += 1) await wait(10)
    expect(message.destroyed).toBe(true)
  }
  await hears('retry:')
  return { text: () => text, hears, ends, close: () => message.destroy(), lastId: () => [...text.matchAll(/id: (\d+)/g)].at(-1)?.[1] ?? '' }
}
