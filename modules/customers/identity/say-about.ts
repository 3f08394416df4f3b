import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { readIdentifier, type Identifier } from '../domain-identity.ts'
import { laterWords, wordsOf, type Said, type Saying } from '../domain-said.ts'
import { holdKeys, type HeldBy } from './hold-keys.ts'
import { lockIdentities } from './lock-identities.ts'
import { readFamilies, type Family } from './read-families.ts'
import { tellChanges } from './tell-changes.ts'
import { showFamilies, type ColumnChange } from './write-families.ts'

/**
 * Writes what somebody says about profiles: of each field, attribute and tag the latest word counts, whenever it arrives. A phone or an e-mail said is
 * an identifier too. Changes that can be seen are logged and, unless they are history, told. Words about customers who are gone or erased are dropped.
 */
export async function sayAbout(ctx: Ctx, sayings: readonly Saying[], { isHistory = false } = {}): Promise<void> {
  if (sayings.length === 0) return
  await inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    await holdKeys(ctx, sayings.flatMap(identifiersSaid))
    const { families, spoken } = said(
      await readFamilies(
        ctx,
        sayings.map(({ profileId }) => profileId),
      ),
      sayings,
    )
    const changes = await showFamilies(ctx, families, spoken)
    await logEdits(ctx, changes)
    if (!isHistory) await tellChanges(ctx, changes)
  })
}

/** The identifiers that come with a saying, its phone and e-mail among them. */
function identifiersSaid({ profileId, at, fields, identifiers = [] }: Saying): HeldBy[] {
  const contacts = (['phone', 'email'] as const).flatMap((kind) => (fields[kind] ? (readIdentifier(kind, '', fields[kind]) ?? []) : []))
  const all: readonly Identifier[] = [...identifiers, ...contacts]
  return all.map((identifier) => ({ profileId, at, identifier }))
}

/** The families with the sayings heard, and the words of the profiles spoken of. */
function said(families: readonly Family[], sayings: readonly Saying[]): { families: Family[]; spoken: Map<string, Said> } {
  const heard = new Map<string, Said>()
  for (const saying of sayings) heard.set(saying.profileId, laterWords(heard.get(saying.profileId) ?? {}, wordsOf(saying)))
  const spoken = new Map<string, Said>()
  const after = families.map(({ root, members }) => ({
    root,
    members: members.map((member) => {
      const words = heard.get(member.id)
      if (!words || member.row.erased_at) return member
      const own = laterWords(member.own, words)
      spoken.set(member.id, own)
      return { ...member, own, said: laterWords(member.said, own) }
    }),
  }))
  return { families: after, spoken }
}

/** One row a field. What follows from an identifier alone is nobody's edit. */
async function logEdits(ctx: Ctx, changes: readonly ColumnChange[]): Promise<void> {
  const edits = changes.flatMap(({ word, ...change }) => (word ? [{ ...change, word }] : []))
  if (edits.length === 0) return
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  await sql`
    insert into customers_edits (workspace_id, id, customer_id, field, before, after, changed_by, changed_at)
    select ${ctx.workspace.id}::uuid, e.id, e.customer_id, e.field, e.before, e.after, e.changed_by, e.changed_at
    from unnest(
      ${edits.map(() => randomUUIDv7())}::uuid[], ${edits.map(({ word }) => word.profileId)}::uuid[], ${edits.map(({ field }) => field)}::text[],
      ${edits.map(({ before }) => json(before))}::jsonb[], ${edits.map(({ after }) => json(after))}::jsonb[],
      ${edits.map(({ word }) => word.by)}::text[], ${edits.map(({ word }) => word.at)}::timestamptz[]
    ) as e (id, customer_id, field, before, after, changed_by, changed_at)`.execute(ctx.db)
}
