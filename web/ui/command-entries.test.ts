import { expect, test } from 'vitest'
import { groupsOf, matchingEntries } from './command-entries.ts'

const entries = [
  { id: '1', group: 'Pages', label: 'مشتری‌ها', words: 'customers' },
  { id: '2', group: 'Pages', label: 'بازگشت مشتری' },
  { id: '3', group: 'Actions', label: 'Import orders' },
]

test('Pages are found in either keyboard spelling of ی and ک', () => {
  expect(matchingEntries(entries, 'مشتري').map((entry) => entry.id)).toEqual(['1', '2'])
})

test('Every typed word must fit, in any order', () => {
  expect(matchingEntries(entries, 'orders imp').map((entry) => entry.id)).toEqual(['3'])
  expect(matchingEntries(entries, 'orders export')).toEqual([])
})

test('Nothing typed shows everything, under its headings', () => {
  expect(groupsOf(matchingEntries(entries, '')).map((group) => [group.name, group.entries.length])).toEqual([
    ['Pages', 2],
    ['Actions', 1],
  ])
})
