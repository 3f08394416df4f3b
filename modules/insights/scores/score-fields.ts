import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { columnMeets, type ColumnKind } from '#core/filters'
import type { FilterField, FilterOp, ListColumn, Words } from '#core/holdings'
import { isoOfDay } from '#pure/calendar'
import { RFM_GROUPS, RFM_WORDS } from '../types/domain-rfm.ts'
import { ALIVE_PER_CENT } from './score-cells.ts'

const RFM_CHOICES = RFM_GROUPS.map((value) => ({ value, label: RFM_WORDS[value] }))
const RANGE: readonly FilterOp[] = ['at_least', 'at_most', 'between', 'known', 'unknown']
const FIFTHS: readonly FilterOp[] = ['at_least', 'at_most', 'is', 'between', 'known', 'unknown']

const WORDS = {
  alive: { fa: 'هنوز مشتری است (درصد)', en: 'Still a customer (per cent)' },
  in30: { fa: 'خرید مورد انتظار در ۳۰ روز', en: 'Expected purchases in 30 days' },
  in90: { fa: 'خرید مورد انتظار در ۹۰ روز', en: 'Expected purchases in 90 days' },
  in365: { fa: 'خرید مورد انتظار در ۳۶۵ روز', en: 'Expected purchases in 365 days' },
  next: { fa: 'خرید بعدی مورد انتظار', en: 'Next purchase expected' },
  value: { fa: 'ارزش مورد انتظار', en: 'Expected value' },
  r: { fa: 'تازگی (۱ تا ۵)', en: 'Recency (1 to 5)' },
  f: { fa: 'تعداد خرید (۱ تا ۵)', en: 'Frequency (1 to 5)' },
  m: { fa: 'مبلغ (۱ تا ۵)', en: 'Money (1 to 5)' },
  group: { fa: 'گروه تازگی، تعداد و مبلغ', en: 'RFM group' },
} as const satisfies Record<string, Words>

/** What customers can be filtered by of what is expected of them. A share is asked for in per cent, as pages show it. */
export const SCORE_FILTERS: readonly FilterField[] = [
  field('insights.still_customer', WORDS.alive, { type: 'number', kind: 'number', column: ALIVE_PER_CENT, ops: RANGE }),
  field('insights.expected_30', WORDS.in30, { type: 'number', kind: 'number', column: sql`k.expected_30`, ops: RANGE }),
  field('insights.expected_90', WORDS.in90, { type: 'number', kind: 'number', column: sql`k.expected_90`, ops: RANGE }),
  field('insights.expected_365', WORDS.in365, { type: 'number', kind: 'number', column: sql`k.expected_365`, ops: RANGE }),
  field('insights.next_purchase', WORDS.next, {
    type: 'day',
    kind: 'day_number',
    column: sql`k.next_day`,
    ops: ['in_next', 'before', 'after', 'between', 'is', 'known', 'unknown'],
  }),
  field('insights.expected_value', WORDS.value, { type: 'money', kind: 'money', column: sql`k.expected_value`, ops: RANGE }),
  field('insights.recency', WORDS.r, { type: 'number', kind: 'number', column: sql`k.r`, ops: FIFTHS }),
  field('insights.frequency', WORDS.f, { type: 'number', kind: 'number', column: sql`k.f`, ops: FIFTHS }),
  field('insights.money', WORDS.m, { type: 'number', kind: 'number', column: sql`k.m`, ops: FIFTHS }),
  {
    ...field('insights.rfm_group', WORDS.group, {
      type: 'choice',
      kind: 'choice',
      column: sql`k.rfm_group`,
      ops: ['any_of', 'none_of', 'is', 'is_not', 'known', 'unknown'],
    }),
    choices: async () => RFM_CHOICES,
  },
]

interface Subject {
  readonly type: FilterField['type']
  readonly kind: ColumnKind
  /** Of the score `k`. */
  readonly column: RawBuilder<unknown>
  readonly ops: readonly FilterOp[]
}

/** What denies something holds for whoever has no score as well. */
const DENIALS: Partial<Record<FilterOp, FilterOp>> = { unknown: 'known', is_not: 'is', none_of: 'any_of' }

function field(name: string, label: Words, { type, kind, column, ops }: Subject): FilterField {
  return {
    name,
    label,
    type,
    may: 'customers:read',
    ops,
    buyersOnly: ({ op }) => DENIALS[op] === undefined,
    sql: (ctx, condition, among = null) => {
      const denied = DENIALS[condition.op]
      const meets = columnMeets(ctx, kind, column, denied ? { ...condition, op: denied } : condition)
      const few = among ? sql<boolean>`k.customer_id = any(${among.customers}) and ${meets}` : meets
      return denied ? sql<boolean>`not ${isScored(ctx, few)}` : isScored(ctx, few)
    },
  }
}

/** Speaks of summaries alone, so that lists of buyers read nothing else; who never bought has neither summary nor score. */
function isScored(ctx: Ctx, meets: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from insights_scores k where k.workspace_id = ${ctx.workspace.id} and k.customer_id = s.customer_id and ${meets})`
}

/** What lists and exports of customers can show of it. */
export const SCORE_COLUMNS: readonly ListColumn[] = [
  column('insights.still_customer', WORDS.alive, { type: 'number', value: ALIVE_PER_CENT }),
  column('insights.next_purchase', WORDS.next, { type: 'day', value: sql`k.next_day` }),
  column('insights.expected_value', WORDS.value, { type: 'money', value: sql`k.expected_value::text` }),
  { ...column('insights.rfm_group', WORDS.group, { type: 'choice', value: sql`k.rfm_group` }), choices: RFM_CHOICES },
]

function column(
  name: string,
  label: Words,
  { type, value }: { readonly type: ListColumn['type']; readonly value: RawBuilder<unknown> },
): ListColumn {
  return {
    name,
    label,
    type,
    may: 'customers:read',
    read: async (ctx, customerIds) => {
      const { rows } = await sql<{ customer_id: string; value: string | number }>`
        select k.customer_id, ${value} as value from insights_scores k
        where k.workspace_id = ${ctx.workspace.id} and k.customer_id = any(${customerIds}::uuid[]) and ${value} is not null`.execute(ctx.db)
      return new Map(rows.map((row) => [row.customer_id, type === 'day' ? isoOfDay(Number(row.value)) : row.value]))
    },
  }
}
