import { doorOf } from './living-shop.ts'
import { expect, test } from './test.ts'

// From the sample shop to acting. Its last order stays the last, for others look at it too.

test('A number about kinds of customers opens as many', async ({ page, t }) => {
  await page.goto('/insights/customers')
  const loyal = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: t('insights-types:types.loyal') }) })
  const number = loyal.getByRole('link').first()
  const count = Number((await number.innerText()).replace(/\D/gu, (sign) => (/[۰-۹]/.test(sign) ? String('۰۱۲۳۴۵۶۷۸۹'.indexOf(sign)) : '')))
  expect(count).toBeGreaterThan(10)
  await number.click()
  await expect(page.getByText(t('web:table.total', { count }))).toBeVisible()
})

test('Models are fitted anew by the button, with progress', async ({ page, shop, t }) => {
  const door = doorOf(shop, shop.owner)
  const before = (await door('GET', '/api/insights/fits/latest')).done.id
  await page.goto('/insights/expected')
  const start = page.getByRole('button', { name: t('insights-scores:fit.start') })
  await start.click()
  await expect(page.getByRole('progressbar').first()).toBeVisible()
  await expect(start).toBeVisible({ timeout: 60_000 })
  const { open, done, failed } = await door('GET', '/api/insights/fits/latest')
  expect([open, failed]).toEqual([null, null])
  expect(done.id).not.toBe(before)
})

test('Cohorts are cut anew, and a cell opens its people', async ({ page, t, n }) => {
  await page.goto('/insights/cohorts?calendar=gregorian&grain=quarter&by=first_product&measure=orders&show=total')
  const grid = page.getByRole('table').first()
  const row = grid
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
    .first()
  const size = row.getByRole('link').first()
  await expect(size).toBeVisible()
  await page.getByRole('button', { name: t('insights-time:cohorts.grain') }).click()
  const [answer] = await Promise.all([
    page.waitForResponse((each) => each.url().includes('/api/insights/cohorts?') && each.url().includes('grain=year')),
    page.getByRole('option', { name: t('insights-time:cohorts.grains.year'), exact: true }).click(),
  ])
  const [{ name, size: count }] = (await answer.json()).rows
  const link = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) })
    .getByRole('link')
    .first()
  await expect(link).toBeVisible()
  await link.click()
  await expect(page.getByText(t('web:table.total', { count }))).toBeVisible()
  expect(n(count)).not.toBe(n(0))
})

test('A goal is set and stands on the home page', async ({ page, t, n, language }) => {
  await page.goto('/insights/goals')
  await page
    .getByRole('button', { name: t('insights-goals:set') })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: t('insights-goals:form.title') })
  await dialog.getByRole('button', { name: t('insights-goals:form.measure') }).click()
  await page.getByRole('option', { name: t('insights-goals:measure.newCustomers'), exact: true }).click()
  await dialog.getByRole('textbox', { name: t('insights-goals:form.target') }).fill(n(5000))
  const due = dialog
    .getByRole('group', { name: t('insights-goals:form.due') })
    .getByRole('spinbutton')
    .first()
  await due.focus()
  await page.keyboard.type(language === 'fa' ? '۱۳۹۲۰۱۱۵' : '15042013')
  await dialog.getByRole('button', { name: t('web:actions.save') }).click()
  await expect(dialog).toHaveCount(0)
  await page.goto('/')
  const goals = page
    .getByRole('region')
    .or(page.locator('section'))
    .filter({ has: page.getByRole('heading', { name: t('insights-goals:today.goals') }) })
  await expect(goals.getByText(t('insights-goals:measure.newCustomers')).first()).toBeVisible()
  await expect(goals.getByText(n(5000)).first()).toBeVisible()
})
