import { enterOn, tabTo, typeInto } from './keys.ts'
import { OWNER } from './shop.ts'
import { expect, test } from './test.ts'

test.use({ stage: 'untouched', only: 'keyboard' })
test.describe.configure({ mode: 'serial' })

test('From the first start to the report without a mouse', async ({ page, shop, t }) => {
  await page.goto(shop.link)
  await typeInto(page, page.getByLabel(t('workspaces:setup.your_name'), { exact: true }), OWNER.name)
  await typeInto(page, page.getByLabel(t('workspaces:setup.email'), { exact: true }), OWNER.email)
  await typeInto(page, page.getByLabel(t('workspaces:setup.password'), { exact: true }), OWNER.password)
  await typeInto(page, page.getByLabel(t('workspaces:settings.name'), { exact: true }), 'Gifts')
  await page.keyboard.press('Enter')
  await enterOn(page, page.getByRole('button', { name: t('workspaces:first_step.sample_action') }))
  await enterOn(page, page.getByRole('link', { name: t('imports:result.seeReport') }))
  await expect(page.getByRole('heading', { level: 1, name: t('insights:return.title') })).toBeVisible()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: t('web:palette.title') })).toBeVisible()
  await page.keyboard.type('12748')
  await expect(page.getByRole('menuitem', { name: /12748/ }).first()).toHaveAttribute('data-focused', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('12748')

  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: t('web:shortcuts.title') })
  await expect(list).toContainText(t('web:shortcuts.go', { place: t('web:places.orders') }))
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  const orders = page.getByRole('grid', { name: t('orders:list.title') })
  await tabTo(page, orders)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/)
})
