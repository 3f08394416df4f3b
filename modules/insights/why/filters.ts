import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import type { FilterChoice, FilterCondition, FilterField, FilterOp, Words } from '#core/holdings'
import { escapeLike, normalise, searchWords } from '#pure/text'
import { EVERYBODY } from './ask-for-study.ts'
import { factorLabel, KIND_WORDS } from './domain-why-words.ts'
import { firstPurchaseIs } from './first-purchase-sql.ts'
import { readPart } from './parts.ts'
import { boughtNext, boughtTogether, gaveBack, lastPurchaseHeld } from './product-sql.ts'

const AMONG: readonly FilterOp[] = ['any_of', 'none_of']

/** Whoever stands behind a number of Why and Products, as conditions of lists and segments. */
export const WHY_FILTERS: readonly FilterField[] = [
  {
    name: 'first.like',
    label: { fa: 'ویژگی نخستین خرید', en: 'The first purchase was' },
    type: 'choice',
    may: 'orders:read',
    ops: AMONG,
    sql: (ctx, condition) => among(condition, (values) => firstPurchaseIs(ctx, values)),
    choices: factorChoices,
  },
  products('last.product', { fa: 'کالای آخرین خرید', en: 'Product of the last purchase' }, lastPurchaseHeld, productChoices),
  products('gave_back', { fa: 'کالای پس‌داده', en: 'Product given back' }, gaveBack, productChoices),
  products('bought.together', { fa: 'با هم خریده‌شده', en: 'Bought together' }, boughtTogether, (ctx, search) =>
    pairChoices(ctx, 'together', search),
  ),
  products('bought.next', { fa: 'در خرید بعدی خریده‌شده', en: 'Bought in the next purchase' }, boughtNext, (ctx, search) =>
    pairChoices(ctx, 'next', search),
  ),
]

function products(
  name: string,
  label: Words,
  customers: (ctx: Ctx, values: readonly string[]) => RawBuilder<unknown>,
  choices: FilterField['choices'],
): FilterField {
  const found = (ctx: Ctx) => async (values: readonly string[]) => sql<boolean>`s.customer_id in (${customers(ctx, values)})`
  return {
    name,
    label,
    type: 'choice',
    may: 'orders:read',
    ops: AMONG,
    buyersOnly: ({ op }) => op === 'any_of',
    sql: (ctx, condition) => among(condition, found(ctx)),
    ...(choices && { choices }),
  }
}

async function among(
  { op, value }: FilterCondition,
  meets: (values: readonly string[]) => Promise<RawBuilder<boolean>>,
): Promise<RawBuilder<boolean>> {
  const found = await meets([value].flat().filter((each) => typeof each === 'string'))
  return op === 'none_of' ? sql<boolean>`(${found}) is not true` : found
}

/** What the latest study compared. */
async function factorChoices(ctx: Ctx, search: string): Promise<FilterChoice[]> {
  const part = await readPart(ctx, EVERYBODY, 'factors')
  const rows = (part?.content.factors ?? []).map((factor) => ({
    value: `${factor.kind}:${factor.value}`,
    label: {
      fa: `${KIND_WORDS[factor.kind].fa}: ${factorLabel(factor, 'fa')}`,
      en: `${KIND_WORDS[factor.kind].en}: ${factorLabel(factor, 'en')}`,
    },
  }))
  const words = searchWords(search)
  return rows.filter(({ label }) => words.every((word) => normalise(`${label.fa} ${label.en}`).includes(word))).slice(0, 200)
}

async function pairChoices(ctx: Ctx, part: 'together' | 'next', search: string): Promise<FilterChoice[]> {
  const words = searchWords(search)
  const found = await readPart(ctx, EVERYBODY, part)
  return (found?.content.rows ?? []).flatMap(({ first, second }) => {
    const label = `${first.name} + ${second.name}`
    const isFound = first.id !== null && second.id !== null && words.every((word) => normalise(label).includes(word))
    return isFound ? [{ value: `${first.id} ${second.id}`, label }] : []
  })
}

async function productChoices(ctx: Ctx, search: string): Promise<FilterChoice[]> {
  const words = searchWords(search).map((word) => sql`p.search like ${`%${escapeLike(word)}%`}`)
  const { rows } = await sql<{ id: string; name: string; code: string | null }>`
    select p.id, p.name, p.code from orders_products p
    where p.workspace_id = ${ctx.workspace.id} and ${sql.join([sql`true`, ...words], sql` and `)}
    order by p.is_archived, p.revenue desc nulls last, p.name, p.id limit 100`.execute(ctx.db)
  return rows.map(({ id, name, code }) => ({ value: id, label: code === null ? name : `${name} (${code})` }))
}
