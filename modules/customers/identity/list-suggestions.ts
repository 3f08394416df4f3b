import { sql } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { readCursor, writeCursor } from '#core/paging'
import type { PersonBeside, SuggestionsPage, SuggestionsQuery } from '../api-identity.ts'
import { EvidenceShape } from './evidence.ts'
import { rootsOf } from './families.ts'
import { peopleBeside, shownValue } from './people-beside.ts'
import { tellApart } from './suggestions.ts'

/** Score and id of the last one shown, and how many there are in all. */
const Place = z.tuple([z.int(), z.uuid(), z.int()])

interface Row {
  readonly id: string
  readonly one_id: string
  readonly other_id: string
  readonly evidence: unknown
  readonly score: number
  readonly found_at: Date
}

/** Pairs of customers who may be one person, the likeliest first. A pair of which one was merged meanwhile waits until that is undone. */
export async function listSuggestions(ctx: Ctx, query: SuggestionsQuery): Promise<SuggestionsPage> {
  const place = query.cursor === undefined ? null : readCursor(Place, query.cursor)
  const root = query.customer === undefined ? null : ((await rootsOf(ctx, [query.customer])).get(query.customer) ?? query.customer)
  const open = sql`
    from customers_suggestions s
    join customers one on one.workspace_id = ${ctx.workspace.id} and one.id = s.one_id
    join customers other on other.workspace_id = ${ctx.workspace.id} and other.id = s.other_id
    where s.workspace_id = ${ctx.workspace.id} and s.state = 'open'
      and one.merged_into is null and other.merged_into is null and one.erased_at is null and other.erased_at is null
      and ${root === null ? sql`true` : sql`(s.one_id = ${root} or s.other_id = ${root})`}`
  const { rows } = await sql<Row>`
    select s.id, s.one_id, s.other_id, s.evidence, s.score, s.found_at ${open}
      and ${place ? sql`(s.score, s.id) < (${place[0]}, ${place[1]}::uuid)` : sql`true`}
    order by s.score desc, s.id desc
    limit ${query.limit + 1}`.execute(ctx.db)
  const total = place ? place[2] : await count(ctx, open)
  const page = rows.slice(0, query.limit)
  const people = await peopleBeside(
    ctx,
    page.flatMap(({ one_id, other_id }) => [one_id, other_id]),
  )
  const last = page.at(-1)
  return {
    rows: page.flatMap((row) => {
      const [one, other] = [people.get(row.one_id), people.get(row.other_id)]
      return one && other ? [suggestionOf(ctx, row, one, other)] : []
    }),
    next: last && rows.length > page.length ? writeCursor([last.score, last.id, total]) : null,
    total,
  }
}

async function count(ctx: Ctx, open: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total ${open}`.execute(ctx.db)
  return rows[0]?.total ?? 0
}

function suggestionOf(ctx: Ctx, { id, score, found_at, evidence }: Row, one: PersonBeside, other: PersonBeside) {
  const isSwapped = other.purchases > one.purchases || (other.purchases === one.purchases && other.createdAt < one.createdAt)
  return {
    id,
    score,
    foundAt: found_at.toISOString(),
    evidence: EvidenceShape.parse(evidence).map(({ kind, value, source }) => ({ kind, value: shownValue(ctx, kind, value) ?? '', source })),
    one: isSwapped ? other : one,
    other: isSwapped ? one : other,
  }
}

/** Says that a suggested pair is not the same person; saying so twice does no harm. */
export async function dismissSuggestion(ctx: Ctx, id: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('customers_suggestions')
    .select(['one_id', 'other_id', 'state'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || row.state === 'merged') throw notFound('customers.suggestion_not_found')
  await tellApart(ctx, { one: row.one_id, other: row.other_id, evidence: [] })
}
