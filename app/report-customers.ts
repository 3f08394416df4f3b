import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isoOfDay } from '#pure/calendar'
import { repeatedCell } from '#pure/csv-cells'
import { daysOf } from '../modules/insights/models/data-of-histories.ts'
import { buyingOf } from '../modules/insights/types/domain-buying.ts'
import { DEFAULT_THRESHOLDS, typeOf } from '../modules/insights/types/domain-types.ts'
import type { ExpectedPart } from './report-expected.ts'
import type { Studied } from './report-items.ts'
import type { RfmPart } from './report-rfm.ts'

/** What a line about a customer is made of. */
export interface CustomerSource {
  readonly expected: ExpectedPart
  readonly rfm: RfmPart
  readonly studied: Studied
  /** What the file calls a customer. */
  readonly nameOf: (customer: number) => string
}

/** Writes a line for each customer, for other programs: UTF-8 without a byte order mark, plain numbers, empty where nothing is known. */
export async function writeCustomers(path: string, source: CustomerSource): Promise<void> {
  await pipeline(Readable.from(csvLines(source)), createWriteStream(path))
}

const COLUMNS = 'id x tx T meanSpend pAlive expected30 expected90 expected365 nextPurchase expectedValue r f m type'.split(' ')
/** Beyond this many days a next purchase has no date. */
const FARTHEST_DAYS = 3650

function* csvLines({ expected, rfm, studied, nameOf }: CustomerSource): Generator<string> {
  const { data, scores, unit, asOfDay, validation, margin } = expected
  yield line([...COLUMNS, ...(validation ? ['expectedHoldout'] : [])])
  const thresholds = DEFAULT_THRESHOLDS
  for (let row = 0; row < data.who.length; row++) {
    const customer = data.who[row]!
    const score = rfm.scoreOf(customer)
    const person = studied.customers[customer]
    const buying = person && buyingOf(person, studied.names, { asOfDay, shopMargin: margin.share })
    const days = (scores?.next.median[row] ?? Infinity) * daysOf(unit)
    yield line([
      nameOf(customer),
      data.x[row]!,
      data.tx[row]!,
      data.T[row]!,
      data.meanSpend[row]! > 0 ? data.meanSpend[row]! : null,
      scores?.alive[row],
      ...[0, 1, 2].map((k) => scores?.expected[k]?.[row]),
      days <= FARTHEST_DAYS ? isoOfDay(asOfDay + Math.round(days)) : null,
      scores?.value?.[row],
      score?.r,
      score?.f,
      score?.m,
      buying && typeOf({ ...buying, visits: 0, visitsWithout: 0 }, thresholds),
      ...(validation ? [scores?.expected[3]?.[row]] : []),
    ])
  }
}

/** Six decimals are a second in a week and more than anybody can know of a customer. */
function line(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(Number(cell.toFixed(6))) : repeatedCell(cell ?? ''))).join(',')}\n`
}
