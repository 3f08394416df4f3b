import { expect, test } from 'vitest'
import type { ParsedLine } from '../domain.ts'
import { gatherOrders } from './gather-orders.ts'

function line(number: string | null, amount: number | null, over: Partial<ParsedLine> = {}): ParsedLine {
  const day = over.day ?? 10
  return {
    line: 1,
    customerId: '7',
    name: null,
    phone: null,
    email: null,
    number,
    at: day * 86_400_000,
    day,
    amount: amount === null ? null : amount * 10_000,
    quantity: null,
    discount: null,
    productCode: null,
    productName: null,
    category: null,
    paymentMethod: null,
    shippingMethod: null,
    channel: null,
    country: null,
    status: null,
    cancelled: false,
    ...over,
  }
}

const gather = async (lines: ParsedLine[]) => [...(await gatherOrders(lines))]

test('lines of one number make one order, adjacent or not, at its earliest time', async () => {
  expect(await gather([line('A', 100, { day: 11 }), line('B', 5), line('A', 50)])).toMatchObject([
    { number: 'A', total: 150, kind: 'purchase', day: 10, negative: false },
    { number: 'B', total: 5, kind: 'purchase' },
  ])
})

test('lines without a number are an order each', async () => {
  expect(await gather([line(null, 100), line(null, 100)])).toMatchObject([
    { number: null, total: 100 },
    { number: null, total: 100 },
  ])
})

test('money given back on a later day is a refund of the order; on the same day it only makes the order smaller', async () => {
  expect(await gather([line('A', -30, { day: 12 }), line('A', 100)])).toMatchObject([
    { number: 'A', total: 100, kind: 'purchase', negative: false },
    { number: 'A', total: -30, kind: 'refund', negative: true, day: 12 },
  ])
  expect(await gather([line('A', 100), line('A', -30)])).toMatchObject([{ total: 70, kind: 'purchase' }])
})

test('a negative order of its own number is a refund, a cancelled one too, and nothing for nothing is free', async () => {
  expect(await gather([line('C1', -100), line('C2', 40, { cancelled: true }), line('F', 0)])).toMatchObject([
    { number: 'C1', total: -100, kind: 'refund', negative: true },
    { number: 'C2', total: 40, kind: 'refund', negative: false },
    { number: 'F', total: 0, kind: 'free' },
  ])
})

test('a returned line leaves the rest of its order a purchase', async () => {
  expect(await gather([line('A', 100), line('A', 40, { cancelled: true })])).toMatchObject([
    { total: 100, kind: 'purchase' },
    { total: -40, kind: 'refund', negative: true },
  ])
})

test('an order that comes out negative takes in what goes back later: a number has one negative paper', async () => {
  const lines = [line('A', -3, { day: 12 }), line('A', 3), line('A', -7)]
  expect(await gather(lines)).toMatchObject([{ number: 'A', total: -7, kind: 'refund', negative: true, day: 10 }])
})

test('who is named by number here and by phone or e-mail there is one customer', async () => {
  const by = (customerId: string | null, phone: string | null, email: string | null, number: string) =>
    line(number, 1, { customerId, phone, email })
  const orders = await gather([
    by(null, '+1', null, 'A'),
    by('7', '+1', 'a@b', 'B'),
    by('8', '+1', null, 'C'),
    by(null, null, 'a@b', 'D'),
    by(null, '+2', 'a@b', 'E'),
  ])
  const [a, b, c, d, e] = orders.map(({ customer }) => customer)
  expect([a, d]).toEqual([b, b])
  expect(new Set([b, c, e]).size).toBe(3)
})

test('without amounts every order that stands is a purchase', async () => {
  expect(await gather([line('A', null), line('B', null, { cancelled: true })])).toMatchObject([
    { total: null, kind: 'purchase' },
    { total: null, kind: 'refund' },
  ])
})

test('fractions of a penny are summed before they are rounded', async () => {
  expect(await gather([line('A', 0.4), line('A', 0.4), line('A', 0.4)])).toMatchObject([{ total: 1 }])
})
