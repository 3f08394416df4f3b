import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { reportOfFile } from './report-file.ts'
import { insightTables } from './report-insight-tables.ts'
import { readReportOptions } from './report-options.ts'
import { usageSentence } from './report-words.ts'

const folder = mkdtempSync(join(tmpdir(), 'bazgasht-insight-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const cdnow = join(import.meta.dirname, '../modules/insights/models/fixtures/CDNOW_sample.txt')
const customersFile = join(folder, 'customers.csv')

/** The command as people run it. */
function report(...args: string[]) {
  const env = { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR }
  return spawnSync(process.execPath, [join(import.meta.dirname, 'cli.ts'), 'report', ...args], { env, encoding: 'utf8' })
}

/** The same without a process of its own. */
async function made(...args: string[]) {
  const read = readReportOptions(args, 'en')
  if (!('options' in read)) throw new Error('no options')
  return reportOfFile(read.options)
}

function rows(path: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, k) => [head.split(',')[k], cell])))
}

test('The command reaches the published figures of CDNOW from its transactions', () => {
  const span = ['--calibration-end', '1997-09-30', '--holdout-end', '1998-06-30']
  const { stdout, stderr, status } = report(
    cdnow,
    '--model',
    'bg-nbd',
    ...span,
    '--rfm',
    '--customers-file',
    customersFile,
    '--format',
    'json',
  )
  expect([stderr, status]).toEqual(['', 0])
  const { model, spend, validation, expectedOfNew, customersFile: written, rfm } = JSON.parse(stdout)
  const rounded = (values: Record<string, number>, digits: number) =>
    Object.entries(values).map(([key, value]) => `${key} ${value.toFixed(digits)}`)
  expect(Object.keys(model)).toEqual(['name', 'parameters', 'standardErrors', 'logLikelihood', 'customers', 'timeUnit'])
  expect(rounded(model.parameters, 3)).toEqual(['r 0.243', 'alpha 4.414', 'a 0.793', 'b 2.426'])
  expect(model).toMatchObject({ name: 'bg-nbd', customers: 2357, timeUnit: 'week' })
  expect(model.logLikelihood.toFixed(3)).toBe('-9582.429')
  expect(rounded({ p: spend.p, q: spend.q, v: spend.v }, 2)).toEqual(['p 6.25', 'q 3.74', 'v 15.44'])
  expect(spend.logLikelihood.toFixed(3)).toBe('-4055.918')
  expect([0, 2, 31].map((k) => expectedOfNew[k].toFixed(4))).toEqual(['0.0532', '0.1506', '1.0437'])
  expect([validation.expected.toFixed(0), validation.actual]).toEqual(['1653', 1882])
  expect(validation.byPeriod.at(-1)).toMatchObject({ end: '1998-06-30', actualSoFar: 4339 })
  expect(rfm).toMatchObject({ asOf: '1997-09-30', customers: 2349, refusal: null })
  expect(written).toBe(customersFile)
  const customers = rows(customersFile)
  expect(customers).toHaveLength(2357)
  expect(Object.keys(customers[0]!).join()).toBe(
    'id,x,tx,T,meanSpend,pAlive,expected30,expected90,expected365,nextPurchase,expectedValue,r,f,m,type,expectedHoldout',
  )
  expect(customers[0]).toMatchObject({
    id: '00004',
    x: '2',
    tx: '30.428571',
    T: '38.857143',
    meanSpend: '22.345',
    pAlive: '0.72662',
    expectedHoldout: '1.225994',
  })
  expect(customers.reduce((sum, row) => sum + Number(row.expectedHoldout), 0).toFixed(0)).toBe('1653')
})

/** Forty customers: bread brings them back every week, a vase does not; one bread in ten goes back. */
function shop(): string {
  const lines = ['order,customer,date,product,amount,discount']
  const date = (day: number) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)
  for (let k = 0; k < 80; k++) {
    const buysBread = k % 2 === 0
    for (let week = 0; week < (buysBread ? 5 : 1); week++) {
      const order = `${k}-${week}`
      lines.push(`${order},c${k},${date(k + 7 * week)},${buysBread ? 'bread' : 'vase'},10,0`)
      if (buysBread) lines.push(`${order},c${k},${date(k + 7 * week)},butter,5,0`)
      if (k % 20 === 0 && week === 1) lines.push(`${order},c${k},${date(k + 7 * week + 2)},bread,-10,0`)
    }
  }
  const path = join(folder, 'shop.csv')
  writeFileSync(path, lines.join('\n'))
  return path
}

test('Products, types and groups are read from the lines of a file', async () => {
  const path = join(folder, 'people.csv')
  const { insight, report } = await made(shop(), '--products', '--rfm', '--customers-file', path)
  if (insight?.products === 'no_products' || !insight?.products) throw new Error('no products')
  const { first, refunds } = insight.products
  expect(first.rows.map(({ product, with: those, verdict }) => [product.name, those.count, those.of, verdict])).toEqual(
    expect.arrayContaining([
      ['bread', 40, 40, 'more'],
      ['vase', 0, expect.any(Number), 'less'],
    ]),
  )
  expect(refunds.products.find(({ product }) => product.name === 'bread')).toMatchObject({ of: 40, count: 4 })
  const people = rows(path)
  expect(people.find(({ id }) => id === 'c2')).toMatchObject({ x: '4', type: 'loyal', meanSpend: '15' })
  expect(people.find(({ id }) => id === 'c1')).toMatchObject({ x: '0', type: '' })
  expect(insightTables(insight, report.currency, 'fa').map(({ title }) => title)).toContain('با هم خریده می‌شوند')
})

test('What cannot be known is said plainly, and is null for other programs', () => {
  const small = join(folder, 'small.csv')
  writeFileSync(small, 'customer,date\nann,2025-01-10\nbob,2025-01-12\nann,2025-02-20\n')
  const { stdout } = report(small, '--model', 'auto', '--rfm', '--products', '--lang', 'fa')
  for (const said of ['برای نتیجه‌گیری هنوز کم است', 'دست‌کم ۲۵ نفر', 'نام کالا نیست']) expect(stdout).toContain(said)
  const { model, spend, products } = JSON.parse(report(small, '--model', 'pareto-nbd', '--products', '--format', 'json').stdout)
  expect(model).toMatchObject({
    name: 'pareto-nbd',
    state: 'too_few',
    parameters: { r: null, alpha: null, s: null, beta: null },
    logLikelihood: null,
  })
  expect([spend, products]).toEqual([null, null])
})

test('A file of customers that cannot be written is named', () => {
  const { status, stderr } = report(cdnow, '--customers-file', '/nowhere/at/all.csv')
  expect([status, stderr.trim()]).toEqual([1, '/nowhere/at/all.csv: There is no such folder.'])
})

test.each([
  [['--model', 'best'], '--model cannot be "best"; it takes auto | bg-nbd | pareto-nbd | mbg-nbd.', '«best»'],
  [['--rfm=yes'], '--rfm stands alone', 'به‌تنهایی'],
  [['--unit', 'year'], 'day | week | month', 'day | week | month'],
  [['--calibration-end', '2025-02-30'], '--calibration-end', '2025-02-30'],
  [['--holdout-end', '2025-02-20'], '--holdout-end needs --calibration-end', '--calibration-end'],
  [
    ['--calibration-end', '2025-02-20', '--holdout-end', '2025-02-20'],
    '--holdout-end 2025-02-20 must lie after --calibration-end.',
    'باید پس از',
  ],
  [['--calibration-end', '1403-12-01', '--as-of', '2025-01-01'], '--as-of 2025-01-01 must lie after --calibration-end.', 'باید پس از'],
  [['--margin', '0'], '0–1', '0–1'],
  [['--customers-file', 'orders.csv'], '--customers-file', '--customers-file'],
])('%j is refused with a sentence in both languages', (args, english, persian) => {
  for (const [language, sentence] of [
    ['en', english],
    ['fa', persian],
  ] as const) {
    const read = readReportOptions(['orders.csv', ...args, '--lang', language], 'en')
    expect('usage' in read && usageSentence(read.usage)).toContain(sentence)
  }
})
