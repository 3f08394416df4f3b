import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, beforeAll, describe, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { HOLDINGS } from '../app/holdings.ts'
import { createApp, MOUNTED } from '../app/http.ts'
import { makeCustomer } from '../modules/customers/make.ts'
import { makeItem, makeOrder } from '../modules/orders/make.ts'
import { makeSource } from '../modules/tracking/make.ts'
import type { Ctx } from '#core/context'
import { urlOf } from '#core/http-mount'
import { createServer, type Server } from '#core/server'
import { systemCtx } from '#modules/workspaces'
import { atEnd, testApp, testCtx } from '#test/lab'
import { callerOf, type Caller } from './caller.ts'
import { testConfig } from './settings.ts'

/**
 * Queries bind their workspace, and row-level security holds where one forgets to. Here every query forgets: each condition on the workspace is taken out
 * of what the routes send to the database. Tables that are read before a workspace is known have the first lock only; statements over them stay whole.
 */
const ONE_LOCK = /\b(?:workspaces|workspaces_members|workspaces_roles|workspaces_handles)\b/
const CONDITION = /(?:"?\w+"?\.)?"?workspace_id"? = (\$\d+)/g
const MARK = 'QQTHEIRSQQ'

/** Every list and every page of figures: what a member may read without naming anything. */
const LISTS = MOUNTED.flatMap(([prefix, { endpoints }]) =>
  endpoints
    .filter(({ method, may, gives, path }) => method === 'GET' && may !== 'public' && gives !== 'stream' && !path.includes(':'))
    .map((endpoint) => urlOf(prefix, endpoint)),
)
/** Every page about one customer or order. */
const DETAILS = MOUNTED.flatMap(([prefix, { endpoints }]) =>
  endpoints
    .filter(({ method, may, gives, path }) => method === 'GET' && may !== 'public' && gives !== 'stream' && /:id\b/.test(path))
    .filter(() => ['/api/customers', '/api/orders'].includes(prefix))
    .map((endpoint) => [urlOf(prefix, endpoint), prefix] as const),
)

let guarded: Caller
let unguarded: Caller
let mine: string
let theirs: { readonly customer: string; readonly order: string }
let forgotten = 0

beforeAll(async () => {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  mine = ctx.workspace.id
  const other = (await app.otherWorkspace()).workspace
  await addRows(systemCtx(ctx.server, ctx.workspace), 'ours')
  theirs = await addRows(systemCtx(ctx.server, other), MARK)
  const cookie = await app.as('operator').cookie()
  const superuser = { ...inject('cluster').superuser, database: ctx.server.address.database }
  guarded = callerOf(await forgetfulApp(ctx.server.address), async () => cookie)
  unguarded = callerOf(await forgetfulApp(superuser), async () => cookie)
})

describe('with every condition on the workspace taken out of what routes send', () => {
  test('no list and no figure shows anything of another workspace', async () => {
    const seen = await marked(guarded)
    expect(seen.failed).toEqual([])
    expect(seen.marked).toEqual([])
    expect(forgotten).toBeGreaterThan(LISTS.length)
  })

  test('no page about another workspace’s customer or order opens', async () => {
    for (const [url, prefix] of DETAILS) {
      const answer = await guarded.get(url.replace(/:id\b/, prefix === '/api/orders' ? theirs.order : theirs.customer), {
        'x-workspace': mine,
      })
      expect([url, answer.text.includes(MARK)]).toEqual([url, false])
    }
  })

  test('all of that is the database’s doing: where it does not look after rows, the same lists show them', async () => {
    const { marked: shown } = await marked(unguarded)
    expect(shown).toEqual(expect.arrayContaining(['/api/customers', '/api/orders', '/api/tracking/sources']))
  })
})

async function marked(caller: Caller): Promise<{ marked: string[]; failed: string[] }> {
  const found: { marked: string[]; failed: string[] } = { marked: [], failed: [] }
  for (const url of LISTS) {
    const { status, text } = await caller.get(url, { 'x-workspace': mine })
    if (text.includes(MARK)) found.marked.push(url)
    if (status === 500) found.failed.push(url)
  }
  return found
}

/** The application over connections that forget. */
async function forgetfulApp(address: Server['address']): Promise<FastifyInstance> {
  const folder = mkdtempSync(join(tmpdir(), 'bazgasht-forgetful-'))
  const server = await createServer(testConfig(folder), address, HOLDINGS)
  server.pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((text: unknown, ...rest: unknown[]) =>
      query(typeof text === 'string' ? withoutConditions(text) : text, ...rest)) as typeof client.query
  })
  const app = await createApp(server, { perMinute: 1_000_000 })
  atEnd(async () => {
    await app.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return app
}

/** The parameter stays, or the database would not know its type. */
function withoutConditions(text: string): string {
  if (ONE_LOCK.test(text)) return text
  return text.replace(CONDITION, (_, place) => {
    forgotten += 1
    return `${place}::uuid is not null`
  })
}

async function addRows(ctx: Ctx, mark: string): Promise<{ readonly customer: string; readonly order: string }> {
  const customer = await makeCustomer(ctx, { name: mark })
  const order = await makeOrder(ctx, customer, { number: mark })
  await makeItem(ctx, order, { product_name: mark })
  await makeSource(ctx, { name: mark })
  return { customer: customer.id, order: order.id }
}
