import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
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

/** Puts the keyboard on something, as Tab does, and presses Enter. */
async function enter(control: Locator): Promise<void> {
  await control.focus()
  await control.press('Enter')
}

/** Chooses what a condition asks about, by typing its name. */
async function askAbout(page: Page, part: Locator, { label, field }: { label: string; field: string }): Promise<void> {
  await part.getByRole('combobox', { name: label }).focus()
  await page.keyboard.type(field)
  await expect(page.getByRole('option', { name: field }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option')).toHaveCount(0)
}

test('A segment is written with the keyboard alone, and an order makes somebody join it', async ({
  page,
  shop,
  living,
  t,
  n,
  language,
}) => {
  const door = doorOf(shop, shop.owner)
  const { city, tea } = PEOPLE[language]
  const traits = { name: 'Mina', email: 'mina@shop.example', address: { city } }
  await track(shop, { door, key: living.writeKey, batch: [{ type: 'identify', userId: 'mina', traits }] })
  const { fields } = await door('GET', '/api/customers/fields')
  const labelOf = (name: string) => fields.find((each: { name: string }) => each.name === name).label[language]

  await page.goto('/segments/new')
  await page.getByRole('textbox', { name: t('segments:name') }).focus()
  await page.keyboard.type('Acting')
  const all = page.getByRole('group', { name: t('conditions:mode.all') })
  await askAbout(page, all, { label: t('conditions:field'), field: labelOf('purchases') })
  await all.getByRole('textbox', { name: t('conditions:value') }).focus()
  await page.keyboard.type(n(1))
  await enter(all.getByRole('button', { name: t('conditions:addGroup') }))
  const any = page.getByRole('group', { name: t('conditions:mode.any') })
  await askAbout(page, any.getByRole('listitem').nth(0), { label: t('conditions:field'), field: labelOf('purchases') })
  await any
    .getByRole('listitem')
    .nth(0)
    .getByRole('textbox', { name: t('conditions:value') })
    .focus()
  await page.keyboard.type(n(100))
  await enter(any.getByRole('button', { name: t('conditions:addPart') }))
  await askAbout(page, any.getByRole('listitem').nth(1), { label: t('conditions:field'), field: labelOf('city') })
  await any
    .getByRole('listitem')
    .nth(1)
    .getByRole('textbox', { name: t('conditions:value') })
    .focus()
  await page.keyboard.type(city)

  const condition = {
    all: [
      { field: 'purchases', op: 'at_least', value: 1 },
      {
        any: [
          { field: 'purchases', op: 'at_least', value: 100 },
          { field: 'city', op: 'is', value: city },
        ],
      },
    ],
  }
  const { members } = await door('POST', '/api/segments/counts', { condition })
  expect(members).toBeGreaterThan(0)
  const preview = page.getByRole('link', { name: n(members), exact: true })
  await expect(preview).toBeVisible()
  await enter(page.getByRole('button', { name: t('web:actions.save') }))
  await expect(page.getByRole('heading', { level: 1, name: 'Acting' })).toBeVisible()
  await expect(preview).toBeVisible()
  const id = new URL(page.url()).pathname.split('/').at(-1)
  await expect.poll(async () => (await door('GET', `/api/segments/${id}`)).filledAt).not.toBeNull()

  const properties = {
    order_id: 'W-9',
    currency: 'IRR',
    total: 1000,
    products: [{ product_id: 'T-1', name: tea, price: 1000, quantity: 1 }],
  }
  await track(shop, { door, key: living.writeKey, batch: [{ type: 'track', event: 'Order Completed', userId: 'mina', properties }] })
  const moves = page.getByRole('region', { name: t('segments:moves') })
  await expect(moves.getByRole('link', { name: 'Mina' })).toBeVisible({ timeout: 5000 })
  await expect(page.getByRole('link', { name: n(members + 1), exact: true }).first()).toBeVisible()
})
