/** What one cell counts. */
export interface Counts {
  readonly customers: number
  readonly orders: number
  /** Minor units. */
  readonly amount: bigint
}

/** A cell as the table `orders_cells` stores it. */
export interface CellRow {
  readonly kind: string
  readonly x: number
  readonly y: number
  readonly customers: bigint
  readonly orders: bigint
  readonly amount: bigint
}

/**
 * Cells side by side, from position `base` on. Sums of money may pass 2^53: `amounts` holds what a double holds exactly,
 * `carried` (by position) what was taken out of it before it grew too large.
 */
export interface Line {
  base: number
  customers: Float64Array
  orders: Float64Array
  amounts: Float64Array
  readonly carried: Map<number, bigint>
}

/** A line with no cells. */
export function emptyLine(): Line {
  return { base: 0, customers: NOTHING, orders: NOTHING, amounts: NOTHING, carried: new Map() }
}

/** Adds to the cell at `x`; `amount` is a whole number that a double holds exactly. */
// oxlint-disable-next-line max-params -- called a hundred million times for ten million orders: no object for each
export function addToLine(line: Line, x: number, customers: number, orders: number, amount: number): void {
  let at = x - line.base
  if (at < 0 || at >= line.customers.length) {
    makeRoom(line, x)
    at = x - line.base
  }
  line.customers[at]! += customers
  line.orders[at]! += orders
  const sum = line.amounts[at]! + amount
  if (sum < CARRY && sum > -CARRY) line.amounts[at] = sum
  else carry(line, x, amount)
}

/** The cell at `x`; all zero when nothing was added there. */
export function lineCell(line: Line, x: number): Counts {
  const at = x - line.base
  if (at < 0 || at >= line.customers.length) return ZERO
  return { customers: line.customers[at]!, orders: line.orders[at]!, amount: amountAt(line, x) }
}

/** How many customers the cell at `x` counts. */
export function customersAt(line: Line, x: number): number {
  return line.customers[x - line.base] ?? 0
}

/** The positions from the first to the last cell that is not all zero; null when there is none. */
export function lineRange(line: Line): { readonly first: number; readonly last: number } | null {
  let first = line.base
  let last = line.base + line.customers.length - 1
  while (first <= last && isZero(line, first)) first++
  while (first <= last && isZero(line, last)) last--
  return first <= last ? { first, last } : null
}

/** Every cell that is not all zero, by position. */
export function* lineCells(line: Line): Generator<Counts & { readonly x: number }> {
  for (let x = line.base; x < line.base + line.customers.length; x++) if (!isZero(line, x)) yield { x, ...lineCell(line, x) }
}

/** Adds a cell whose amount may be of any size. */
export function addCell(line: Line, x: number, { customers, orders, amount }: Counts): void {
  const number = Number(amount)
  if (number < CARRY && number > -CARRY) return addToLine(line, x, customers, orders, number)
  addToLine(line, x, customers, orders, 0)
  line.carried.set(x, amountAt(line, x) + amount)
  line.amounts[x - line.base] = 0
}

const NOTHING = new Float64Array(0)
const ZERO: Counts = { customers: 0, orders: 0, amount: 0n }
/** Below this a sum and one more order (at most 2^53) still compare rightly, so that no rounded sum is ever kept. */
const CARRY = 2 ** 52

function amountAt(line: Line, x: number): bigint {
  return BigInt(line.amounts[x - line.base]!) + (line.carried.get(x) ?? 0n)
}

function carry(line: Line, x: number, amount: number): void {
  line.carried.set(x, amountAt(line, x) + BigInt(amount))
  line.amounts[x - line.base] = 0
}

function isZero(line: Line, x: number): boolean {
  const at = x - line.base
  if (line.customers[at] !== 0 || line.orders[at] !== 0) return false
  return line.carried.size === 0 ? line.amounts[at] === 0 : amountAt(line, x) === 0n
}

/** Doubles the line towards `x`, so that adding n cells in any order copies no more than about 2 n. */
function makeRoom(line: Line, x: number): void {
  const length = line.customers.length
  const first = length === 0 ? x : Math.min(line.base, x)
  const last = length === 0 ? x : Math.max(line.base + length - 1, x)
  const spare = Math.min(Math.max(last - first + 1, 16), 4096)
  const base = length === 0 || x < line.base ? first - spare : line.base
  const size = (length === 0 || x >= line.base + length ? last + spare : last) - base + 1
  const moved = (old: Float64Array) => {
    const cells = new Float64Array(size)
    if (length > 0) cells.set(old, line.base - base)
    return cells
  }
  line.customers = moved(line.customers)
  line.orders = moved(line.orders)
  line.amounts = moved(line.amounts)
  line.base = base
}
