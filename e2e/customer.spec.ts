import type { Locator, Page } from '@playwright/test'
import { monthName } from '#pure/dates'
import { doorOf, PEOPLE, track } from './living-shop.ts'
import { addMember } from './members.ts'
import { expect, test } from './test.ts'

test.use({ stage: 'empty', only: 'customer' })
test.describe.configure({ mode: 'serial' })

/** Puts the keyboard on something, as Tab does, and presses Enter. */
async function enter(control: Locator): Promise<void> {
  await control.focus()
  await control.press('Enter')
}

/** What changes a field of the customer; it shows the value. */
const fieldOf = (page: Page, label: string, change: string) => page.getByRole('button', { name: change.replace('|', label) })

test('A customer is found and described with the keyboard', async ({ page, shop, living, t, language }) => {
  await addMember(shop, 'agent')
  const change = t('profiles:field.change', { field: '|' })
  await page.goto('/customers')
  await expect(page.getByText(t('web:table.total', { count: 2 }))).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: t('web:palette.title') })).toBeVisible()
  await page.keyboard.type('sara@shop.example')
  await expect(page.getByRole('menuitem', { name: PEOPLE[language].sara }).first()).toHaveAttribute('data-focused', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(living.customerId))
  await expect(page.getByRole('heading', { level: 1, name: PEOPLE[language].sara })).toBeVisible()

  const city = fieldOf(page, t('profiles:person.city'), change)
  await enter(city)
  await page.getByRole('textbox', { name: t('profiles:person.city'), exact: true }).fill(PEOPLE[language].tea)
  await page.keyboard.press('Enter')
  await expect(city).toContainText(PEOPLE[language].tea)

  const birthday = fieldOf(page, t('profiles:person.birthday'), change)
  await enter(birthday)
  const mehr = monthName('persian', 7, language, 'long')
  const form = page.locator('form').filter({ has: page.getByText(t('profiles:date.month'), { exact: true }) })
  await expect(form.getByRole('radio', { name: t('profiles:date.persian') })).toBeChecked()
  await enter(form.getByRole('button', { name: t('profiles:date.month') }))
  await page.getByRole('option', { name: mehr, exact: true }).press('Enter')
  await form.getByRole('textbox', { name: t('profiles:date.year') }).fill(language === 'fa' ? '۱۳۶۸' : '1368')
  await page.keyboard.press('Enter')
  await expect(birthday).toContainText(mehr)
  await expect(birthday).toContainText(language === 'fa' ? '۱۳۶۸' : '1368')

  await page.getByRole('textbox', { name: t('profiles:person.addTag') }).fill(PEOPLE[language].mug)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid', { name: t('profiles:person.tags') })).toContainText(PEOPLE[language].mug)

  await page.getByRole('textbox', { name: t('profiles:note.write') }).fill('@ag')
  await enter(page.getByRole('group', { name: t('profiles:note.mention') }).getByRole('button', { name: 'agent' }))
  const note = page.getByRole('textbox', { name: t('profiles:note.write') })
  await expect(note).toHaveValue('@agent ')
  await note.press('Control+Enter')
  await expect(page.getByRole('feed', { name: t('profiles:timeline.label') }).getByText('@agent')).toBeVisible()
})

test('What the shop sends appears on the open page by itself', async ({ page, shop, living, t, n }) => {
  await page.goto(`/customers/${living.customerId}`)
  const feed = page.getByRole('feed', { name: t('profiles:timeline.label') })
  await expect(feed.getByRole('link', { name: /W-1002/ })).toBeVisible()
  const purchases = page.getByRole('definition').first()
  await expect(purchases).toHaveText(n(2))
  const who = { type: 'track', userId: 'sara-1' }
  const products = [{ product_id: 'T-1', name: 'Tea', price: 1_500_000, quantity: 1 }]
  const batch = [
    { ...who, event: 'Price Asked', properties: {} },
    { ...who, event: 'Order Completed', properties: { order_id: 'W-1003', currency: 'IRR', total: 1_500_000, products } },
  ]
  await track(shop, { door: doorOf(shop, shop.owner), key: living.writeKey, batch })
  await expect(feed.getByText('Price Asked')).toBeVisible()
  await expect(feed.getByRole('link', { name: /W-1003/ })).toBeVisible()
  await expect(purchases).toHaveText(n(3))
})

test('A suggested pair becomes one person, and two again', async ({ page, living, t, language }) => {
  const { twin } = PEOPLE[language]
  await page.goto('/customers/duplicates')
  await page
    .getByRole('article')
    .filter({ hasText: twin })
    .getByRole('button', { name: t('customers:same.merge') })
    .click()
  const dialog = page.getByRole('dialog', { name: t('customers:same.mergeTitle') })
  await dialog.getByRole('button', { name: t('customers:same.merge'), exact: true }).click()
  await expect(page.getByText(t('customers:same.merged'))).toBeVisible()
  await expect(page.getByText(t('customers:same.empty'))).toBeVisible()

  await page.goto(`/customers/${living.customerId}`)
  const merge = page.getByRole('listitem').filter({ hasText: `${t('customers:same.wasMerged')} ${twin}` })
  await merge.getByRole('button', { name: t('customers:same.split') }).click()
  await page
    .getByRole('alertdialog', { name: t('customers:same.splitTitle') })
    .getByRole('button', { name: t('customers:same.split') })
    .click()
  await expect(page.getByText(t('customers:same.undone'))).toBeVisible()
  await expect(merge).toHaveCount(0)
  await page.goto('/customers')
  await expect(page.getByRole('grid').getByText(twin)).toBeVisible()
})
