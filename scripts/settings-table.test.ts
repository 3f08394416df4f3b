import { expect, test } from 'vitest'
import { settingsTable, tableInReadme } from './settings-table.ts'

test('the README lists every setting as the program knows it', () => {
  expect(tableInReadme()).toBe(settingsTable())
  expect(tableInReadme()).toContain('`BAZGASHT_DATA`')
})
