import { customerKey, LINE_SCALE, type ParsedLine } from '../domain.ts'
import { keyIndex, type KeyIndex } from './key-index.ts'
import { samePeople } from './same-people.ts'

export type OrderKind = 'purchase' | 'refund' | 'free'

/** An order as its lines add up. */
export interface GatheredOrder {
  /** Index of the customer, for `customerKey`. */
  readonly customer: number
  readonly day: number
  readonly at: number
  /** Minor units; null in a file without amounts. Negative for money that went back, positive for a placed order that was cancelled whole. */
  readonly total: number | null
  readonly kind: OrderKind
  /** Null when the file has no order numbers. */
  readonly number: string | null
  /** True for the paper that gives (part of) an order back; the order itself, if there is one, bears the same number and is not negative. */
  readonly negative: boolean
}

export interface GatheredOrders {
  readonly count: number
  order(index: number): GatheredOrder
  /** Customers are numbered below this. One whom the file names in several ways has one of these numbers, and the others stand for nobody. */
  readonly customers: number
  customerKey(index: number): string
  [Symbol.iterator](): Iterator<GatheredOrder>
}

export interface Gathering {
  /** Gives the index of the order that the line opens or continues; money back of the order may end in a paper of its own with the same number. */
  add(line: ParsedLine): number
  /** To be called once, after the last line. */
  orders(): GatheredOrders
}

/** All orders of a file in memory; see `startGathering`. */
export async function gatherOrders(lines: AsyncIterable<ParsedLine> | Iterable<ParsedLine>): Promise<GatheredOrders> {
  const gathering = startGathering()
  for await (const line of lines) gathering.add(line)
  return gathering.orders()
}

/**
 * Gathers lines into orders as they come, adjacent or not. Lines of one number make one order, but for those that are cancelled, or
 * negative on a later day than the number's first positive line: they make its negative paper. An order that is cancelled in all its
 * lines stays one paper, and one that comes out negative is the negative paper itself, with what was set apart. Lines without a number are an
 * order each. An order's customer and time are those of its earliest line; who is named by phone here and by number there is one customer.
 */
export function startGathering(): Gathering {
  const customers = keyIndex()
  const numbers = keyIndex()
  const papers = paperColumns()
  const paperOfNumber: number[] = []
  const later: Later[] = []
  const people = samePeople()
  let hasAmounts = false

  return {
    add(line) {
      const customer = customers.of(customerKey(line))
      people.see(customer, line)
      const number = line.number === null ? -1 : numbers.of(line.number)
      const paper = (number < 0 ? undefined : paperOfNumber[number]) ?? papers.open(number)
      if (number >= 0) paperOfNumber[number] = paper
      hasAmounts ||= line.amount !== null
      const part = { customer, at: line.at, day: line.day, amount: line.amount ?? 0 }
      if (line.cancelled || part.amount < 0) later.push({ ...part, paper, cancelled: line.cancelled })
      else papers.add(paper, part)
      return paper
    },
    orders() {
      const backs = settle(papers, later)
      return gathered(papers, backs, { customers, same: people.join(customers.size), numbers, hasAmounts })
    },
  }
}

/** A line whose paper is known only when all lines have been seen. */
interface Later extends Part {
  readonly paper: number
  readonly cancelled: boolean
}

/** What a line adds to its paper. */
interface Part {
  readonly customer: number
  readonly at: number
  readonly day: number
  readonly amount: number
}

/** Where the lines that were set apart went. */
interface Backs {
  /** The paper that holds them, by order; the order itself when it is cancelled whole. */
  readonly papers: ReadonlyMap<number, number>
  /** What was set apart of orders that come out negative: there is one negative paper a number, so it stays with them. Unrounded, as it adds up. */
  readonly beside: ReadonlyMap<number, number>
}

/** Gives negative and cancelled lines to their order or to its negative paper, in the order of the file: of lines of one instant the first names the customer. */
function settle(papers: Papers, later: readonly Later[]): Backs {
  const backs = new Map<number, number>()
  const beside = new Map<number, number>()
  const isApart = (line: Later) => line.cancelled || line.day > papers.firstPositiveDay(line.paper)
  // Which orders have lines that stand, and what those come to, is known only after a first walk.
  const stands = new Map<number, number>()
  for (const line of later) if (!isApart(line)) stands.set(line.paper, (stands.get(line.paper) ?? papers.sum(line.paper)) + line.amount)
  const whole = new Set<number>()
  for (const line of later) if (isApart(line) && papers.at(line.paper) === Infinity && !stands.has(line.paper)) whole.add(line.paper)
  for (const line of later) {
    if (!isApart(line)) papers.add(line.paper, line)
    else if ((stands.get(line.paper) ?? 0) <= -LINE_SCALE / 2) {
      beside.set(line.paper, (beside.get(line.paper) ?? 0) + line.amount)
      papers.add(line.paper, { ...line, amount: 0 })
    } else {
      const back = whole.has(line.paper) ? line.paper : (backs.get(line.paper) ?? papers.open(papers.number(line.paper)))
      backs.set(line.paper, back)
      papers.add(back, line)
    }
  }
  return { papers: backs, beside }
}

interface Papers {
  open(number: number): number
  add(paper: number, part: Part): void
  readonly count: () => number
  /** Infinity without a positive line. */
  firstPositiveDay(paper: number): number
  /** Infinity without a line. */
  at(paper: number): number
  customer(paper: number): number
  day(paper: number): number
  /** In 1/LINE_SCALE minor units. */
  sum(paper: number): number
  /** -1 without one. */
  number(paper: number): number
}

/** One typed array a column: 10 M orders take 320 MB where objects take three times that. */
function paperColumns(): Papers {
  let count = 0
  let customer = new Int32Array(1024)
  let number = new Int32Array(1024)
  let day = new Int32Array(1024)
  let positive = new Int32Array(1024)
  let at = new Float64Array(1024)
  let sum = new Float64Array(1024)
  const grow = () => {
    customer = wider(customer, Int32Array)
    number = wider(number, Int32Array)
    day = wider(day, Int32Array)
    positive = wider(positive, Int32Array)
    at = wider(at, Float64Array)
    sum = wider(sum, Float64Array)
  }
  return {
    open(ofNumber) {
      if (count === at.length) grow()
      number[count] = ofNumber
      positive[count] = NEVER
      at[count] = Infinity
      return count++
    },
    add(paper, part) {
      sum[paper] = (sum[paper] ?? 0) + part.amount
      if (part.amount > 0 && part.day < (positive[paper] ?? NEVER)) positive[paper] = part.day
      if (part.at >= (at[paper] ?? Infinity)) return
      at[paper] = part.at
      day[paper] = part.day
      customer[paper] = part.customer
    },
    count: () => count,
    firstPositiveDay: (paper) => positive[paper] ?? NEVER,
    at: (paper) => at[paper] ?? Infinity,
    customer: (paper) => customer[paper] ?? 0,
    day: (paper) => day[paper] ?? 0,
    sum: (paper) => sum[paper] ?? 0,
    number: (paper) => number[paper] ?? -1,
  }
}

const NEVER = 0x7fffffff

function wider<T extends Int32Array | Float64Array>(column: T, make: new (length: number) => T): T {
  const wide = new make(column.length * 2)
  wide.set(column)
  return wide
}

interface Names {
  readonly customers: KeyIndex
  readonly same: Int32Array | null
  readonly numbers: KeyIndex
  readonly hasAmounts: boolean
}

function gathered(papers: Papers, { papers: backs, beside }: Backs, { customers, same, numbers, hasAmounts }: Names): GatheredOrders {
  const count = papers.count()
  const back = new Uint8Array(count)
  const cancelled = new Uint8Array(count)
  for (const [paper, other] of backs) {
    if (paper === other) cancelled[paper] = 1
    else back[other] = 1
  }
  const order = (index: number): GatheredOrder => {
    const stands = Math.sign(papers.sum(index)) * minor(papers.sum(index)) + 0
    const total = beside.has(index) ? stands - minor(beside.get(index) ?? 0) : stands
    const number = papers.number(index)
    const negative = back[index] === 1 || total < 0
    return {
      customer: same?.[papers.customer(index)] ?? papers.customer(index),
      day: papers.day(index),
      at: papers.at(index),
      total: hasAmounts ? (back[index] === 1 ? -Math.abs(total) + 0 : total) : null,
      kind: negative || cancelled[index] === 1 ? 'refund' : total > 0 || !hasAmounts ? 'purchase' : 'free',
      number: number < 0 ? null : numbers.key(number),
      negative,
    }
  }
  return {
    count,
    order,
    customers: customers.size,
    customerKey: (index) => customers.key(index),
    *[Symbol.iterator]() {
      for (let index = 0; index < count; index++) yield order(index)
    },
  }
}

/** Minor units, without the sign. */
function minor(sum: number): number {
  return Math.round(Math.abs(sum) / LINE_SCALE)
}
