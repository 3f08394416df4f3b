import { expect, test } from 'vitest'
import { english, persian } from './make.ts'
import { nextPurchaseModel } from './next-purchase-option.ts'
import { retentionModel } from './retention-option.ts'
import { timeToReturnModel } from './time-to-return-option.ts'

const retentionNames = { retained: 'ماندگار', wonBack: 'بازگشته', gained: 'تازه', lost: 'ازدست‌رفته', rate: 'نرخ', running: 'ناتمام' }
const bars = [
  { label: 'آبان ۱۴۰۴', complete: true, retained: 700, wonBack: 50, gained: 120, lost: 90, rate: 0.9493 },
  { label: 'آذر ۱۴۰۴', complete: false, retained: 10, wonBack: 0, gained: 3, lost: 0, rate: null },
]
const nextNames = {
  axis: 'purchases',
  after: (n: string) => `After ${n}`,
  probability: 'Chance',
  interval: '95 %',
  reached: 'Reached',
  continued: 'Went on',
}

test('Persian charts read from the right: names run leftwards and the heights stand on the right', () => {
  const { option } = retentionModel(bars, retentionNames, persian)
  expect(option.xAxis).toMatchObject({ inverse: true, data: ['آبان ۱۴۰۴', 'آذر ۱۴۰۴'] })
  expect(option.yAxis).toMatchObject({ position: 'right' })
})

test('English charts read from the left', () => {
  const { option } = retentionModel(bars, retentionNames, english)
  expect(option.xAxis).toMatchObject({ inverse: false })
  expect(option.yAxis).toMatchObject({ position: 'left' })
})

test('Lost customers hang below the line but are named without a minus', () => {
  const { option, points } = retentionModel(bars, retentionNames, persian)
  expect(option.series).toMatchObject([{}, {}, {}, { data: [{ value: -90 }, { value: -0 }] }])
  expect(points[0]?.lines.at(-1)).toMatchObject({ name: 'ازدست‌رفته', value: '۹۰' })
})

test('A period still running is pale and says so; a rate that cannot be known is a dash', () => {
  const { option, points } = retentionModel(bars, retentionNames, persian)
  expect(option.series).toMatchObject([{ data: [{ itemStyle: { opacity: 1 } }, { itemStyle: { opacity: 0.55 } }] }, {}, {}, {}])
  expect(points[1]).toMatchObject({ label: 'آذر ۱۴۰۴ · ناتمام', lines: [{ value: '—' }, {}, {}, {}, {}] })
})

test('The interval is a band from low to high under the line of chances', () => {
  const rows = [{ label: '1', reached: 4338, continued: 2845, probability: 0.6558, low: 0.6416, high: 0.6698 }]
  const { option, points } = nextPurchaseModel(rows, nextNames, english)
  expect(option.series).toMatchObject([{ data: [0.6416] }, { data: [expect.closeTo(0.0282, 6)] }, { data: [0.6558] }])
  expect(points[0]).toEqual({
    label: 'After 1',
    lines: [
      { name: 'Chance', value: '65.6%', colour: '#0aa' },
      { name: '95 %', value: '64.2% – 67%' },
      { name: 'Went on', value: '2,845' },
      { name: 'Reached', value: '4,338' },
    ],
  })
})

test('A step that nobody reached leaves a gap in line and band', () => {
  const rows = [{ label: '9', reached: 0, continued: 0, probability: null, low: null, high: null }]
  const { option } = nextPurchaseModel(rows, nextNames, english)
  expect(option.series).toMatchObject([{ data: [null] }, { data: [null] }, { data: [null] }])
})

test('The time-to-return curve marks the quartiles it has', () => {
  const names = {
    axis: 'days',
    within: (days: number) => `Within ${days} days`,
    share: 'Share',
    customers: 'Customers',
    q1: 'Q1',
    median: 'Median',
    q3: 'Q3',
  }
  const curve = [
    { days: 0, customers: 0, share: 0 },
    { days: 30, customers: 900, share: 0.2 },
  ]
  const { option, points } = timeToReturnModel(curve, { q1: null, median: 58, q3: 130 }, names, english)
  expect(option.series).toMatchObject([
    {
      data: [
        [0, 0],
        [30, 0.2],
      ],
      markLine: {
        data: [
          { name: 'Median', xAxis: 58 },
          { name: 'Q3', xAxis: 130 },
        ],
      },
    },
  ])
  expect(points[1]?.label).toBe('Within 30 days')
})
