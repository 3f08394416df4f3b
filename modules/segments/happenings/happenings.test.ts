import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp, testCtx, type TestCtx } from '#test/lab'
import { inTransaction } from '#core/context'
import { emitAll } from '#core/events'
import { compileCondition, mergeCustomers, type Condition } from '#modules/customers'
import { makeCustomer } from '../../customers/make.ts'
import { makeItem, makeOrder } from '../../orders/make.ts'
import { asProduct } from '../segment-field.ts'

const DAY = 86_400_000
const NOW = new Date('2026-03-21T09:00:00Z')
const at = (daysAgo: number) => new Date(NOW.getTime() - daysAgo * DAY)

interface Person {
  readonly city: string | null
  readonly birthday: string | null
  readonly orders: readonly { readonly ago: number; readonly total: number; readonly category: string; readonly discounted: boolean }[]
  readonly visits: readonly { readonly ago: number; readonly event: string; readonly color: string }[]
}

const CITIES = ['Tehran', 'Yazd']
const EVENTS = ['Viewed', 'Searched']
const ago = fc.integer({ min: 0, max: 40 })
const person: fc.Arbitrary<Person> = fc.record({
  city: fc.option(fc.constantFrom(...CITIES)),
  birthday: fc.option(fc.constantFrom('1370-01-01', '1371-01-05', '1372-12-29', '1375-07-01')),
  orders: fc.array(
    fc.record({ ago, total: fc.constantFrom(100, 200, 300), category: fc.constantFrom('tea', 'cake'), discounted: fc.boolean() }),
    { maxLength: 4 },
  ),
  visits: fc.array(fc.record({ ago, event: fc.constantFrom(...EVENTS), color: fc.constantFrom('red', 'blue') }), { maxLength: 4 }),
})

const params = (fixed: object, optional: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(optional, { requiredKeys: [] }).map((given) => ({ ...fixed, ...given }))
const when = fc.constantFrom(0, 7, 30, 'this_month', 'last_month', 'persian:this_year', 'this_week', ['2026-03-01', '2026-03-15'])
const bought = params({}, { when, category: fc.subarray(['tea', 'cake'], { minLength: 1 }), total: fc.constantFrom('150', '300') })
const visited = params({}, { when, property: fc.constantFrom(['color', 'red'], ['color', 'green']) }).chain((given) =>
  fc.subarray(EVENTS, { minLength: 1 }).map((event) => ({ ...given, event })),
)
const times = fc.oneof(
  fc.tuple(fc.constantFrom('at_least', 'at_most', 'is'), fc.integer({ min: 0, max: 3 })),
  fc.tuple(fc.constant('between'), fc.constantFrom([0, 1], [1, 2], [2, 3])),
)
const dated = fc.oneof(
  fc.tuple(fc.constantFrom('in_last', 'not_in_last'), fc.constantFrom(3, 20)),
  fc.tuple(fc.constant('in_period'), fc.constantFrom('this_month', 'persian:this_month')),
  fc.tuple(fc.constantFrom('known', 'unknown'), fc.constant(null)),
  fc.tuple(fc.constantFrom('before', 'after'), fc.constant('2026-03-05')),
)
const leaf = (field: string, asked: fc.Arbitrary<readonly [string, unknown]>, given: fc.Arbitrary<unknown> = fc.constant(undefined)) =>
  fc.tuple(asked, given).map(([[op, value], more]) => ({ field, op, value, ...(more !== undefined && { with: more }) }) as Condition)
const leaves = fc.oneof(
  leaf('city', fc.tuple(fc.constant('is'), fc.constantFrom(...CITIES))),
  leaf('birthday', fc.tuple(fc.constantFrom('in_next', 'in_last'), fc.constantFrom(0, 5, 10))),
  leaf('did.order', times, bought),
  leaf('did.discounted_order', times, params({}, { when })),
  leaf('did.tracked', times, visited),
  ...['first', 'last'].flatMap((which) => [
    leaf(`did.order.${which}`, dated),
    leaf(`did.tracked.${which}`, dated, fc.constant({ event: EVENTS })),
  ]),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}))

/** Tehran is three and a half hours ahead: nine in the morning in London is the same day there. */
const dayText = (instant: Date) => new Date(instant.getTime() + 3.5 * 3_600_000).toISOString().slice(0, 10)

/** The first and last days meant, on 21 March 2026, a Saturday and the first day of 1405; weeks begin on Monday. */
const PERIODS: Record<string, readonly [string, string]> = {
  this_month: ['2026-03-01', '2026-03-31'],
  last_month: ['2026-02-01', '2026-02-28'],
  this_week: ['2026-03-16', '2026-03-22'],
  'persian:this_year': ['2026-03-21', '2027-03-20'],
  'persian:this_month': ['2026-03-21', '2026-04-20'],
}

function isWhen(instant: Date, given: unknown): boolean {
  if (given === undefined) return true
  const [from = '', to = ''] =
    typeof given === 'number'
      ? [dayText(at(given)), dayText(NOW)]
      : typeof given === 'string'
        ? (PERIODS[given] ?? [])
        : (given as string[])
  return dayText(instant) >= from && dayText(instant) <= to
}

/** The same in plain TypeScript. */
function meets(who: Person, asked: Condition): boolean {
  if ('all' in asked) return asked.all.every((each) => meets(who, each))
  if ('any' in asked) return asked.any.some((each) => meets(who, each))
  if ('not' in asked) return !meets(who, asked.not)
  const { field, op, value, with: given = {} } = asked
  if (field === 'city') return who.city === value
  if (field === 'birthday') return birthdayMeets(who, op, Number(value))
  const [, kind = '', which] = field.split('.')
  const instants = happened(who, kind, given)
  if (which === undefined) return timesMeet(instants.filter((each) => isWhen(each, given['when'])).length, op, value)
  const sorted = instants.map(dayText).sort()
  return dateMeets((which === 'first' ? sorted[0] : sorted.at(-1)) ?? null, op, value)
}

function happened(who: Person, kind: string, given: Readonly<Record<string, unknown>>): Date[] {
  const { category, total, event, property } = given as { category?: string[]; total?: string; event?: string[]; property?: string[] }
  if (kind === 'tracked')
    return who.visits.filter((each) => event?.includes(each.event) && (!property || property[1] === each.color)).map((each) => at(each.ago))
  return who.orders
    .filter((each) => (kind === 'discounted_order' ? each.discounted : true) && (!category || category.includes(each.category)))
    .filter((each) => !total || each.total >= Number(total))
    .map((each) => at(each.ago))
}

function timesMeet(count: number, op: string, value: unknown): boolean {
  const [from = 0, to = from] = [value].flat().map(Number)
  if (op === 'at_least') return count >= from
  return op === 'at_most' ? count <= from : count >= from && count <= to
}

function dateMeets(day: string | null, op: string, value: unknown): boolean {
  if (op === 'known' || op === 'unknown') return (day !== null) === (op === 'known')
  if (op === 'not_in_last') return !(day !== null && day >= dayText(at(Number(value))))
  if (day === null) return false
  if (op === 'in_last') return day >= dayText(at(Number(value)))
  if (op === 'in_period') return day >= (PERIODS[String(value)]?.[0] ?? '') && day <= (PERIODS[String(value)]?.[1] ?? '')
  return op === 'before' ? day < String(value) : day > String(value)
}

/** 21 March 2026 is 1 Farvardin 1405; 1404 had 29 days of Esfand. */
function birthdayMeets({ birthday }: Person, op: string, days: number): boolean {
  const distance = { '1370-01-01': 0, '1371-01-05': 4, '1372-12-29': -1, '1375-07-01': 186 }[birthday ?? ''] ?? null
  if (distance === null) return false
  return op === 'in_next' ? distance >= 0 && distance <= days : distance <= 0 && -distance <= days
}

async function keep(ctx: TestCtx, people: readonly Person[]): Promise<string[]> {
  const ids: string[] = []
  for (const { city, birthday, orders, visits } of people) {
    const { id } = await makeCustomer(ctx)
    ids.push(id)
    await ctx.db.updateTable('customers').set({ city, birthday, birthday_calendar: 'persian' }).where('id', '=', id).execute()
    for (const { ago, total, category, discounted } of orders) {
      const order = await makeOrder(ctx, { id }, { ordered_at: at(ago), total: BigInt(total), discount: discounted ? 10n : 0n })
      await makeItem(ctx, order, { category })
    }
    await emitAll(
      ctx,
      visits.map(({ ago, event, color }) => ({
        name: 'visit.tracked' as const,
        payload: { event, properties: { color }, context: {}, source: 'web' },
        customerId: id,
        occurredAt: at(ago),
      })),
    )
  }
  return ids
}

async function found(ctx: TestCtx, asked: Condition, few: readonly string[] | null): Promise<string[]> {
  const among = few && { customers: sql<string[]>`${few}::uuid[]`, profiles: sql<string[]>`${few}::uuid[]` }
  const compiled = await compileCondition(asProduct(ctx), asked, among)
  const { rows } = await sql<{ id: string }>`
    select c.id from customers c left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
    where c.workspace_id = ${ctx.workspace.id} and ${few ? sql`c.id = any(${few}::uuid[])` : sql`true`} and (${compiled.sql})
    order by c.id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

test('what customers did is found among all of them and among a few, as it is found by hand', async () => {
  const ctx = await testCtx({ now: NOW, calendar: 'gregorian' })
  const people = fc.sample(person, { numRuns: 25, seed: 7 })
  const ids = await keep(ctx, people)
  const few = ids.filter((_, index) => index % 3 === 0)
  await fc.assert(
    fc.asyncProperty(condition, async (asked) => {
      const right = ids.filter((_, index) => meets(people[index] ?? people[0]!, asked))
      expect(await found(ctx, asked, null)).toEqual([...right].sort())
      expect(await found(ctx, asked, few)).toEqual(few.filter((id) => right.includes(id)).sort())
    }),
    { numRuns: 120 },
  )
})

test('a visit counts for the person, whichever of their profiles it was seen on', async () => {
  const ctx = await testCtx({ now: NOW })
  const [one, other] = [await makeCustomer(ctx, { name: 'Sara' }), await makeCustomer(ctx, { name: 'S. Karimi' })]
  const visit = { event: 'Viewed', properties: {}, context: {}, source: 'web' }
  await inTransaction(ctx, (ctx) => emitAll(ctx, [{ name: 'visit.tracked', payload: visit, customerId: other.id }]))
  await mergeCustomers(ctx, { survivorId: one.id, absorbedId: other.id, reason: 'chosen', evidence: [] })
  const viewed: Condition = { field: 'did.tracked', op: 'at_least', value: 1, with: { event: ['Viewed'] } }
  expect(await found(ctx, viewed, null)).toEqual([one.id])
  const among = { customers: sql<string[]>`${[one.id]}::uuid[]`, profiles: sql<string[]>`${[one.id, other.id]}::uuid[]` }
  expect((await compileCondition(asProduct(ctx), viewed, among)).buyersOnly).toBe(false)
})

test('a param that is missing, unknown or unfit is named', async () => {
  const app = (await testApp()).as('marketer')
  const refusal = async (more: object) => {
    const condition = { field: 'did.tracked', op: 'at_least', value: 1, ...more }
    return (await app.post('/api/segments/counts', { condition })).body.error
  }
  expect(await refusal({})).toMatchObject({ code: 'customers.unusable_value', details: { field: 'did.tracked', param: 'event' } })
  expect(await refusal({ with: { event: ['a'], when: 'some_day' } })).toMatchObject({ details: { param: 'when' } })
  expect(await refusal({ with: { event: ['a'], colour: 'red' } })).toMatchObject({ details: { param: 'colour' } })
  expect(await refusal({ with: { event: ['a'], when: 30 } })).toBeUndefined()
  const fields = (await app.get('/api/customers/fields')).body.fields
  expect(fields.find(({ name }: { name: string }) => name === 'did.tracked')).toMatchObject({ isTimes: true, module: 'happenings' })
  expect((await app.get('/api/customers/fields/did.tracked/choices?param=event')).body.choices).toEqual([])
})
