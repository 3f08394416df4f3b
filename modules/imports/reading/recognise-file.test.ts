import { expect, test } from 'vitest'
import type { ColumnRole } from '../api.ts'
import { fileOf } from './make-files.ts'
import { openTable } from './open-table.ts'
import { recogniseFile, type RecogniseHints } from './recognise-file.ts'

async function recognise(text: string, hints?: RecogniseHints) {
  return recogniseFile(await openTable(fileOf(text)), hints)
}

/** Headings by role, as far as they were found. */
async function named(text: string, hints?: RecogniseHints): Promise<Partial<Record<ColumnRole, string | null>>> {
  const { columns } = await recognise(text, hints)
  return Object.fromEntries(columns.filter(({ role }) => role !== null).map(({ role, heading }) => [role, heading]))
}

/** Numbers that look random but are the same in every run. */
const spread = (index: number, to: number) => (index * 7919 + 13) % to
const rowsOf = (count: number, row: (index: number) => (string | number)[], delimiter = ',') =>
  Array.from({ length: count }, (_, index) => row(index).join(delimiter)).join('\n')
const day = (index: number) => new Date(Date.UTC(2019, 0, 1 + index)).toISOString().slice(0, 10)

const RETAIL = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n${rowsOf(60, (i) => [
  536365 + Math.floor(i / 3),
  `8${spread(i, 9000)}A`,
  'WHITE LANTERN',
  1 + spread(i, 12),
  `${day(i >> 2)} 08:26:00`,
  (spread(i, 500) / 100).toFixed(2),
  17850 + spread(Math.floor(i / 3), 9),
  'United Kingdom',
])}\n`

test('lines of invoices are recognised: quantity × price, in the currency of the country', async () => {
  const { plan, problems } = await recognise(RETAIL)
  expect(problems).toEqual([])
  expect(plan).toEqual({
    hasHeadings: true,
    dateStyle: 'iso',
    moneyUnit: 'GBP',
    decimalComma: false,
    columns: { orderNumber: 0, productCode: 1, productName: 2, quantity: 3, date: 4, price: 5, customerId: 6, country: 7 },
  })
})

const CDNOW = (i: number) => [
  String(1 + (i >> 2)).padStart(5, '0'),
  19970101 + spread(i, 28),
  1 + spread(i, 4),
  ((1 + spread(i, 4)) * 12.77).toFixed(2),
]

test('a quantity beside a total value is no price', async () => {
  const { plan } = await recognise(` customer_id  date number_of_cds  dollar_value\n${rowsOf(80, (i) => ['', ...CDNOW(i)], ' ')}`)
  expect(plan).toMatchObject({ dateStyle: 'compact', moneyUnit: 'USD', columns: { customerId: 0, date: 1, quantity: 2, amount: 3 } })
})

test('a file without a heading line is recognised by its values', async () => {
  const { plan, columns, problems } = await recognise(
    rowsOf(80, (i) => ['', CDNOW(i)[0] ?? '', String(1 + (i >> 2)).padStart(4, '0'), ...CDNOW(i).slice(1)], ' '),
  )
  expect(problems).toEqual([])
  expect(plan).toMatchObject({ hasHeadings: false, columns: { customerId: 0, date: 2, quantity: 3, amount: 4 } })
  expect(plan.columns.orderNumber).toBeUndefined()
  expect(columns[1]).toMatchObject({ heading: null, role: null })
})

test('without headings the order number is told from the customer, and phones and e-mails from both', async () => {
  const { plan } = await recognise(
    rowsOf(
      90,
      (i) => [
        1000 + (i >> 1),
        50 + spread(i >> 1, 20),
        `0912${1000000 + spread(i, 20)}`,
        `a${spread(i, 20)}@b.ir`,
        `۱۳۹۸/${1 + (i % 12)}/${1 + (i % 29)}`,
        50_000 + spread(i, 90) * 1000,
      ],
      ';',
    ),
  )
  expect(plan).toMatchObject({
    hasHeadings: false,
    dateStyle: 'persian-ymd',
    moneyUnit: 'IRT',
    columns: { orderNumber: 0, phone: 2, email: 3, date: 4, amount: 5 },
  })
})

test('Persian headings are understood, with the unit of money beside them', async () => {
  const text = `ردیف,شماره سفارش,تاریخ سفارش,ساعت,نام مشتری,موبایل,نام کالا,تعداد,مبلغ کل (ریال),روش پرداخت,وضعیت\n${rowsOf(30, (i) => [
    i + 1,
    900 + i,
    `۱۳۹۸/۰${1 + (i % 9)}/۱${i % 10}`,
    `1${i % 10}:20`,
    'سارا علوی',
    `۰۹۱۲۱۲۳۴۵${10 + (i % 7)}`,
    'چای',
    2,
    '1250000',
    'کارت',
    i % 5 ? 'تکمیل شده' : 'لغو شده',
  ])}`
  const { plan } = await recognise(text, { currency: 'IRT' })
  expect(plan).toMatchObject({ dateStyle: 'persian-ymd', moneyUnit: 'IRR' })
  expect(await named(text)).toEqual({
    orderNumber: 'شماره سفارش',
    date: 'تاریخ سفارش',
    time: 'ساعت',
    customerName: 'نام مشتری',
    phone: 'موبایل',
    productName: 'نام کالا',
    quantity: 'تعداد',
    amount: 'مبلغ کل (ریال)',
    paymentMethod: 'روش پرداخت',
    status: 'وضعیت',
  })
})

test('unit price «فی» and Arabic letters are understood, «مشتری» by what stands in it', async () => {
  const text = `كد كالا;شرح;تعداد;في;تخفيف;تاريخ;مشتري;شماره فاكتور\n${rowsOf(30, (i) => [`K${i}`, 'كفش', 2, 12_000, 0, `1398/1/${1 + (i % 28)}`, 'علي رضايي', 500 + i], ';')}`
  expect(await named(text)).toMatchObject({
    productCode: 'كد كالا',
    productName: 'شرح',
    quantity: 'تعداد',
    price: 'في',
    discount: 'تخفيف',
    date: 'تاريخ',
    customerName: 'مشتري',
    orderNumber: 'شماره فاكتور',
  })
  expect(await named(text.replaceAll('علي رضايي', '1402'))).toMatchObject({ customerId: 'مشتري' })
})

test('a total that repeats on every line of an order gives way to quantity × price', async () => {
  const text = `order_id,customer_id,created_at,total,qty,unit_price,sku\n${rowsOf(40, (i) => [i >> 1, (i >> 1) % 9, day(i >> 1), 100 + (i >> 1), 2, 25, `S${i}`])}`
  const { plan } = await recognise(text)
  expect(plan.columns).toMatchObject({ orderNumber: 0, customerId: 1, date: 2, quantity: 4, price: 5 })
  expect(plan.columns.amount).toBeUndefined()
})

test('a decimal comma is found over the column', async () => {
  const { plan } = await recognise(`customer id;date;total\n${rowsOf(30, (i) => [i % 5, day(i), `1.2${10 + i},5`], ';')}`)
  expect(plan.decimalComma).toBe(true)
})

test('columns named by a person win, by heading or number', async () => {
  const { plan } = await recognise(RETAIL, { columns: { customerId: 'country', amount: '6' } })
  expect(plan.columns).toMatchObject({ customerId: 7, amount: 5, date: 4, orderNumber: 0 })
  expect(plan.columns.price).toBeUndefined()
  await expect(recognise(RETAIL, { columns: { date: 'when it was' } })).rejects.toMatchObject({ code: 'imports.unknown_column' })
})

test('a remembered plan is followed, and the same headings hash alike', async () => {
  const first = await recognise(RETAIL)
  const again = await recognise(RETAIL.replace('InvoiceNo', 'invoice_no'), {
    headingsPlan: { ...first.plan, columns: { customerId: 7, date: 4 }, moneyUnit: 'EUR' },
  })
  expect(again.headingsHash).toBe(first.headingsHash)
  expect(again.plan).toMatchObject({ columns: { customerId: 7, date: 4 }, moneyUnit: 'EUR', dateStyle: 'iso' })
})

test('what is missing or impossible is said', async () => {
  const nameless = `sku,total\n${rowsOf(9, (i) => [`S-${i}x`, '9.50'])}`
  expect((await recognise(nameless)).problems).toContain('no_date_column')
  expect((await recognise(RETAIL, { columns: { customerId: '1', orderNumber: '1' } })).problems).toEqual(['column_used_twice'])
  expect((await recognise(RETAIL, { columns: { amount: '6', price: '4' } })).problems).toEqual(['amount_and_price'])
  expect((await recognise(RETAIL, { currency: 'IRR' })).problems).toEqual([])
  expect((await recognise(RETAIL.replace('UnitPrice', 'UnitPrice (GBP)'), { currency: 'IRR' })).problems).toEqual(['other_currency'])
  await expect(recognise('customer id,date,total\n')).rejects.toMatchObject({ code: 'imports.only_headings' })
})
