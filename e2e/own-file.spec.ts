import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'
import { ask } from './shop.ts'
import type { Words } from './words.ts'

test.use({ stage: 'empty', only: 'own-file' })
test.describe.configure({ mode: 'serial' })

const HEADINGS = 'شماره سفارش,تاریخ,نام مشتری,موبایل,مبلغ'

/** Three customers, five orders, and two rows that cannot be read. */
const ROWS = [
  '1001,۱۴۰۳/۰۱/۰۵,مریم کاظمی,۰۹۱۲۱۱۱۱۱۱۱,"۲۵۰٬۰۰۰"',
  '1002,۱۴۰۳/۰۱/۱۲,علی رضایی,۰۹۱۲۲۲۲۲۲۲۲,"۴۸۰٬۰۰۰"',
  '1003,۱۴۰۳/۰۲/۰۳,مریم کاظمی,۰۹۱۲۱۱۱۱۱۱۱,"۱۲۰٬۰۰۰"',
  '1004,۱۴۰۳/۱۳/۴۰,زهرا احمدی,۰۹۱۲۳۳۳۳۳۳۳,"۹۰٬۰۰۰"',
  '1005,۱۴۰۳/۰۲/۲۰,زهرا احمدی,۰۹۱۲۳۳۳۳۳۳۳,"۹۰٬۰۰۰"',
  '1006,۱۴۰۳/۰۳/۰۱,علی رضایی,۰۹۱۲۲۲۲۲۲۲۲,رایگان؟',
  '1007,۱۴۰۳/۰۳/۰۲,علی رضایی,۰۹۱۲۲۲۲۲۲۲۲,"۳۰۰٬۰۰۰"',
]

async function bring(page: Page, t: Words, name: string, text: string): Promise<void> {
  await page.goto('/imports')
  await page.getByRole('button', { name: t('web:drop.browse') }).waitFor()
  await drop(page, t, name, text)
  await expect(page.getByRole('heading', { name: t('imports:plan.columns') })).toBeVisible()
}

/** As a person drops a file from the desktop. */
async function drop(page: Page, t: Words, name: string, text: string): Promise<void> {
  const file = test.info().outputPath(name)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  const zone = await page.getByText(t('imports:list.bring'), { exact: true }).filter({ visible: true }).last().boundingBox()
  const client = await page.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, x: (zone?.x ?? 0) + 5, y: (zone?.y ?? 0) + 5, data })
  }
}

/** The choice of what the column with this heading holds. */
const columnOf = (page: Page, heading: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.locator('bdi', { hasText: new RegExp(`^${heading}$`) }) })
    .getByRole('button')

test('A Persian file is recognised, corrected by hand, brought in, and taken back', async ({ page, t, n }) => {
  await bring(page, t, 'سفارش‌ها.csv', [HEADINGS, ...ROWS].join('\n'))
  await expect(columnOf(page, 'شماره سفارش')).toContainText(t('imports:role.orderNumber'))
  await expect(columnOf(page, 'تاریخ')).toContainText(t('imports:role.date'))
  await expect(columnOf(page, 'نام مشتری')).toContainText(t('imports:role.customerName'))
  await expect(columnOf(page, 'موبایل')).toContainText(t('imports:role.phone'))
  await expect(columnOf(page, 'مبلغ')).toContainText(t('imports:role.amount'))
  await expect(page.getByRole('button', { name: t('imports:plan.moneyUnit') })).toContainText(t('imports:unit.IRT'))
  await expect(page.getByRole('group', { name: t('imports:preview.title') })).toContainText(t('imports:skip.bad_date'))

  await columnOf(page, 'نام مشتری').click()
  await page.getByRole('option', { name: t('imports:role.nothing') }).click()
  await expect(columnOf(page, 'نام مشتری')).toContainText(t('imports:role.nothing'))
  await columnOf(page, 'نام مشتری').click()
  await page.getByRole('option', { name: t('imports:role.customerName'), exact: true }).click()
  await expect(columnOf(page, 'نام مشتری')).toContainText(t('imports:role.customerName'))

  await page.getByRole('button', { name: t('imports:plan.start'), exact: true }).click()
  await expect(page.getByRole('heading', { name: t('imports:skipped.title', { count: 2 }) })).toBeVisible()
  await expect(page.getByText(t('imports:skip.bad_amount')).first()).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t('imports:skipped.download') }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain('1004')
  const first = page.url()

  await page.goto('/customers')
  await expect(page.getByText(t('web:table.total', { count: 3 }))).toBeVisible()
  await expect(page.getByRole('grid')).toContainText('مریم کاظمی')
  // 370,000 Toman: shown as the shop asks, in Toman.
  await expect(page.getByRole('row').filter({ hasText: 'مریم کاظمی' })).toContainText(n(370_000))

  await bring(page, t, 'again.csv', [HEADINGS, ...ROWS].join('\n'))
  await expect(page.getByText(t('imports:plan.remembered'))).toBeVisible()
  await page.getByRole('button', { name: t('imports:plan.start'), exact: true }).click()
  await expect(page.getByText(t('imports:result.nothingNew'))).toBeVisible()

  // What a later file has brought again would stay, so that one goes first.
  const dialog = page.getByRole('dialog', { name: t('imports:undo.title') })
  await page.getByRole('button', { name: t('imports:undo.button') }).click()
  await dialog.getByRole('button', { name: t('imports:undo.confirm') }).click()
  await expect(page.getByText(t('imports:status.undone'), { exact: true })).toBeVisible()
  await page.goto(first)
  await page.getByRole('button', { name: t('imports:undo.button') }).click()
  await expect(dialog).toContainText(t('imports:undo.orders', { count: 5 }))
  await expect(dialog).toContainText(t('imports:undo.customers', { count: 3 }))
  await dialog.getByRole('button', { name: t('imports:undo.confirm') }).click()
  await expect(page.getByText(t('imports:status.undone'), { exact: true })).toBeVisible()
  await page.goto('/customers')
  await expect(page.getByText(t('customers:list.empty'))).toBeVisible()
})

/** Enough lines that the import takes a while. */
function longFile(lines: number): string {
  const rows = Array.from({ length: lines }, (_, at) => `${at},2024-0${1 + (at % 9)}-1${at % 9},C${at % 5000},${100 + (at % 77)}`)
  return ['order,date,customer_id,amount', ...rows].join('\n')
}

test('An import goes on when its page is left, and cancelling another keeps nothing of it', async ({ page, t, shop }) => {
  await bring(page, t, 'long.csv', longFile(60_000))
  await page.getByRole('button', { name: t('imports:plan.start'), exact: true }).click()
  await expect(page.getByRole('button', { name: t('imports:one.cancel') })).toBeVisible()
  const left = new URL(page.url()).pathname
  await page.goto('/settings')
  await expect
    .poll(async () => (await (await ask(shop.url, shop.owner, 'GET', `/api${left}`)).json()).status, { timeout: 90_000 })
    .toBe('done')

  await bring(page, t, 'other.csv', longFile(150_000).replaceAll(',C', ',D'))
  await page.getByRole('button', { name: t('imports:plan.start'), exact: true }).click()
  await page.getByRole('button', { name: t('imports:one.cancel') }).click()
  await expect(page.getByText(t('imports:one.cancelled'))).toBeVisible({ timeout: 90_000 })
  await page.goto('/customers')
  await expect(page.getByText(t('web:table.total', { count: 5000 }))).toBeVisible()
})

test('A file that cannot be read says so and leaves the page as it was', async ({ page, t }) => {
  await page.goto('/imports')
  await page.getByRole('button', { name: t('web:drop.browse') }).waitFor()
  await drop(page, t, 'picture.png', 'not a table')
  await expect(page.getByText('picture.png', { exact: false })).toBeVisible()
  await expect(page).toHaveURL(/\/imports$/)
})
