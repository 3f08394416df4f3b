import { sql, type RawBuilder } from 'kysely'
import { purposesInUse } from '#modules/consent'
import type { Ctx } from '#core/context'
import type { FilterChoice } from '#core/holdings'
import { escapeLike, normalise, searchWords, tidy } from '#pure/text'

const MOST = 100
/** Names of so many of the latest events, and of so many of the latest orders, are offered. */
const RECENT_EVENTS = 50_000
const RECENT_ORDERS = 20_000

/** Names of events that sites and apps sent lately, the most frequent first. */
export const eventsHeard = (ctx: Ctx, search: string) => namesHeard(ctx, { names: ['visit.tracked'], key: 'event', search })
/** Names of pages and screens that were seen lately. */
export const pagesSeen = (ctx: Ctx, search: string) => namesHeard(ctx, { names: ['visit.paged', 'visit.screened'], key: 'name', search })

interface Heard {
  readonly names: readonly string[]
  readonly key: string
  readonly search: string
}

function namesHeard(ctx: Ctx, { names, key, search }: Heard): Promise<FilterChoice[]> {
  return words(
    ctx,
    sql`
    select e.payload ->> ${key}::text as word from events e
    where e.workspace_id = ${ctx.workspace.id} and e.name = any(${names}::text[])
      and e.seq > (select seq from event_counters k where k.workspace_id = ${ctx.workspace.id}) - ${RECENT_EVENTS}::int`,
    search,
  )
}

/** Words of sales channels. */
export const channelsUsed = (ctx: Ctx, search: string) =>
  words(
    ctx,
    sql`
    select word from (
      select o.channel as word from orders o
      where o.workspace_id = ${ctx.workspace.id} and o.kind = 'purchase'
      order by o.ordered_at desc limit ${RECENT_ORDERS}
    ) recent`,
    search,
  )

/** Categories of the catalogue. */
export const categoriesSold = (ctx: Ctx, search: string) =>
  words(ctx, sql`select p.category as word from orders_products p where p.workspace_id = ${ctx.workspace.id}`, search)

async function words(ctx: Ctx, told: RawBuilder<unknown>, search: string): Promise<FilterChoice[]> {
  const { rows } = await sql<{ word: string }>`
    select word from (${told}) told
    where word is not null and word ilike ${`%${escapeLike(tidy(search))}%`}
    group by word order by count(*) desc, word limit ${MOST}`.execute(ctx.db)
  return rows.map(({ word }) => ({ value: word, label: word }))
}

/** Products, those that brought most first. */
export async function productsSold(ctx: Ctx, search: string): Promise<FilterChoice[]> {
  const found = searchWords(search).map((word) => sql`p.search like ${`%${escapeLike(word)}%`}`)
  const { rows } = await sql<{ id: string; name: string; code: string | null }>`
    select p.id, p.name, p.code from orders_products p
    where p.workspace_id = ${ctx.workspace.id} and ${sql.join([sql`true`, ...found], sql` and `)}
    order by p.is_archived, p.revenue desc nulls last, p.name, p.id limit ${MOST}`.execute(ctx.db)
  return rows.map(({ id, name, code }) => ({ value: id, label: code === null ? name : `${name} (${code})` }))
}

/** What consent can be given for. */
export async function purposesUsed(ctx: Ctx, search: string): Promise<FilterChoice[]> {
  const wanted = normalise(search)
  return (await purposesInUse(ctx))
    .filter(({ name }) => normalise(`${name.fa} ${name.en}`).includes(wanted))
    .map(({ key, name }) => ({ value: key, label: name }))
}

/** How far a return request may have come. */
export async function returnStates(): Promise<FilterChoice[]> {
  return RETURN_STATES.map(([value, fa, en]) => ({ value, label: { fa, en } }))
}

const RETURN_STATES = [
  ['requested', 'درخواست‌شده', 'Requested'],
  ['approved', 'پذیرفته', 'Approved'],
  ['refused', 'رد شده', 'Refused'],
  ['received', 'دریافت‌شده', 'Received'],
  ['refunded', 'پول برگشته', 'Refunded'],
  ['replaced', 'تعویض‌شده', 'Replaced'],
] as const
