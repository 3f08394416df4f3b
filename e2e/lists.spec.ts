import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { doorOf, PEOPLE, track } from './living-shop.ts'
import { expect, test } from './test.ts'
import type { Language, Words } from './words.ts'

test.use({ stage: 'empty', only: 'lists' })
test.describe.configure({ mode: 'serial' })

const STRANGER = 'Reza Ahmadi'

/** Filters the list by "the city is known". */
async function filterByCity(page: Page, t: Words, city: string): Promise<void> {
  await page.getByRole('button', { name: t('customers:filter.add') }).click()
  const dialog = page.getByRole('dialog', { name: t('customers:filter.add') })
  await dialog.getByRole('combobox', { name: t('conditions:field') }).fill(city)
  await page.getByRole('option', { name: city }).first().click()
  await dialog.getByRole('button', { name: t('conditions:operator') }).click()
  await page.getByRole('option', { name: t('conditions:op.known'), exact: true }).click()
  await dialog.getByRole('button', { name: t('customers:filter.apply'), exact: true }).click()
  await expect(page.getByText(t('conditions:sentence.known', { field: city }))).toBeVisible()
  await expect(page.getByText(t('web:table.total', { count: 2 }))).toBeVisible()
}

const ask = async (page: Page, t: Words, { title, name }: { title: string; name: string }) => {
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByRole('textbox').first().fill(name)
  await dialog.getByRole('button', { name: t('web:actions.save') }).click()
  await expect(dialog).toHaveCount(0)
}

const cityName = async (door: ReturnType<typeof doorOf>, language: Language): Promise<string> => {
  const { fields } = await door('GET', '/api/customers/fields')
  return fields.find(({ name }: { name: string }) => name === 'city').label[language]
}

test('A list is filtered, kept as a view and as a segment', async ({ page, shop, living, t, language }) => {
  const door = doorOf(shop, shop.owner)
  const batch = [{ type: 'identify', userId: 'reza', traits: { name: STRANGER, email: 'reza@shop.example' } }]
  await track(shop, { door, key: living.writeKey, batch })
  await page.goto('/customers')
  await expect(page.getByText(t('web:table.total', { count: 3 }))).toBeVisible()
  await filterByCity(page, t, await cityName(door, language))

  await page.getByRole('button', { name: t('customers:views.title') }).click()
  await page.getByRole('menuitem', { name: t('customers:views.keep') }).click()
  await ask(page, t, { title: t('customers:views.keep'), name: 'My view' })
  await expect(page.getByRole('button', { name: 'My view' })).toBeVisible()

  await page.getByRole('button', { name: t('customers:segment.save') }).click()
  await ask(page, t, { title: t('customers:segment.save'), name: 'My segment' })
  await expect(page.getByText(t('customers:segment.title', { name: 'My segment' }), { exact: true })).toBeVisible()
  await page.goto('/segments')
  await page.getByRole('link', { name: 'My segment' }).click()
  await page.getByRole('link', { name: t('segments:openList') }).click()
  await expect(page.getByText(t('web:table.total', { count: 2 }))).toBeVisible()

  await page.goto('/customers')
  await page.getByRole('button', { name: t('customers:views.title') }).click()
  await page
    .getByRole('menuitemradio', { name: 'My view' })
    .or(page.getByRole('menuitem', { name: 'My view' }))
    .click()
  await expect(page.getByText(t('web:table.total', { count: 2 }))).toBeVisible()
})

test('All that match are tagged at once, and exported', async ({ page, shop, t, n, language }) => {
  await page.goto('/customers')
  await filterByCity(page, t, await cityName(doorOf(shop, shop.owner), language))
  await page.getByRole('checkbox', { name: t('web:table.chooseAll') }).press('Space')
  await page.getByRole('button', { name: t('customers:bulk.tags'), exact: true }).click()
  const dialog = page.getByRole('dialog', { name: t('customers:bulk.tagsTitle') })
  await dialog.getByRole('combobox', { name: t('customers:bulk.addTags') }).fill('VIP')
  await page.getByRole('option', { name: t('customers:bulk.newTag', { tag: 'VIP' }) }).click()
  await dialog.getByRole('button', { name: t('customers:bulk.go', { count: 2, number: n(2) }) }).click()
  await expect(page.getByText(t('customers:bulk.done', { count: 2, done: n(2) }))).toBeVisible()
  const { rows } = await doorOf(shop, shop.owner)('GET', '/api/customers')
  expect(rows.filter(({ tags }: { tags: string[] }) => tags.includes('VIP'))).toHaveLength(2)

  await page.getByRole('button', { name: t('web:table.export'), exact: true }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: t('web:table.csv') }).click()])
  const file = await readFile(await download.path(), 'utf8')
  expect(file).toContain(PEOPLE[language].twin)
  expect(file).not.toContain(STRANGER)
})
