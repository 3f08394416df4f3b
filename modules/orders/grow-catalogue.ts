import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { seenProducts, type SeenProduct } from './domain-products.ts'
import type { NewPaper } from './write-papers.ts'

/** Adds the products of these papers to the catalogue, and what the latest order says of those that are known. */
export function growCatalogue(ctx: Ctx, papers: readonly NewPaper[]): Promise<void> {
  const orders = papers.filter(({ negative, hasNewItems }) => !negative && hasNewItems)
  return addProducts(ctx, seenProducts(orders.map(({ told }) => ({ at: told.paper.ordered_at, items: told.paper.items ?? [] }))))
}

/** Adds products, or what is new of them. What a member wrote stays; a product seen again is written at most once a day. */
export async function addProducts(ctx: Ctx, products: readonly SeenProduct[]): Promise<void> {
  if (products.length === 0) return
  await sql`
    insert into orders_products as p (workspace_id, id, key, code, name, spellings, category, price, search, first_seen, last_seen)
    select ${ctx.workspace.id}::uuid, i.id, i.key, i.code, i.name, array(select jsonb_array_elements_text(i.spellings)), i.category,
           i.price, i.search, i.first_seen, i.last_seen
    from unnest(
      ${products.map(() => randomUUIDv7())}::uuid[], ${products.map(({ key }) => key)}::text[], ${products.map(({ code }) => code)}::text[],
      ${products.map(({ name }) => name)}::text[], ${products.map(({ spellings }) => JSON.stringify(spellings))}::jsonb[],
      ${products.map(({ category }) => category)}::text[], ${products.map(({ price }) => price)}::int8[],
      ${products.map(({ search }) => search)}::text[], ${products.map(({ firstSeen }) => firstSeen)}::timestamptz[],
      ${products.map(({ lastSeen }) => lastSeen)}::timestamptz[]
    ) as i (id, key, code, name, spellings, category, price, search, first_seen, last_seen)
    on conflict (workspace_id, key) do update
    set name = case when 'name' = any(p.edited) or excluded.last_seen < p.last_seen then p.name else excluded.name end,
        search = case when 'name' = any(p.edited) or excluded.last_seen < p.last_seen then p.search else excluded.search end,
        category = case when 'category' = any(p.edited) or excluded.last_seen < p.last_seen then coalesce(p.category, excluded.category)
                        else coalesce(excluded.category, p.category) end,
        price = case when 'price' = any(p.edited) or excluded.last_seen < p.last_seen then coalesce(p.price, excluded.price)
                     else coalesce(excluded.price, p.price) end,
        spellings = case when p.spellings @> excluded.spellings then p.spellings else array(select distinct unnest(p.spellings || excluded.spellings)) end,
        first_seen = least(p.first_seen, excluded.first_seen),
        last_seen = greatest(p.last_seen, excluded.last_seen)
    where excluded.last_seen > p.last_seen + interval '1 day' or excluded.first_seen < p.first_seen or not p.spellings @> excluded.spellings
      or (excluded.last_seen >= p.last_seen
          and (excluded.name, coalesce(excluded.category, p.category), coalesce(excluded.price, p.price)) is distinct from (p.name, p.category, p.price))
      or (p.category is null and excluded.category is not null) or (p.price is null and excluded.price is not null)`.execute(ctx.db)
}
