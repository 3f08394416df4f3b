import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'

/**
 * Gathers the lines of `staged_lines` into the papers of `staged_orders`, as `gatherOrders` of the imports module does in memory. Lines of
 * one number make one order, but for those that are cancelled, or negative on a later local day than the number's first positive line: they
 * make its negative paper. An order that is cancelled in all its lines, or comes out negative, stays one paper. A line without a number is
 * an order of its own, known by its customer, its instant and its place among that customer's lines of that instant.
 */
export async function gatherStaged(ctx: Ctx, columns: ReadonlySet<string>): Promise<void> {
  await sql`
    create temp table staged_orders (
      key text not null, number text not null, negative boolean not null, kind text not null, ordered_at timestamptz not null,
      total bigint, discount bigint, channel text, payment_method text, shipping_method text, country text, status text
    ) on commit drop`.execute(ctx.db)
  await sql`create temp table staged_lone (line bigint not null, number text not null) on commit drop`.execute(ctx.db)
  await sql`create temp table staged_apart (line bigint not null, negative boolean not null) on commit drop`.execute(ctx.db)
  if (columns.has('number')) await gatherNumbered(ctx, columns)
  await gatherLone(ctx, columns)
  await sql`analyze staged_orders`.execute(ctx.db)
  await sql`analyze staged_lone`.execute(ctx.db)
  await sql`analyze staged_apart`.execute(ctx.db)
}

/** The staged lines as items: the order they belong to and their place in it. */
export const STAGED_ITEMS = `
  select number, negative, (row_number() over (partition by number, negative order by file_line))::int as line,
         product_code, product_name, category, quantity, round(amount / 10000.0)::bigint as amount
  from (
    select coalesce(l.number, n.number) as number, coalesce(a.negative, p.negative) as negative, l.line as file_line,
           l.product_code, l.product_name, l.category, l.quantity, l.amount
    from staged_lines l
    left join staged_lone n on n.line = l.line
    left join staged_apart a on a.line = l.line
    left join staged_orders p on a.line is null and p.number = coalesce(l.number, n.number)
  ) placed`

/** Amounts of lines come in ten-thousandths of a minor unit. */
const LINE_SCALE = 10_000
const HALF = sql.lit(LINE_SCALE / 2)
const FIELDS = ['channel', 'payment_method', 'shipping_method', 'country', 'status'] as const
const FIELD_LIST = sql.join(FIELDS.map((name) => sql.ref(name)))
/** What stands comes before what goes back at the same instant. */
const EARLIEST = sql`order by ordered_at, (cancelled or coalesce(amount, 0) < 0), line`

const minor = (amount: RawBuilder<unknown>) => sql`round(abs(${amount}) / ${sql.lit(LINE_SCALE)}.0)::bigint`
const isNegative = sql`coalesce(amount <= -${HALF}, false)`
const kindOf = (isRefund: RawBuilder<unknown>) =>
  sql`case when ${isRefund} then 'refund' when amount is null or amount >= ${HALF} then 'purchase' else 'free' end`
const discountOf = (columns: ReadonlySet<string>) => (columns.has('discount') ? minor(sql`sum(discount)`) : sql`null::bigint`)

/** Of each field the first word among a paper's lines; aggregates in the same order share one sort. */
function firstWords(columns: ReadonlySet<string>): RawBuilder<unknown> {
  const first = (name: string) => sql`(array_agg(${sql.ref(name)} ${EARLIEST}) filter (where ${sql.ref(name)} is not null))[1]`
  return sql.join(FIELDS.map((name) => sql`${columns.has(name) ? first(name) : sql`null::text`} as ${sql.ref(name)}`))
}

/** Nearly all numbers are one paper, made in one pass; those that may be two are looked at again, line by line. */
async function gatherNumbered(ctx: Ctx, columns: ReadonlySet<string>): Promise<void> {
  await sql`
    create temp table staged_numbers on commit drop as
    select number, (array_agg(key ${EARLIEST}))[1] as key, min(ordered_at) as ordered_at, sum(amount) as amount, bool_and(cancelled) as cancelled,
           (bool_or(cancelled) and not bool_and(cancelled))
             or coalesce(max(day) filter (where not cancelled and amount < 0) > min(day) filter (where not cancelled and amount > 0), false) as mixed,
           ${discountOf(columns)} as discount, ${firstWords(columns)}
    from staged_lines
    where number is not null
    group by number`.execute(ctx.db)
  await sql`
    insert into staged_orders
    select key, number, ${isNegative}, ${kindOf(sql`cancelled or ${isNegative}`)}, ordered_at, ${minor(sql`amount`)}, discount, ${FIELD_LIST}
    from staged_numbers
    where not mixed`.execute(ctx.db)
  await gatherMixed(ctx, columns)
  await sql`drop table staged_numbers`.execute(ctx.db)
}

/** Leaves `staged_apart`: on which paper each line of such a number stands. */
async function gatherMixed(ctx: Ctx, columns: ReadonlySet<string>): Promise<void> {
  await sql`
    create temp table staged_mixed on commit drop as
    select split.*, apart or coalesce(sum(amount) filter (where not apart) over (partition by number) <= -${HALF}, false) as negative
    from (
      select l.*, l.cancelled or coalesce(
               l.amount < 0 and l.day > min(l.day) filter (where not l.cancelled and l.amount > 0) over (partition by l.number), false) as apart
      from staged_lines l
      join staged_numbers n on n.number = l.number
      where n.mixed
    ) split`.execute(ctx.db)
  await sql`
    insert into staged_orders
    select key, number, negative, ${kindOf(sql`negative`)}, ordered_at, case when amount is not null then back + stands end, discount, ${FIELD_LIST}
    from (
      select (array_agg(key ${EARLIEST}))[1] as key, number, negative, min(ordered_at) as ordered_at, sum(amount) as amount,
             coalesce(${minor(sql`sum(amount) filter (where apart)`)}, 0) as back,
             coalesce(${minor(sql`sum(amount) filter (where not apart)`)}, 0) as stands,
             ${discountOf(columns)} as discount, ${firstWords(columns)}
      from staged_mixed
      group by number, negative
    ) papers`.execute(ctx.db)
  await sql`insert into staged_apart select line, negative from staged_mixed`.execute(ctx.db)
  await sql`drop table staged_mixed`.execute(ctx.db)
}

/** Leaves `staged_lone`: the number given to each line that has none. The tilde keeps it apart from a shop's own. */
async function gatherLone(ctx: Ctx, columns: ReadonlySet<string>): Promise<void> {
  await sql`
    insert into staged_lone
    select line, '~' || md5(concat_ws('|', key, extract(epoch from ordered_at), row_number() over (partition by key, ordered_at order by line)))
    from staged_lines
    where number is null`.execute(ctx.db)
  const discount = columns.has('discount') ? minor(sql`l.discount`) : sql`null::bigint`
  await sql`
    insert into staged_orders
    select l.key, n.number, ${isNegative}, ${kindOf(sql`l.cancelled or ${isNegative}`)}, l.ordered_at, ${minor(sql`l.amount`)}, ${discount},
           ${sql.join(FIELDS.map((name) => sql.ref(`l.${name}`)))}
    from staged_lone n
    join staged_lines l on l.line = n.line`.execute(ctx.db)
}
