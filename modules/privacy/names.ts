import type { Ctx } from '#core/context'

/** Names of members by their ids; other ids have none. */
export async function namesOf(ctx: Ctx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))]
  if (wanted.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('auth_users as u')
    .innerJoin('workspaces_members as m', 'm.user_id', 'u.id')
    .select(['u.id', 'u.name'])
    .where('m.workspace_id', '=', ctx.workspace.id)
    .where('u.id', 'in', wanted)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
