import { expect, test } from 'vitest'
import type { ColumnRole } from '../api.ts'
import { fileOf } from './make-files.ts'
import { openTable } from './open-table.ts'
import { recogniseFile } from './recognise-file.ts'

async function recognise(text: string) {
  return recogniseFile(await openTable(fileOf(text)))
}

/** Headings by role, as far as they were found. */
async function named(text: string): Promise<Partial<Record<ColumnRole, string | null>>> {
  const { columns } = await recognise(text)
  return Object.fromEntries(columns.filter(({ role }) => role !== null).map(({ role, heading }) => [role, heading]))
}

const rowsOf = (count: number, row: (index: number) => (string | number)[], delimiter = ',') =>
  Array.from({ length: count }, (_, index) => row(index).join(delimiter)).join('\n')
const day = (index: number) => new Date(Date.UTC(2019, 0, 1 + index)).toISOString().slice(0, 10)

test('a WooCommerce export is understood', async () => {
  const headings = [
    'Order Number',
    'Order Status',
    'Order Date',
    'Customer Note',
    'First Name (Billing)',
    'Last Name (Billing)',
    'Email (Billing)',
    'Phone (Billing)',
    'Payment Method Title',
    'Cart Discount Amount',
    'Order Subtotal Amount',
    'Shipping Method Title',
    'Order Shipping Amount',
    'Order Total Amount',
    'Order Total Tax Amount',
    'SKU',
    'Item #',
    'Item Name',
    'Quantity (- Refund)',
    'Item Cost',
  ]
  const text = `${headings.join(',')}\n${rowsOf(20, (i) => [
    100 + i,
    'completed',
    `${day(i)} 10:00`,
    '',
    'Sara',
    'Alavi',
    `s${i % 7}@x.com`,
    `+98912123450${i % 7}`,
    'Card',
    0,
    (90 + i).toFixed(2),
    'Post',
    10,
    (100 + i).toFixed(2),
    9,
    `S-${i}`,
    1,
    'Tea',
    1,
    (90 + i).toFixed(2),
  ])}`
  expect(await named(text)).toMatchObject({
    orderNumber: 'Order Number',
    status: 'Order Status',
    date: 'Order Date',
    email: 'Email (Billing)',
    phone: 'Phone (Billing)',
    paymentMethod: 'Payment Method Title',
    shippingMethod: 'Shipping Method Title',
    amount: 'Order Total Amount',
    productCode: 'SKU',
    productName: 'Item Name',
    quantity: 'Quantity (- Refund)',
    discount: 'Cart Discount Amount',
  })
})

test('a Shopify export is understood: its Name is the order number, its totals stand on first lines only', async () => {
  const headings = [
    'Name',
    'Email',
    'Financial Status',
    'Paid at',
    'Fulfillment Status',
    'Currency',
    'Subtotal',
    'Shipping',
    'Taxes',
    'Total',
    'Discount Code',
    'Discount Amount',
    'Shipping Method',
    'Created at',
    'Lineitem quantity',
    'Lineitem name',
    'Lineitem price',
    'Lineitem sku',
    'Billing Name',
    'Billing Country',
    'Payment Method',
    'Refunded Amount',
    'Vendor',
    'Id',
    'Phone',
    'Source',
  ]
  const text = `${headings.join(',')}\n${rowsOf(40, (i) => {
    const first = i % 2 === 0
    const at = `${day(i)} 10:00:00 +0000`
    return [
      `#${1001 + (i >> 1)}`,
      `s${(i >> 1) % 7}@x.com`,
      first ? 'paid' : '',
      first ? at : '',
      first ? 'fulfilled' : '',
      first ? 'EUR' : '',
      first ? 50 : '',
      first ? 5 : '',
      first ? 3 : '',
      first ? '58.50' : '',
      '',
      first ? '0.00' : '',
      first ? 'DHL' : '',
      at,
      1,
      'Tea',
      '25.25',
      `T${i}`,
      first ? 'Sara Alavi' : '',
      first ? 'DE' : '',
      first ? 'card' : '',
      0,
      'Acme',
      first ? 820982911 + i : '',
      '',
      first ? 'web' : '',
    ]
  })}`
  expect(await named(text)).toMatchObject({
    orderNumber: 'Name',
    email: 'Email',
    status: 'Financial Status',
    date: 'Created at',
    amount: 'Total',
    discount: 'Discount Amount',
    quantity: 'Lineitem quantity',
    productName: 'Lineitem name',
    productCode: 'Lineitem sku',
    customerName: 'Billing Name',
    country: 'Billing Country',
    paymentMethod: 'Payment Method',
    shippingMethod: 'Shipping Method',
    channel: 'Source',
  })
  expect((await recognise(text)).plan.moneyUnit).toBe('EUR')
})
