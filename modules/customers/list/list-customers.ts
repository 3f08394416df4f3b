import * as z from 'zod'
import type { Ctx } from '#core/context'
import { readCursor, writeCursor } from '#core/paging'
import type { CustomersPage, CustomersQuery } from '../api.ts'
import { countChoice, gather, type Gathered } from './count-choice.ts'
import { restPage, sortedPage, type Found } from './find-page.ts'
import { listedCustomers } from './listed-customers.ts'
import { choiceOf, type Choice, type Wanted } from './wanted.ts'

/** One page of customers. Whoever has nothing to sort by (no name, no order) comes after all others, in either direction. */
export async function listCustomers(ctx: Ctx, query: CustomersQuery): Promise<CustomersPage> {
  const place = query.cursor === undefined ? null : readCursor(Place, query.cursor)
  const choice = await choiceOf(ctx, query)
  const gathered = await gatherFor(ctx, choice, place)
  const all = await pageOf(ctx, { query, choice, place, gathered })
  const page = all.slice(0, query.limit)
  const last = page.at(-1)
  const { total, hasMore } = gathered
  return {
    rows: await listedCustomers(
      ctx,
      page.map(({ id }) => id),
      query.columns,
    ),
    next:
      last && all.length > page.length
        ? writeCursor([last.value === null ? 'rest' : 'sorted', last.value, last.id, total, hasMore ? 'more' : 'all'])
        : null,
    total,
    hasMoreThanTotal: hasMore,
  }
}

/** How many customers match, exactly. */
export async function countCustomers(ctx: Ctx, wanted: Wanted): Promise<number> {
  return countChoice(ctx, await choiceOf(ctx, wanted))
}

/** Where the page before ended: among the sorted ones or the rest, the sorted value, the id, and how many there are in all. */
const Place = z.tuple([z.enum(['sorted', 'rest']), z.string().nullable(), z.uuid(), z.int(), z.enum(['more', 'all'])])
type Place = z.infer<typeof Place>

/** Up to so many are worth being gathered again for each page. */
const MANY = 5000

/** How many there are: exactly where one table tells, and else as far as is quickly counted. The first page's number holds for the next ones. */
async function gatherFor(ctx: Ctx, choice: Choice, place: Place | null): Promise<Gathered> {
  const [, , , total, more] = place ?? []
  const isSimple = choice.isEverybody || (choice.summariesOnly && choice.buyersOnly)
  if (total !== undefined && (isSimple || total > MANY || more === 'more')) return { total, hasMore: more === 'more', ids: null }
  return isSimple ? { total: await countChoice(ctx, choice), hasMore: false, ids: null } : gather(ctx, choice)
}

interface Asked {
  readonly query: CustomersQuery
  readonly choice: Choice
  readonly place: Place | null
  readonly gathered: Gathered
}

/** The page's customers and, when there is another page, its first. */
async function pageOf(ctx: Ctx, { query, choice, place, gathered }: Asked): Promise<Found[]> {
  const { sort, limit } = query
  const { ids } = gathered
  const after = place && { value: place[1], id: place[2] }
  const isRest = place?.[0] === 'rest'
  const found = isRest ? [] : await sortedPage(ctx, { choice, sort, limit, after, ids, depth: ids === null ? depthFor(gathered) : 0 })
  if (found.length > limit) return found
  const rest = await restPage(ctx, { choice, sort, limit: limit + 1 - found.length, after: isRest ? after : null, ids })
  return [...found, ...rest]
}

/** Of a million customers, a page of fifty is mostly found within this many steps down the order; if not, all are looked at. */
function depthFor({ total, hasMore }: Gathered): number {
  if (total <= MANY && !hasMore) return 0
  return total >= 100_000 ? 4000 : 30_000
}
