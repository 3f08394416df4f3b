import { readFile } from 'node:fs/promises'
import { PAGE_WORDS } from '../modules/privacy/domain-public-words.ts'
import { doorOf } from './living-shop.ts'
import { expect, test } from './test.ts'

test.use({ stage: 'empty', only: 'consent' })
test.describe.configure({ mode: 'serial' })

const TEXT = { fa: 'ماهی یک نامه با خبرهای فروشگاه.', en: 'One letter a month with news of the shop.' } as const

test('Texts of purposes and days of grace are the shop’s own', async ({ page, shop, t, language }) => {
  const { purposes } = await doorOf(shop, shop.owner)('GET', '/api/consent/purposes')
  const name = purposes.find(({ key }: { key: string }) => key === 'newsletter').name[language]
  await page.goto('/settings/consent')
  await page.getByRole('button', { name: t('consent:settings.edit_one', { name }), exact: true }).click()
  const dialog = page.getByRole('dialog', { name: t('consent:settings.edit_title') })
  await dialog.getByRole('textbox', { name: t(`consent:settings.text_${language}`) }).fill(TEXT[language])
  await dialog.getByRole('button', { name: t('web:actions.save') }).click()
  await expect(page.getByText(t('consent:settings.saved'))).toBeVisible()
  await expect(page.getByRole('main').getByText(TEXT[language])).toBeVisible()

  await page.goto('/settings/privacy')
  await page.getByRole('textbox', { name: t('privacy:grace.days') }).fill('9')
  await page.getByRole('button', { name: t('web:actions.save') }).click()
  await expect(page.getByText(t('privacy:saved'))).toBeVisible()
  await page.reload()
  await expect(page.getByRole('textbox', { name: t('privacy:grace.days') })).toHaveValue(language === 'fa' ? '۹' : '9')
})

test('A customer decides on a page of their own without script, and the shop sees it', async ({
  page,
  browser,
  living,
  locale,
  t,
  language,
}) => {
  const words = PAGE_WORDS[language]
  await page.goto(`/customers/${living.customerId}?tab=consent`)
  await page.getByRole('button', { name: t('consent:customer.copy') }).click()
  const link = await page.getByRole('textbox', { name: t('consent:customer.link') }).inputValue()

  const context = await browser.newContext({ locale, javaScriptEnabled: false })
  const own = await context.newPage()
  await own.goto(link)
  await expect(own.getByText(TEXT[language])).toBeVisible()
  const newsletters = own.locator('input[value="newsletter.email"]')
  await newsletters.uncheck()
  await own.getByRole('button', { name: words.save }).click()
  await expect(own.getByRole('status')).toHaveText(words.saved)
  await expect(newsletters).not.toBeChecked()
  await own.getByRole('button', { name: words.stop }).click()
  await expect(own.getByRole('status')).toHaveText(words.stopped)
  await expect(own.getByRole('checkbox', { checked: true })).toHaveCount(0)
  const [file] = await Promise.all([own.waitForEvent('download'), own.getByRole('link', { name: words.data_json }).click()])
  expect(await readFile(await file.path(), 'utf8')).toContain('sara@shop.example')
  await own.getByRole('link', { name: words.erase_open }).click()
  await own.getByRole('button', { name: words.erase, exact: true }).click()
  await expect(own.getByRole('button', { name: words.erase_cancel })).toBeVisible()
  await context.close()

  const cell = page.getByRole('group', { name: t('consent:customer.title') }).getByRole('button', { name: t('consent:state.denied') })
  await expect.poll(() => cell.count()).toBeGreaterThan(10)
  await page.goto('/settings/privacy?tab=erasures')
  await expect(page.getByRole('row').filter({ hasText: t('privacy:erasures.customer_asked') })).toContainText(
    t('privacy:erasures.states.requested'),
  )
})
