import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { columnMeets, daysOfCondition } from '#core/filters'
import type { Among, FilterCondition, FilterField, FilterOp, FilterParam, FilterParams } from '#core/holdings'
import { instantOfDay } from '#pure/zone'
import { timesOf, whenCondition } from './domain-happenings.ts'

/** Something that customers do, or that is done to them, any number of times. */
export interface Happening {
  /** 'order', 'tracked' … */
  readonly name: string
  readonly fa: string
  readonly en: string
  readonly may: FilterField['may']
  readonly params: readonly FilterParam[]
  readonly followsVisits?: boolean
  readonly rows: (ctx: Ctx, params: FilterParams, among: Among | null) => Rows
}

/** SQL of the rows that tell of it: `from … where …`, the customer (a root) and the instant of each. */
export interface Rows {
  readonly from: RawBuilder<unknown>
  readonly customer: RawBuilder<unknown>
  readonly at: RawBuilder<unknown>
  /** When the row was written down, where few blocks hold what was written lately: nothing is written down before it happens. */
  readonly recordedAt?: RawBuilder<unknown>
}

export const WHEN: FilterParam = { name: 'when', label: { fa: 'در زمان', en: 'When' }, type: 'when' }

const TIMES: readonly FilterOp[] = ['at_least', 'at_most', 'is', 'between']
const LAST: readonly FilterOp[] = ['in_last', 'not_in_last', 'in_period', 'before', 'after', 'between', 'is', 'known', 'unknown']

/** Three conditions of each: how many times, when first, when last. */
export function fieldsOfHappening(happening: Happening): FilterField[] {
  const { name, fa, en, may, params, followsVisits = false } = happening
  const shared = { may, followsVisits }
  return [
    {
      ...shared,
      name: `did.${name}`,
      label: { fa, en },
      type: 'number',
      ops: TIMES,
      isTimes: true,
      params: [...params, WHEN],
      sql: (ctx, condition, among = null) => happenedTimes(ctx, happening, condition, among),
    },
    ...(['first', 'last'] as const).map((which): FilterField => ({
      ...shared,
      name: `did.${name}.${which}`,
      label: which === 'first' ? { fa: `${fa}: نخستین بار`, en: `${en}: first time` } : { fa: `${fa}: آخرین بار`, en: `${en}: last time` },
      type: 'date',
      ops: LAST,
      params,
      sql: (ctx, condition, among = null) => firstOrLastMeets(ctx, happening, { which, condition }, among),
    })),
  ]
}

function happenedTimes(ctx: Ctx, { rows }: Happening, condition: FilterCondition, among: Among | null): RawBuilder<boolean> {
  const { from: least, to: most } = timesOf(condition)
  if (most !== null && most < least) return sql<boolean>`false`
  const params = condition.with ?? {}
  const { from, customer, at, recordedAt } = rows(ctx, params, among)
  const when = whenCondition(params['when'])
  const source = sql`${from} and ${when ? columnMeets(ctx, 'instant', at, when) : sql`true`} and ${recordedSince(ctx, among ? undefined : recordedAt, when)}`
  const atLeast = (times: number) => isOneOf(sql`select ${customer} as root ${source} group by 1 having count(*) >= ${times}::int`)
  const enough = least === 0 ? sql<boolean>`true` : atLeast(least)
  return most === null ? enough : sql<boolean>`(${enough} and not ${atLeast(most + 1)})`
}

/** A day is left for clocks that run ahead. */
function recordedSince(ctx: Ctx, column: RawBuilder<unknown> | undefined, when: FilterCondition | null): RawBuilder<unknown> {
  const from = when && daysOfCondition(ctx, when).from
  if (!column || from === null) return sql`true`
  return sql`${column} >= ${new Date(instantOfDay(from - 1, ctx.workspace.timeZone))}::timestamptz`
}

interface Asked {
  readonly which: 'first' | 'last'
  readonly condition: FilterCondition
}

/** Whoever never did it meets `unknown` and, of the last time, `not_in_last`. */
function firstOrLastMeets(ctx: Ctx, { rows }: Happening, { which, condition }: Asked, among: Among | null): RawBuilder<boolean> {
  const { op } = condition
  const { from, customer, at } = rows(ctx, condition.with ?? {}, among)
  const instant = which === 'first' ? sql`min(${at})` : sql`max(${at})`
  const isDenied = op === 'not_in_last' || op === 'unknown'
  const meant: FilterCondition = isDenied ? { ...condition, op: op === 'unknown' ? 'known' : 'in_last' } : condition
  const met = isOneOf(sql`select ${customer} as root ${from} group by 1 having ${columnMeets(ctx, 'instant', instant, meant)}`)
  return isDenied ? sql<boolean>`not ${met}` : met
}

/** Never a list to search through: the planner joins it, or looks it up by customer. */
function isOneOf(customers: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from (${customers}) found where found.root = c.id)`
}
