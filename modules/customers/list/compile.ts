import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { invalid } from '#core/errors'
import { FILTER_OPS, readFilterValue } from '#core/filters'
import { readParams } from '#core/filter-params'
import type { Among, FilterField, FilterOp } from '#core/holdings'
import type { Condition, FieldCondition } from '../api.ts'

/** A condition as SQL over customers `c` and their summaries `s`. */
export interface Compiled {
  readonly sql: RawBuilder<boolean>
  /** Whether only customers with orders can meet it. */
  readonly buyersOnly: boolean
  /** Whether it speaks of `s` alone. */
  readonly summariesOnly: boolean
  /** What must hold of `s`, whatever else is asked: the part of the condition that speaks of `s` alone. */
  readonly ofSummaries: RawBuilder<boolean>
}

/**
 * The condition as SQL, for whoever acts; refuses fields that are unknown to them, and values that are not of the field's type. With `among`, the SQL
 * is only ever asked about those customers.
 */
export async function compileCondition(ctx: Ctx, condition: Condition, among: Among | null = null): Promise<Compiled> {
  const compile = await compilerFor(ctx, among)
  return compile(condition)
}

/** The same for many conditions, whose fields are then gathered once. */
export async function compilerFor(ctx: Ctx, among: Among | null): Promise<(condition: Condition) => Promise<Compiled>> {
  const fields = new Map((await fieldsOf(ctx)).map((field) => [field.name, field]))
  return (condition) => compileAny(ctx, { fields, among }, condition)
}

/** What the actor may filter by. */
export async function fieldsOf(ctx: Ctx): Promise<(FilterField & { readonly module: string })[]> {
  const held = await Promise.all(
    ctx.holdings.map(async ({ module, filters = [], filtersOf }) =>
      [...filters, ...((await filtersOf?.(ctx)) ?? [])].map((field) => ({ ...field, module })),
    ),
  )
  return held.flat().filter(({ may }) => maySee(ctx, may))
}

/** Permissions are asked of people; the product itself, counting a segment, sees everything. */
export function maySee({ actor }: Ctx, may: FilterField['may']): boolean {
  return actor.kind === 'system' || actor.can.has(may)
}

/** The operators that a field takes. */
export function opsOf({ type, ops }: Pick<FilterField, 'type' | 'ops'>): readonly FilterOp[] {
  return ops ?? FILTER_OPS[type]
}

interface Known {
  readonly fields: ReadonlyMap<string, FilterField>
  readonly among: Among | null
}

async function compileAny(ctx: Ctx, known: Known, condition: Condition): Promise<Compiled> {
  if ('field' in condition) return compileField(ctx, known, condition)
  if ('not' in condition) {
    const inner = await compileAny(ctx, known, condition.not)
    return withSummaries({ sql: sql`(${inner.sql}) is not true`, buyersOnly: false, summariesOnly: inner.summariesOnly })
  }
  const isAll = 'all' in condition
  const parts: Compiled[] = []
  for (const part of isAll ? condition.all : condition.any) parts.push(await compileAny(ctx, known, part))
  const joined = {
    sql: joinedBy(
      isAll ? ' and ' : ' or ',
      parts.map((part) => part.sql),
    ),
    buyersOnly: isAll ? parts.some((part) => part.buyersOnly) : parts.every((part) => part.buyersOnly),
    summariesOnly: parts.every((part) => part.summariesOnly),
  }
  if (!isAll) return withSummaries(joined)
  return {
    ...joined,
    ofSummaries: joinedBy(
      ' and ',
      parts.map((part) => part.ofSummaries),
    ),
  }
}

function joinedBy(word: ' and ' | ' or ', parts: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`(${sql.join(
    parts.map((part) => sql`(${part})`),
    sql.raw(word),
  )})`
}

function withSummaries(part: Omit<Compiled, 'ofSummaries'>): Compiled {
  return { ...part, ofSummaries: part.summariesOnly ? part.sql : sql`true` }
}

async function compileField(ctx: Ctx, { fields, among }: Known, asked: FieldCondition): Promise<Compiled> {
  const { field: name, op, value: given } = asked
  const field = fields.get(name)
  if (!field) throw invalid('customers.unknown_field', { field: name })
  if (!opsOf(field).includes(op)) throw invalid('customers.unknown_operator', { field: name, operator: op })
  const value = readFilterValue(field.type, op, given)
  if (value === undefined) throw invalid('customers.unusable_value', { field: name })
  const params = readParams(field.params ?? [], asked.with ?? {})
  if (typeof params === 'string') throw invalid('customers.unusable_value', { field: name, param: params })
  const condition = { op, value, with: params }
  return withSummaries({
    sql: await field.sql(ctx, condition, among),
    buyersOnly: field.buyersOnly?.(condition) ?? false,
    summariesOnly: field.buyersOnly !== undefined,
  })
}
