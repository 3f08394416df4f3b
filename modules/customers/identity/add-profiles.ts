import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { foldFamily } from '../domain-said.ts'
import type { Book } from '../domain-resolve.ts'
import { columnsOf } from './write-families.ts'

/** Adds the profiles that claims have brought, as they read by their identifiers alone. Their words are kept from the start. */
export async function addProfiles(ctx: Ctx, { added, held }: Book): Promise<void> {
  if (added.size === 0) return
  const keys = Map.groupBy(held, ({ profileId }) => profileId)
  const rows = [...added].map(([id, { isVisitor }]) => {
    const mine = (keys.get(id) ?? []).filter(({ recognises, identifier }) => recognises || identifier.kind !== 'external')
    const shown = foldFamily([{ id, said: {}, keys: mine.map(({ identifier, at }) => ({ ...identifier, addedAt: at })) }])
    const { name, phone, email, external_id } = columnsOf(shown)
    return { id, is_visitor: isVisitor, name, phone, email, external_id, search: shown.search }
  })
  await sql`
    insert into customers (workspace_id, id, name, phone, email, external_id, search, is_visitor, said, created_at)
    select ${ctx.workspace.id}::uuid, r.id, r.name, r.phone, r.email, r.external_id, r.search, r.is_visitor, '{}'::jsonb, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, name text, phone text, email text, external_id text, search text, is_visitor bool)`.execute(ctx.db)
}
