import { sql } from 'kysely'
import type { Ctx } from '#core/context'

/** The root of each of these profiles; those that are missing have none. */
export async function rootsOf(ctx: Ctx, profileIds: readonly string[]): Promise<Map<string, string>> {
  if (profileIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; root: string }>`
    select id, coalesce(merged_into, id) as root
    from customers
    where workspace_id = ${ctx.workspace.id} and id = any(${[...new Set(profileIds)]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, root }) => [id, root]))
}

/** The profiles of a person by the id of any of them, the root first; empty when there is no such customer. */
export async function familyOf(ctx: Ctx, customerId: string): Promise<string[]> {
  const root = (await rootsOf(ctx, [customerId])).get(customerId)
  return root === undefined ? [] : ((await familiesOf(ctx, [root])).get(root) ?? [])
}

/** The families of these roots, each root first. */
export async function familiesOf(ctx: Ctx, roots: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; root: string }>`
    select id, merged_into as root
    from customers
    where workspace_id = ${ctx.workspace.id} and merged_into = any(${roots}::uuid[])
    order by id`.execute(ctx.db)
  const families = new Map(roots.map((root) => [root, [root]]))
  for (const { id, root } of rows) families.get(root)?.push(id)
  return families
}
