import { sql } from 'kysely'
import type { Holding, TimelineEntry } from '#core/holdings'

interface ToldRow {
  readonly id: string
  readonly title: string
  readonly told_at: Date
  readonly told_by: string
  readonly way: string
}

/** What this module keeps about customers: which incidents they were told of. */
export const privacyHolding: Holding = {
  module: 'privacy',
  timeline: [
    {
      kind: 'incident',
      may: 'customers:read',
      read: async (ctx, { family, before, limit }) => {
        const place = before ? sql`and (i.told_at, i.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``
        const { rows } = await sql<ToldRow>`
          select distinct i.id, i.title, i.told_at, i.told_by, p.way
          from privacy_incident_people p
          join privacy_incidents i on i.workspace_id = p.workspace_id and i.id = p.incident_id
          where p.workspace_id = ${ctx.workspace.id} and p.customer_id = any(${family}::uuid[]) ${place}
          order by i.told_at desc, i.id desc
          limit ${limit}`.execute(ctx.db)
        return rows.map(({ id, title, told_at, told_by, way }): TimelineEntry => {
          return { id, kind: 'incident', name: 'incident.told', at: told_at, by: told_by, href: null, values: { title, way } }
        })
      },
    },
  ],
  tell: async (ctx, family) => {
    const { rows } = await sql<{ title: string; told_at: Date; way: string }>`
      select i.title, i.told_at, p.way
      from privacy_incident_people p
      join privacy_incidents i on i.workspace_id = p.workspace_id and i.id = p.incident_id
      where p.workspace_id = ${ctx.workspace.id} and p.customer_id = any(${family}::uuid[])
      order by i.told_at`.execute(ctx.db)
    return { incidents: rows }
  },
}
