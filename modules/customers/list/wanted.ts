import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import type { CustomersQuery } from '../api.ts'
import { matchesBehind, matchesSearch } from '../queries.ts'
import { compileCondition } from './compile.ts'

/** Which customers a list is about. */
export type Wanted = Pick<CustomersQuery, 'search' | 'behind' | 'filter' | 'visitors'>

/** What is wanted as SQL over customers `c` and their summaries `s`, with as few tables as it takes. */
export interface Choice {
  /** Whether the customer is one of those wanted, as far as `from` is `c` or both. */
  readonly where: RawBuilder<boolean>
  /** Whether lists show the customer `c` at all. */
  readonly listed: RawBuilder<boolean>
  /** Whether only customers with orders are wanted. */
  readonly buyersOnly: boolean
  /** Whether nothing but summaries need be read to tell buyers; `where` then speaks of `s` alone. */
  readonly summariesOnly: boolean
  /** What must hold of the summary, whatever else is asked. */
  readonly ofSummaries: RawBuilder<boolean>
  /** Whether words are searched. */
  readonly isSearch: boolean
  /** Whether nothing is asked: everybody is wanted. */
  readonly isEverybody: boolean
}

/** Reads what is wanted for whoever acts. Profiles merged into others are never among the wanted. */
export async function choiceOf(ctx: Ctx, { search, behind, filter, visitors }: Wanted): Promise<Choice> {
  const compiled = filter ? await compileCondition(ctx, filter) : null
  const found = matchesSearch(search)
  const stands = matchesBehind(behind)
  const conditions = [compiled?.sql ?? null, found, stands].flatMap((each) => each ?? [])
  return {
    where:
      conditions.length === 0
        ? sql`true`
        : sql`${sql.join(
            conditions.map((each) => sql`(${each})`),
            sql` and `,
          )}`,
    listed: listedOf(visitors),
    buyersOnly: stands !== null || (compiled?.buyersOnly ?? false),
    ofSummaries: sql`(${compiled?.ofSummaries ?? sql`true`}) and (${stands ?? sql`true`})`,
    isSearch: found !== null,
    isEverybody: conditions.length === 0,
    summariesOnly: !found && visitors === undefined && (compiled?.summariesOnly ?? true),
  }
}

/** Where rows come from, and how a row names its workspace and customer. */
export interface Source {
  readonly tables: RawBuilder<unknown>
  readonly workspaceId: RawBuilder<unknown>
  readonly id: RawBuilder<string>
  /** Whether the row is one that lists show at all: summaries are of such customers only. */
  readonly listed: RawBuilder<boolean>
}

/** The tables that tell the wanted ones. `reading` says what else is read of a row: a column of `c`, of `s` that buyers have, or nothing. */
export function sourceOf({ buyersOnly, summariesOnly, listed }: Choice, reading: 'c' | 's' | 'none'): Source {
  const buyers = buyersOnly || reading === 's'
  if (summariesOnly && buyers && reading !== 'c')
    return {
      tables: sql.raw('customers_summaries s'),
      workspaceId: sql.raw('s.workspace_id'),
      id: sql.raw('s.customer_id'),
      listed: sql`true`,
    }
  return {
    tables: buyers ? CUSTOMERS_WHO_BOUGHT : CUSTOMERS_AND_SUMMARIES,
    workspaceId: sql.raw('c.workspace_id'),
    id: sql.raw('c.id'),
    listed,
  }
}

/** The one table that holds what known customers are sorted by. */
export function sourceOfKnown(reading: 'c' | 's'): Source {
  const [table, id] = reading === 's' ? ['customers_summaries s', 's.customer_id'] : ['customers c', 'c.id']
  return { tables: sql.raw(table), workspaceId: sql.raw(`${reading}.workspace_id`), id: sql.raw(id), listed: sql`true` }
}

/** SQL: whether lists show the customer `c`: no profile merged into another, and visitors only where they are asked for. */
function listedOf(visitors: Wanted['visitors']): RawBuilder<boolean> {
  if (visitors === 'with') return sql`c.merged_into is null`
  return visitors === 'only' ? sql`c.merged_into is null and c.is_visitor` : sql`c.merged_into is null and not c.is_visitor`
}

const CUSTOMERS_WHO_BOUGHT = sql.raw('customers c join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id')
/** Where nothing of `s` is read, the planner leaves it out: its key says that it adds no row. */
const CUSTOMERS_AND_SUMMARIES = sql.raw(
  'customers c left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id',
)
