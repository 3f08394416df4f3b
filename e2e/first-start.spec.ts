import { OWNER } from './shop.ts'
import { expect, test } from './test.ts'

test.use({ stage: 'untouched', only: 'first-start' })
test.describe.configure({ mode: 'serial' })

test('A wrong link sets nothing up', async ({ page, t }) => {
  await page.goto('/setup?token=guessed')
  await expect(page.getByRole('heading', { name: t('workspaces:setup.bad_link') })).toBeVisible()
  await expect(page.getByRole('button', { name: t('workspaces:setup.submit') })).toHaveCount(0)
})

test('From the printed link to the report of the sample shop', async ({ page, shop, t, n, language }) => {
  await page.goto(shop.link)
  await expect(page.locator('html')).toHaveAttribute('dir', language === 'fa' ? 'rtl' : 'ltr')

  // What is missing is named, and what was typed stays. Typed by key: leaving the field is then what shows its error, under the press.
  const submit = page.getByRole('button', { name: t('workspaces:setup.submit') })
  await page.getByLabel(t('workspaces:setup.your_name'), { exact: true }).fill(OWNER.name)
  await page.getByLabel(t('workspaces:setup.password'), { exact: true }).pressSequentially('short')
  await submit.click()
  await expect(page.getByText(t('web:field.missing')).first()).toBeVisible()
  await expect(page.getByText(t('web:field.too_short'))).toBeVisible()
  await expect(page.getByLabel(t('workspaces:setup.your_name'), { exact: true })).toHaveValue(OWNER.name)

  await page.getByLabel(t('workspaces:setup.email'), { exact: true }).fill(OWNER.email)
  await page.getByLabel(t('workspaces:setup.password'), { exact: true }).fill(OWNER.password)
  await page.getByLabel(t('workspaces:settings.name'), { exact: true }).fill('Gifts')
  await submit.click()

  await page.getByRole('button', { name: t('workspaces:first_step.sample_action') }).click()
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/)
  await expect(page.getByText(t('imports:result.newOrders'))).toBeVisible({ timeout: 90_000 })
  await page.getByRole('link', { name: t('imports:result.seeReport') }).click()

  const main = page.getByRole('main')
  await expect(main.getByText(language === 'fa' ? '۶۵٫۶٪' : '65.6%').first()).toBeVisible()
  await expect(main.getByText(n(4338)).first()).toBeVisible()
  await page.getByRole('link', { name: t('web:places.today'), exact: true }).click()
  await expect(main.getByText(language === 'fa' ? '۶۵٫۶٪' : '65.6%').first()).toBeVisible()
})

test('The link works only once', async ({ page, shop, t }) => {
  await page.goto(shop.link)
  await expect(page.getByRole('heading', { name: t('workspaces:setup.already') })).toBeVisible()
  await page.getByRole('link', { name: t('workspaces:setup.sign_in') }).click()
  await page.getByLabel(t('workspaces:setup.email'), { exact: true }).fill(OWNER.email)
  await page.getByLabel(t('workspaces:setup.password'), { exact: true }).fill(OWNER.password)
  await page.getByRole('button', { name: t('accounts:sign_in.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: t('insights:today.title') })).toBeVisible()
})
