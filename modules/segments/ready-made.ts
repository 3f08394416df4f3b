import { sql } from 'kysely'
import { fieldsOf } from '#modules/customers'
import type { Ctx } from '#core/context'
import type { ReadyResponse } from './api.ts'
import { fieldNamesIn } from './domain.ts'
import { readySegments } from './domain-ready.ts'

/** The ready-made segments whose every field is there for whoever asks. */
export async function readyMade(ctx: Ctx): Promise<ReadyResponse['ready']> {
  const known = new Set((await fieldsOf(ctx)).map(({ name }) => name))
  return readySegments(await bestFifth(ctx)).filter(({ condition }) =>
    [...fieldNamesIn(condition, new Map())].every((name) => known.has(name)),
  )
}

/** The expected value, in minor units, that a fifth of customers reach; null while nothing is expected of anybody. */
async function bestFifth(ctx: Ctx): Promise<string | null> {
  const { rows } = await sql<{ cut: bigint | null }>`
    select percentile_disc(0.8) within group (order by k.expected_value) as cut
    from (
      select k.expected_value from insights_scores k
      where k.workspace_id = ${ctx.workspace.id} and k.expected_value is not null
      limit ${LOOKED_AT}
    ) k`.execute(ctx.db)
  const cut = rows[0]?.cut
  return cut === null || cut === undefined ? null : String(cut)
}

/** So many customers tell where the best fifth begins. */
const LOOKED_AT = 200_000
