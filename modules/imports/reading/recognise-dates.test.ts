import { expect, test } from 'vitest'
import { fileOf } from './make-files.ts'
import { openTable } from './open-table.ts'
import { recogniseFile } from './recognise-file.ts'

async function recognise(text: string) {
  return recogniseFile(await openTable(fileOf(text)))
}

/** Numbers that look random but are the same in every run. */
const spread = (index: number, to: number) => (index * 7919 + 13) % to
const rowsOf = (count: number, row: (index: number) => (string | number)[], delimiter = ',') =>
  Array.from({ length: count }, (_, index) => row(index).join(delimiter)).join('\n')

const DATES = (write: (index: number) => string, count = 30) => `customer id,date,total\n${rowsOf(count, (i) => [i % 5, write(i), '9.50'])}`
const two = (value: number) => String(value).padStart(2, '0')

test('day and month are told apart over the whole column', async () => {
  // Only the last of 6,001 rows says which is which.
  const late = (last: string) => DATES((i) => (i === 6000 ? last : `${two(1 + spread(i, 12))}/${two(1 + spread(i + 5, 12))}/2019`), 6001)
  expect(await recognise(late('13/01/2019'))).toMatchObject({ plan: { dateStyle: 'dmy' }, dayMonthUncertain: false })
  expect(await recognise(late('01/13/2019'))).toMatchObject({ plan: { dateStyle: 'mdy' }, dayMonthUncertain: false })
  expect(await recognise(late('01/02/2019'))).toMatchObject({ plan: { dateStyle: 'dmy' }, dayMonthUncertain: true })
  expect(await recognise(late('01/02/2019').replace('total', 'total $'))).toMatchObject({
    plan: { dateStyle: 'mdy' },
    dayMonthUncertain: true,
  })
  // In order one way, in disorder the other.
  expect(await recognise(DATES((i) => `${two(3 + Math.floor(i / 11))}/${two(1 + (i % 11))}/2019`))).toMatchObject({
    plan: { dateStyle: 'mdy' },
    dayMonthUncertain: true,
  })
})

test.each([
  ['persian-ymd', (i: number) => `98/0${1 + (i % 9)}/${two(1 + (i % 29))}`],
  ['persian-dmy', (i: number) => `${1 + (i % 29)}/${1 + (i % 12)}/1398`],
  ['persian-dmy', (i: number) => `${1 + (i % 29)} فروردین ۱۳۹۸`],
  ['excel', (i: number) => `${44197 + i}.5`],
  ['unix', (i: number) => String(1546676760 + i * 5000)],
  ['unix-ms', (i: number) => String(1546676760000 + i * 5000)],
  ['mdy', (i: number) => `Jan ${1 + i}, 2019`],
  ['mdy', (i: number) => `12/${1 + (i % 30)}/10 8:26`],
])('dates are recognised as %s', async (style, write) => {
  expect((await recognise(DATES((i) => `"${write(i)}"`))).plan).toMatchObject({
    dateStyle: style,
    columns: { customerId: 0, date: 1, amount: 2 },
  })
})

test('Persian dates speak for Toman', async () => {
  expect((await recognise(DATES((i) => `1398/1/${1 + (i % 29)}`))).plan.moneyUnit).toBe('IRT')
})
