import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { ActorsResponse } from './api.ts'

/** Whose acts can stand in the log: who works here or has done something here, and programs. People are few, so each is looked up in the index. */
export async function listActors(ctx: Ctx): Promise<ActorsResponse['rows']> {
  const { rows } = await sql<ActorsResponse['rows'][number]>`
    select 'member' as kind, id, name from auth_users
    where exists (select from workspaces_members m where m.workspace_id = ${ctx.workspace.id} and m.user_id = auth_users.id)
      or exists (select from audit_entries e where e.workspace_id = ${ctx.workspace.id} and e.actor_id = auth_users.id)
    union all
    select 'token', id::text, name from tokens where workspace_id = ${ctx.workspace.id}
    order by kind, name, id`.execute(ctx.db)
  return rows
}
