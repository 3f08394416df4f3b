import type { ParsedLine } from '#domain/imports'
import { LINE_SCALE } from '#domain/imports'
import { normalise } from '#pure/text'
import type { GatheredOrder, GatheredOrders } from '../modules/imports/reading/index.ts'
import type {
  Names,
  StudiedCustomer,
  StudiedItem,
  StudiedOrder,
  StudiedProduct,
  StudiedRefund,
} from '../modules/insights/why/domain-studied.ts'

/** What orders hold, gathered line by line beside the orders themselves. */
export interface ItemGathering {
  add(line: ParsedLine, order: number): void
  /** Everybody with a purchase until a day, and what the places in their orders stand for. */
  customers(orders: GatheredOrders, lastDay: number): Studied
}

export interface Studied {
  readonly names: Names
  /** By number of the customer; undefined for somebody without a purchase. */
  readonly customers: readonly (StudiedCustomer | undefined)[]
  /** False when no line names a product. */
  readonly hasProducts: boolean
}

/** What the lines of one order say. */
interface Held {
  readonly bought: StudiedItem[]
  readonly back: StudiedItem[]
  discounted: boolean | null
  channel: number
  payment: number
  shipping: number
}

/** Gathers what studies of purchases need. Keeps every line, so it is begun only when a study was asked for. */
export function startItems(): ItemGathering {
  const products = productList()
  const lists = { categories: wordList(), channels: wordList(), payments: wordList(), shippings: wordList() }
  const held: (Held | undefined)[] = []
  return {
    add(line, order) {
      const own = (held[order] ??= { bought: [], back: [], discounted: null, channel: -1, payment: -1, shipping: -1 })
      const product = products.placeOf(line)
      const isBack = line.cancelled || (line.amount ?? 0) < 0
      const amount = line.amount === null ? null : Math.round(Math.abs(line.amount) / LINE_SCALE)
      const item = { product, category: lists.categories.placeOf(line.category), quantity: Math.abs(line.quantity ?? 1), amount }
      if (product >= 0 || item.category >= 0) (isBack ? own.back : own.bought).push(item)
      if (line.discount !== null) own.discounted = own.discounted === true || line.discount > 0
      if (own.channel < 0) own.channel = lists.channels.placeOf(line.channel)
      if (own.payment < 0) own.payment = lists.payments.placeOf(line.paymentMethod)
      if (own.shipping < 0) own.shipping = lists.shippings.placeOf(line.shippingMethod)
    },
    customers(orders, lastDay) {
      const words = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.words]))
      const { categories = [], channels = [], payments = [], shippings = [] } = words
      const names = { products: products.list, categories, channels, payments, shippings, sources: [], cities: [], countries: [] }
      return { names, customers: customersOf(orders, lastDay, held), hasProducts: products.list.length > 0 }
    },
  }
}

interface Bought {
  readonly orders: (StudiedOrder & { readonly at: number })[]
  readonly refunds: StudiedRefund[]
}

function customersOf(orders: GatheredOrders, lastDay: number, held: readonly (Held | undefined)[]): (StudiedCustomer | undefined)[] {
  const orderOfNumber = new Map<string, number>()
  const returned = new Set<string>()
  for (let index = 0; index < orders.count; index++) {
    const { number, kind, day } = orders.order(index)
    if (number === null) continue
    if (!orderOfNumber.has(number)) orderOfNumber.set(number, index)
    if (kind === 'refund' && day <= lastDay) returned.add(number)
  }
  const people: (Bought | undefined)[] = []
  for (let index = 0; index < orders.count; index++) {
    const order = orders.order(index)
    if (order.day > lastDay || order.kind === 'free') continue
    const person = (people[order.customer] ??= { orders: [], refunds: [] })
    const lines = held[order.number === null ? index : (orderOfNumber.get(order.number) ?? index)]
    if (order.kind === 'refund') person.refunds.push(refundOf(order, lines))
    else person.orders.push({ ...orderOf(order, lines, order.number !== null && returned.has(order.number)), at: order.at })
  }
  return people.map((person, customer) => {
    if (!person || person.orders.length === 0) return undefined
    const inOrder = person.orders.toSorted((a, b) => a.at - b.at)
    return { customerId: orders.customerKey(customer), orders: inOrder, refunds: person.refunds, source: -1, city: -1, country: -1 }
  })
}

function orderOf({ day, total }: GatheredOrder, lines: Held | undefined, refunded: boolean): StudiedOrder {
  const { bought = [], discounted = null, channel = -1, payment = -1, shipping = -1 } = lines ?? {}
  return { day, amount: total, discounted, channel, payment, shipping, delayDays: null, refunded, items: bought }
}

/** What an order that was cancelled whole held stands among its lines given back. */
function refundOf({ day, total, negative }: GatheredOrder, lines: Held | undefined): StudiedRefund {
  return { day, isOrder: !negative, amount: total === null ? null : Math.abs(total), items: lines?.back ?? [] }
}

function productList() {
  const list: StudiedProduct[] = []
  const places = new Map<string, number>()
  return {
    list,
    /** By code, without one by name; -1 for a line that has neither. */
    placeOf({ productCode: code, productName: name }: ParsedLine): number {
      const key = code ? `code:${code}` : name ? `name:${normalise(name)}` : ''
      if (key === '') return -1
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, list.length)
      return list.push({ id: null, code, name: name ?? code ?? '', cost: null, isArchived: false }) - 1
    },
  }
}

function wordList() {
  const words: string[] = []
  const places = new Map<string, number>()
  return {
    words,
    placeOf(word: string | null): number {
      if (word === null || word === '') return -1
      const known = places.get(word)
      if (known !== undefined) return known
      places.set(word, words.length)
      return words.push(word) - 1
    },
  }
}
