import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { MergesResponse } from '../api-identity.ts'
import { EvidenceShape } from './evidence.ts'
import { familyOf } from './families.ts'
import { shownValue } from './people-beside.ts'

interface Row {
  readonly id: string
  readonly survivor_id: string
  readonly survivor_name: string | null
  readonly absorbed_id: string
  readonly absorbed_name: string | null
  readonly is_visitor: boolean
  readonly erased_at: Date | null
  readonly reason: 'verified' | 'anonymous' | 'alias' | 'chosen'
  readonly evidence: unknown
  readonly member: string | null
  readonly merged_at: Date
  readonly undone_at: Date | null
}

/** The merges in which somebody of the customer's family took part, the newest first, those taken back too. */
export async function listMerges(ctx: Ctx, customerId: string): Promise<MergesResponse> {
  const family = await familyOf(ctx, customerId)
  if (family.length === 0) throw notFound('customers.not_found')
  const side = (column: string) => sql`
    select id from customers_merges where workspace_id = ${ctx.workspace.id} and ${sql.ref(column)} = any(${family}::uuid[])`
  const { rows } = await sql<Row>`
    select m.id, m.survivor_id, one.name as survivor_name, m.absorbed_id, other.name as absorbed_name, other.is_visitor, other.erased_at,
           m.reason, m.evidence, u.name as member, m.merged_at, m.undone_at
    from (${side('survivor_id')} union ${side('absorbed_id')}) mine
    join customers_merges m on m.workspace_id = ${ctx.workspace.id} and m.id = mine.id
    join customers one on one.workspace_id = ${ctx.workspace.id} and one.id = m.survivor_id
    join customers other on other.workspace_id = ${ctx.workspace.id} and other.id = m.absorbed_id
    left join auth_users u on u.id = m.merged_by
    order by m.merged_at desc, m.id desc
    limit ${MOST}`.execute(ctx.db)
  return {
    rows: rows.map((row) => ({
      id: row.id,
      survivor: { id: row.survivor_id, name: row.survivor_name },
      absorbed: { id: row.absorbed_id, name: row.absorbed_name, isVisitor: row.is_visitor },
      reason: row.reason,
      evidence: EvidenceShape.parse(row.evidence).map(({ kind, value, source }) => ({
        kind,
        value: shownValue(ctx, kind, value) ?? '',
        source,
      })),
      by: row.member,
      at: row.merged_at.toISOString(),
      undoneAt: row.undone_at?.toISOString() ?? null,
      mayUndo: row.undone_at === null && row.erased_at === null,
    })),
  }
}

const MOST = 200
