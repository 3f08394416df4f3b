import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { PlanProblem } from '#api/imports'
import { FILE_TEXTS } from './cli-file-messages.ts'

const folder = mkdtempSync(join(tmpdir(), 'bazgasht-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command as people run it, in an environment that says nothing. */
function report(...args: string[]) {
  const env = { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'cli.ts'), 'report', ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

function file(name: string, ...lines: string[]): string {
  writeFileSync(join(folder, name), lines.join('\n'))
  return join(folder, name)
}

const json = (...args: string[]) => JSON.parse(report(...args, '--format', 'json').stdout)

const shop = file(
  'shop.csv',
  'order,customer,date,amount',
  'A1,ann,2025-01-10,10.00',
  'A2,bob,2025-01-12,20.50',
  'A3,ann,2025-02-20,30.25',
  'A4,ann,2025-02-21,-5.00',
  'A5,cid,2025-02-25,0',
  'A6,,2025-02-26,9.99',
  'A7,bob,yesterday,9.99',
)

test('The JSON report has exactly the figures of a small shop', () => {
  expect(json(shop)).toMatchObject({
    source: {
      rows: 7,
      used: 5,
      skipped: expect.arrayContaining([
        { reason: 'no_customer', rows: 1 },
        { reason: 'bad_date', rows: 1 },
      ]),
    },
    asOf: '2025-02-21',
    customers: 2,
    orders: 3,
    refunds: 1,
    revenue: 60.75,
    refunded: 5,
    currency: null,
    window: { days: 41, source: 'suggested' },
    returned: 1,
    returnRate: 0.5,
    repeatRate: 0,
    cohorts: [{ cohort: '2025-01', size: 2, active: [1] }],
    retention: [
      { period: '2025-01', start: 0, new: 2, end: 2, retained: 0, wonBack: 0, lost: 0, rate: null, strictRate: null, complete: true },
      { period: '2025-02', start: 2, new: 0, end: 2, retained: 2, wonBack: 0, lost: 0, rate: 1, strictRate: 1, complete: false },
    ],
    timeToReturn: { median: 41, q1: 41, q3: 41 },
  })
  const { nextPurchase } = json(shop)
  expect(nextPurchase).toHaveLength(11)
  expect(nextPurchase[0]).toMatchObject({ after: 1, reached: 2, continued: 1, probability: 0.5 })
  expect(nextPurchase[10]).toEqual({ after: 11, orMore: true, reached: 0, continued: 0, probability: null, low: null, high: null })
})

test('A set window, a report date and quarters change what is counted', () => {
  const made = json(shop, '--window', '7', '--as-of', '2025-01-31', '--period', 'quarter', '--currency', 'gbp')
  expect(made).toMatchObject({
    asOf: '2025-01-31',
    customers: 2,
    orders: 2,
    returned: 0,
    currency: 'GBP',
    window: { days: 7, source: 'set' },
  })
  expect(made.retention).toMatchObject([{ period: '2025-Q1', complete: false, start: 0, new: 0, end: 0 }])
  expect(json(shop, '--as-of', '1403-11-12')).toMatchObject({ asOf: '2025-01-31' })
})

test('Persian headings, digits and dates are read, and cohorts follow Jalali months', () => {
  const made = json(
    file(
      'فروشگاه.csv',
      'شماره سفارش,مشتری,تاریخ سفارش,مبلغ (تومان),وضعیت',
      '۱۰۰۱,علی,۱۳۹۸/۰۱/۰۵,۱۲۰٬۰۰۰,تکمیل شده',
      '۱۰۰۲,مریم,۱۳۹۸/۰۱/۳۱,۸۰٬۰۰۰,تکمیل شده',
      '۱۰۰۳,علی,۱۳۹۸/۰۳/۱۰,۵۰٬۰۰۰,تکمیل شده',
      '۱۰۰۴,رضا,۱۳۹۸/۰۳/۱۱,۵۰٬۰۰۰,لغو شده',
    ),
    '--calendar',
    'persian',
  )
  expect(made).toMatchObject({ customers: 2, orders: 3, refunds: 1, revenue: 2_500_000, refunded: 500_000, currency: 'IRR', returned: 1 })
  expect(made.cohorts).toMatchObject([{ cohort: '1398-01', size: 2, active: [0, 1] }])
})

test('Without amounts money is absent, not zero', () => {
  const plain = file('plain.csv', 'ali,2020-01-05', 'sara,2020-01-09', 'ali,2020-02-11')
  expect(json(plain)).toMatchObject({ customers: 2, orders: 3, returned: 1, revenue: null, refunded: null, currency: null })
  expect(report(plain).stdout).not.toContain('Revenue')
})

test('Quantity and price multiply, lines of one order are one order', () => {
  const lines = file(
    'lines.tsv',
    'invoice\twho\twhen\tqty\teach',
    '1\tann\t05/02/2025\t2\t1.25',
    '2\tbob\t25/02/2025\t1\t3',
    '1\tann\t05/02/2025\t4\t0.5',
  )
  expect(json(lines, '--customer', 'who', '--order', 'invoice', '--date', '3', '--quantity', 'qty', '--price', 'each')).toMatchObject({
    customers: 2,
    orders: 2,
    revenue: 7.5,
  })
})

test('The text report is in the language that is asked for, without colours where nobody looks', () => {
  const english = report(shop)
  expect(english.status).toBe(0)
  expect(english.stdout).toMatch(/Return rate +50\.00% \(1 customers with a 2nd purchase\)/)
  expect(english.stdout).toContain('a date that cannot be read')
  expect(english.stdout).not.toContain('\u001B[')
  const persian = report(shop, '--lang', 'fa').stdout
  expect(persian).toMatch(/نرخ بازگشت +۵۰٫۰۰٪/)
  expect(persian).toContain('دی ۱۴۰۳')
  expect(Math.max(...english.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
})

test('The CSV report is one table after the other', () => {
  const { stdout } = report(shop, '--format', 'csv')
  expect(stdout.startsWith('\uFEFFSummary\r\nFigure,Value\r\n')).toBe(true)
  expect(stdout.split('\r\n\r\n').map((table) => table.split('\r\n')[0]?.replace('\uFEFF', ''))).toEqual([
    'Summary',
    'First, second and later purchases',
    'Next purchase',
    'Customer retention',
    'Cohorts by month of first purchase',
    'Time to return',
    'Source',
  ])
})

test.each([
  [['/nowhere/at/all.csv'], 1, 'There is no such file'],
  [[file('picture.csv', '\u0000\u0001\u0002\u0003\u0000\u0000')], 1, 'not a table'],
  [[file('words.csv', 'x', 'y', 'z')], 1, 'only one column'],
  [[file('weather.csv', 'town,date', 'Shiraz,2025-01-01', 'Yazd,2025-01-02'), '--date', 'town', '--customer', 'town'], 1, 'two things'],
  [[shop, '--customer', 'nobody'], 1, '"nobody"'],
  [[], 2, 'Which file?'],
  [[shop, shop], 2, 'One file at a time'],
  [[shop, '--perod', 'month'], 2, '--perod'],
  [[shop, '--period', 'week'], 2, 'month | quarter | year'],
  [[shop, '--as-of', '2025-02-30'], 2, '--as-of'],
  [[shop, '--window', '0'], 2, '--window'],
  [[shop, '--timezone', 'Mars/Base'], 2, '--timezone'],
  [[shop, '--amount', 'amount', '--price', 'amount'], 2, 'not both'],
  [[shop, '--price', 'amount'], 2, '--quantity'],
])('bazgasht report %j ends with code %i and one line that says why', (args, code, reason) => {
  const { status, stdout, stderr } = report(...args)
  expect(status).toBe(code)
  expect(stdout).toBe('')
  expect(stderr).toContain(reason)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('An error is said in Persian when the report would be', () => {
  expect(report('/nowhere.csv', '--lang', 'fa').stderr).toContain('چنین فایلی نیست')
})

test('The help names every option', () => {
  const { status, stdout } = report('--help')
  expect(status).toBe(0)
  for (const option of [
    'customer',
    'order',
    'date',
    'amount',
    'quantity',
    'price',
    'calendar',
    'timezone',
    'currency',
    'window',
    'period',
    'as-of',
    'model',
    'unit',
    'calibration-end',
    'holdout-end',
    'margin',
    'customers-file',
    'rfm',
    'products',
    'format',
    'lang',
  ]) {
    expect(stdout).toContain(`--${option}`)
  }
})

test('Every reason why a file cannot be read has its sentence', () => {
  const sources = globSync('modules/imports/reading/*.ts').map((name) => readFileSync(name, 'utf8'))
  const codes = sources.flatMap((text) => Array.from(text.matchAll(/(?:invalid|tooLarge)\('(imports\.\w+)'/g), ([, code]) => code ?? ''))
  expect(codes.length).toBeGreaterThan(10)
  expect(
    [...codes, ...PlanProblem.options.map((problem) => `imports.${problem}`)].filter((code) => !Object.hasOwn(FILE_TEXTS, code)),
  ).toEqual([])
})
