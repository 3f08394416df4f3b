import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { emitAll } from '#core/events'
import type { Claim } from '../domain-identity.ts'
import { place, type Book, type Evidence, type Link } from '../domain-resolve.ts'
import { addProfiles } from './add-profiles.ts'
import { rootsOf } from './families.ts'
import { writeKeys } from './hold-keys.ts'
import { regroup, type Regrouping } from './join-families.ts'
import { lockIdentities } from './lock-identities.ts'
import { openBook } from './open-book.ts'
import { readFamilies } from './read-families.ts'
import { suggestSame } from './suggestions.ts'
import { tellChanges } from './tell-changes.ts'
import { showFamilies, type ColumnChange } from './write-families.ts'

/** Who a claim is about. `customerId` is the person, `profileId` the profile for which rows are recorded. */
export interface Resolved {
  readonly profileId: string
  readonly customerId: string
  /** Whether this claim was the first word of them. */
  readonly isNew: boolean
}

/**
 * Finds or adds the person behind each claim, in the caller's transaction, and merges or suggests to merge those who turn out to be one. Takes the lock
 * of identities. The answers come in the order of the claims. Of history, new customers and likenesses are not told; merges are, as they happen now.
 */
export async function resolveCustomers(ctx: Ctx, claims: readonly Claim[], { isHistory = false } = {}): Promise<readonly Resolved[]> {
  if (claims.length === 0) return []
  return inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    const book = await openBook(ctx, claims, randomUUIDv7)
    const seen = new Set<string>()
    const profiles = claims.map((claim) => {
      const profileId = place(book, claim)
      const isNew = book.added.has(profileId) && !seen.has(profileId)
      seen.add(profileId)
      return { profileId, isNew }
    })
    await addProfiles(ctx, book)
    await writeKeys(ctx, book.held)
    const shown = await showAgain(ctx, book)
    await regroup(ctx, await regroupingOf(ctx, book))
    await suggestSame(
      ctx,
      book.suggestions.filter(({ one, other }) => one !== other),
      { isTold: !isHistory },
    )
    if (!isHistory) await emitAll(ctx, createdEvents(book))
    if (!isHistory) await tellChanges(ctx, shown)
    const roots = await rootsOf(
      ctx,
      profiles.map(({ profileId }) => profileId),
    )
    return profiles.map(({ profileId, isNew }) => ({ profileId, customerId: roots.get(profileId) ?? profileId, isNew }))
  })
}

/** What known profiles show may follow from identifiers that are new. */
async function showAgain(ctx: Ctx, book: Book): Promise<ColumnChange[]> {
  const known = book.held.flatMap(({ profileId, identifier: { kind } }) =>
    book.added.has(profileId) || kind === 'anonymous' || kind === 'device' ? [] : [profileId],
  )
  return showFamilies(ctx, await readFamilies(ctx, known))
}

/** The merges that the claims ask for. A visitor's link to another person replaces the one before. */
async function regroupingOf(ctx: Ctx, book: Book): Promise<Regrouping> {
  const linked = [...book.linked].flatMap((visitor) => {
    const link = book.profiles.get(visitor)?.link
    return link ? [{ visitor, link, evidence: evidenceOf(book, visitor, link) }] : []
  })
  const isSame = ({ link }: { readonly link: Link }) => link.stands?.survivor === link.survivor
  await dateLinks(ctx, linked.filter(isSame))
  const moved = linked.filter((each) => !isSame(each))
  return {
    parted: moved.flatMap(({ link }) => link.stands?.mergeId ?? []),
    joins: [
      ...moved.map(({ visitor, link, evidence }) => ({
        survivor: link.survivor,
        absorbed: visitor,
        reason: 'anonymous' as const,
        evidence,
      })),
      ...book.merges,
    ],
  }
}

function evidenceOf({ things }: Book, visitor: string, { at, by }: Link): Evidence {
  return [{ kind: 'anonymous', value: things.get(visitor) ?? '', at, by }]
}

/** Links that were claimed earlier than we knew. */
async function dateLinks(ctx: Ctx, links: readonly { readonly link: Link; readonly evidence: Evidence }[]): Promise<void> {
  if (links.length === 0) return
  await sql`
    update customers_merges m set evidence = l.evidence
    from unnest(
      ${links.map(({ link }) => link.stands?.mergeId ?? null)}::uuid[], ${links.map(({ evidence }) => JSON.stringify(evidence))}::jsonb[]
    ) as l (id, evidence)
    where m.workspace_id = ${ctx.workspace.id} and m.id = l.id`.execute(ctx.db)
}

/** Visitors are told of when they are somebody. */
function createdEvents({ added }: Book) {
  return [...added].flatMap(([customerId, { isVisitor, source }]) =>
    isVisitor ? [] : [{ name: 'customer.created' as const, payload: { customerId, source }, customerId }],
  )
}
