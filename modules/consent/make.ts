import { inTransaction, type Ctx } from '#core/context'
import { makeCustomer } from '../customers/make.ts'

/** A customer with an e-mail address, and a phone where the test names one. */
export async function makeReachable(ctx: Ctx, over: { email?: string; phone?: string } = {}): Promise<{ readonly id: string }> {
  const { id } = await makeCustomer(ctx, { name: 'Sara' })
  const email = over.email ?? `${id}@shop.example`
  const keys = [{ kind: 'email' as const, value: email }, ...(over.phone ? [{ kind: 'phone' as const, value: over.phone }] : [])]
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insertInto('customers_keys')
      .values(keys.map((key) => ({ workspace_id: ctx.workspace.id, customer_id: id, ...key })))
      .execute()
    await ctx.db
      .updateTable('customers')
      .set({ email, phone: over.phone ?? null })
      .where('id', '=', id)
      .execute()
  })
  return { id }
}
