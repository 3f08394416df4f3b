import type { PurchaseHistory } from './domain.ts'

/*
 * A packed history is a run of whole numbers, each in groups of seven bits, the lowest first, the eighth bit saying that more follow (LEB128, as in
 * DWARF): 1 with amounts or 0 without; how many purchases; days between them, the first counted from EARLIEST_DAY; their amounts; then the same of refunds.
 */

/** Room for any day that PostgreSQL knows: days count from its first one, 4714-11-24 BC, so that none is negative. */
const EARLIEST_DAY = -2_440_588

/** A customer's history as bytes. Amounts are whole numbers from 0 to 2^53; days are in order. */
export function packHistory({ days, amounts, refundDays, refundAmounts }: PurchaseHistory): Uint8Array {
  const count = days.length + refundDays.length
  room(2 + LONGEST * 2 * (count + 1))
  let at = 0
  at = put(at, amounts === null && refundAmounts === null ? 0 : 1)
  at = putPapers(at, days, amounts)
  at = putPapers(at, refundDays, refundAmounts)
  return scratch.slice(0, at)
}

/** A history that is read over and over into the same arrays. */
export interface OpenHistory {
  readonly days: number[]
  amounts: number[] | null
  readonly refundDays: number[]
  refundAmounts: number[] | null
}

/** Where unpackHistory puts what it reads; the same object serves for one history after the other. */
export interface Unpacking {
  readonly history: OpenHistory
  readonly amounts: number[]
  readonly refundAmounts: number[]
}

/** Arrays to unpack into. */
export function emptyUnpacking(): Unpacking {
  return { history: { days: [], amounts: null, refundDays: [], refundAmounts: null }, amounts: [], refundAmounts: [] }
}

/** The history that is packed at `at`; what was read before into the same arrays is gone. */
export function unpackHistory({ history, amounts, refundAmounts }: Unpacking, bytes: Uint8Array, at: number): OpenHistory {
  const hasAmounts = bytes[at] === 1
  history.amounts = hasAmounts ? amounts : null
  history.refundAmounts = hasAmounts ? refundAmounts : null
  place = takePapers(bytes, at + 1, history.days, history.amounts)
  place = takePapers(bytes, place, history.refundDays, history.refundAmounts)
  return history
}

/** The longest number, 2^53, takes eight groups of seven bits. */
const LONGEST = 8
const GROUP = 128
/** Numbers below this are taken apart and put together by shifts. */
const SMALL = 2 ** 28

/** Written to and copied from: packing a million histories makes no other garbage than their bytes. */
let scratch = new Uint8Array(4096)
/** Where the number that was read last ended: an object for each pair of number and place would cost more than the reading. */
let place = 0

function room(bytes: number): void {
  if (scratch.length < bytes) scratch = new Uint8Array(2 * bytes)
}

function putPapers(from: number, days: ArrayLike<number>, amounts: ArrayLike<number> | null): number {
  let at = put(from, days.length)
  let before = EARLIEST_DAY
  for (let k = 0; k < days.length; k++) {
    const day = days[k]!
    at = put(at, day - before)
    before = day
  }
  if (amounts !== null) for (let k = 0; k < days.length; k++) at = put(at, amounts[k]!)
  return at
}

function put(from: number, number: number): number {
  let at = from
  let rest = number
  while (rest >= GROUP) {
    scratch[at++] = (rest % GROUP) | GROUP
    rest = rest < SMALL ? rest >>> 7 : Math.floor(rest / GROUP)
  }
  scratch[at++] = rest
  return at
}

function takePapers(bytes: Uint8Array, from: number, days: number[], amounts: number[] | null): number {
  place = from
  const count = take(bytes)
  days.length = count
  let day = EARLIEST_DAY
  for (let k = 0; k < count; k++) {
    const first = bytes[place]!
    if (first < GROUP) place++
    day += first < GROUP ? first : take(bytes)
    days[k] = day
  }
  if (amounts === null) return place
  amounts.length = count
  for (let k = 0; k < count; k++) amounts[k] = take(bytes)
  return place
}

/** The number at `place`, which moves behind it. */
function take(bytes: Uint8Array): number {
  let byte = bytes[place++]!
  let number = byte & 127
  for (let shift = 7; byte >= GROUP; shift += 7) {
    byte = bytes[place++]!
    if (shift < 28) number |= (byte & 127) << shift
    else number += (byte & 127) * 2 ** shift
  }
  return number
}
