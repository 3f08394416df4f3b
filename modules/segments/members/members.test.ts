import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { runJobs, testApp, testCtx, type TestCtx } from '#test/lab'
import { inTransaction } from '#core/context'
import { emit, emitAll } from '#core/events'
import { runReactions } from '#core/reactions'
import { choiceOfCustomers, mergeCustomers, sayAbout, undoMerge, type Condition } from '#modules/customers'
import { recordOrders } from '#modules/orders'
import { makeCustomer } from '../../customers/make.ts'
import { incoming } from '../../orders/make.ts'
import { followMembers } from '../jobs.ts'
import { changeSegment, createSegment } from '../write-segment.ts'
import { asProduct } from '../segment-field.ts'
import { fillSegment, followTime, takeOverHistory } from './renew-segment.ts'

const DAY = 86_400_000
const tagged = (tag: string): Condition => ({ field: 'tags', op: 'any_of', value: [tag] })
const boughtTwice: Condition = { field: 'purchases', op: 'at_least', value: 2 }
const lately: Condition = { field: 'did.order', op: 'at_least', value: 1, with: { when: 5 } }
const CONDITIONS: readonly Condition[] = [
  boughtTwice,
  { not: lately },
  { any: [tagged('vip'), { all: [lately, { field: 'did.tracked', op: 'at_least', value: 1, with: { event: ['Viewed'] } }] }] },
]

interface Told {
  readonly name: string
  readonly segmentId: string
  readonly customerId: string
}

async function toldOf(ctx: TestCtx): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select name, payload ->> 'segmentId' as "segmentId", payload ->> 'customerId' as "customerId" from events
    where name in ('segment.joined', 'segment.left') order by seq`.execute(ctx.db)
  return rows
}

async function membersOf(ctx: TestCtx, id: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('segments_members')
    .select('customer_id')
    .where('segment_id', '=', id)
    .orderBy('customer_id')
    .execute()
  return rows.map((row) => row.customer_id)
}

async function meeting(ctx: TestCtx, condition: Condition): Promise<string[]> {
  const { where, listed } = await choiceOfCustomers(asProduct(ctx), { filter: condition })
  const { rows } = await sql<{ id: string }>`
    select c.id from customers c left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
    where c.workspace_id = ${ctx.workspace.id} and ${listed} and ${where} order by c.id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

const follow = (ctx: TestCtx) => runReactions(ctx, [followMembers])
const visit = { event: 'Viewed', properties: {}, context: {}, source: 'web' }

async function shop(conditions: readonly Condition[], people = 3) {
  const ctx = await testCtx({ now: new Date() })
  const ids: string[] = []
  for (let at = 0; at < people; at++) ids.push((await makeCustomer(ctx, { name: `Customer ${at}` })).id)
  const segments: string[] = []
  for (const [at, condition] of conditions.entries()) {
    segments.push((await createSegment(ctx, { name: `Segment ${at}`, description: '', condition })).id)
  }
  for (const id of segments) await fillSegment(ctx, id)
  const [segment = ''] = segments
  return { ctx, ids, segments, segment }
}

const buy = (ctx: TestCtx, customerId: string, number: string, ago = 0) =>
  recordOrders(ctx, [incoming(ctx, { id: customerId }, { number, orderedAt: new Date(ctx.now.getTime() - ago * DAY) })])
const tag = (ctx: TestCtx, profileId: string, tags: { add?: string[]; remove?: string[] }, at = ctx.now) =>
  sayAbout(ctx, [{ profileId, at, by: 'shop', fields: {}, tags }])

type Step = readonly [what: 'buy' | 'old' | 'tag' | 'untag' | 'visit' | 'merge' | 'split' | 'follow', who: number, other: number]
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('buy', 'buy', 'old', 'tag', 'untag', 'visit', 'merge', 'split', 'follow', 'follow'),
  fc.integer({ min: 0, max: 2 }),
  fc.integer({ min: 1, max: 2 }),
)

test('after whatever happened, members are those who meet the condition, and each coming and going was told once', async () => {
  const { ctx, segments } = await shop(CONDITIONS, 0)
  let turn = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const ids: string[] = []
      for (let at = 0; at < 3; at++) ids.push((await makeCustomer(ctx, { name: `C ${turn}-${at}` })).id)
      await inTransaction(ctx, (ctx) =>
        emitAll(
          ctx,
          ids.map((id) => ({ name: 'customer.created' as const, payload: { customerId: id, source: 'test' }, customerId: id })),
        ),
      )
      let standing: string | null = null
      for (const [what, who, other] of steps) {
        turn += 1
        const now = new Date(ctx.now.getTime() + turn)
        const later = { ...ctx, now }
        const id = ids[who] ?? ''
        if (what === 'buy' || what === 'old') await buy(later, await rootOf(ctx, id), `${turn}`, what === 'old' ? 30 : 0)
        if (what === 'tag') await tag(later, id, { add: ['vip'] }, now)
        if (what === 'untag') await tag(later, id, { remove: ['vip'] }, now)
        if (what === 'visit') await inTransaction(later, (ctx) => emit(ctx, 'visit.tracked', visit, { customerId: id }))
        if (what === 'merge' && standing === null) {
          const absorbedId = ids[(who + other) % 3] ?? ''
          standing = (await mergeCustomers(later, { survivorId: id, absorbedId, reason: 'chosen', evidence: [] })).mergeId
        }
        if (what === 'split' && standing !== null) {
          await undoMerge(later, standing)
          standing = null
        }
        if (what === 'follow') await follow(ctx)
      }
      await follow(ctx)
      for (const [at, id] of segments.entries()) expect(await membersOf(ctx, id)).toEqual(await meeting(ctx, CONDITIONS[at] ?? lately))
      await expectToldOnce(ctx, segments)
    }),
    { numRuns: 12 },
  )
})

async function rootOf(ctx: TestCtx, id: string): Promise<string> {
  const row = await ctx.db.selectFrom('customers').select(['id', 'merged_into']).where('id', '=', id).executeTakeFirstOrThrow()
  return row.merged_into ?? row.id
}

/** Told in order, nobody comes twice or goes without having come; whoever was merged away goes without a word, and may come again. */
async function expectToldOnce(ctx: TestCtx, segments: readonly string[]): Promise<void> {
  const told = await toldOf(ctx)
  for (const id of segments) {
    const here = new Set<string>()
    for (const { name, customerId } of told.filter(({ segmentId }) => segmentId === id)) {
      if (name === 'segment.left') expect(here.delete(customerId)).toBe(true)
      else if (!(await wasMerged(ctx, customerId))) expect(here.has(customerId)).toBe(false)
      if (name === 'segment.joined') here.add(customerId)
    }
    const members = new Set(await membersOf(ctx, id))
    for (const member of members) expect(here.has(member)).toBe(true)
    for (const one of here) expect(members.has(one) || (await wasMerged(ctx, one))).toBe(true)
  }
}

async function wasMerged(ctx: TestCtx, id: string): Promise<boolean> {
  return (await ctx.db.selectFrom('customers_merges').select('id').where('absorbed_id', '=', id).execute()).length > 0
}

test('a new segment is filled in silence, and so is one whose condition changed, with all that build on it', async () => {
  const { ctx, ids, segment } = await shop([tagged('vip')])
  const [one = '', two = ''] = ids
  await tag(ctx, one, { add: ['vip'] })
  await follow(ctx)
  expect(await toldOf(ctx)).toEqual([{ name: 'segment.joined', segmentId: segment, customerId: one }])
  const builtOn = await createSegment(ctx, {
    name: 'Others',
    description: '',
    condition: { field: 'segment', op: 'none_of', value: [segment] },
  })
  await fillSegment(ctx, builtOn.id)
  expect(await membersOf(ctx, builtOn.id)).toEqual(ids.slice(1))
  await changeSegment(ctx, segment, { name: 'Changed', description: '', condition: { not: tagged('vip') } })
  await tag(ctx, two, { add: ['vip'] }, new Date(ctx.now.getTime() + 5))
  await follow(ctx)
  for (const id of [segment, builtOn.id]) await fillSegment(ctx, id)
  expect(await toldOf(ctx)).toHaveLength(1)
  expect(await membersOf(ctx, segment)).toEqual(ids.slice(2))
  expect(await membersOf(ctx, builtOn.id)).toEqual([one, two])
  const sizes = await ctx.db.selectFrom('segments_sizes').select(['members', 'came', 'went']).where('segment_id', '=', segment).execute()
  expect(sizes).toEqual([{ members: 1, came: 1, went: 0 }])
})

test('history changes members in silence, and what happens meanwhile is told all the same', async () => {
  const { ctx, ids, segment } = await shop([tagged('vip')])
  const [one = '', two = ''] = ids
  await ctx.db
    .updateTable('customers')
    .set({ tags: ['vip'] })
    .where('id', '=', one)
    .execute()
  await inTransaction(ctx, (ctx) =>
    emit(ctx, 'import.finished', { importId: crypto.randomUUID(), rows: 1, customers: 1, orders: 0, skipped: 0 }),
  )
  expect(await followTime(ctx, segment)).toBe(false)
  expect(await membersOf(ctx, segment)).toEqual([])
  await follow(ctx)
  await tag(ctx, two, { add: ['vip'] })
  await takeOverHistory(ctx, segment)
  expect(await membersOf(ctx, segment)).toEqual([one])
  await follow(ctx)
  expect(await toldOf(ctx)).toEqual([{ name: 'segment.joined', segmentId: segment, customerId: two }])
  await runJobs(ctx.server)
  expect(await ctx.db.selectFrom('segments_sweeps').select(['asked', 'done']).execute()).toEqual([{ asked: 1, done: 1 }])
  expect(await toldOf(ctx)).toHaveLength(1)
})

test('time alone makes people join and leave, and is told once, however many follow it', async () => {
  const { ctx, ids, segment } = await shop([lately])
  for (const [at, id] of ids.entries()) await buy(ctx, id, `${at}`)
  await follow(ctx)
  expect(await membersOf(ctx, segment)).toEqual(ids)
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 7 * DAY) }
  await Promise.all([followTime(later, segment), followTime(later, segment)])
  expect(await membersOf(ctx, segment)).toEqual([])
  expect((await toldOf(ctx)).map(({ name }) => name)).toEqual([...ids.map(() => 'segment.joined'), ...ids.map(() => 'segment.left')])
})

test('two processes tell each once, also while the condition is changed', async () => {
  const { ctx, ids, segment } = await shop([tagged('vip')], 6)
  for (const [at, id] of ids.entries()) await tag(ctx, id, { add: ['vip'] }, new Date(ctx.now.getTime() + at))
  const change = changeSegment(ctx, segment, { name: 'Changed', description: '', condition: { not: tagged('vip') } })
  await Promise.all([follow(ctx), follow(ctx), change, fillSegment(ctx, segment)])
  await fillSegment(ctx, segment)
  await follow(ctx)
  expect(await membersOf(ctx, segment)).toEqual([])
  const told = (await toldOf(ctx)).map(({ name, customerId }) => `${name} ${customerId}`)
  expect(new Set(told).size).toBe(told.length)
})

test('an archived segment is not followed, and is filled in silence when it is taken out again', async () => {
  const { ctx, ids, segment } = await shop([tagged('vip')])
  const app = (await testApp(ctx)).as('marketer')
  await app.put(`/api/segments/${segment}/archive`)
  await tag(ctx, ids[0] ?? '', { add: ['vip'] })
  await follow(ctx)
  expect(await membersOf(ctx, segment)).toEqual([])
  await app.delete(`/api/segments/${segment}/archive`)
  await runJobs(ctx.server)
  expect(await membersOf(ctx, segment)).toEqual(ids.slice(0, 1))
  expect(await toldOf(ctx)).toEqual([])
})

test('members, sizes, moves and the parts of two segments are there for programs', async () => {
  const { ctx, ids, segments } = await shop([tagged('vip'), tagged('new')])
  const [vip = '', fresh = ''] = segments
  const [one = '', two = '', three = ''] = ids
  await tag(ctx, one, { add: ['vip'] })
  await tag(ctx, two, { add: ['vip', 'new'] })
  await tag(ctx, three, { add: ['new'] })
  await follow(ctx)
  const test = await testApp(ctx)
  const app = test.as('agent')
  const first = (await app.get(`/api/segments/${vip}/members?limit=1`)).body
  expect(first.members).toMatchObject([{ customerId: one, name: 'Customer 0', since: expect.any(String) }])
  const next = (await app.get(`/api/segments/${vip}/members?limit=1&cursor=${first.next}`)).body
  expect(next).toMatchObject({ members: [{ customerId: two }], next: null })
  expect((await app.get(`/api/segments/${vip}/members/${one}`)).body.isMember).toBe(true)
  expect((await app.get(`/api/segments/${vip}/members/${three}`)).body).toEqual({ isMember: false, since: null })
  expect((await app.get(`/api/segments/${vip}/sizes`)).body.sizes).toMatchObject([{ members: 2, joined: 2, left: 0 }])
  expect((await app.get(`/api/segments/${vip}/moves`)).body.moves).toMatchObject([{ customerId: two, joined: true }, { customerId: one }])
  const overlap = (await app.get(`/api/segments/overlap?one=${vip}&other=${fresh}`)).body
  expect(overlap).toMatchObject({ onlyOne: { members: 1 }, both: { members: 1 }, onlyOther: { members: 1 } })
  const opened = await app.get(`/api/customers?filter=${encodeURIComponent(JSON.stringify(overlap.onlyOther.condition))}`)
  expect(opened.body.rows).toMatchObject([{ id: three }])
  expect((await app.get('/api/segments/ready')).body.ready.map(({ key }: { key: string }) => key)).toContain('complained')
  const stranger = (await test.otherWorkspace()).as('owner')
  for (const path of ['members', `members/${one}`, 'sizes', 'moves'])
    expect((await stranger.get(`/api/segments/${vip}/${path}`)).status).toBe(404)
})

test('every ready-made segment can be added as it is offered', async () => {
  const { ctx } = await shop([])
  const app = (await testApp(ctx)).as('marketer')
  for (const { name, condition } of (await app.get('/api/segments/ready')).body.ready) {
    expect((await app.post('/api/segments', { name: name.en, condition })).status).toBe(201)
  }
})
