import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { normalise, tidy } from '#pure/text'
import { isNullAt, keyAt, textAt, type BinaryRow } from './copy-rows.ts'
import type { Names, StudiedProduct } from './domain-studied.ts'

/** Words under numbers, in the order in which they were first read. */
export interface WordList {
  readonly words: string[]
  /** The place of the word in column `k`, -1 for none; its bytes are looked up before they are decoded. */
  readonly placeAt: (row: BinaryRow, k: number) => number
  readonly placeOf: (word: string) => number
}

/** Everything that orders name, numbered while they are read. */
export interface NameBook {
  readonly names: Names
  readonly lists: Readonly<Record<'categories' | 'channels' | 'payments' | 'shippings' | 'sources' | 'cities' | 'countries', WordList>>
  /** The product that a line names by code or, without one, by name; -1 when it names none. */
  readonly productAt: (row: BinaryRow, code: number, name: number) => number
  /** The catalogue's category of a product; -1 when it has none. */
  readonly categoryOf: (product: number) => number
}

/** The names of a workspace: its catalogue, or as much of it as the condition on `p` lets through, and the words that orders will bring. */
export async function openNameBook(ctx: Ctx, condition: RawBuilder<unknown> = sql`true`): Promise<NameBook> {
  const { rows } = await sql<CatalogueRow>`
    select p.id, p.key, p.code, p.name, p.spellings, p.category, p.cost, p.is_archived
    from orders_products p where p.workspace_id = ${ctx.workspace.id} and ${condition}`.execute(ctx.db)
  const lists = wordLists()
  const products: StudiedProduct[] = []
  const categories: number[] = []
  const byKey = new Map<string, number>()
  const bySpelling = new Map<string, number>()
  for (const { id, key, code, name, spellings, category, cost, is_archived } of rows) {
    byKey.set(key, products.length)
    for (const spelling of spellings) bySpelling.set(spelling, products.length)
    products.push({ id, code, name, cost: cost === null ? null : Number(cost), isArchived: is_archived })
    categories.push(category === null ? -1 : lists.categories.placeOf(category))
  }
  const add = (key: string, code: string | null, name: string): number => {
    const known = byKey.get(key)
    if (known !== undefined) return known
    byKey.set(key, products.length)
    categories.push(-1)
    return products.push({ id: null, code, name, cost: null, isArchived: false }) - 1
  }
  const byCode = new Map<string, number>()
  const byName = new Map<string, number>()
  return {
    lists,
    names: {
      products,
      categories: lists.categories.words,
      channels: lists.channels.words,
      payments: lists.payments.words,
      shippings: lists.shippings.words,
      sources: lists.sources.words,
      cities: lists.cities.words,
      countries: lists.countries.words,
    },
    productAt: (row, code, name) => {
      const hasCode = !isNullAt(row, code) && row.lengths[code] !== 0
      const bytes = hasCode ? keyAt(row, code) : keyAt(row, name)
      if (bytes === null) return -1
      const seen = hasCode ? byCode : byName
      const known = seen.get(bytes)
      if (known !== undefined) return known
      const place = hasCode ? add(`code:${textAt(row, code)}`, textAt(row, code), called(row, code, name)) : named(textAt(row, name) ?? '')
      seen.set(bytes, place)
      return place
    },
    categoryOf: (product) => categories[product] ?? -1,
  }

  function named(name: string): number {
    const words = normalise(name)
    return bySpelling.get(name) ?? (words === '' ? -1 : add(`name:${words}`, null, tidy(name)))
  }
}

interface CatalogueRow {
  readonly id: string
  readonly key: string
  readonly code: string | null
  readonly name: string
  readonly spellings: readonly string[]
  readonly category: string | null
  readonly cost: bigint | null
  readonly is_archived: boolean
}

function called(row: BinaryRow, code: number, name: number): string {
  return tidy(textAt(row, name) ?? '') || (textAt(row, code) ?? '')
}

function wordLists(): NameBook['lists'] {
  return {
    categories: wordList(),
    channels: wordList(),
    payments: wordList(),
    shippings: wordList(),
    sources: wordList(),
    cities: wordList(),
    countries: wordList(),
  }
}

function wordList(): WordList {
  const words: string[] = []
  const places = new Map<string, number>()
  const seen = new Map<string, number>()
  const placeOf = (word: string): number => {
    if (word === '') return -1
    const known = places.get(word)
    if (known !== undefined) return known
    places.set(word, words.length)
    return words.push(word) - 1
  }
  return {
    words,
    placeOf,
    placeAt: (row, k) => {
      const bytes = keyAt(row, k)
      if (bytes === null) return -1
      const known = seen.get(bytes)
      if (known !== undefined) return known
      const place = placeOf(textAt(row, k) ?? '')
      seen.set(bytes, place)
      return place
    },
  }
}
