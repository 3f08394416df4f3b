import { expect, test } from 'vitest'
import { readAffected } from './domain.ts'

const ID = '0199a3b4-0000-7000-8000-000000000000'

test('the address of a filtered list means those in the list', () => {
  const filter = { field: 'purchases', op: 'at_least', value: 2 }
  const address = `https://shop.example/customers?filter=${encodeURIComponent(JSON.stringify(filter))}`
  expect(readAffected(address)).toEqual({ filter })
})

test('ids may be separated by anything that people use', () => {
  expect(readAffected(` ${ID}, ${ID}،\n${ID} `)).toEqual({ ids: [ID, ID, ID] })
})

test('anything else means nobody rather than everybody', () => {
  for (const text of ['', 'all', 'https://shop.example/customers', 'https://shop.example/customers?filter=nonsense']) {
    expect(readAffected(text)).toBeNull()
  }
})
