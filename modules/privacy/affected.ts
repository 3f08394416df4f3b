import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { choiceOfCustomers, compileCondition } from '#modules/customers'
import type { Affected, AffectedResponse } from './api.ts'

/** Somebody affected, with the address at which they can be told. */
export interface AffectedPerson {
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly language: string | null
}

/** Customers, each once, whom something happened to; merged profiles count as their person, erased ones are gone. */
export async function affectedPeople(ctx: Ctx, affected: Affected): Promise<AffectedPerson[]> {
  const which = await matches(ctx, affected)
  const { rows } = await sql<AffectedPerson>`
    select c.id, c.name, c.email, c.phone, c.language
    from customers c
    left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
    where c.workspace_id = ${ctx.workspace.id} and c.merged_into is null and c.erased_at is null and not c.is_visitor and (${which})
    order by c.id`.execute(ctx.db)
  return rows
}

async function matches(ctx: Ctx, affected: Affected): Promise<RawBuilder<boolean>> {
  if ('all' in affected) return sql`true`
  if ('wanted' in affected) {
    const { where } = await choiceOfCustomers(ctx, affected.wanted)
    return sql`(${where}) and c.id <> all(${affected.except}::uuid[])`
  }
  return 'ids' in affected ? ofIds(ctx, affected.ids) : (await compileCondition(ctx, affected.filter)).sql
}

function ofIds(ctx: Ctx, ids: readonly string[]) {
  return sql<boolean>`c.id in (
    select coalesce(p.merged_into, p.id) from customers p where p.workspace_id = ${ctx.workspace.id} and p.id = any(${ids}::uuid[]))`
}

/** How many are affected, and how they can be told. Law asks for this notice, so no consent is needed for it. */
export async function countAffected(ctx: Ctx, affected: Affected, canMail: boolean): Promise<AffectedResponse> {
  const people = await affectedPeople(ctx, affected)
  const byEmail = canMail ? people.filter(({ email }) => email !== null).length : 0
  return { customers: people.length, byEmail, byHand: people.length - byEmail }
}
