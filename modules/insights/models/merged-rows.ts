import type { ModelData } from './contract.ts'

/** Customers alike in x, tx and T are one row with a weight: a shop counts in days, so a million customers are far fewer rows. */
export interface MergedRows {
  readonly customers: number
  /** Customers with x > 0. */
  readonly repeaters: number
  readonly purchases: number
  /** Sum of T. */
  readonly observed: number
  /** By x, least first. */
  readonly groups: readonly RowGroup[]
}

/** The rows of one x. */
export interface RowGroup {
  readonly x: number
  readonly customers: number
  /** Every tx and T of the group once, least first. */
  readonly times: Float64Array
  /** Place of each row's tx and T in `times`. */
  readonly last: Int32Array
  readonly until: Int32Array
  /** How many customers each row stands for. */
  readonly weight: Float64Array
  /** Place of each customer in the data, and the row that stands for it. */
  readonly members: Uint32Array
  readonly rowOf: Uint32Array
}

/** Merges equal rows. Rows that no history gives (x negative or broken, tx outside 0 to T, anything not finite) are left out. */
export function mergeRows(data: ModelData): MergedRows {
  const usable = usableRows(data)
  const ranks = ranksOf(data, usable)
  const groups = [...rowsByX(data, usable)].map(([x, rows]) => groupOf(x, rows, ranks)).toSorted((a, b) => a.x - b.x)
  const sum = (of: (group: RowGroup) => number) => groups.reduce((total, group) => total + of(group), 0)
  return {
    customers: usable.length,
    repeaters: sum(({ x, customers }) => (x > 0 ? customers : 0)),
    purchases: sum(({ x, customers }) => x * customers),
    observed: usable.reduce((total, row) => total + data.T[row]!, 0),
    groups,
  }
}

function usableRows({ x, tx, T }: ModelData): Uint32Array {
  const usable = new Uint32Array(x.length)
  let count = 0
  for (let row = 0; row < x.length; row++) {
    const until = T[row]!
    const last = tx[row]!
    if (Number.isInteger(x[row]!) && x[row]! >= 0 && x[row]! <= MOST_PURCHASES && last >= 0 && last <= until && until < Infinity)
      usable[count++] = row
  }
  return usable.subarray(0, count)
}

/** Nobody lives as many days. */
const MOST_PURCHASES = 100_000

function rowsByX({ x }: ModelData, usable: Uint32Array): Map<number, Uint32Array> {
  const counts = new Map<number, number>()
  for (const row of usable) counts.set(x[row]!, (counts.get(x[row]!) ?? 0) + 1)
  const rows = new Map([...counts].map(([value, count]) => [value, { of: new Uint32Array(count), filled: 0 }]))
  for (const row of usable) {
    const group = rows.get(x[row]!)
    if (group) group.of[group.filled++] = row
  }
  return new Map([...rows].map(([value, { of }]) => [value, of]))
}

/** Every time once, least first, and each row's places among them. */
interface Ranks {
  readonly times: Float64Array
  /** By row of the data. */
  readonly last: Int32Array
  readonly until: Int32Array
  /** One place a time, for whoever goes over times. */
  readonly seenBy: Int32Array
  readonly place: Int32Array
}

function ranksOf({ tx, T }: ModelData, usable: Uint32Array): Ranks {
  const places = startNumbering()
  const last = new Int32Array(tx.length)
  const until = new Int32Array(tx.length)
  for (const row of usable) {
    last[row] = places.of(tx[row]!)
    until[row] = places.of(T[row]!)
  }
  const times = places.values().sort()
  const rank = new Int32Array(times.length)
  for (let k = 0; k < times.length; k++) rank[places.of(times[k]!)] = k
  for (const row of usable) {
    last[row] = rank[last[row]!]!
    until[row] = rank[until[row]!]!
  }
  return { times, last, until, seenBy: new Int32Array(times.length).fill(-1), place: new Int32Array(times.length) }
}

/** Numbers different values in the order in which they come: a hash table over their bits that grows with what it holds, so a small one stays in the cache. */
function startNumbering() {
  let table = new Int32Array(1024).fill(-1)
  let values = new Float64Array(512)
  const value = new Float64Array(1)
  const bits = new Int32Array(value.buffer)
  let count = 0
  const slotOf = (wanted: number) => {
    // 0 and -0 are one.
    value[0] = wanted + 0
    let mixed = bits[0]! ^ Math.imul(bits[1]!, 0x9e3779b1)
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    let slot = (mixed ^ (mixed >>> 16)) & (table.length - 1)
    while (table[slot]! >= 0 && values[table[slot]!] !== wanted) slot = (slot + 1) & (table.length - 1)
    return slot
  }
  const grow = () => {
    const held = values
    values = new Float64Array(2 * held.length)
    values.set(held)
    table = new Int32Array(4 * held.length).fill(-1)
    for (let k = 0; k < count; k++) table[slotOf(held[k]!)] = k
  }
  return {
    of(wanted: number): number {
      const slot = slotOf(wanted)
      if (table[slot]! >= 0) return table[slot]!
      if (count === values.length) {
        grow()
        return this.of(wanted)
      }
      table[slot] = count
      values[count] = wanted
      return count++
    },
    values: () => values.slice(0, count),
  }
}

function groupOf(x: number, members: Uint32Array, ranks: Ranks): RowGroup {
  const times = timesOf(x, members, ranks)
  const numbers = startNumbering()
  const rowOf = new Uint32Array(members.length)
  for (let k = 0; k < members.length; k++) {
    const from = ranks.place[ranks.last[members[k]!]!]!
    const to = ranks.place[ranks.until[members[k]!]!]!
    rowOf[k] = numbers.of(from * times.length + to)
  }
  const pairs = numbers.values()
  const weight = new Float64Array(pairs.length)
  for (const row of rowOf) weight[row]! += 1
  const until = Int32Array.from(pairs, (pair) => pair % times.length)
  const last = Int32Array.from(pairs, (pair) => Math.floor(pair / times.length))
  return { x, customers: members.length, times, last, until, weight, members, rowOf }
}

/** The times of a group, least first; `ranks.place` then tells where each stands. */
function timesOf(x: number, rows: Uint32Array, { times, last, until, seenBy, place }: Ranks): Float64Array {
  const found: number[] = []
  for (const row of rows) {
    for (const rank of [last[row]!, until[row]!]) {
      if (seenBy[rank] === x) continue
      seenBy[rank] = x
      found.push(rank)
    }
  }
  const sorted = Int32Array.from(found).sort()
  for (let k = 0; k < sorted.length; k++) place[sorted[k]!] = k
  return Float64Array.from(sorted, (rank) => times[rank]!)
}
