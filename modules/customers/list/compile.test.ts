import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp, testCtx, type TestCtx } from '#test/lab'
import { inTransaction } from '#core/context'
import { dayOf, instantOfDay } from '#pure/zone'
import type { Condition, FieldCondition } from '../api.ts'
import { makeCustomer } from '../make.ts'
import { summaryLine, writeSummaries } from '../write-summaries.ts'
import { compileCondition, fieldsOf, opsOf } from './compile.ts'
import { countCustomers } from './list-customers.ts'

const NOW = new Date('2026-03-21T09:00:00Z')
const TODAY = dayOf(NOW.getTime(), 'Asia/Tehran')
const CITIES = ['Tehran', 'karaj', 'یزد']
const TAGS = ['vip', 'new', "o'clock"]

interface Person {
  readonly city: string | null
  readonly tags: readonly string[]
  readonly kind: 'person' | 'business'
  readonly phone: string | null
  readonly createdDay: number
  readonly bought: { readonly purchases: number; readonly revenue: bigint; readonly lastDay: number } | null
}

const person: fc.Arbitrary<Person> = fc.record({
  city: fc.option(fc.constantFrom(...CITIES)),
  tags: fc.uniqueArray(fc.constantFrom(...TAGS)),
  kind: fc.constantFrom('person', 'business'),
  phone: fc.option(fc.constant('+989121234567')),
  createdDay: fc.integer({ min: TODAY - 40, max: TODAY }),
  bought: fc.option(
    fc.record({
      purchases: fc.integer({ min: 0, max: 5 }),
      revenue: fc.bigInt({ min: 0n, max: 50n }),
      lastDay: fc.integer({ min: TODAY - 40, max: TODAY }),
    }),
  ),
})

const day = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10)
const days = fc.integer({ min: 0, max: 45 })
const someDay = fc.integer({ min: TODAY - 42, max: TODAY + 2 }).map(day)
const leaf = (field: string, op: string, value: fc.Arbitrary<unknown> = fc.constant(null)) =>
  value.map((given): FieldCondition => ({ field, op: op as FieldCondition['op'], value: given as FieldCondition['value'] }))
const dated = (field: string) => [
  ...['in_last', 'not_in_last'].map((op) => leaf(field, op, days)),
  ...['before', 'after', 'is'].map((op) => leaf(field, op, someDay)),
  leaf(field, 'known'),
  leaf(field, 'unknown'),
]
const counted = (field: string, value: fc.Arbitrary<unknown>) => ['at_least', 'at_most', 'is'].map((op) => leaf(field, op, value))
const leaves = fc.oneof(
  ...['any_of', 'none_of'].flatMap((op) => [
    leaf('city', op, fc.subarray(CITIES, { minLength: 1 })),
    leaf('tags', op, fc.subarray(TAGS, { minLength: 1 })),
  ]),
  ...['is', 'is_not', 'contains'].map((op) =>
    leaf('city', op, fc.constantFrom('TEHRAN', 'kar', 'یزد', '%', "'; drop table customers; --")),
  ),
  ...['city', 'phone', 'tags'].flatMap((field) => [leaf(field, 'known'), leaf(field, 'unknown')]),
  leaf('kind', 'is', fc.constantFrom('person', 'business')),
  ...dated('created'),
  ...dated('last_purchase'),
  ...counted('purchases', fc.integer({ min: 0, max: 5 })),
  leaf('purchases', 'is_not', fc.integer({ min: 0, max: 5 })),
  leaf('purchases', 'between', fc.constantFrom([0, 2], [1, 3], ['۲', '۴'])),
  ...counted('revenue', fc.constantFrom('0', '۱۰', '25', 40)),
)
const { condition } = fc.letrec<{ condition: Condition; inner: Condition }>((tie) => ({
  inner: fc.oneof({ maxDepth: 3, depthSize: 'small' }, leaves, tie('condition')),
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaves,
    fc.array(tie('inner'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('inner'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('inner').map((not) => ({ not })),
  ),
}))

/** The same in plain TypeScript. */
function meets(who: Person, asked: Condition): boolean {
  if ('all' in asked) return asked.all.every((each) => meets(who, each))
  if ('any' in asked) return asked.any.some((each) => meets(who, each))
  if ('not' in asked) return !meets(who, asked.not)
  const { field, op, value } = asked
  if (field === 'tags') return setMeets(who.tags, op, value)
  const own = {
    city: who.city?.toLowerCase() ?? null,
    kind: who.kind,
    phone: who.phone,
    created: who.createdDay,
    last_purchase: who.bought?.lastDay ?? null,
    purchases: who.bought?.purchases ?? 0,
    revenue: who.bought ? Number(who.bought.revenue) : null,
  }[field]
  return valueMeets(own ?? null, op, value)
}

function setMeets(tags: readonly string[], op: string, value: unknown): boolean {
  if (op === 'known' || op === 'unknown') return tags.length > 0 === (op === 'known')
  return tags.some((tag) => (value as string[]).includes(tag)) === (op === 'any_of')
}

function valueMeets(own: string | number | null, op: string, value: unknown): boolean {
  if (op === 'known' || op === 'unknown') return (own !== null) === (op === 'known')
  const given = [value].flat().map((each) => (typeof own === 'string' || own === null ? String(each).toLowerCase() : numberOf(each)))
  const [first = '', second = first] = given
  if (own === null) return op === 'is_not' || op === 'none_of' || op === 'not_in_last'
  if (op === 'is' || op === 'any_of') return given.includes(own)
  if (op === 'is_not' || op === 'none_of') return !given.includes(own)
  if (op === 'contains') return String(own).includes(String(first))
  if (op === 'in_last' || op === 'not_in_last') return (Number(own) >= TODAY - Number(value) && Number(own) <= TODAY) === (op === 'in_last')
  if (op === 'at_least') return own >= first
  if (op === 'at_most') return own <= first
  if (op === 'before') return own < first
  return op === 'after' ? own > first : own >= first && own <= second
}

function numberOf(each: unknown): number {
  const text = String(each).replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
  return /^\d{4}-/.test(text) ? Date.parse(text) / 86_400_000 : Number(text)
}

async function keep(ctx: TestCtx, people: readonly Person[]): Promise<void> {
  const lines: string[] = []
  for (const [at, { city, tags, kind, phone, createdDay, bought }] of people.entries()) {
    const { id } = await makeCustomer(ctx, { name: `Customer ${at}`, phone })
    const created = new Date(instantOfDay(createdDay, 'Asia/Tehran') + (at % 2) * 86_399_000)
    await ctx.db
      .updateTable('customers')
      .set({ city, tags: [...tags], kind, created_at: created })
      .where('id', '=', id)
      .execute()
    if (bought) lines.push(summaryLine({ ...NOTHING, customerId: id, ...bought, firstDay: bought.lastDay }))
  }
  const all = (async function* () {
    yield* lines
  })()
  await inTransaction(ctx, (ctx) => writeSummaries(ctx, all, 'all'))
}

const NOTHING = {
  refunds: 0,
  refunded: 0n,
  firstAt: Date.UTC(2024, 0, 1),
  lastAt: Date.UTC(2024, 0, 1),
  returnDays: null,
  gapDays: null,
  gregorian: null,
  persian: null,
}

test('any condition finds exactly the customers who meet it', async () => {
  const ctx = await testCtx({ now: NOW })
  const people = fc.sample(person, { numRuns: 120, seed: 7 })
  await keep(ctx, people)
  await fc.assert(
    fc.asyncProperty(condition, async (asked) => {
      const expected = people.filter((each) => meets(each, asked)).length
      expect(await inTransaction(ctx, (ctx) => countCustomers(ctx, { filter: asked }))).toBe(expected)
    }),
    {
      numRuns: 300,
      // Whoever never bought has no summary: not 0 purchases must not find them beside another condition.
      examples: [
        [
          {
            any: [
              { field: 'tags', op: 'known' },
              { field: 'purchases', op: 'is_not', value: 0 },
            ],
          },
        ],
      ],
    },
  )
})

test('what people type never becomes SQL, whatever the field', async () => {
  const ctx = await testCtx({ now: NOW })
  await makeCustomer(ctx)
  const app = (await testApp(ctx)).as('owner')
  const { fields } = (await app.get('/api/customers/fields')).body
  const hostile = fc.oneof(
    fc.constantFrom("'); drop table customers; --", '\\', '%', '\0', '$1', '${1}', "x' or '1'='1", 'NaN', '1e999'),
    fc.string(),
    fc.double(),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fields),
      fc.nat(),
      fc.oneof(hostile, fc.array(hostile, { maxLength: 3 })),
      async (field, at, value) => {
        const asked = { field: field.name, op: field.ops[at % field.ops.length], value }
        const { status, body } = await app.get(`/api/customers?filter=${encodeURIComponent(JSON.stringify(asked))}`)
        expect([200, 400]).toContain(status)
        if (status === 400) expect(['customers.unusable_value', 'core.invalid_input', 'segments.not_found']).toContain(body.error.code)
      },
    ),
    { numRuns: 300 },
  )
  expect((await sql<{ n: number }>`select count(*)::int as n from customers`.execute(ctx.db)).rows[0]?.n).toBe(1)
})

test('a field that is unknown, an operator that is not its own and a value of another type are named', async () => {
  const app = (await testApp()).as('agent')
  const code = async (asked: unknown) => (await app.get(`/api/customers?filter=${encodeURIComponent(JSON.stringify(asked))}`)).body.error
  expect(await code({ field: 'shoe', op: 'is', value: 'x' })).toMatchObject({ code: 'customers.unknown_field', details: { field: 'shoe' } })
  expect(await code({ field: 'city', op: 'at_least', value: 'x' })).toMatchObject({
    code: 'customers.unknown_operator',
    details: { field: 'city' },
  })
  expect(await code({ field: 'purchases', op: 'at_least', value: 'x' })).toMatchObject({
    code: 'customers.unusable_value',
    details: { field: 'purchases' },
  })
})

test('a condition is at most ten levels deep and asks about at most a hundred fields', async () => {
  const app = (await testApp()).as('agent')
  const status = async (asked: unknown) => (await app.get(`/api/customers?filter=${encodeURIComponent(JSON.stringify(asked))}`)).status
  const known = { field: 'city', op: 'known' }
  const deep = (levels: number): unknown => (levels === 0 ? known : { not: deep(levels - 1) })
  expect(await status(deep(9))).toBe(200)
  expect(await status(deep(10))).toBe(400)
  expect(await status({ all: Array.from({ length: 100 }, () => known) })).toBe(200)
  expect(await status({ all: Array.from({ length: 101 }, () => known) })).toBe(400)
})

test('Fields that only buyers meet ask of nothing but summaries, whatever is asked with them', async () => {
  const ctx = await testCtx()
  const values = { text: 'x', choice: 'x', number: 3, money: '3', date: '2026-03-01', day: '2026-03-01', yes_no: true } as const
  const several = { between: 2, any_of: 1, none_of: 1 } as const
  await inTransaction(ctx, async (ctx) => {
    const fields = (await fieldsOf(ctx)).filter(({ buyersOnly, params = [] }) => buyersOnly && params.length === 0)
    // A cohort is named in a form of its own.
    for (const field of fields.filter(({ name }) => name !== 'cohort'))
      for (const op of opsOf(field)) {
        const one =
          op === 'in_last' || op === 'not_in_last' || op === 'in_next' ? 30 : op === 'in_period' ? 'this_month' : values[field.type]
        const times = op === 'between' || op === 'any_of' || op === 'none_of' ? several[op] : 0
        const value = times === 0 ? one : Array.from({ length: times }, () => String(one))
        const { sql: meets } = await compileCondition(ctx, { field: field.name, op, value })
        const asked = sql`select from customers_summaries s where s.workspace_id = ${ctx.workspace.id} and ${meets}`.execute(ctx.db)
        await expect(asked, `${field.name} ${op}`).resolves.toBeDefined()
      }
    expect(fields.length).toBeGreaterThan(20)
  })
})
