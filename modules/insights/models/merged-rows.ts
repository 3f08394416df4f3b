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
  const places = startPlaces(usable.length)
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

/** Numbers different values in the order in which they come: a hash table with open addressing over their bits. */
function startPlaces(expected: number) {
  const size = 2 ** Math.ceil(Math.log2(4 * expected + 64))
  const table = new Int32Array(size).fill(-1)
  const values = new Float64Array(2 * expected)
  const number = new Float64Array(1)
  const bits = new Int32Array(number.buffer)
  let count = 0
  return {
    of(value: number): number {
      // 0 and -0 are one time.
      number[0] = value + 0
      let slot = Math.imul(bits[0]! ^ Math.imul(bits[1]!, 0x9e3779b1), 0x85ebca6b)
      slot = (slot ^ (slot >>> 15)) & (size - 1)
      for (; table[slot]! >= 0; slot = (slot + 1) & (size - 1)) if (values[table[slot]!] === value) return table[slot]!
      table[slot] = count
      values[count] = value
      return count++
    },
    values: () => values.slice(0, count),
  }
}

function groupOf(x: number, members: Uint32Array, ranks: Ranks): RowGroup {
  const times = timesOf(x, members, ranks)
  const size = 2 ** Math.ceil(Math.log2(2 * members.length + 16))
  const table = new Int32Array(size).fill(-1)
  const last = new Int32Array(members.length)
  const until = new Int32Array(members.length)
  const weight = new Float64Array(members.length)
  const rowOf = new Uint32Array(members.length)
  let count = 0
  for (let k = 0; k < members.length; k++) {
    const from = ranks.place[ranks.last[members[k]!]!]!
    const to = ranks.place[ranks.until[members[k]!]!]!
    let slot = Math.imul(from * 31 + to, 0x9e3779b1)
    slot = (slot ^ (slot >>> 15)) & (size - 1)
    while (table[slot]! >= 0 && (last[table[slot]!] !== from || until[table[slot]!] !== to)) slot = (slot + 1) & (size - 1)
    if (table[slot]! < 0) {
      table[slot] = count
      last[count] = from
      until[count] = to
      count++
    }
    rowOf[k] = table[slot]!
    weight[table[slot]!]! += 1
  }
  const own = { last: last.slice(0, count), until: until.slice(0, count), weight: weight.slice(0, count) }
  return { x, customers: members.length, times, ...own, members, rowOf }
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
