import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'
import type { Words } from './words.ts'

/** Presses an export and gives the lines of the file that comes. */
async function csvOf(page: Page, t: Words): Promise<string[]> {
  await page
    .getByRole('main')
    .getByRole('button', { name: t('web:table.export') })
    .first()
    .click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: t('web:table.csv') }).click()])
  const text = await readFile(await download.path(), 'utf8')
  return text.trim().split(/\r?\n/)
}

test('A cell of the cohorts opens the customers behind it, and they export', async ({ page, t, n, language }) => {
  // December 2010 with 885 customers, 324 of whom bought again in January: the same on every screen, whatever the shop's own calendar.
  await page.goto('/insights/return?calendar=gregorian')
  const cohort = language === 'fa' ? 'دسامبر ۲۰۱۰' : 'Dec 2010'
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: cohort }) })
  await expect(row.getByRole('link').first()).toHaveText(n(885))
  await row.getByRole('link').nth(1).click()
  await expect(page).toHaveURL(/behind=cohort/)
  await expect(page.getByText(t('web:table.total', { count: 324 }))).toBeVisible()
  expect(await csvOf(page, t)).toHaveLength(1 + 324)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: t('insights:return.title') })).toBeVisible()
})

test('From a customer to an order and its items', async ({ page, t, n }) => {
  await page.goto('/customers?search=12748')
  await page.getByRole('row').filter({ hasText: '12748' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('12748')
  await expect(page.getByRole('main').getByText(n(209)).first()).toBeVisible()
  await page.getByRole('tab', { name: t('web:customerPart.orders') }).click()
  const orders = page.getByRole('grid', { name: t('orders:list.title') })
  await orders.getByRole('link', { name: '581580' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('581580')
  const items = page.getByRole('region', { name: t('orders:one.items') })
  await expect(items.getByRole('row').nth(1)).toBeVisible()
  await page.getByRole('link', { name: '12748' }).click()
  await expect(page.getByRole('feed', { name: t('profiles:timeline.label') }).getByRole('link', { name: '581580' })).toBeVisible()
})

test('Calendar and period stay in the address, and every chart has its table', async ({ page, t }) => {
  await page.goto('/insights/return')
  await page.getByRole('radio', { name: t('insights:return.quarter') }).click()
  await expect(page).toHaveURL(/period=quarter/)
  await page.reload()
  await expect(page.getByRole('radio', { name: t('insights:return.quarter') })).toBeChecked()
  const tables = page.getByRole('radio', { name: t('charts:asTable') })
  await expect(tables).toHaveCount(3)
  for (const table of await tables.all()) await table.click()
  await expect(page.getByRole('columnheader', { name: t('charts:strictRate') })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: t('charts:interval') })).toBeVisible()
})

test('Refunds are found by kind, and a search finds an order', async ({ page, t }) => {
  await page.goto('/orders?kind=refund')
  await expect(page.getByText(t('web:table.total', { count: 3654 }))).toBeVisible()
  await expect(page.getByRole('radio', { name: t('orders:kinds.refund') })).toBeChecked()
  await page.goto('/orders')
  await page.getByRole('searchbox', { name: t('orders:list.search') }).fill('536365')
  await expect(page.getByText(t('web:table.total', { count: 1 }))).toBeVisible()
  await expect(page.getByRole('grid').getByText('536365')).toBeVisible()
})
