import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { columnMeets } from '#core/filters'
import type { Erased, FilterField, Holding, ListColumn } from '#core/holdings'
import { addressesOf } from './addresses.ts'
import { attributeColumns, attributeFilters } from './attribute-fields.ts'
import { consumersOf } from './consumers.ts'
import { STAGES, stageOf, type Stage } from './domain-stage.ts'
import { visitsRetention } from './purge-visits.ts'
import { rememberedDatesOf } from './remembered-dates.ts'
import { stageClock, stageSql } from './stages.ts'
import { eventSource, noteSource } from './timeline-sources.ts'

const STAGE_WORDS: Record<Stage, { readonly fa: string; readonly en: string }> = {
  prospect: { fa: 'بالقوه', en: 'Prospect' },
  new: { fa: 'تازه', en: 'New' },
  returned: { fa: 'بازگشته', en: 'Returned' },
  repeat: { fa: 'تکراری', en: 'Repeat' },
  at_risk: { fa: 'در خطر رفتن', en: 'At risk' },
  former: { fa: 'پیشین', en: 'Former' },
}
const STAGE_CHOICES = STAGES.map((value) => ({ value, label: STAGE_WORDS[value] }))
const STAGE_LABEL = { fa: 'مرحله', en: 'Stage' }

const stageField: FilterField = {
  name: 'stage',
  label: STAGE_LABEL,
  type: 'choice',
  may: 'customers:read',
  ops: ['any_of', 'none_of', 'is', 'is_not'],
  choices: async () => STAGE_CHOICES,
  // Whoever has no orders is a prospect.
  buyersOnly: ({ op, value }) => {
    const namesProspects = [value].flat().includes('prospect')
    return op === 'none_of' || op === 'is_not' ? namesProspects : !namesProspects
  },
  sql: async (ctx, condition) => {
    const clock = await stageClock(ctx)
    return columnMeets(ctx, 'choice', clock ? stageSql(clock) : sql`'prospect'`, condition)
  },
}

const notesField: FilterField = {
  name: 'has_note',
  label: { fa: 'یادداشت دارد', en: 'Has a note' },
  type: 'yes_no',
  may: 'customers:read',
  sql: (ctx, { value }, among) => {
    const isOf = among ? sql`and n.customer_id = any(${among.profiles})` : sql``
    const isNoted = sql<boolean>`exists (
      select from (
        select case when noted.merged_into is null then noted.id else noted.merged_into end as root
        from (select distinct n.customer_id from profiles_notes n where n.workspace_id = ${ctx.workspace.id} ${isOf}) n
        join customers noted on noted.workspace_id = ${ctx.workspace.id} and noted.id = n.customer_id
      ) found
      where found.root = c.id)`
    return value === true ? isNoted : sql<boolean>`not ${isNoted}`
  },
}

const stageColumn: ListColumn = {
  name: 'stage',
  label: STAGE_LABEL,
  type: 'choice',
  may: 'customers:read',
  choices: STAGE_CHOICES,
  read: async (ctx, customerIds) => {
    const clock = await stageClock(ctx)
    const summaries = ctx.db.selectFrom('customers_summaries').select(['customer_id', 'purchases', 'first_day', 'last_day'])
    const rows =
      customerIds.length === 0
        ? []
        : await summaries
            .where('workspace_id', '=', ctx.workspace.id)
            .where('customer_id', 'in', [...customerIds])
            .execute()
    const known = new Map(
      rows.map((row) => [row.customer_id, { purchases: row.purchases, firstDay: row.first_day, lastDay: row.last_day }]),
    )
    return new Map(
      customerIds.map((id) => {
        const facts = known.get(id)
        return [id, clock && facts ? stageOf(facts, clock) : 'prospect']
      }),
    )
  },
}

/** What this module keeps about customers. */
export const profilesHolding: Holding = {
  module: 'profiles',
  timeline: [eventSource, noteSource],
  filters: [stageField, notesField],
  filtersOf: attributeFilters,
  columnsOf: async (ctx) => [stageColumn, ...(await attributeColumns(ctx))],
  tell: tellAll,
  erase: eraseAll,
  retention: [visitsRetention],
}

async function tellAll(ctx: Ctx, family: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const notes = await ctx.db
    .selectFrom('profiles_notes')
    .select(['text', 'written_at as writtenAt'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', 'in', [...family])
    .orderBy('written_at')
    .execute()
  return {
    notes,
    addresses: withoutIds(await addressesOf(ctx, family)),
    consumers: withoutIds(await consumersOf(ctx, family)),
    dates: withoutIds(await rememberedDatesOf(ctx, family)),
  }
}

/** Our own numbers of things mean nothing to the person. */
function withoutIds(rows: readonly object[]): Readonly<Record<string, unknown>>[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'id' && name !== 'asCustomerId')))
}

/** Nothing of this is needed by accounting: all of it goes, also where the person is named as somebody else's consumer. */
async function eraseAll(ctx: Ctx, family: readonly string[]): Promise<Erased> {
  const deleted: Record<string, number> = {}
  for (const kind of ['notes', 'addresses', 'consumers', 'dates', 'stages'] as const) {
    const { numDeletedRows } = await ctx.db
      .deleteFrom(`profiles_${kind}`)
      .where('workspace_id', '=', ctx.workspace.id)
      .where('customer_id', 'in', [...family])
      .executeTakeFirstOrThrow()
    if (kind !== 'stages') deleted[kind] = Number(numDeletedRows)
  }
  await ctx.db
    .updateTable('profiles_consumers')
    .set({ as_customer_id: null })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('as_customer_id', 'in', [...family])
    .execute()
  return { deleted, anonymised: {} }
}
