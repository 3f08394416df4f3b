import type { Selectable } from 'kysely'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { invalid, notFound, refused } from '#core/errors'
import type { AttributeChange, AttributeRequest, AttributeResponse, AttributeValue } from './api.ts'
import { readAttributeValue, refusalOfAttribute } from './domain-attributes.ts'
import type { ProfilesAttributesTable } from './tables.ts'

/** How many attributes a workspace may define: each is a condition and a column of lists. */
const MOST_ATTRIBUTES = 200

/** The attributes that the workspace keeps about customers, oldest first; archived ones too. */
export async function listAttributes(ctx: Ctx): Promise<AttributeResponse[]> {
  const rows = await ctx.db
    .selectFrom('profiles_attributes')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('created_at')
    .orderBy('key')
    .execute()
  return rows.map(attributeOf)
}

/** Defines an attribute. */
export async function defineAttribute(ctx: Ctx, { key, type, ...words }: AttributeRequest): Promise<void> {
  const refusal = refusalOfAttribute(type, words)
  if (refusal) throw invalid(refusal)
  await inTransaction(ctx, async (ctx) => {
    if ((await listAttributes(ctx)).length >= MOST_ATTRIBUTES) throw refused('profiles.too_many_attributes')
    const { numInsertedOrUpdatedRows } = await ctx.db
      .insertInto('profiles_attributes')
      .values({ workspace_id: ctx.workspace.id, key, type, ...columnsOf(words), archived_at: null, created_at: ctx.now })
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 0n) throw refused('profiles.attribute_exists', { key })
    await audit(ctx, 'settings.changed', { kind: 'workspace', id: null, details: { attribute: key } })
  })
}

/** Changes an attribute's words and choices, archives it or takes it back; key and type stay, because values were given by them. */
export async function changeAttribute(ctx: Ctx, key: string, { archived, ...words }: AttributeChange): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const found = ctx.db.selectFrom('profiles_attributes').selectAll().where('workspace_id', '=', ctx.workspace.id).where('key', '=', key)
    const known = await found.forUpdate().executeTakeFirst()
    if (!known) throw notFound('profiles.attribute_not_found')
    const refusal = refusalOfAttribute(known.type, words)
    if (refusal) throw invalid(refusal)
    await ctx.db
      .updateTable('profiles_attributes')
      .set({ ...columnsOf(words), archived_at: archived ? (known.archived_at ?? ctx.now) : null })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('key', '=', key)
      .execute()
    await audit(ctx, 'settings.changed', { kind: 'workspace', id: null, details: { attribute: key } })
  })
}

/** Values as they are kept, by key; refuses keys that the workspace does not have and values of another type. */
export async function checkedAttributes(
  ctx: Ctx,
  given: Readonly<Record<string, AttributeValue>>,
): Promise<Record<string, AttributeValue>> {
  const definitions = new Map((await listAttributes(ctx)).map((each) => [each.key, each]))
  const checked = Object.entries(given).map(([key, value]) => {
    const definition = definitions.get(key)
    if (!definition || definition.archived) throw invalid('profiles.attribute_unknown', { key })
    const read = readAttributeValue(definition, value)
    if (read === undefined) throw invalid(`profiles.not_a_${definition.type}`, { key })
    return [key, read] as const
  })
  return Object.fromEntries(checked)
}

function columnsOf({ nameFa, nameEn, description, choices }: Omit<AttributeChange, 'archived'>) {
  return { name_fa: nameFa, name_en: nameEn, description, choices: [...new Set(choices)] }
}

function attributeOf(row: Selectable<ProfilesAttributesTable>): AttributeResponse {
  return {
    key: row.key,
    nameFa: row.name_fa,
    nameEn: row.name_en,
    type: row.type,
    choices: row.choices,
    description: row.description,
    archived: row.archived_at !== null,
  }
}
