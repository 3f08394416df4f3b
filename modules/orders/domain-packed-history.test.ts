import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyUnpacking, packHistory, unpackHistory } from './domain-packed-history.ts'

const day = fc.oneof(fc.integer({ min: 14_000, max: 14_400 }), fc.integer({ min: -2_440_588, max: 2_000_000 }))
const days = fc.array(day, { maxLength: 40 }).map((days) => days.toSorted((a, b) => a - b))
const amount = fc.oneof(fc.nat(300), fc.nat({ max: 2 ** 31 - 1 }), fc.integer({ min: 2 ** 27, max: Number.MAX_SAFE_INTEGER }))
const history = fc.tuple(days, days, fc.boolean()).chain(([days, refundDays, known]) =>
  fc.record({
    days: fc.constant(days),
    amounts: known ? fc.array(amount, { minLength: days.length, maxLength: days.length }) : fc.constant(null),
    refundDays: fc.constant(refundDays),
    refundAmounts: known ? fc.array(amount, { minLength: refundDays.length, maxLength: refundDays.length }) : fc.constant(null),
  }),
)

test('histories come out of their bytes as they went in, one after the other', () => {
  const into = emptyUnpacking()
  fc.assert(
    fc.property(fc.array(history, { maxLength: 4 }), (histories) => {
      for (const each of histories) {
        const bytes = packHistory(each)
        const shifted = new Uint8Array([7, ...bytes, 9])
        expect({ ...unpackHistory(into, shifted, 1) }).toEqual(each)
      }
    }),
  )
})

test('an order of an ordinary shop takes a few bytes', () => {
  const days = Array.from({ length: 10 }, (_, k) => 20_000 + 40 * k)
  expect(packHistory({ days, amounts: days.map(() => 25_990), refundDays: [], refundAmounts: [] }).length).toBeLessThan(50)
})
