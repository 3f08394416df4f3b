import { normalise, tidy } from '#pure/text'
import type { IncomingItem } from './domain-incoming.ts'

/** A product as some orders name it. */
export interface SeenProduct {
  /** One product: its code, else its name as it is searched. */
  readonly key: string
  readonly code: string | null
  readonly name: string
  /** The name as items without a code carry it, each way it is written. */
  readonly spellings: readonly string[]
  readonly category: string | null
  readonly price: bigint | null
  readonly search: string
  readonly firstSeen: Date
  readonly lastSeen: Date
}

/** The products of these orders, one entry each, as the latest of them says. A line without code and name is none. */
export function seenProducts(orders: readonly { readonly at: Date; readonly items: readonly IncomingItem[] }[]): SeenProduct[] {
  const seen = new Map<string, SeenProduct>()
  for (const { at, items } of orders.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    for (const item of items) {
      const product = seenProduct(item, at)
      if (product) seen.set(product.key, merged(seen.get(product.key), product))
    }
  }
  return [...seen.values()]
}

/** What a line is found by in the catalogue; null for one without code and name. */
export function productKey(code: string | null, name: string | null): string | null {
  if (code !== null && code !== '') return `code:${code}`
  const words = normalise(name ?? '')
  return words === '' ? null : `name:${words}`
}

/** What a product is searched by. */
export function productSearch(code: string | null, name: string): string {
  return normalise(code === null ? name : `${name} ${code}`)
}

function seenProduct({ code, name, category, price, amount, quantity }: IncomingItem, at: Date): SeenProduct | null {
  const key = productKey(code, name)
  if (key === null) return null
  const called = tidy(name ?? '') || (code ?? '')
  const single = price ?? (quantity === 1 ? amount : null)
  return {
    key,
    code: code === '' ? null : code,
    name: called,
    spellings: key.startsWith('code:') ? [] : [name ?? called],
    category,
    price: single,
    search: productSearch(code, called),
    firstSeen: at,
    lastSeen: at,
  }
}

function merged(known: SeenProduct | undefined, product: SeenProduct): SeenProduct {
  if (!known) return product
  return {
    ...product,
    spellings: [...new Set([...known.spellings, ...product.spellings])],
    category: product.category ?? known.category,
    price: product.price ?? known.price,
    firstSeen: known.firstSeen,
  }
}

/** Share of the price that is left after the cost; null while one of them is unknown, or nothing is asked for it. */
export function marginOf(price: bigint | null, cost: bigint | null): number | null {
  return price === null || cost === null || price === 0n ? null : Number(price - cost) / Number(price)
}
