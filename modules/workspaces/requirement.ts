import { audit } from '#core/audit'
import { type Ctx, inTransaction } from '#core/context'
import { refused } from '#core/errors'
import type { SecondFactorRequirement } from './api.ts'

/** Whether everybody here must have a second step at sign-in, and how many have one. */
export async function showRequirement(ctx: Ctx): Promise<SecondFactorRequirement> {
  const { id } = ctx.workspace
  const workspace = await ctx.db.selectFrom('workspaces').select('requires_second_factor').where('id', '=', id).executeTakeFirstOrThrow()
  const members = await ctx.db
    .selectFrom('workspaces_members as m')
    .leftJoin('auth_second_factors as f', 'f.user_id', 'm.user_id')
    .select((row) => [row.fn.countAll<string>().as('all'), row.fn.count<string>('f.confirmed_at').as('having')])
    .where('m.workspace_id', '=', id)
    .executeTakeFirstOrThrow()
  const having = Number(members.having)
  return { isRequired: workspace.requires_second_factor, having, lacking: Number(members.all) - having }
}

/** Asks a second step of everybody who works here, or no longer. Whoever asks it has one themselves: they would lock themselves out. */
export async function setRequirement(ctx: Ctx, isRequired: boolean): Promise<SecondFactorRequirement> {
  return inTransaction(ctx, async (ctx) => {
    const own = await ctx.db
      .selectFrom('auth_second_factors')
      .select('confirmed_at')
      .where('user_id', '=', ctx.actor.userId ?? '')
      .executeTakeFirst()
    if (isRequired && !own?.confirmed_at) throw refused('accounts.second_factor_first')
    const { numUpdatedRows } = await ctx.db
      .updateTable('workspaces')
      .set({ requires_second_factor: isRequired })
      .where('id', '=', ctx.workspace.id)
      .where('requires_second_factor', '!=', isRequired)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) {
      const details = { fields: ['requiresSecondFactor'], isRequired }
      await audit(ctx, 'settings.changed', { kind: 'workspace', id: ctx.workspace.id, details })
    }
    return showRequirement(ctx)
  })
}
