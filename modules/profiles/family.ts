import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { familyOf } from '#modules/customers'

/** The profiles of the person that the id leads to, the root first; "not found" for one that is missing and for one of another workspace alike. */
export async function familyFor(ctx: Ctx, customerId: string): Promise<readonly [string, ...string[]]> {
  const [root, ...others] = await familyOf(ctx, customerId)
  if (root === undefined) throw notFound('customers.not_found')
  return [root, ...others]
}

/** Holds a customer until the transaction ends, so that of two who write about the same person one waits. */
export async function holdCustomer(ctx: Ctx, root: string): Promise<void> {
  await sql`select from customers where workspace_id = ${ctx.workspace.id} and id = ${root} for no key update`.execute(ctx.db)
}
