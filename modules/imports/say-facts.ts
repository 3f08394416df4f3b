import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { forgetImportedConsents, recordImportedConsents, type ImportedConsent } from '#modules/consent'
import { sayAbout, unsay, type Saying } from '#modules/customers'
import type { ImportConsent, ImportPlan } from './api.ts'
import type { AttributeTypes, LineFacts } from './domain-facts.ts'

/** Types of the shop's own attributes that are in use. */
export async function attributeTypes(ctx: Ctx): Promise<AttributeTypes> {
  const attributes = ctx.db.selectFrom('profiles_attributes').select(['key', 'type']).where('workspace_id', '=', ctx.workspace.id)
  const rows = await attributes.where('archived_at', 'is', null).execute()
  return new Map(rows.map(({ key, type }) => [key, type]))
}

/** Says what staged lines tell about customers themselves, and what they agreed to: as of the line's time, so that a later word stands. */
export async function sayFacts(ctx: Ctx, importId: string, { facts, consent }: ImportPlan): Promise<void> {
  if (!facts && !consent) return
  await sql`
    declare staged_facts no scroll cursor for
    select coalesce(c.profile_id, c.customer_id) as profile_id, l.ordered_at, l.facts, l.agreed
    from staged_lines l
    join staged_customers c on c.key = l.key
    where l.facts is not null or l.agreed is not null
    order by 1, l.line`.execute(ctx.db)
  for (;;) {
    const { rows } = await sql<FactRow>`fetch ${sql.lit(BATCH)} from staged_facts`.execute(ctx.db)
    if (rows.length === 0) break
    await sayAbout(ctx, sayings(rows, importId), { isHistory: true })
    if (consent) await recordImportedConsents(ctx, importId, consent.source, consentsIn(rows, consent))
  }
  await sql`close staged_facts`.execute(ctx.db)
}

const BATCH = 2000

interface FactRow {
  readonly profile_id: string
  readonly ordered_at: Date
  readonly facts: LineFacts | null
  readonly agreed: boolean | null
}

function sayings(rows: readonly FactRow[], importId: string): Saying[] {
  return rows.flatMap(({ profile_id: profileId, ordered_at: at, facts }) =>
    facts
      ? [{ profileId, at, by: `import:${importId}`, fields: facts.fields, tags: { add: facts.tags }, attributes: facts.attributes }]
      : [],
  )
}

function consentsIn(rows: readonly FactRow[], { purpose, channels }: ImportConsent): ImportedConsent[] {
  return rows.flatMap(({ profile_id: profileId, ordered_at: at, agreed }) =>
    agreed === null
      ? []
      : channels.map((channel) => ({ profileId, purpose, channel, at, state: agreed ? ('granted' as const) : ('denied' as const) })),
  )
}

/** Takes back what an import said about customers, and the consents it brought. */
export async function unsayFacts(ctx: Ctx, importId: string, { facts, consent }: ImportPlan): Promise<void> {
  if (facts) await unsay(ctx, `import:${importId}`)
  if (consent) await forgetImportedConsents(ctx, importId)
}
