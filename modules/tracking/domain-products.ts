import { decimalToNumber } from '#pure/numbers'
import { isObject, textOf, type JsonObject } from './domain-messages.ts'
import { amountOf, decimalOf, type Money } from './domain-money.ts'

/** A line of an order or cart; amounts are minor units. */
export interface Line {
  readonly code: string | null
  readonly name: string | null
  readonly category: string | null
  readonly variant: string | null
  readonly quantity: number | null
  readonly price: bigint | null
  readonly amount: bigint | null
}

/** What is wrong with a message about money or goods. */
export interface Trouble {
  readonly trouble: 'tracking.bad_amount' | 'tracking.bad_currency' | 'tracking.bad_quantity' | 'tracking.too_many_products'
  readonly path: string
}

const MOST_PRODUCTS = 500
const LONGEST = 500

/** The lines of `products`; null when it names none. */
export function readProducts(products: unknown, money: Money): readonly Line[] | Trouble | null {
  if (!Array.isArray(products)) return null
  if (products.length > MOST_PRODUCTS) return { trouble: 'tracking.too_many_products', path: 'properties.products' }
  const lines: Line[] = []
  for (const [index, product] of products.entries()) {
    if (!isObject(product)) continue
    const line = readProduct(product, money, `properties.products.${index}`)
    if (isTrouble(line)) return line
    lines.push(line)
  }
  return lines
}

/** One product as the e-commerce specification describes it; `sku` stands in for a missing `product_id`. */
export function readProduct(product: JsonObject, money: Money, path: string): Line | Trouble {
  const quantity = quantityOf(product.quantity)
  if (quantity === undefined) return { trouble: 'tracking.bad_quantity', path: `${path}.quantity` }
  const price = amountOf(product.price, money)
  if (price === undefined) return { trouble: 'tracking.bad_amount', path: `${path}.price` }
  return {
    code: short(product.product_id) ?? short(product.sku) ?? short(product.id),
    name: short(product.name) ?? short(product.title),
    category: short(product.category),
    variant: short(product.variant),
    quantity: quantity ?? 1,
    price,
    amount: price === null ? null : lineAmount(price, quantity ?? 1),
  }
}

/** price × quantity; quantities of goods sold by weight have up to three decimals. */
export function lineAmount(price: bigint, quantity: number): bigint {
  return (price * BigInt(Math.round(quantity * 1000)) + 500n) / 1000n
}

export function isTrouble(value: object | null): value is Trouble {
  return value !== null && 'trouble' in value
}

function quantityOf(value: unknown): number | null | undefined {
  if (value === undefined || value === null || value === '') return null
  const decimal = decimalOf(value)
  const quantity = decimal && decimalToNumber(decimal)
  return quantity === null || quantity < 0 || quantity > MOST_PIECES ? undefined : quantity
}

const MOST_PIECES = 1e9

/** A text short enough for a name. */
export function short(value: unknown): string | null {
  return textOf(value)?.trim().slice(0, LONGEST) ?? null
}
