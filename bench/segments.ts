import { inTransaction, type Ctx } from '#core/context'
import { sql } from 'kysely'
import type { Condition } from '#modules/customers'
import { followCustomers } from '../modules/segments/members/follow-customers.ts'
import { fillSegment } from '../modules/segments/members/renew-segment.ts'
import { countCondition } from '../modules/segments/count-segment.ts'
import { createSegment } from '../modules/segments/write-segment.ts'
import { FILTERS } from './filter-list.ts'
import { count, table } from './table.ts'

/** What segments took, in ms. */
interface SegmentsMeasured {
  /** Each condition counted over all customers: the median of five. */
  readonly counts: readonly { readonly name: string; readonly members: number; readonly ms: number }[]
  /** The mean of gathering everybody in one of the segments. */
  readonly fillMs: number
  /** So many changed customers against so many segments, all the differences written and told: the slowest of three rounds, each of others. */
  readonly changed: number
  readonly segments: number
  readonly followMs: number
}

const SEGMENTS = 100
const CHANGED = 1_000
const ROUNDS = 3

const MORE: readonly { readonly name: string; readonly condition: Condition }[] = [
  { name: 'bought twice in 90 days', condition: { field: 'did.order', op: 'at_least', value: 2, with: { when: 90 } } },
  {
    name: 'viewed products in 30 days',
    condition: { field: 'did.tracked', op: 'at_least', value: 3, with: { event: ['Product Viewed'], when: 30 } },
  },
  { name: 'asked to return nothing in a year', condition: { field: 'did.return', op: 'is', value: 0, with: { when: 365 } } },
]

/** Counts conditions, fills a hundred segments, and lets a thousand customers change, in a workspace that was filled before. Leaves the segments there. */
export async function measureSegments(ctx: Ctx): Promise<SegmentsMeasured> {
  const conditions: { readonly name: string; readonly condition: Condition }[] = [
    ...FILTERS.map(({ name, condition }) => ({ name, condition })),
    ...MORE,
  ]
  const counts: SegmentsMeasured['counts'][number][] = []
  for (const { name, condition } of conditions) {
    const times: number[] = []
    let members = 0
    for (let round = 0; round < 5; round++) {
      const begun = performance.now()
      members = (await inTransaction(ctx, (ctx) => countCondition(ctx, condition))).members
      times.push(performance.now() - begun)
    }
    counts.push({ name, members, ms: times.sort((a, b) => a - b)[2] ?? 0 })
  }
  const fillMs = await fillAll(ctx, conditions)
  let followMs = 0
  for (let round = 0; round < ROUNDS; round++) followMs = Math.max(followMs, await followSome(ctx, round))
  return { counts, fillMs, changed: CHANGED, segments: SEGMENTS, followMs }
}

/** A hundred different segments: each condition together with so many purchases. */
async function fillAll(ctx: Ctx, conditions: readonly { readonly name: string; readonly condition: Condition }[]): Promise<number> {
  let took = 0
  for (let at = 0; at < SEGMENTS; at++) {
    const { name, condition } = conditions[at % conditions.length] ??
      conditions[0] ?? { name: '', condition: { field: 'purchases', op: 'at_least', value: 1 } }
    const least: Condition = { field: 'purchases', op: 'at_least', value: 1 + Math.floor(at / conditions.length) }
    const { id } = await createSegment(ctx, { name: `${name} ${at}`, description: '', condition: { all: [condition, least] } })
    const begun = performance.now()
    await fillSegment(ctx, id)
    took += performance.now() - begun
  }
  return took / SEGMENTS
}

/** Half of them lose what they were tagged with and get another city, so that there is something to tell. */
async function followSome(ctx: Ctx, round: number): Promise<number> {
  const ids = await inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ id: string }>`
      with chosen as materialized (
        select s.customer_id as id from customers_summaries s
        where s.workspace_id = ${ctx.workspace.id} order by md5(s.customer_id::text || ${String(round)}) limit ${CHANGED}
      ), changed as (
        update customers c set tags = '{vip}', city = 'سمنان'
        from chosen where c.workspace_id = ${ctx.workspace.id} and c.id = chosen.id and right(c.id::text, 1) < '8'
      )
      select id from chosen`.execute(ctx.db)
    return rows.map(({ id }) => id)
  })
  const begun = performance.now()
  await followCustomers(ctx, { changed: ids, visited: [] })
  return performance.now() - begun
}

/** The same beside the limits. */
export function segmentsTable({ counts, fillMs, changed, segments, followMs }: SegmentsMeasured): string {
  return table(
    ['Segments', 'members', 'ms', 'limit'],
    [
      ...counts.map(({ name, members, ms }) => [`count: ${name}`, count(members), count(ms), '< 300']),
      ['everybody in one, the mean of all', '', count(fillMs), ''],
      [`${count(changed)} changed customers against ${segments}`, '', count(followMs), '< 2,000'],
    ],
  )
}
