import fc from 'fast-check'
import { expect, test } from 'vitest'
import { persianDigits } from '#pure/numbers'
import type { ColumnRole, ImportPlan } from './api.ts'
import { customerKey, lineParser, type ParsedLine } from './domain.ts'
import { scaledReader } from './domain-amounts.ts'
import { isCancelled } from './domain-status.ts'

function plan(columns: Partial<Record<ColumnRole, number>>, over: Partial<ImportPlan> = {}): ImportPlan {
  return { hasHeadings: true, columns, dateStyle: 'iso', moneyUnit: 'GBP', decimalComma: false, ...over }
}

const ORDERS = { customerId: 0, date: 1, amount: 2 }
const parse = (cells: string[], over: Partial<ImportPlan> = {}, columns: Partial<Record<ColumnRole, number>> = ORDERS, currency = 'GBP') =>
  lineParser(plan(columns, over), { timeZone: 'Europe/London', currency })(cells, 7)

function line(cells: string[], over?: Partial<ImportPlan>, columns?: Partial<Record<ColumnRole, number>>, currency?: string): ParsedLine {
  const parsed = parse(cells, over, columns, currency)
  if (typeof parsed === 'string') throw new Error(parsed)
  return parsed
}

test.each([
  ['no_customer', ['', '2019-01-05', '10']],
  ['no_customer', ['جمع کل', '', '250']],
  ['no_date', ['17850', ' ', '10']],
  ['bad_date', ['17850', '2019-02-31', '10']],
  ['bad_amount', ['17850', '2019-01-05', 'ten']],
  ['bad_amount', ['17850', '2019-01-05', '']],
  ['too_few_columns', ['17850']],
  ['empty_row', ['', ' ', '']],
  ['too_long', ['17850', '2019-01-05', 'x'.repeat(10_001)]],
])('a row is left out with its reason: %s', (reason, cells) => {
  expect(parse([...cells])).toBe(reason)
})

test('quantity × price is exact beyond the minor unit, and a discount comes off', () => {
  const columns = { customerId: 0, date: 1, quantity: 2, price: 3, discount: 4 }
  expect(line(['1', '2019-01-05', '1200', '0.0375', ''], {}, columns)).toMatchObject({ amount: 45_00_0000, quantity: 1200 })
  expect(line(['1', '2019-01-05', '2', '3.50', '1'], {}, columns)).toMatchObject({ amount: 6_00_0000, discount: 1_00_0000 })
  expect(line(['1', '2019-01-05', '-12', '1.25', ''], {}, columns)).toMatchObject({ amount: -15_00_0000, quantity: -12 })
})

test('a quantity beside a total is not multiplied', () => {
  expect(line(['1', '2019-01-05', '77.00', '5'], {}, { ...ORDERS, quantity: 3 })).toMatchObject({ amount: 77_00_0000, quantity: 5 })
})

test('Toman become Rials', () => {
  expect(line(['1', '2019-01-05', '۱۲٬۵۰۰ تومان'], { moneyUnit: 'IRT' }, ORDERS, 'IRR').amount).toBe(125_000 * 10_000)
  expect(line(['1', '2019-01-05', '۱۲٬۵۰۰ ریال'], { moneyUnit: 'IRR' }, ORDERS, 'IRR').amount).toBe(12_500 * 10_000)
})

test('a file without amounts has none, and a further line of an order may leave its total blank', () => {
  expect(line(['1', '2019-01-05'], {}, { customerId: 0, date: 1 }).amount).toBeNull()
  expect(line(['1', '2019-01-05', '', '1001'], {}, { ...ORDERS, orderNumber: 3 })).toMatchObject({ amount: 0, number: '1001' })
})

test('a customer is known by id, else phone, else e-mail, else name', () => {
  const columns = { customerId: 0, date: 1, phone: 2, email: 3, customerName: 4 }
  const key = (...who: string[]) => customerKey(line([who[0] ?? '', '2019-01-05', ...who.slice(1)], {}, columns, 'IRR'))
  expect(key('17850.0', '', '', '')).toBe('id:17850')
  expect(key('00001', '', '', '')).toBe('id:00001')
  expect(key('۱۷۸۵۰', '', '', '')).toBe('id:17850')
  expect(key('0', '۰۹۱۲ ۱۲۳ ۴۵۶۷', 'a@b.ir', 'سارا')).toBe('phone:+989121234567')
  expect(key('', '9121234567.0', '', '')).toBe('phone:+989121234567')
  expect(key('guest', '', 'Sara@Example.com', '')).toBe('email:sara@example.com')
  expect(key('', '', '', 'علي  پور')).toBe('name:علی پور')
})

test.each([
  ['1,234.50', false, 12_345_000],
  ['1.234,50', true, 12_345_000],
  ['۱٬۲۳۴٫۵', false, 12_345_000],
  ['١٢٣٤', false, 12_340_000],
  ['(12)', false, -120_000],
  ['12-', false, -120_000],
  ['-12', false, -120_000],
  ['$ 1,200', false, 12_000_000],
  ['£3.39', false, 33_900],
  ['1 234 567', false, 12_345_670_000],
  ["1'234", false, 12_340_000],
  ['۱۲،۰۰۰ تومان', false, 120_000_000],
  ['12.34567', false, 123_457],
  ['1.2E+05', false, 1_200_000_000],
  ['0', false, 0],
])('%s is a number', (text, decimalComma, expected) => {
  expect(scaledReader(4, decimalComma)(text)).toBe(expected)
})

test.each(['', '-', 'abc', '12 pieces', '1.2.3,4,5', '12%', '9'.repeat(20)])('%s is no number', (text) => {
  expect(scaledReader(4, false)(text)).toBeNaN()
})

test('every amount is read back, whatever its digits and marks', () => {
  const marks = {
    plain: { group: '', decimal: '.' },
    english: { group: ',', decimal: '.' },
    german: { group: '.', decimal: ',' },
    persian: { group: '٬', decimal: '٫' },
  }
  fc.assert(
    fc.property(
      fc.integer({ min: -1e11, max: 1e11 }),
      fc.constantFrom(...Object.values(marks)),
      fc.boolean(),
      (cents, { group, decimal }, persian) => {
        const whole = String(Math.floor(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, group)
        const text = `${cents < 0 ? '-' : ''}${whole}${decimal}${String(Math.abs(cents) % 100).padStart(2, '0')}`
        expect(scaledReader(2, decimal === ',')(persian ? persianDigits(text) : text)).toBe(cents)
      },
    ),
  )
})

test.each([
  'Cancelled',
  'canceled',
  'wc-refunded',
  'Returned',
  'voided',
  'payment failed',
  'Pending payment',
  'unpaid',
  'لغو شده',
  'لغو‌شده',
  'مرجوعی',
  'بازگشت خورده',
  'عودت',
  'در انتظار پرداخت',
  'پرداخت نشده',
])('%s is no purchase', (status) => expect(isCancelled(status)).toBe(true))

test.each([
  '',
  'completed',
  'processing',
  'pending',
  'paid',
  'partially_refunded',
  'shipped',
  'on-hold',
  'تکمیل شده',
  'در حال انجام',
  'ارسال شده',
  'پرداخت شده',
  'تحویل شده',
])('%s stays a purchase', (status) => expect(isCancelled(status)).toBe(false))
