import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { testCtx, type TestCtx } from '#test/lab'
import { byStrength, keyText, type Claim, type Identifier } from '../domain-identity.ts'
import { foldFamily } from '../domain-said.ts'
import { mergeCustomers, undoMerge } from './merge-customers.ts'
import { readFamilies } from './read-families.ts'
import { resolveCustomers } from './resolve-customers.ts'
import { sayAbout } from './say-about.ts'
import { columnsOf } from './write-families.ts'

vi.setConfig({ testTimeout: 180_000 })

const identifier = (kind: Identifier['kind'], value: string): Identifier => ({ kind, source: '', value, verified: kind === 'email' })
const Names = fc.subarray([identifier('external', 'u1'), identifier('external', 'u2'), identifier('external', 'u3')], { maxLength: 1 })
const Mails = fc.subarray([identifier('email', 'a@x.example'), identifier('email', 'b@x.example')], { maxLength: 1 })
const Things = fc.subarray([identifier('anonymous', 'v1'), identifier('anonymous', 'v2')], { maxLength: 1 })

/** A claim at some hour, with a word about the name of whoever it finds. */
const Told = fc
  .record({ names: Names, mails: Mails, things: Things, hour: fc.nat(9), name: fc.constantFrom(null, 'Sara', 'Sarah', 'Reza') })
  .filter(({ names, mails, things }) => names.length + mails.length + things.length > 0)
type Told = typeof Told extends fc.Arbitrary<infer T> ? T : never

let round = 0
/** Names of their own for each round, so that rounds may share a database. */
function claimsOf(told: readonly Told[]): (Claim & { readonly name: string | null })[] {
  round++
  return told.map(({ names, mails, things, hour, name }) => ({
    identifiers: [...names, ...mails, ...things].map((each) => ({ ...each, value: `${round}-${each.value}` })),
    at: new Date(Date.UTC(2026, 0, 1, hour)),
    trusted: true,
    source: 'test',
    name,
  }))
}

async function tell(ctx: TestCtx, claims: readonly (Claim & { readonly name: string | null })[], atOnce: number): Promise<string[]> {
  const profiles: string[] = []
  for (let start = 0; start < claims.length; start += atOnce) {
    const some = claims.slice(start, start + atOnce)
    const found = await resolveCustomers(ctx, some)
    profiles.push(...found.map(({ profileId }) => profileId))
    await sayAbout(
      ctx,
      some.flatMap(({ at, name, identifiers }, k) =>
        name === null
          ? []
          : [{ profileId: found[k]?.profileId ?? '', at, by: byStrength(identifiers)[0]?.value.slice(-2) ?? '', fields: { name } }],
      ),
    )
  }
  return profiles
}

/** People as sets of names, with what they show. */
async function peopleOf(ctx: TestCtx, prefix: string) {
  const { rows } = await sql<{ values: string[]; name: string; email: string; external_id: string; search: string }>`
    select array_agg(distinct k.kind || ' ' || substr(k.value, ${prefix.length + 1})) as values, root.name,
           substr(root.email, ${prefix.length + 1}) as email, substr(root.external_id, ${prefix.length + 1}) as external_id
    from customers_keys k
    join customers c on c.workspace_id = k.workspace_id and c.id = k.customer_id
    join customers root on root.workspace_id = c.workspace_id and root.id = coalesce(c.merged_into, c.id)
    where k.value like ${`${prefix}%`}
    group by root.id, root.name, root.email, root.external_id
    order by 1`.execute(ctx.db)
  return rows
}

/** Who should be one person: names in a chain of claims; a browser goes to whoever was named on it first. */
function partitionOf(claims: readonly Claim[]): Set<string> {
  const groups: Set<string>[] = []
  const unite = (names: readonly string[]) => {
    const met = groups.filter((group) => names.some((name) => group.has(name)))
    for (const group of met) groups.splice(groups.indexOf(group), 1)
    groups.push(new Set([...names, ...met.flatMap((group) => [...group])]))
  }
  const isName = ({ kind }: Identifier) => kind !== 'anonymous'
  for (const { identifiers } of claims) if (identifiers.some(isName)) unite(identifiers.filter(isName).map(keyText))
  const things = new Set(claims.flatMap(({ identifiers }) => identifiers.filter((each) => !isName(each)).map(keyText)))
  for (const thing of things) {
    const naming = claims
      .filter(({ identifiers }) => identifiers.some((each) => keyText(each) === thing) && identifiers.some(isName))
      .map(({ at, identifiers }) => ({ at: at.getTime(), by: keyText(byStrength(identifiers)[0] ?? identifier('external', '')) }))
      .toSorted((one, other) => one.at - other.at || (one.by < other.by ? -1 : 1))
    unite([thing, ...(naming[0] ? [naming[0].by] : [])])
  }
  return new Set(
    groups.map((group) =>
      [...group]
        .map((text) => text.replace(/\n\n\d+-/, ' '))
        .toSorted()
        .join(),
    ),
  )
}

test('In whatever order claims and words arrive, the same people come out, and show the same.', async () => {
  const ctx = await testCtx()
  const runs = fc.asyncProperty(
    fc.array(Told, { minLength: 1, maxLength: 7 }),
    fc.infiniteStream(fc.nat()),
    fc.integer({ min: 1, max: 4 }),
    async (told, shuffle, atOnce) => {
      const order = told.map((each) => ({ each, at: shuffle.next().value ?? 0 })).toSorted((one, other) => one.at - other.at)
      const claims = claimsOf(told)
      await tell(ctx, claims, 1)
      const people = await peopleOf(ctx, `${round}-`)
      expect(new Set(people.map(({ values }) => values.toSorted().join()))).toEqual(partitionOf(claims))
      const shuffled = claimsOf(order.map(({ each }) => each))
      await tell(ctx, shuffled, atOnce)
      expect(await peopleOf(ctx, `${round}-`)).toEqual(people)
    },
  )
  await fc.assert(runs, { numRuns: 30 })
})

const Step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      tell: Told.map((told) => ({ ...told, mails: [] })).filter(({ names, things }) => names.length + things.length > 0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ merge: fc.tuple(fc.nat(9), fc.nat(9)) }) },
  { weight: 2, arbitrary: fc.record({ undo: fc.nat(9) }) },
)

test('However people are named, merged and split, nobody is lost or doubled, and everybody shows what was said of them.', async () => {
  const ctx = await testCtx()
  const runs = fc.asyncProperty(fc.array(Step, { minLength: 2, maxLength: 12 }), async (steps) => {
    const told: Claim[] = []
    const profiles = new Set<string>()
    let standing: { mergeId: string; pair: [string, string] }[] = []
    round++
    const prefix = `${round}-`
    for (const step of steps) {
      if ('tell' in step) {
        round--
        const claims = claimsOf([step.tell])
        told.push(...claims)
        for (const profile of await tell(ctx, claims, 1)) profiles.add(profile)
      } else if ('merge' in step) {
        const [one = '', other = ''] = step.merge.map((place) => [...profiles][place % Math.max(1, profiles.size)])
        const merging = mergeCustomers(ctx, { survivorId: one, absorbedId: other, reason: 'chosen', evidence: [] })
        const made = await merging.catch(() => null)
        if (made) standing.push({ ...made, pair: [one, other] })
      } else {
        const [gone] = standing.slice(step.undo % Math.max(1, standing.length))
        if (gone) await undoMerge(ctx, gone.mergeId)
        standing = standing.filter((each) => each !== gone)
      }
    }
    await checkColumns(ctx, [...profiles])
    await checkRoots(ctx, prefix)
    const keys = await sql<{ text: string }>`
      select kind || ' ' || value as text from customers_keys where value like ${`${prefix}%`} and recognises`.execute(ctx.db)
    expect(keys.rows.map(({ text }) => text).toSorted()).toEqual(
      [...new Set(told.flatMap(({ identifiers }) => identifiers.map(({ kind, value }) => `${kind} ${value}`)))].toSorted(),
    )
    for (const { mergeId } of standing.toReversed()) await undoMerge(ctx, mergeId)
    await checkColumns(ctx, [...profiles])
    const people = (await peopleOf(ctx, prefix)).map(({ values }) => values.toSorted())
    if (!steps.some((step) => 'merge' in step)) expect(new Set(people.map((values) => values.join()))).toEqual(partitionOf(told))
    expect(people.filter((values) => values.filter((value) => value.startsWith('external')).length > 1)).toEqual([])
  })
  await fc.assert(runs, { numRuns: 30 })
})

async function checkColumns(ctx: TestCtx, profiles: readonly string[]): Promise<void> {
  for (const { members } of await readFamilies(ctx, profiles)) {
    const shown = foldFamily(members)
    expect(members[0]?.row).toMatchObject({ ...columnsOf(shown), search: shown.search })
  }
}

/** `merged_into` is the root that the standing merges lead to, by another road. */
async function checkRoots(ctx: TestCtx, prefix: string): Promise<void> {
  const { rows } = await sql<{ id: string; merged_into: string | null; root: string }>`
    with recursive up as (
      select distinct c.id, c.id as root from customers c
      join customers_keys k on k.workspace_id = c.workspace_id and k.customer_id = c.id and k.value like ${`${prefix}%`}
      union all
      select up.id, m.survivor_id from up join customers_merges m on m.absorbed_id = up.root and m.undone_at is null
    )
    select distinct on (up.id) up.id, c.merged_into, up.root
    from up join customers c on c.id = up.id
    where not exists (select from customers_merges m where m.absorbed_id = up.root and m.undone_at is null)`.execute(ctx.db)
  expect(rows.length).toBeGreaterThanOrEqual(0)
  for (const { id, merged_into, root } of rows) expect(merged_into ?? id).toBe(root)
}
