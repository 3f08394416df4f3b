import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { invalid } from '#core/errors'
import { emitAll, type NewEvent } from '#core/events'
import { lockIdentities } from '#modules/customers'
import type { Channel, ConsentState } from './api.ts'
import { askForConfirmations } from './ask-confirmations.ts'
import { enteredAs } from './domain.ts'
import { effectOn, type Change } from './effect.ts'
import { purposesInUse } from './purposes.ts'
import { suppressedProfiles } from './suppressions.ts'

/** Somebody's word about one purpose on one channel, as it reached us. */
export interface Statement {
  /** The profile that it is about. It is written for the profile's whole family. */
  readonly profileId: string
  readonly purpose: string
  readonly channel: Channel
  readonly state: 'granted' | 'denied'
  /** Who passed it on: 'member', 'centre', 'import', 'tracking', 'shop', 'widget' … */
  readonly source: string
  /** When it was said; never later than now. */
  readonly at: Date
  /** The sender's own id: the same statement again changes nothing. */
  readonly statementId?: string
  /** The text that was shown, word for word. */
  readonly shown?: string | null
  readonly textVersion?: number | null
  readonly proof?: Readonly<Record<string, string | null>>
}

/**
 * Writes statements into the ledger, all or none, brings what holds for the people up to date and tells what changed. In the caller's transaction;
 * takes the lock of identities. Gives how many statements were new. Throws `consent.unknown_purpose` before anything is written.
 */
export function recordConsents(ctx: Ctx, statements: readonly Statement[]): Promise<number> {
  if (statements.length === 0) return Promise.resolve(0)
  return inTransaction(ctx, async (ctx) => {
    const confirmedOn = await confirmationRules(ctx, statements)
    await lockIdentities(ctx)
    const suppressed = await suppressedProfiles(ctx, statements.filter(isImportedYes))
    const words = statements.map((statement): SpokenWord => {
      const needsConfirmation = confirmedOn.get(statement.purpose)?.includes(statement.channel) ?? false
      const isSuppressed = isImportedYes(statement) && suppressed.has(`${statement.profileId} ${statement.channel}`)
      const state = isSuppressed ? 'denied' : enteredAs(statement.state, statement.source, needsConfirmation)
      return { ...statement, state, statementId: statement.statementId ?? randomUUIDv7() }
    })
    const written = await writeEntries(ctx, words)
    const changes = await effectOn(ctx, { profiles: words.map(({ profileId }) => profileId) })
    await askForConfirmations(
      ctx,
      words.filter(({ state, statementId }) => state === 'pending' && written.has(statementId)),
    )
    await emitAll(ctx, changes.flatMap(asEvent))
    return written.size
  })
}

/** A list of people that a shop kept elsewhere. */
export interface ImportedConsent {
  readonly profileId: string
  readonly purpose: string
  readonly channel: Channel
  readonly state: 'granted' | 'denied'
  readonly at: Date
}

/**
 * Statements that an import brings, with where the list says its consent came from. The same import again changes nothing; of two lines about the
 * same thing the later holds, at the same time the stricter.
 */
export function recordImportedConsents(
  ctx: Ctx,
  importId: string,
  obtained: string,
  consents: readonly ImportedConsent[],
): Promise<number> {
  const inOrder = consents.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.state === b.state ? 0 : a.state === 'denied' ? 1 : -1))
  const last = new Map(inOrder.map((consent) => [`${consent.profileId} ${consent.purpose} ${consent.channel}`, consent]))
  const proof = { import: importId, obtained }
  const statements = [...last.values()].map((consent): Statement => {
    const statementId = `import:${importId}:${consent.profileId}:${consent.at.toISOString()}:${consent.state}`
    return { ...consent, source: 'import', statementId, proof }
  })
  return recordConsents(ctx, statements)
}

/** A statement on its way into the ledger. */
export type SpokenWord = Omit<Statement, 'state'> & { readonly state: ConsentState; readonly statementId: string }

const isImportedYes = ({ source, state }: Statement) => source === 'import' && state === 'granted'

async function confirmationRules(ctx: Ctx, statements: readonly Statement[]): Promise<ReadonlyMap<string, readonly Channel[]>> {
  const purposes = new Map((await purposesInUse(ctx)).map(({ key, confirmedOn }) => [key, confirmedOn]))
  const unknown = statements.find(({ purpose }) => !purposes.has(purpose))
  if (unknown) throw invalid('consent.unknown_purpose', { purpose: unknown.purpose })
  return purposes
}

/** Adds the words for every profile of each family and gives the ids of the statements that were new. */
async function writeEntries(ctx: Ctx, words: readonly SpokenWord[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ statement_id: string }>`
    with said as (
      select w.*, coalesce(c.merged_into, c.id) as root
      from unnest(
        ${words.map(({ profileId }) => profileId)}::uuid[], ${words.map(({ purpose }) => purpose)}::text[],
        ${words.map(({ channel }) => channel)}::text[], ${words.map(({ state }) => state)}::text[],
        ${words.map(({ source }) => source)}::text[], ${words.map(({ at }) => notLater(at, ctx.now))}::timestamptz[],
        ${words.map(({ shown }) => shown ?? null)}::text[], ${words.map(({ textVersion }) => textVersion ?? null)}::int[],
        ${words.map(({ proof }) => JSON.stringify(proof ?? {}))}::jsonb[], ${words.map(({ statementId }) => statementId)}::text[]
      ) as w (profile_id, purpose, channel, state, source, at, shown, text_version, proof, statement_id)
      join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = w.profile_id
      where c.erased_at is null and not exists (
        select from consent_entries e
        where e.workspace_id = ${ctx.workspace.id} and e.profile_id = w.profile_id and e.purpose = w.purpose and e.channel = w.channel
          and e.statement_id = w.statement_id)
    )
    insert into consent_entries
      (workspace_id, id, profile_id, said_as, purpose, channel, state, source, at, recorded_at, shown, text_version, proof, by, statement_id)
    select ${ctx.workspace.id}::uuid, uuidv7(), p.id, s.profile_id, s.purpose, s.channel, s.state, s.source, s.at, ${ctx.now}::timestamptz,
           s.shown, s.text_version, s.proof, ${ctx.actor.userId ?? ctx.actor.kind}, s.statement_id
    from said s
    join customers p on p.workspace_id = ${ctx.workspace.id} and (p.id = s.root or p.merged_into = s.root)
    on conflict (workspace_id, profile_id, purpose, channel, statement_id) do nothing
    returning statement_id`.execute(ctx.db)
  return new Set(rows.map((row) => row.statement_id))
}

/** A sender's clock that runs ahead must not win over everything that is said after it. */
function notLater(at: Date, now: Date): string {
  return (at < now ? at : now).toISOString()
}

function asEvent({ customerId, purpose, channel, after }: Change): NewEvent[] {
  // Imported history is data, not events.
  if (!after || after.source === 'import') return []
  const payload = { customerId, purpose, channel, state: after.state, source: after.source }
  return [{ name: 'consent.changed', payload, customerId }]
}
