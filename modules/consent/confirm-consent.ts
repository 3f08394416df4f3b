import { inTransaction, type Ctx } from '#core/context'
import type { Letter } from '#core/delivery/letter'
import { notFound, refused } from '#core/errors'
import { emit } from '#core/events'
import type { Server } from '#core/server'
import { lockIdentities, rootsOf } from '#modules/customers'
import { confirmationLetter } from './domain-letters.ts'
import { queueLetters } from './letters.ts'
import { confirmationLink } from './links.ts'
import { listPurposes } from './purposes.ts'
import { recordConsents } from './record-consents.ts'

/** A question and where it stands. */
export interface Confirmation {
  readonly id: string
  readonly profileId: string
  readonly purpose: string
  readonly channel: 'email' | 'sms' | 'bot' | 'push' | 'chat' | 'phone'
  readonly address: string
  readonly shown: string | null
  readonly textVersion: number | null
  readonly askedAt: Date
  readonly state: 'open' | 'confirmed' | 'expired' | 'withdrawn'
}

/** The question that a link speaks of; "not found" when it was asked again since, or never. */
export async function confirmationFor(ctx: Ctx, id: string, askedAt: number): Promise<Confirmation> {
  const query = ctx.db.selectFrom('consent_confirmations').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const row = await query.where('id', '=', id).executeTakeFirst()
  if (!row || row.asked_at.getTime() !== askedAt) throw notFound('consent.confirmation_not_found')
  const { profile_id: profileId, purpose, channel, address, shown, text_version: textVersion, asked_at } = row
  const question = { id, profileId, purpose, channel, address, shown, textVersion, askedAt: asked_at }
  if (row.confirmed_at) return { ...question, state: 'confirmed' }
  if (row.expires_at <= ctx.now) return { ...question, state: 'expired' }
  const root = (await rootsOf(ctx, [profileId])).get(profileId) ?? profileId
  const holds = ctx.db.selectFrom('consents').select('state').where('workspace_id', '=', ctx.workspace.id).where('customer_id', '=', root)
  const standing = await holds.where('purpose', '=', purpose).where('channel', '=', channel).executeTakeFirst()
  return { ...question, state: standing?.state === 'denied' ? 'withdrawn' : 'open' }
}

/** Confirms a yes, once. `proof` says from where. */
export function confirmConsent(ctx: Ctx, id: string, askedAt: number, proof: Readonly<Record<string, string | null>>): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    const question = await confirmationFor(ctx, id, askedAt)
    if (question.state === 'confirmed') return
    if (question.state !== 'open') throw refused(`consent.confirmation_${question.state}`)
    const { profileId, purpose, channel, shown, textVersion } = question
    const statementId = `confirmation:${id}:${askedAt}`
    const said = { profileId, purpose, channel, state: 'granted', source: 'confirmation', at: ctx.now, statementId } as const
    await recordConsents(ctx, [{ ...said, shown, textVersion, proof }])
    await ctx.db
      .updateTable('consent_confirmations')
      .set({ confirmed_at: ctx.now })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
  })
}

/** Hands over the links of open questions: by event always, by e-mail where a mail server is set. */
export function tellConfirmations(ctx: Ctx, server: Server): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .selectFrom('consent_confirmations as f')
      .innerJoin('customers as c', (join) => join.onRef('c.workspace_id', '=', 'f.workspace_id').onRef('c.id', '=', 'f.profile_id'))
      .selectAll('f')
      .select('c.language')
      .where('f.workspace_id', '=', ctx.workspace.id)
      .where('f.told_at', 'is', null)
      .orderBy('f.asked_at')
      .limit(200)
      .forUpdate('f')
      .skipLocked()
      .execute()
    const names = new Map((await listPurposes(ctx)).map(({ key, name }) => [key, name]))
    for (const { id, asked_at, profile_id: customerId, purpose, channel, address, language } of rows) {
      const link = confirmationLink(server, ctx.workspace.id, { id, askedAt: asked_at })
      const name = names.get(purpose) ?? { fa: purpose, en: purpose }
      if (server.config.smtpUrl && channel === 'email') {
        const letter: Letter = confirmationLetter(languageOf(ctx, language), { shop: ctx.workspace.name, purpose: name, channel, link })
        await queueLetters(ctx, 'confirmation', id, [{ ...letter, profileId: customerId, address }])
      }
      await emit(ctx, 'consent.confirmation_asked', { customerId, purpose, channel, address, link }, { customerId })
    }
    await markTold(
      ctx,
      rows.map(({ id }) => id),
    )
    return rows.length
  })
}

/** The language in which somebody is written to: their own where it is one of ours, else the shop's. */
export function languageOf(ctx: Ctx, own: string | null): 'fa' | 'en' {
  if (own?.startsWith('fa')) return 'fa'
  return own?.startsWith('en') ? 'en' : ctx.workspace.language
}

async function markTold(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const update = ctx.db.updateTable('consent_confirmations').set({ told_at: ctx.now }).where('workspace_id', '=', ctx.workspace.id)
  await update.where('id', 'in', [...ids]).execute()
}
