import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { columnMeets, type ColumnKind } from '#core/filters'
import type { FilterField, FilterType, ListColumn, Words } from '#core/holdings'
import type { AttributeResponse, AttributeType } from './api.ts'
import { listAttributes } from './attributes.ts'

/** Conditions on the workspace's own attributes. */
export async function attributeFilters(ctx: Ctx): Promise<FilterField[]> {
  return (await currentAttributes(ctx)).map((attribute) => ({
    name: nameOf(attribute),
    label: labelOf(attribute),
    type: FILTER_TYPES[attribute.type],
    may: 'customers:read',
    sql: (ctx, condition) => columnMeets(ctx, COLUMN_KINDS[attribute.type], valueSql(attribute), condition),
    ...(attribute.type === 'choice' && { choices: async () => choicesOf(attribute) }),
  }))
}

/** The workspace's own attributes as columns of lists and exports. */
export async function attributeColumns(ctx: Ctx): Promise<ListColumn[]> {
  return (await currentAttributes(ctx)).map((attribute) => ({
    name: nameOf(attribute),
    label: labelOf(attribute),
    type: FILTER_TYPES[attribute.type],
    may: 'customers:read',
    read: (ctx, customerIds) => readValues(ctx, attribute, customerIds),
    ...(attribute.type === 'choice' && { choices: choicesOf(attribute) }),
  }))
}

const FILTER_TYPES: Record<AttributeType, FilterType> = { text: 'text', number: 'number', date: 'day', choice: 'choice', yes_no: 'yes_no' }
const COLUMN_KINDS: Record<AttributeType, ColumnKind> = {
  text: 'text',
  number: 'number',
  date: 'iso_day',
  choice: 'choice',
  yes_no: 'yes_no',
}

/** SQL: the value in the attribute's own type. Whatever else stands under the key (another program wrote it) counts as unknown and breaks nothing. */
function valueSql({ key, type }: AttributeResponse): RawBuilder<unknown> {
  const value = sql`(c.attributes -> ${key}::text)`
  const text = sql`(c.attributes ->> ${key}::text)`
  if (type === 'number') return sql`(case when jsonb_typeof(${value}) = 'number' then ${text}::numeric end)`
  if (type === 'yes_no') return sql`(case when jsonb_typeof(${value}) = 'boolean' then ${text}::boolean end)`
  if (type === 'date') return sql`(case when ${text} ~ '^\\d{4}-\\d{2}-\\d{2}$' then ${text} end)`
  return sql`(case when jsonb_typeof(${value}) = 'string' then ${text} end)`
}

async function readValues(ctx: Ctx, { key }: AttributeResponse, customerIds: readonly string[]) {
  const { rows } = await sql<{ id: string; value: unknown }>`
    select c.id, c.attributes -> ${key}::text as value
    from customers c
    where c.workspace_id = ${ctx.workspace.id} and c.id = any(${customerIds}::uuid[]) and c.attributes ? ${key}`.execute(ctx.db)
  return new Map(
    rows.flatMap(({ id, value }): [string, string | number | boolean][] =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[id, value]] : [],
    ),
  )
}

async function currentAttributes(ctx: Ctx): Promise<AttributeResponse[]> {
  return (await listAttributes(ctx)).filter(({ archived }) => !archived)
}

function nameOf({ key }: AttributeResponse): string {
  return `attribute.${key}`
}

function labelOf({ key, nameFa, nameEn }: AttributeResponse): Words {
  return { fa: nameFa ?? nameEn ?? key, en: nameEn ?? nameFa ?? key }
}

function choicesOf({ choices }: AttributeResponse) {
  return choices.map((value) => ({ value, label: value }))
}
