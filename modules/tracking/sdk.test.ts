import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { Analytics } from '@segment/analytics-node'
import type { Browser } from '@playwright/test'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../app/http.ts'
import { startBrowser } from '../../e2e/browser.ts'
import { buildSnippet } from '../../snippet/build.ts'
import { atEnd, testCtx, type TestCtx } from '#test/lab'
import { eventually } from '#test/process'
import { digestMessages } from './digest.ts'
import { makeSource } from './make.ts'

let ctx: TestCtx
let url: string

beforeAll(async () => {
  ctx = await testCtx()
  const app = await createApp(ctx.server)
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  atEnd(() => app.close())
})

const messages = async (key: string) => {
  const hint = key.slice(-4)
  return ctx.db
    .selectFrom('tracking_messages as m')
    .innerJoin('tracking_sources as s', (join) => join.onRef('s.workspace_id', '=', 'm.workspace_id').onRef('s.id', '=', 'm.source_id'))
    .select(['m.type', 'm.profile_id', 'm.message_id', 'm.body'])
    .where('s.key_hint', '=', hint)
    .orderBy('m.occurred_at')
    .execute()
}
const typesOf = async (key: string) => (await messages(key)).map(({ type }) => type).toSorted()

/** The person behind each of the key's messages, each once. */
async function peopleOf(key: string): Promise<unknown[]> {
  await digestMessages(ctx)
  const ids = (await messages(key)).flatMap(({ profile_id }) => profile_id ?? [])
  const rows = await ctx.db.selectFrom('customers').select(['id', 'merged_into']).where('id', 'in', ids).execute()
  const roots = [...new Set(rows.map(({ id, merged_into }) => merged_into ?? id))]
  return ctx.db.selectFrom('customers').select(['name', 'email', 'is_visitor']).where('id', 'in', roots).execute()
}

/** What the timeline of the key's only person holds. */
async function timelineOf(key: string): Promise<string[]> {
  const ids = (await messages(key)).map(({ message_id }) => message_id)
  const rows = await ctx.db.selectFrom('events').select('name').where('message_id', 'in', ids).orderBy('occurred_at').execute()
  return rows.map(({ name }) => name)
}

test('the unmodified analytics-node puts every call on the right timeline', async () => {
  const { key } = await makeSource(ctx)
  const analytics = new Analytics({ writeKey: key, host: url, flushAt: 3, flushInterval: 50 })
  const errors: unknown[] = []
  analytics.on('error', (error) => errors.push(error))
  const timestamp = (second: number) => new Date(Date.now() - 10_000 + second * 1_000)
  analytics.page({ anonymousId: 'node-a', name: 'Home', timestamp: timestamp(1) })
  analytics.identify({
    userId: 'node-u',
    anonymousId: 'node-a',
    traits: { name: 'Nima', email: 'nima@example.com' },
    timestamp: timestamp(2),
  })
  analytics.track({ userId: 'node-u', event: 'Liked', properties: { n: 1 }, timestamp: timestamp(3) })
  analytics.screen({ userId: 'node-u', name: 'Start', timestamp: timestamp(4) })
  analytics.group({ userId: 'node-u', groupId: 'g', traits: { name: 'Shop' }, timestamp: timestamp(5) })
  analytics.alias({ userId: 'node-u2', previousId: 'node-u', timestamp: timestamp(6) })
  analytics.track({ userId: 'node-u2', event: 'Bought', timestamp: timestamp(7) })
  await analytics.closeAndFlush()
  expect(errors).toEqual([])
  expect(await typesOf(key)).toEqual(['alias', 'group', 'identify', 'page', 'screen', 'track', 'track'])
  expect(await peopleOf(key)).toEqual([{ name: 'Nima', email: 'nima@example.com', is_visitor: false }])
  expect(await timelineOf(key)).toEqual(['visit.paged', 'visit.tracked', 'visit.screened', 'visit.grouped', 'visit.tracked'])
})

describe('on a page of another site', () => {
  let browser: Browser
  let site: string
  const pages = new Map<string, { readonly type: string; readonly text: string }>()

  beforeAll(async () => {
    const umd = join(dirname(createRequire(import.meta.url).resolve('@segment/analytics-next')), '..', 'umd')
    pages.set('/bazgasht.js', { type: 'text/javascript', text: await buildSnippet() })
    const answer = async (request: IncomingMessage, response: ServerResponse) => {
      const path = new URL(request.url ?? '', 'http://x').pathname
      const page = pages.get(path)
      const script = path.startsWith('/umd/') ? await readFile(join(umd, path.slice(5)), 'utf8').catch(() => null) : null
      response.writeHead(page || script !== null ? 200 : 404, { 'content-type': page?.type ?? 'text/javascript' })
      response.end(page?.text ?? script ?? '')
    }
    const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await startBrowser()
    atEnd(async () => {
      await browser.close()
      server.close()
    })
  }, 60_000)

  /** A page with this in its head, opened by a new visitor. */
  async function open(path: string, head: string, options: object = {}) {
    pages.set(path, { type: 'text/html', text: `<!doctype html><meta charset="utf-8"><title>Shop</title>${head}` })
    const context = await browser.newContext(options)
    const page = await context.newPage()
    await page.goto(`${site}${path}?utm_campaign=spring`)
    return { page, context }
  }
  const snippet = (key: string, attributes = '') => `<script>
      (function (w, names) { var b = (w.bazgasht = w.bazgasht || []); names.split(' ').forEach(function (n) { b[n] = function () { b.push([n].concat([].slice.call(arguments))) } }) })(window, 'page track identify group consent reset cartUpdated productAdded productRemoved orderCompleted')
      bazgasht.track('Early', { n: 1 })
    </script><script async src="/bazgasht.js" data-host="${url}" data-key="${key}" ${attributes}></script>`

  test('the unmodified analytics-next puts every call on the right timeline', async () => {
    const { key } = await makeSource(ctx, { kind: 'browser', allowedOrigins: [site] })
    const { page } = await open('/next', '<script src="/umd/index.js"></script>')
    await page.evaluate(
      async ([key, url]) => {
        const { AnalyticsBrowser } = Reflect.get(window, 'AnalyticsNext')
        const host = new URL(url!).host
        const settings = { writeKey: key, cdnURL: url }
        const [analytics] = await AnalyticsBrowser.load(settings, {
          integrations: { 'Segment.io': { apiHost: `${host}/v1`, protocol: 'http' } },
        })
        await analytics.page('Home')
        await analytics.identify('next-u', { name: 'Neda', email: 'neda@example.com' })
        await analytics.track('Liked', { n: 1 })
        await analytics.screen('Start')
        await analytics.group('g', { name: 'Shop' })
        await analytics.alias('next-u', 'before')
      },
      [key, url],
    )
    await eventually(async () => (await messages(key)).length === 6)
    expect(await typesOf(key)).toEqual(['alias', 'group', 'identify', 'page', 'screen', 'track'])
    expect(await peopleOf(key)).toEqual([{ name: 'Neda', email: 'neda@example.com', is_visitor: false }])
    expect((await timelineOf(key)).toSorted()).toEqual(['visit.grouped', 'visit.paged', 'visit.screened', 'visit.tracked'])
  })

  test('the snippet sends what happens, before it was there, without a connection, and from pages that are left', async () => {
    const { key } = await makeSource(ctx, { kind: 'browser', allowedOrigins: [site] })
    const { page, context } = await open('/snippet', snippet(key))
    await eventually(async () => (await messages(key)).length === 2)
    const [first] = await messages(key)
    expect(first?.body).toMatchObject({
      type: 'page',
      properties: { path: '/snippet', title: 'Shop' },
      context: { campaign: { name: 'spring' } },
    })
    await page.evaluate(() => Reflect.get(window, 'bazgasht').identify('snip-u', { name: 'Sina' }))
    await eventually(async () => (await messages(key)).length === 3)

    await context.setOffline(true)
    await page.evaluate(() => Reflect.get(window, 'bazgasht').track('While offline'))
    await page.waitForTimeout(500)
    await context.setOffline(false)
    await page.reload()
    await eventually(async () => (await messages(key)).some(({ body }) => (body as { event?: string }).event === 'While offline'))

    await page.evaluate(() => {
      Reflect.get(window, 'bazgasht').productAdded({ product_id: 'p1', price: 3 })
      location.href = 'about:blank'
    })
    await eventually(async () => (await messages(key)).some(({ body }) => (body as { event?: string }).event === 'Product Added'))
    expect(await peopleOf(key)).toEqual([{ name: 'Sina', email: null, is_visitor: false }])
    const globals = await (await open('/bare', '')).page.evaluate(() => Object.keys(window).length)
    expect(await (await open('/globals', snippet(key))).page.evaluate(() => Object.keys(window).length)).toBe(globals + 1)
  })

  test('the snippet sends and keeps nothing before consent when the shop wants it, and forgets after a no', async () => {
    const { key } = await makeSource(ctx, { kind: 'browser' })
    const { page, context } = await open('/consent', snippet(key, 'data-consent="required"'))
    const kept = () => page.evaluate(() => Object.keys(localStorage))
    await page.waitForTimeout(600)
    expect([await messages(key), await kept(), await context.cookies()]).toEqual([[], [], []])
    await page.evaluate(() => Reflect.get(window, 'bazgasht').consent({ analytics: true, 'newsletter.email': true }))
    await eventually(async () => (await messages(key)).length === 3)
    expect(await kept()).toContain('bazgasht.id')
    await page.evaluate(() => Reflect.get(window, 'bazgasht').consent(false))
    await eventually(async () => (await messages(key)).length === 4)
    await page.evaluate(() => Reflect.get(window, 'bazgasht').track('After'))
    await page.waitForTimeout(500)
    expect(await messages(key)).toHaveLength(4)
    expect(await kept()).toEqual(['bazgasht.consent'])
  })

  test.each(['globalPrivacyControl', 'doNotTrack'])('the snippet is silent when the browser says %s', async (signal) => {
    const { key } = await makeSource(ctx, { kind: 'browser' })
    const value = signal === 'doNotTrack' ? "'1'" : 'true'
    const head = `<script>Object.defineProperty(navigator, '${signal}', { value: ${value} })</script>${snippet(key)}`
    const { page } = await open(`/${signal}`, head)
    await page.waitForTimeout(600)
    expect(await messages(key)).toEqual([])
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  })
})
