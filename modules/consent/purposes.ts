import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { audit } from '#core/audit'
import { invalid, refused } from '#core/errors'
import { Channel, type PurposeRequest } from './api.ts'
import { isBuiltIn, purposesFrom, type Purpose, type StoredPurpose, type StoredText } from './domain-purposes.ts'

/** The purposes of the workspace with their newest texts, in their order. */
export async function listPurposes(ctx: Ctx): Promise<readonly Purpose[]> {
  return purposesFrom(await storedPurposes(ctx), await newestTexts(ctx))
}

/** Those that are in use. */
export async function purposesInUse(ctx: Ctx): Promise<readonly Purpose[]> {
  return (await listPurposes(ctx)).filter(({ isArchived }) => !isArchived)
}

/** Stores a purpose: its names, on which channels a yes must be confirmed, and its text, as a new version when the words differ. */
export function savePurpose(ctx: Ctx, key: string, request: PurposeRequest): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    if (key === 'service' && request.isArchived) throw refused('consent.service_stays')
    const known = await lockPurposes(ctx)
    const before = known.find((purpose) => purpose.key === key)
    if (!before && known.length >= MOST_PURPOSES) throw invalid('consent.too_many_purposes', { most: MOST_PURPOSES })
    await ctx.db
      .insertInto('consent_purposes')
      .values({ workspace_id: ctx.workspace.id, key, position: known.length, ...columnsOf(ctx, request) })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'key']).doUpdateSet(columnsOf(ctx, request)))
      .execute()
    if (before?.text.fa !== request.text.fa || before.text.en !== request.text.en)
      await addText(ctx, key, before?.textVersion ?? 0, request)
    await audit(ctx, 'consent.settings_changed', { kind: 'consent', id: null, details: { purpose: key } })
  })
}

const MOST_PURPOSES = 25

/** The purposes, held against a second writer: two new texts at once must not take the same version. */
async function lockPurposes(ctx: Ctx): Promise<readonly Purpose[]> {
  await sql`select id from workspaces where id = ${ctx.workspace.id} for no key update`.execute(ctx.db)
  return listPurposes(ctx)
}

function columnsOf(ctx: Ctx, { name, confirmedOn, isArchived }: PurposeRequest) {
  return {
    name_fa: name.fa,
    name_en: name.en,
    confirmed_on: [...confirmedOn],
    archived_at: isArchived ? ctx.now : null,
    changed_at: ctx.now,
  }
}

async function addText(ctx: Ctx, purpose: string, lastVersion: number, { text }: PurposeRequest): Promise<void> {
  await ctx.db
    .insertInto('consent_texts')
    .values({
      workspace_id: ctx.workspace.id,
      purpose,
      version: lastVersion + 1,
      text_fa: text.fa,
      text_en: text.en,
      written_by: ctx.actor.userId ?? ctx.actor.kind,
      written_at: ctx.now,
    })
    .execute()
}

async function storedPurposes(ctx: Ctx): Promise<StoredPurpose[]> {
  const rows = await ctx.db.selectFrom('consent_purposes').selectAll().where('workspace_id', '=', ctx.workspace.id).execute()
  return rows.map((row) => ({
    key: row.key,
    position: row.position,
    name: { fa: row.name_fa, en: row.name_en },
    confirmedOn: row.confirmed_on.map((channel) => Channel.parse(channel)),
    isArchived: row.archived_at !== null && !(isBuiltIn(row.key) && row.key === 'service'),
  }))
}

async function newestTexts(ctx: Ctx): Promise<StoredText[]> {
  const rows = await ctx.db
    .selectFrom('consent_texts')
    .distinctOn('purpose')
    .select(['purpose', 'version', 'text_fa', 'text_en'])
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('purpose')
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({ purpose: row.purpose, version: row.version, text: { fa: row.text_fa, en: row.text_en } }))
}
