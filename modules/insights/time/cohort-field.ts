import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { invalid } from '#core/errors'
import type { FilterChoice, FilterField } from '#core/holdings'
import { firstMonthOfPeriod, type PeriodKind } from '#pure/calendar'
import { dayOfIso } from '#pure/calendar'
import { instantOfDay } from '#pure/zone'
import { cohortLabel } from './domain-cohort-words.ts'
import { readCohort, type CohortBehind } from './domain-behind.ts'
import { firstDayAt, type Grid } from './domain-grains.ts'
import { FIRST_COLUMNS } from './groups.ts'

/** The customers behind a cell of a cut, as a condition of lists and segments: who they are does not change, what they bought since does. */
export const COHORT_FILTER: FilterField = {
  name: 'cohort',
  label: { fa: 'گروه نخستین خرید', en: 'Cohort of the first purchase' },
  type: 'choice',
  may: 'insights:read',
  ops: ['is'],
  buyersOnly: () => true,
  sql: (ctx, { value }) => {
    const behind = typeof value === 'string' ? readCohort(value) : null
    if (behind === null) throw invalid('core.invalid_input', { fields: ['cohort'] })
    return isInCell(ctx, behind)
  },
  choices: cohortChoices,
}

/** SQL: whether the customer `s` is one of a cell's. */
function isInCell(ctx: Ctx, { grain, calendar, index, group, from, to, after }: CohortBehind): RawBuilder<boolean> {
  const grid: Grid = { grain, calendar, weekStart: ctx.workspace.weekStart }
  const conditions: RawBuilder<boolean>[] = [sql`s.first_day is not null`]
  if (index !== null) conditions.push(sql`s.first_day >= ${firstDayAt(grid, index)} and s.first_day < ${firstDayAt(grid, index + 1)}`)
  if (from !== null) conditions.push(sql`s.first_day >= ${dayOfIso(from) ?? 0}`)
  if (to !== null) conditions.push(sql`s.first_day <= ${dayOfIso(to) ?? 0}`)
  if (group !== null)
    conditions.push(sql`s.customer_id in (
      select t.customer_id from insights_types t
      where t.workspace_id = ${ctx.workspace.id} and ${sql.ref(`t.${FIRST_COLUMNS[group.by]}`)}::text = ${group.id})`)
  if (after > 0) conditions.push(boughtAfter(ctx, grid, { index, after }))
  return sql`(${sql.join(conditions, sql` and `)})`
}

interface After {
  readonly index: number | null
  readonly after: number
}

/** SQL: whether the customer `s` bought in the kth period after that of the first purchase. */
function boughtAfter(ctx: Ctx, grid: Grid, { index, after }: After): RawBuilder<boolean> {
  const { grain } = grid
  if (grain === 'day' || grain === 'week') return boughtBetween(ctx, grid, { index, after })
  return boughtInMonths(grid, grain, after)
}

const MONTHS: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 }

/** Summaries say in which months after the first one the customer bought. */
function boughtInMonths({ calendar }: Grid, grain: PeriodKind, after: number): RawBuilder<boolean> {
  const map = sql.ref(`s.active_${calendar}`)
  const first = sql.ref(`s.first_month_${calendar}`)
  const months = MONTHS[grain]
  // How far the first month of the wanted period lies behind that of the first purchase. Months count from year 0, so none is negative.
  const begin = sql`${firstMonthOfPeriod(grain, after)} - ${first} % ${months}`
  const bought = Array.from({ length: months }, (_, k) => {
    const at = sql`(${begin} + ${k})`
    return sql<boolean>`case when ${at} between 0 and octet_length(${map}) * 8 - 1 then get_bit(${map}, ${at}) = 1 else false end`
  })
  return sql`(${sql.join(bought, sql` or `)})`
}

/** Of days and weeks only orders know. */
function boughtBetween({ workspace }: Ctx, grid: Grid, { index, after }: After): RawBuilder<boolean> {
  const bought = (from: RawBuilder<unknown>, until: RawBuilder<unknown>) => sql<boolean>`exists (
    select from orders o
    where o.workspace_id = s.workspace_id and o.customer_id = s.customer_id and o.kind = 'purchase'
      and o.ordered_at >= ${from} and o.ordered_at < ${until})`
  if (index !== null) {
    const begin = (period: number) => sql`${new Date(instantOfDay(firstDayAt(grid, period), workspace.timeZone))}::timestamptz`
    return bought(begin(index + after), begin(index + after + 1))
  }
  const begin = (period: number) => sql`((date '1970-01-01' + ${startOf(grid, period)})::timestamp at time zone ${workspace.timeZone})`
  return bought(begin(after), begin(after + 1))
}

/** SQL: the first day of the kth period after that of the first purchase. */
function startOf(grid: Grid, after: number): RawBuilder<unknown> {
  if (grid.grain === 'day') return sql`(s.first_day + ${after}::int)`
  const weekZero = firstDayAt(grid, 0)
  return sql`(${weekZero}::int + 7 * (floor((s.first_day - ${weekZero}::int) / 7.0)::int + ${after}::int))`
}

/** The words for the very cohort that is searched for: there are too many to choose from. */
async function cohortChoices(ctx: Ctx, search: string): Promise<readonly FilterChoice[]> {
  const behind = readCohort(search)
  if (!behind) return []
  const { group } = behind
  const name = group?.by === 'first_product' ? ((await productName(ctx, group.id)) ?? group.id) : (group?.id ?? null)
  const grid: Grid = { grain: behind.grain, calendar: behind.calendar, weekStart: ctx.workspace.weekStart }
  const label = (language: 'fa' | 'en') => cohortLabel(behind, grid, { language, name })
  return [{ value: search, label: { fa: label('fa'), en: label('en') } }]
}

async function productName(ctx: Ctx, id: string): Promise<string | null> {
  const found = await sql<{ name: string }>`
    select p.name from orders_products p where p.workspace_id = ${ctx.workspace.id} and p.id::text = ${id}`.execute(ctx.db)
  return found.rows[0]?.name ?? null
}
