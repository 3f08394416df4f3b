import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { imported } from '../modules/imports/make.ts'
import { PRODUCT_VIEWS } from '../modules/insights/why/api.ts'
import { run } from '../app/cli-report.ts'
import { MOUNTED } from '../app/http.ts'
import { REACTIONS } from '../app/wiring.ts'
import { urlOf } from '#core/http-mount'
import { runReactions } from '#core/reactions'
import { systemCtx } from '#modules/workspaces'
import { runJobs, testApp, type TestApp } from '#test/lab'
import type { Caller } from './caller.ts'

const HEAD = 'order,customer,date,product,amount,discount'
const date = (day: number) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)
const lines = (count: number, line: (k: number) => readonly (string | number)[]) =>
  [HEAD, ...Array.from({ length: count }, (_, k) => line(k).join())].join('\n')

/** Shops that nobody thought of, each as a file of orders. */
const SHOPS: Readonly<Record<string, string>> = {
  'one order': lines(1, () => ['o1', 'c1', date(0), 'tea', 10, 0]),
  'one customer': lines(9, (k) => [`o${k}`, 'c1', date(7 * k), k % 2 ? 'tea' : 'mug', 10 + k, 0]),
  'all orders on one day': lines(80, (k) => [`o${k}`, `c${k % 60}`, date(0), `p${k % 4}`, 10, k % 3]),
  'one product at one price': lines(240, (k) => [`o${k}`, `c${k % 80}`, date(k), 'tea', 10, 0]),
  'amounts unknown': lines(240, (k) => [`o${k}`, `c${k % 80}`, date(k), `p${k % 4}`, '', '']),
  'orders of forty years': lines(120, (k) => [`o${k}`, `c${k % 60}`, date(-14_600 + 122 * k), `p${k % 4}`, 10 + k, 0]),
  'an order of the future': lines(120, (k) => [`o${k}`, `c${k % 60}`, k === 119 ? '2125-01-01' : date(k), `p${k % 4}`, 10 + k, 0]),
  'one customer with ten thousand orders': lines(10_120, (k) => [`o${k}`, `c${k < 120 ? k % 60 : 1}`, date(k % 700), `p${k % 4}`, 10, 0]),
  'nothing but gifts and refunds': lines(60, (k) => [`o${k}`, `c${k % 30}`, date(k), 'tea', k % 2 ? 0 : -10, 0]),
}

const EXPORT = { format: ['csv'], language: ['fa'] }
/** Every figure of Insights, and all that can be asked of it. */
const QUESTIONS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '/today': {},
  '/return': { calendar: ['gregorian', 'persian'], period: ['month', 'quarter', 'year'] },
  '/return/export': { ...EXPORT, part: ['summary', 'purchaseShares', 'nextPurchase', 'retention', 'cohorts', 'timeToReturn'] },
  '/seasons': { calendar: ['gregorian', 'persian'], measure: ['purchases', 'revenue', 'newCustomers', 'returns'] },
  '/seasons/habits': {},
  '/seasons/export': { ...EXPORT, part: ['months', 'profile', 'weeks', 'weekdays', 'grid', 'events'] },
  '/settings': {},
  '/fits/latest': {},
  '/expected': {},
  '/expected/export': { ...EXPORT, part: ['forecast', 'record', 'rehearsal', 'alive', 'values', 'byCount', 'byPeriod', 'parameters'] },
  '/goals': {},
  '/monthly': {},
  '/monthly/readers': {},
  '/cohorts': {
    measure: ['customers', 'margin'],
    grain: ['day', 'year'],
    by: ['none', 'first_product', 'segment'],
  },
  '/cohorts/export': { ...EXPORT, part: ['cohorts', 'retention', 'gaps'] },
  '/customers': { period: ['month', 'year'] },
  '/customers/export': { ...EXPORT, part: ['stages', 'types', 'rfm', 'groups', 'revenue', 'spread'] },
  '/types/preview': {},
  '/customers/:id/answers': {},
  '/why': {},
  '/why/export': EXPORT,
  '/products': { view: PRODUCT_VIEWS },
  '/products/export': { ...EXPORT, view: PRODUCT_VIEWS },
  '/studies': {},
}

/** Every way to answer all of the questions of one address. */
function addresses(path: string): string[] {
  let found: string[][] = [[]]
  for (const [name, values] of Object.entries(QUESTIONS[path] ?? {}))
    found = found.flatMap((some) => values.map((value) => [...some, `${name}=${value}`]))
  return found.map((some) => `/api/insights${path}?${some.join('&')}`)
}

let app: TestApp
const shops = new Map<string, Caller>()

beforeAll(async () => {
  app = await testApp()
  for (const [name, file] of Object.entries(SHOPS)) shops.set(name, await ownerOf(file))
  await runJobs(app.server)
}, 180_000)

/** Whoever began with this file. */
async function ownerOf(file: string): Promise<Caller> {
  const { workspace, as } = await app.otherWorkspace()
  const ctx = systemCtx(app.server, workspace)
  expect(await imported(ctx, file)).toMatchObject({ status: 'done' })
  await runReactions(ctx, REACTIONS)
  const owner = as('owner')
  await owner.post('/api/insights/fits')
  await owner.post('/api/insights/studies', {})
  return owner
}

test('every figure of Insights is asked below', () => {
  const paths = MOUNTED.flatMap(([prefix, { endpoints }]) =>
    endpoints.filter(({ method }) => method === 'GET').map((endpoint) => urlOf(prefix, endpoint)),
  )
  expect(paths.filter((path) => path.startsWith('/api/insights')).toSorted()).toEqual(
    Object.keys(QUESTIONS)
      .map((path) => `/api/insights${path}`)
      .toSorted(),
  )
})

test.each(Object.keys(SHOPS))('a shop of %s reads every page of Insights', async (name) => {
  const owner = shops.get(name)!
  // Each shop has an owner at home, who may take out so many files a minute.
  const from = `10.1.0.${Object.keys(SHOPS).indexOf(name)}`
  expect((await owner.get('/api/insights/fits/latest')).body).toMatchObject({ open: null, failed: null })
  expect((await owner.get('/api/insights/studies')).body.study).toMatchObject({ state: 'done' })
  const { rows } = (await owner.get('/api/customers?sort=-purchases')).body
  const wrong: string[] = []
  for (const address of Object.keys(QUESTIONS).flatMap(addresses)) {
    const { status, text } = await owner.get(address.replace(':id', rows[0].id), {}, from)
    if (status !== 200) wrong.push(`${address}: ${status} ${text}`)
    else if (/\b(?:NaN|Infinity|undefined|\[object)\b/.test(text)) wrong.push(`${address}: ${text.slice(0, 2000)}`)
  }
  expect(wrong).toEqual([])
})

test.each(Object.keys(SHOPS))('a file of %s is reported on by the command line', async (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'bazgasht-odd-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'orders.csv')
  writeFileSync(file, SHOPS[name] ?? '')
  const all = ['--model', 'auto', '--rfm', '--products', '--customers-file', join(folder, 'customers.csv')]
  const said: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text: unknown, ...rest: unknown[]) => {
    said.push(String(text))
    for (const done of rest) if (isCallback(done)) done()
    return true
  })
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => void vi.restoreAllMocks())
  for (const format of ['text', 'json', 'csv'])
    for (const language of ['fa', 'en']) expect(await run([file, ...all, '--format', format, '--lang', language])).toBe(0)
  expect(complaint).not.toHaveBeenCalled()
  expect(said).toHaveLength(6)
  expect(said.join()).not.toMatch(/NaN|Infinity|undefined|ناعدد|∞/)
})

function isCallback(value: unknown): value is () => void {
  return typeof value === 'function'
}
