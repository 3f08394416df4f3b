import { expect, test } from 'vitest'
import { cohortTable } from './cohort-cells.ts'

const first = { index: 24131, size: 885, active: [324, 286, 340], revenue: null }
const second = { index: 24132, size: 417, active: [92, 111], revenue: null }

test('A share is of the whole cohort, and later cohorts have fewer months', () => {
  const { months, rows } = cohortTable([first, second], 'share')
  expect(months).toBe(3)
  expect(rows[0]?.values[0]).toBe(324 / 885)
  expect(rows[1]?.values).toHaveLength(2)
})

test('Revenue is per customer of the cohort and leaves out the first month', () => {
  const { rows } = cohortTable([{ ...first, size: 10, revenue: ['9000', '100', '200', '300'] }], 'revenue')
  expect(rows[0]?.values).toEqual([10, 20, 30])
})

test('A shop without cohorts has an empty table', () => {
  expect(cohortTable([], 'share')).toEqual({ months: 0, rows: [] })
})
