import { sql } from 'kysely'
import type { Ctx } from '#core/context'

/** When somebody was last seen. */
export interface Sighting {
  readonly profileId: string
  readonly at: Date
}

/** Notes when profiles, and the people they belong to, were last seen; an earlier sighting that arrives late changes nothing. */
export async function touchSeen(ctx: Ctx, sightings: readonly Sighting[]): Promise<void> {
  if (sightings.length === 0) return
  await sql`
    with seen as materialized (
      select person.id, max(s.at) as at
      from unnest(${sightings.map(({ profileId }) => profileId)}::uuid[], ${sightings.map(({ at }) => at.toISOString())}::timestamptz[]) as s (id, at)
      join customers p on p.workspace_id = ${ctx.workspace.id} and p.id = s.id
      cross join lateral (values (p.id), (coalesce(p.merged_into, p.id))) as person (id)
      group by person.id
    )
    update customers c set seen_at = seen.at
    from seen
    where c.workspace_id = ${ctx.workspace.id} and c.id = seen.id and (c.seen_at is null or c.seen_at < seen.at)`.execute(ctx.db)
}
