import { sql } from 'kysely'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { lockToken } from './rotate-token.ts'

/** Ends a token and those made with it, for good. Doing it again changes nothing. */
export async function revokeToken(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockToken(ctx, id)
    await sql`
      with recursive ending as (
        select id from tokens where workspace_id = ${ctx.workspace.id} and id = ${id}
        union
        select made.id from tokens as made join ending on made.made_with = ending.id where made.workspace_id = ${ctx.workspace.id}
      )
      update tokens set revoked_at = ${ctx.now}
      where workspace_id = ${ctx.workspace.id} and revoked_at is null and id in (select id from ending)`.execute(ctx.db)
    await audit(ctx, 'token.revoked', { kind: 'token', id })
  })
}
