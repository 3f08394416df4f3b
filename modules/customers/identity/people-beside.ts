import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { maskEmail, maskPhone } from '#pure/mask'
import type { PersonBeside } from '../api-identity.ts'
import type { IdentifierKind } from '../domain-identity.ts'
import { CUSTOMER_COLUMNS, CUSTOMERS_WITH_SUMMARIES, type CustomerRecord } from '../queries.ts'
import { customerRow } from '../show-customer.ts'

interface Row extends CustomerRecord {
  readonly city: string | null
  readonly tags: string[]
}

interface KeyRow {
  readonly root: string
  readonly kind: IdentifierKind
  readonly source: string
  readonly value: string
  readonly isVerified: boolean
}

/** Roots as they stand beside others, by id, as the actor may see them. */
export async function peopleBeside(ctx: Ctx, roots: readonly string[]): Promise<Map<string, PersonBeside>> {
  const { rows } = await sql<Row>`
    select ${CUSTOMER_COLUMNS}, c.city, c.tags from ${CUSTOMERS_WITH_SUMMARIES}
    where c.workspace_id = ${ctx.workspace.id} and c.id = any(${roots}::uuid[])`.execute(ctx.db)
  const keys = await keysOf(ctx, roots)
  return new Map(
    rows.map((row) => {
      const customer = customerRow(row)
      const person = {
        ...customer,
        phone: shownValue(ctx, 'phone', customer.phone),
        email: shownValue(ctx, 'email', customer.email),
        city: row.city,
        tags: row.tags,
        createdAt: row.created_at.toISOString(),
        identifiers: (keys.get(row.id) ?? []).map(({ kind, source, value, isVerified }) => ({
          kind,
          source,
          value: shownValue(ctx, kind, value) ?? '',
          isVerified,
        })),
      }
      return [row.id, person]
    }),
  )
}

/** A contact in part, for those who may not see contacts. */
export function shownValue(ctx: Ctx, kind: string, value: string | null): string | null {
  if (value === null || ctx.actor.can.has('customers:contact')) return value
  if (kind === 'email') return maskEmail(value)
  return kind === 'phone' || kind === 'phone_end' ? maskPhone(value) : value
}

/** The first few of each root's identifiers; browsers say nothing to a reader. */
async function keysOf(ctx: Ctx, roots: readonly string[]): Promise<Map<string, KeyRow[]>> {
  const { rows } = await sql<KeyRow>`
    select root, kind, source, value, "isVerified"
    from (
      select f.root, k.kind, k.source, k.value, bool_or(k.verified) as "isVerified",
             row_number() over (partition by f.root order by min(k.added_at), k.value) as place
      from (
        select id as root, id from customers where workspace_id = ${ctx.workspace.id} and id = any(${roots}::uuid[])
        union all
        select merged_into, id from customers where workspace_id = ${ctx.workspace.id} and merged_into = any(${roots}::uuid[])
      ) f
      join customers_keys k on k.workspace_id = ${ctx.workspace.id} and k.customer_id = f.id
      where k.kind not in ('name', 'anonymous', 'device')
      group by f.root, k.kind, k.source, k.value
    ) found
    where place <= ${MOST}
    order by root, place`.execute(ctx.db)
  return Map.groupBy(rows, ({ root }) => root)
}

const MOST = 10
