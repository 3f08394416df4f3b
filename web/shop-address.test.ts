import { expect, test } from 'vitest'
import { handleIn, inShop, pathWithoutShop, sharedPlace } from './shop-address.ts'

test('an address may name its shop', () => {
  expect(handleIn('/in/ketab/customers')).toBe('ketab')
  expect(handleIn('/in/Ketab')).toBe('ketab')
  expect([handleIn('/'), handleIn('/insights/return'), handleIn('/in/')]).toEqual([null, null, null])
  expect([inShop('ketab', '/'), inShop('ketab', '/orders?x=1')]).toEqual(['/in/ketab', '/in/ketab/orders?x=1'])
  expect([pathWithoutShop('/in/ketab'), pathWithoutShop('/in/ketab/orders'), pathWithoutShop('/orders')]).toEqual([
    '/',
    '/orders',
    '/orders',
  ])
})

test('changing the shop keeps the page, and leaves one that is about something of the old shop for the list above it', () => {
  expect(sharedPlace('/insights/return')).toBe('/insights/return')
  expect(sharedPlace('/customers/0199aaaa-0000-7000-8000-000000000000')).toBe('/customers')
  expect(sharedPlace('/settings/webhooks')).toBe('/settings/webhooks')
  expect([sharedPlace('/'), sharedPlace('/nowhere')]).toEqual(['/', '/'])
})
