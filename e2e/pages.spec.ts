import { doorOf } from './living-shop.ts'
import { look } from './look.ts'
import { ask } from './shop.ts'
import { expect, test } from './test.ts'

// The pages that the sample shop fills; those of a shop that uses everything are in places.spec.ts.

test('Pages of the sample shop pass axe in both themes, speak the language, and fit a telephone', async ({ page, shop, language }) => {
  const idOf = async (path: string) => (await (await ask(shop.url, shop.owner, 'GET', path)).json()).rows[0].id
  const pages = {
    today: '/',
    customers: '/customers',
    customer: `/customers/${await idOf('/api/customers?sort=-purchases')}`,
    orders: '/orders',
    refund: `/orders/${await idOf('/api/orders?kind=refund')}`,
    imports: '/imports',
    import: `/imports/${await idOf('/api/imports')}`,
    return: '/insights/return',
    missing: '/nowhere',
    'shop of others': '/in/nowhere',
  }
  for (const [name, path] of Object.entries(pages)) await look(page, { name, path, language })
})

test('Pages of Insights do, too, once models were fitted and orders studied', async ({ page, shop, language }) => {
  const door = doorOf(shop, shop.owner)
  const goal = { measure: 'revenue', target: 1_000_000_000, startDay: '2011-09-23', dueDay: '2011-12-21' }
  await door('POST', '/api/insights/goals', goal)
  await door('POST', '/api/insights/goals', { ...goal, measure: 'orders', target: 9000 })
  const condition = { any: [{ field: 'purchases', op: 'at_least', value: 20 }, { not: { field: 'stage', op: 'is', value: 'former' } }] }
  const { id } = await door('POST', '/api/segments', { name: 'Wholesale', description: '', condition })
  const pages = {
    kinds: '/insights/customers',
    expected: '/insights/expected',
    why: '/insights/why',
    products: '/insights/products',
    cohorts: '/insights/cohorts',
    seasons: '/insights/seasons',
    goals: '/insights/goals',
    month: '/insights/monthly',
    segments: '/segments',
    'new segment': `/segments/new?filter=${encodeURIComponent(JSON.stringify(condition))}`,
    segment: `/segments/${id}`,
    'through a segment': `/insights/return?segment=${id}`,
    judgement: '/settings/insights',
  }
  for (const [name, path] of Object.entries(pages)) await look(page, { name, path, language })
})

test('The report of a month is one sheet of paper', async ({ page, t }) => {
  await page.goto('/insights/monthly')
  await expect(page.getByRole('article')).toBeVisible()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('button', { name: t('insights-monthly:print') })).toBeHidden()
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})

test('Pages before anybody is signed in do, too', async ({ browser, shop, locale, language }) => {
  const context = await browser.newContext({ baseURL: shop.url, locale, storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  const { link } = await doorOf(shop, shop.owner)('POST', '/api/invitations', { email: null, role: 'agent', language })
  const guessed = ['/setup', '/reset', '/confirm-email', '/invitation'].map((path) => `${path}?token=guessed`)
  for (const path of ['/sign-in', '/forgot', ...guessed]) await look(page, { name: path, path, language })
  await look(page, { name: 'invitation', path: link, language })
  await context.close()
})
