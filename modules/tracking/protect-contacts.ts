import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Saying } from '#modules/customers'

/**
 * Sayings without what a browser may not say: anybody can call themselves anybody there, so it may tell an address that nobody has told before, or
 * change its own word, but never the address that a shop, an import or a member gave. It stays a claim, which the resolving of people has seen.
 */
export async function protectContacts(ctx: Ctx, sayings: readonly Saying[]): Promise<readonly Saying[]> {
  const doubtful = sayings.filter(({ by, fields }) => by === 'browser' && (fields.email !== undefined || fields.phone !== undefined))
  if (doubtful.length === 0) return sayings
  const { rows } = await sql<{ id: string; email: boolean; phone: boolean }>`
    select c.id,
           r.email is not null and coalesce(r.said -> 'email' ->> 'by', c.said -> 'email' ->> 'by', '') <> 'browser' as email,
           r.phone is not null and coalesce(r.said -> 'phone' ->> 'by', c.said -> 'phone' ->> 'by', '') <> 'browser' as phone
    from customers c
    join customers r on r.workspace_id = ${ctx.workspace.id} and r.id = case when c.merged_into is null then c.id else c.merged_into end
    where c.workspace_id = ${ctx.workspace.id} and c.id = any(${doubtful.map(({ profileId }) => profileId)}::uuid[])`.execute(ctx.db)
  const guarded = new Map(rows.map((row) => [row.id, row]))
  return sayings.map((saying) => {
    const guard = saying.by === 'browser' ? guarded.get(saying.profileId) : undefined
    if (!guard) return saying
    const { email, phone, ...rest } = saying.fields
    return { ...saying, fields: { ...rest, ...(guard.email ? {} : { email }), ...(guard.phone ? {} : { phone }) } }
  })
}
