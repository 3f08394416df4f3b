import { look } from './look.ts'
import { ask } from './shop.ts'
import { test } from './test.ts'

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
  }
  for (const [name, path] of Object.entries(pages)) await look(page, { name, path, language })
})

test('Pages before anybody is signed in do, too', async ({ browser, shop, locale, language }) => {
  const context = await browser.newContext({ baseURL: shop.url, locale })
  const page = await context.newPage()
  for (const path of ['/sign-in', '/setup?token=guessed']) await look(page, { name: path, path, language })
  await context.close()
})
