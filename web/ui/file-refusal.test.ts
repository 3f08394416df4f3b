import { expect, test } from 'vitest'
import { refusalOf, sizeOf } from './file-refusal.ts'

const kinds = ['.csv', '.csv.gz', '.xlsx']

test('A file is judged by the end of its name, whatever its case', () => {
  expect(refusalOf({ name: 'Orders.CSV', size: 10 }, kinds, 100)).toBe(null)
  expect(refusalOf({ name: 'orders.csv.gz', size: 10 }, kinds, 100)).toBe(null)
  expect(refusalOf({ name: 'orders.pdf', size: 10 }, kinds, 100)).toBe('wrongKind')
})

test('Empty and too large files are refused with their own reasons', () => {
  expect(refusalOf({ name: 'a.csv', size: 0 }, kinds, 100)).toBe('empty')
  expect(refusalOf({ name: 'a.csv', size: 100 }, kinds, 100)).toBe(null)
  expect(refusalOf({ name: 'a.csv', size: 101 }, kinds, 100)).toBe('tooLarge')
})

test('Sizes are told in a unit people can picture', () => {
  expect(sizeOf(999)).toEqual({ unit: 'bytes', value: 999 })
  expect(sizeOf(45_100_000)).toEqual({ unit: 'mb', value: 45.1 })
})
