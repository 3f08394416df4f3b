import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { ALIKE, nameLikeness, suggestSame } from '#modules/customers'

/** Suggests that a customer is the same person as others with a similar name who live at the same place. */
export async function suggestNeighbours(ctx: Ctx, customerId: string, place: string): Promise<void> {
  if (place === '') return
  const { rows } = await sql<Neighbour>`
    select distinct on (c.id) c.id, c.name, a.lines
    from profiles_addresses a
    join customers p on p.workspace_id = a.workspace_id and p.id = a.customer_id
    join customers c on c.workspace_id = p.workspace_id and c.id = case when p.merged_into is null then p.id else p.merged_into end
    where a.workspace_id = ${ctx.workspace.id} and a.place = ${place} and c.name is not null and c.erased_at is null
    order by c.id, a.id
    limit ${FEW + 2}`.execute(ctx.db)
  const self = rows.find(({ id }) => id === customerId)
  if (!self || rows.length > FEW + 1) return
  await suggestSame(
    ctx,
    rows
      .filter(({ id, name }) => id !== customerId && nameLikeness(name, self.name) >= ALIKE)
      .map(({ id, name, lines }) => ({
        one: customerId,
        other: id,
        evidence: [
          { kind: 'name', value: name },
          { kind: 'address', value: lines },
        ],
      })),
  )
}

interface Neighbour {
  readonly id: string
  readonly name: string
  readonly lines: string
}

/** Where more live, it is an office or a pick-up point. */
const FEW = 8
