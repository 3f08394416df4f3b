import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

export interface Shop {
  readonly customers: number
  readonly orders: number
}

const START = Date.UTC(2023, 6, 1) / 1000
const SPAN = Date.UTC(2026, 6, 1) / 1000 - START
const SECONDS_OF_DAY = 86_400
/** Room for the order's index beside its second in one double, so that one numeric sort orders both. */
const SHIFT = 2 ** 24

/**
 * Writes a shop's orders as `customer,order,date,amount`, oldest first, and gives what it wrote. Same size, same file: everything comes from a seed.
 * Customers buy at their own pace and may leave after any purchase, as BG/NBD has it (Fader, Hardie and Lee, 2005).
 */
export async function generateShop(path: string, size: { readonly customers: number; readonly orders: number }): Promise<Shop> {
  const random = randomFrom(7)
  const most = size.orders + 4_000_000
  const buyer = new Uint32Array(most)
  const when = new Float64Array(most)
  const amount = new Uint32Array(most)
  let count = 0
  for (let customer = 1; customer <= size.customers; customer++) {
    const pace = (gamma(random, 0.9) / 0.9) * (1 / 26.6 / SECONDS_OF_DAY)
    const leaves = 0.016 + 0.42 * random() ** 3
    const mean = 400_000 * gamma(random, 6)
    for (let second = Math.floor(SPAN * (1 - Math.sqrt(random())) ** 0.9); second < SPAN && count < most;) {
      buyer[count] = customer
      when[count] = second * SHIFT + count
      amount[count] = Math.min(4_000_000_000, Math.max(100_000, Math.round((gamma(random, 4) / 4) * mean)))
      count++
      if (random() < leaves) break
      second += 1 + Math.floor(-Math.log(1 - random()) / pace)
    }
  }
  const order = when.subarray(0, count).sort()
  return writeOrders(path, { order, buyer, amount, most: size.orders })
}

interface Columns {
  readonly order: Float64Array
  readonly buyer: Uint32Array
  readonly amount: Uint32Array
  readonly most: number
}

async function writeOrders(path: string, { order, buyer, amount, most }: Columns): Promise<Shop> {
  const file = createWriteStream(path, { highWaterMark: 1 << 20 })
  file.write('customer_id,order_number,order_date,amount\n')
  const total = Math.min(order.length, most)
  const seen = new Set<number>()
  let text = ''
  for (let index = 0; index < total; index++) {
    const second = Math.floor((order[index] ?? 0) / SHIFT)
    const source = (order[index] ?? 0) - second * SHIFT
    seen.add(buyer[source] ?? 0)
    text += `C${buyer[source]},B${1_000_000 + index},${new Date((START + second) * 1000).toISOString().slice(0, 19).replace('T', ' ')},${amount[source]}\n`
    if (text.length > 1 << 20) {
      if (!file.write(text)) await once(file, 'drain')
      text = ''
    }
  }
  file.end(text)
  await once(file, 'close')
  return { customers: seen.size, orders: total }
}

/** Uniform numbers in [0, 1) from a seed: Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Gamma-distributed with the given shape and scale 1 (Marsaglia and Tsang, 2000). */
function gamma(random: () => number, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
