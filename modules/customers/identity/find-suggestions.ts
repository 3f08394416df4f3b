import { sql } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { job, type Job } from '#core/jobs'
import type { Reaction } from '#core/reactions'
import type { Server } from '#core/server'
import { ALIKE, nameLikeness } from '../domain-likeness.ts'
import { suggestSame, type Likeness } from './suggestions.ts'

const FIND = 'customers.find_suggestions'

/** What a file or a shop's history brought is looked through after it. */
export const findSuggestionsAfterImport: Reaction = {
  name: 'customers.find_suggestions_after_import',
  on: ['import.finished', 'shop.pulled'],
  run: (ctx) => ctx.jobs.nudge(ctx, FIND, { workspaceId: ctx.workspace.id }),
}

/** Looks for customers who may be one person, in one workspace when nudged for it, in all when the clock asks. Finds what imports brought, too. */
export function findSuggestionsJob(contextsOf: (server: Server, workspaceId: string | undefined) => Promise<readonly Ctx[]>): Job {
  return job(FIND, z.object({ workspaceId: z.uuid().optional() }).nullish(), async (server, data) => {
    for (const ctx of await contextsOf(server, data?.workspaceId)) await findSuggestions(ctx)
  })
}

/** Suggests pairs among all customers of the workspace who share a contact, or a name and a city or the end of a phone number; gives how many are new. */
export async function findSuggestions(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const alike = [
      ...(await sharing(ctx, 'email')),
      ...(await sharing(ctx, 'phone')),
      ...(await namesakes(ctx)),
      ...(await neighbours(ctx)),
    ]
    let found = 0
    for (let start = 0; start < alike.length; start += AT_ONCE)
      found += await suggestSame(ctx, alike.slice(start, start + AT_ONCE), { isTold: false })
    return found
  })
}

const AT_ONCE = 1_000
/** What more than a few share is the shop's own, or a common name. */
const FEW = 4
const MOST_GROUPS = 20_000

const living = (ctx: Ctx) =>
  sql`c.workspace_id = ${ctx.workspace.id} and c.merged_into is null and not c.is_visitor and c.erased_at is null`

async function sharing(ctx: Ctx, kind: 'email' | 'phone'): Promise<Likeness[]> {
  const column = sql.ref(`c.${kind}`)
  const { rows } = await sql<{ value: string; ids: string[] }>`
    select ${column} as value, array_agg(c.id order by c.id) as ids
    from customers c
    where ${living(ctx)} and ${column} is not null
    group by ${column}
    having count(*) between 2 and ${FEW}
    limit ${MOST_GROUPS}`.execute(ctx.db)
  return rows.flatMap(({ value, ids }) => pairsOf(ids).map(([one, other]) => ({ one, other, evidence: [{ kind, value }] })))
}

/** The same name, but for blanks and half-spaces, in the same city. */
async function namesakes(ctx: Ctx): Promise<Likeness[]> {
  const { rows } = await sql<{ name: string; city: string; ids: string[] }>`
    select min(c.name) as name, min(c.city) as city, array_agg(c.id order by c.id) as ids
    from customers c
    where ${living(ctx)} and c.city is not null and length(c.name) >= ${SHORTEST_NAME}
    group by lower(translate(c.name, E' \\u200c.-', '')), lower(c.city)
    having count(*) between 2 and ${FEW}
    limit ${MOST_GROUPS}`.execute(ctx.db)
  return rows.flatMap(({ name, city, ids }) =>
    pairsOf(ids).map(([one, other]) => ({
      one,
      other,
      evidence: [
        { kind: 'name', value: name },
        { kind: 'city', value: city },
      ],
    })),
  )
}

const SHORTEST_NAME = 5

/** Names that are alike, and phone numbers that differ only at the beginning. */
async function neighbours(ctx: Ctx): Promise<Likeness[]> {
  const { rows } = await sql<{ phone_end: string; ids: string[]; names: string[]; phones: string[] }>`
    select right(c.phone, 7) as phone_end, array_agg(c.id order by c.id) as ids, array_agg(c.name order by c.id) as names,
           array_agg(c.phone order by c.id) as phones
    from customers c
    where ${living(ctx)} and length(c.phone) >= 9 and c.name is not null
    group by right(c.phone, 7)
    having count(*) between 2 and ${FEW} and count(distinct c.phone) > 1
    limit ${MOST_GROUPS}`.execute(ctx.db)
  return rows.flatMap(({ phone_end, ids, names, phones }) =>
    pairsOf(ids.map((id, place) => ({ id, name: names[place] ?? '', phone: phones[place] ?? '' }))).flatMap(([one, other]) =>
      one.phone === other.phone || nameLikeness(one.name, other.name) < ALIKE
        ? []
        : [
            {
              one: one.id,
              other: other.id,
              evidence: [
                { kind: 'name', value: one.name },
                { kind: 'phone_end', value: phone_end },
              ],
            },
          ],
    ),
  )
}

function pairsOf<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.flatMap((one, place) => items.slice(place + 1).map((other) => [one, other] as const))
}
