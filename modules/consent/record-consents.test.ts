import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ctx } from '#core/context'
import { mergeCustomers, undoMerge } from '#modules/customers'
import { testCtx, type TestCtx } from '#test/lab'
import { mayContact } from './may-contact.ts'
import { recordConsents, recordImportedConsents, type Statement } from './record-consents.ts'
import { makeReachable } from './make.ts'

const said = (profileId: string, over: Partial<Statement> = {}): Statement => ({
  profileId,
  purpose: 'newsletter',
  channel: 'email',
  state: 'granted',
  source: 'member',
  at: new Date('2026-03-01T10:00:00Z'),
  ...over,
})

const holds = async (ctx: Ctx, customerId: string, purpose = 'newsletter') =>
  (
    await ctx.db
      .selectFrom('consents')
      .select('state')
      .where('customer_id', '=', customerId)
      .where('purpose', '=', purpose)
      .where('channel', '=', 'email')
      .executeTakeFirst()
  )?.state ?? null

const merge = (ctx: Ctx, survivorId: string, absorbedId: string) =>
  mergeCustomers(ctx, { survivorId, absorbedId, reason: 'chosen', evidence: [] })

test('a yes lets senders write, a later no stops them, and both stay in the ledger', async () => {
  const ctx = await testCtx()
  const { id } = await makeReachable(ctx, { email: 'sara@shop.example' })
  expect(await mayContact(ctx, id, 'email', 'newsletter')).toEqual({ may: false, reason: 'silent' })
  await recordConsents(ctx, [said(id)])
  expect(await mayContact(ctx, id, 'email', 'newsletter')).toEqual({ may: true, reason: 'granted' })
  await recordConsents(ctx, [said(id, { state: 'denied', at: new Date('2026-03-02T10:00:00Z') })])
  expect(await mayContact(ctx, id, 'email', 'newsletter')).toEqual({ may: false, reason: 'denied' })
  expect(await ctx.db.selectFrom('consent_entries').select('state').orderBy('at').execute()).toEqual([
    { state: 'granted' },
    { state: 'denied' },
  ])
  const events = await ctx.db.selectFrom('events').select('payload').where('name', '=', 'consent.changed').orderBy('seq').execute()
  expect(events.map(({ payload }) => payload)).toMatchObject([{ state: 'granted' }, { state: 'denied' }])
})

test('service messages may be sent until somebody says no, and only to who has an address', async () => {
  const ctx = await testCtx()
  const { id } = await makeReachable(ctx, { email: 'sara@shop.example' })
  expect(await mayContact(ctx, id, 'email', 'service')).toEqual({ may: true, reason: 'service' })
  expect(await mayContact(ctx, id, 'sms', 'service')).toEqual({ may: false, reason: 'no_address' })
  expect(await mayContact(ctx, id, 'email', 'made_up')).toEqual({ may: false, reason: 'unknown_purpose' })
  await recordConsents(ctx, [said(id, { purpose: 'service', state: 'denied' })])
  expect(await mayContact(ctx, id, 'email', 'service')).toEqual({ may: false, reason: 'denied' })
})

test('the same statement again changes nothing, nor do statements that arrive in another order', async () => {
  const ctx = await testCtx()
  const { id } = await makeReachable(ctx)
  const yes = said(id, { statementId: 'a', at: new Date('2026-03-01T10:00:00Z') })
  const no = said(id, { statementId: 'b', state: 'denied', at: new Date('2026-03-02T10:00:00Z') })
  expect(await recordConsents(ctx, [no, yes])).toBe(2)
  expect(await recordConsents(ctx, [yes, no, yes])).toBe(0)
  expect(await holds(ctx, id)).toBe('denied')
})

test('a clock that runs ahead does not win over what is said later', async () => {
  const ctx = await testCtx()
  const { id } = await makeReachable(ctx)
  await recordConsents(ctx, [said(id, { at: new Date('2036-01-01T00:00:00Z') })])
  await recordConsents({ ...ctx, now: new Date(ctx.now.getTime() + 1000) }, [
    said(id, { state: 'denied', at: new Date('2036-01-01T00:00:00Z') }),
  ])
  expect(await holds(ctx, id)).toBe('denied')
})

test('an unknown purpose is refused and nothing is written', async () => {
  const ctx = await testCtx()
  const { id } = await makeReachable(ctx)
  await expect(recordConsents(ctx, [said(id), said(id, { purpose: 'made_up' })])).rejects.toMatchObject({ code: 'consent.unknown_purpose' })
  expect(await holds(ctx, id)).toBeNull()
})

test('two opposite words at once are both kept, and the later one holds', async () => {
  const ctx = await testCtx()
  const { id } = await makeReachable(ctx)
  await Promise.all([
    recordConsents(ctx, [said(id, { at: new Date('2026-03-01T10:00:00Z') })]),
    recordConsents(ctx, [said(id, { state: 'denied', at: new Date('2026-03-01T10:00:01Z') })]),
  ])
  expect(await holds(ctx, id)).toBe('denied')
  expect((await ctx.db.selectFrom('consent_entries').select('id').execute()).length).toBe(2)
})

test("nothing is written for another shop's customer", async () => {
  const ctx = await testCtx()
  const other = await testCtx()
  const { id } = await makeReachable(other)
  expect(await recordConsents(ctx, [said(id)])).toBe(0)
})

test('a merge takes the stricter word, and its undoing gives each one back their own', async () => {
  const ctx = await testCtx()
  const one = await makeReachable(ctx)
  const other = await makeReachable(ctx)
  await recordConsents(ctx, [said(one.id), said(other.id, { state: 'denied' })])
  const { mergeId } = await merge(ctx, one.id, other.id)
  expect([await holds(ctx, one.id), await holds(ctx, other.id)]).toEqual(['denied', null])
  await undoMerge(ctx, mergeId)
  expect([await holds(ctx, one.id), await holds(ctx, other.id)]).toEqual(['granted', 'denied'])
})

test('what was allowed while two were taken for one counts only for the one who was asked', async () => {
  const ctx = await testCtx()
  const one = await makeReachable(ctx)
  const other = await makeReachable(ctx)
  const { mergeId } = await merge(ctx, one.id, other.id)
  await recordConsents(ctx, [said(one.id), said(one.id, { purpose: 'offers', state: 'denied' })])
  await undoMerge(ctx, mergeId)
  expect([await holds(ctx, one.id), await holds(ctx, other.id)]).toEqual(['granted', null])
  expect([await holds(ctx, one.id, 'offers'), await holds(ctx, other.id, 'offers')]).toEqual(['denied', 'denied'])
})

test('an import says where its consent came from, and again changes nothing', async () => {
  const ctx = await testCtx()
  const { id } = await makeReachable(ctx)
  const at = new Date('2024-01-01T00:00:00Z')
  const list = [{ profileId: id, purpose: 'newsletter', channel: 'email', state: 'granted', at } as const]
  expect(await recordImportedConsents(ctx, '0199', 'ticked on the paper form, 2024', list)).toBe(1)
  expect(await recordImportedConsents(ctx, '0199', 'ticked on the paper form, 2024', list)).toBe(0)
  const entry = await ctx.db.selectFrom('consent_entries').select(['source', 'proof']).executeTakeFirstOrThrow()
  expect(entry).toEqual({ source: 'import', proof: { import: '0199', obtained: 'ticked on the paper form, 2024' } })
})

test('of two lines of an import about the same person a no beats a yes of the same time', async () => {
  const ctx = await testCtx()
  const { id } = await makeReachable(ctx)
  const at = new Date('2024-01-01T00:00:00Z')
  const line = { profileId: id, purpose: 'newsletter', channel: 'email', at } as const
  await recordImportedConsents(ctx, '0199', 'old list', [
    { ...line, state: 'denied' },
    { ...line, state: 'granted' },
  ])
  expect(await holds(ctx, id)).toBe('denied')
})

/** What a few people say, are merged and parted in a real shop; what holds is compared before and after. */
const Steps = fc.array(
  fc.oneof(
    fc.record({
      what: fc.constant('say' as const),
      who: fc.nat(2),
      state: fc.constantFrom('granted' as const, 'denied' as const),
      at: fc.nat(5),
      name: fc.nat(6),
    }),
    fc.record({ what: fc.constant('merge' as const), one: fc.nat(2), other: fc.nat(2) }),
    fc.record({ what: fc.constant('undo' as const), which: fc.nat(3) }),
  ),
  { minLength: 3, maxLength: 12 },
)

test('in a real shop too, neither merges nor undoing them widens what is allowed', { timeout: 60_000 }, async () => {
  const ctx = await testCtx()
  await fc.assert(
    fc.asyncProperty(Steps, (steps) => playedOut(ctx, steps)),
    { numRuns: 25 },
  )
})

const RANK = { granted: 0, pending: 1, denied: 2 } as const
const rank = (state: keyof typeof RANK | null) => (state === null ? -1 : RANK[state])

async function playedOut(ctx: TestCtx, steps: readonly (typeof Steps extends fc.Arbitrary<(infer S)[]> ? S : never)[]): Promise<void> {
  const people = [await makeReachable(ctx), await makeReachable(ctx), await makeReachable(ctx)].map(({ id }) => id)
  const rootOf = async (id: string) =>
    (await ctx.db.selectFrom('customers').select('merged_into').where('id', '=', id).executeTakeFirstOrThrow()).merged_into ?? id
  const merges: string[] = []
  for (const step of steps) {
    if (step.what === 'say') {
      const at = new Date(Date.UTC(2026, 2, 1 + step.at))
      await recordConsents(ctx, [said(people[step.who]!, { state: step.state, at, source: 'tracking', statementId: `${step.name}` })])
    } else if (step.what === 'merge') {
      const [one, other] = [await rootOf(people[step.one]!), await rootOf(people[step.other]!)]
      if (one === other) continue
      const before = Math.max(rank(await holds(ctx, one)), rank(await holds(ctx, other)))
      merges.push((await merge(ctx, one, other)).mergeId)
      expect(rank(await holds(ctx, await rootOf(one)))).toBe(before)
    } else {
      const [mergeId] = merges.splice(step.which, 1)
      if (mergeId === undefined) continue
      await undoMerge(ctx, mergeId).catch(() => merges.push(mergeId))
    }
  }
  for (const id of people) {
    if ((await rootOf(id)) !== id || rank(await holds(ctx, id)) !== 0) continue
    const family = (await ctx.db.selectFrom('customers').select('id').where('merged_into', '=', id).execute()).map((row) => row.id)
    const yes = ctx.db
      .selectFrom('consent_entries')
      .select('id')
      .where('state', '=', 'granted')
      .where('said_as', 'in', [id, ...family])
    expect(await yes.executeTakeFirst()).toBeDefined()
  }
}
