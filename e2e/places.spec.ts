import { doorOf } from './living-shop.ts'
import { look } from './look.ts'
import { addMember } from './members.ts'
import type { Shop } from './shop.ts'
import { test } from './test.ts'

test.use({ stage: 'empty', only: 'places' })

test('Pages about customers and orders pass axe in both themes, speak the language, and fit a telephone', async ({
  page,
  living: { customerId, orderId, productId, segmentId },
  language,
}) => {
  const pages = {
    'customers found': `/customers?filter=${encodeURIComponent('{"field":"purchases","op":"at_least","value":2}')}`,
    duplicates: '/customers/duplicates',
    customer: `/customers/${customerId}`,
    'orders of a customer': `/customers/${customerId}?tab=orders`,
    'consents of a customer': `/customers/${customerId}?tab=consent`,
    segments: '/segments',
    segment: `/customers?segment=${segmentId}`,
    'order with a return': `/orders/${orderId}`,
    carts: '/orders/carts',
    returns: '/orders/returns',
    products: '/orders/products',
    product: `/orders/products/${productId}`,
  }
  for (const [name, path] of Object.entries(pages)) await look(page, { name, path, language })
})

test('Pages of settings do, too', async ({ page, shop, living: { shopId, webhookId }, language }) => {
  await gather(shop)
  const names = [
    '',
    '/account',
    '/hours',
    '/members',
    '/roles',
    '/data',
    '/operations',
    '/backups',
    '/shops',
    `/shops/${shopId}`,
    '/tracking',
    '/attributes',
    '/consent',
    '/webhooks',
    `/webhooks/${webhookId}`,
    '/tokens',
    '/audit',
  ]
  const tabs = ['retention', 'erasures', 'incidents'].map((tab) => `/privacy?tab=${tab}`)
  for (const name of [...names, ...tabs]) await look(page, { name, path: `/settings${name}`, language })
  await look(page, { name: 'new shop', path: '/new-shop', language })
})

/** Colleagues, a role, opening hours, a backup and an export. */
async function gather(shop: Shop): Promise<void> {
  const door = doorOf(shop, shop.owner)
  await addMember(shop, 'agent')
  await door('POST', '/api/invitations', { email: 'nima@example.com', role: 'viewer', language: 'fa' })
  await door('POST', '/api/roles', { name: 'Desk', permissions: ['orders:read'] })
  const week = [1, 2, 3, 4, 5].flatMap((day) => [
    { day, opens: 540, closes: 780 },
    { day, opens: 960, closes: 1500 },
  ])
  await door('PUT', '/api/hours', { week, iranian: true })
  await door('POST', '/api/operations/backups')
  await door('POST', '/api/workspace/exports')
}

test('Pages for customers and programmers do, too', async ({ browser, shop, living: { centre }, locale, language }) => {
  const context = await browser.newContext({ baseURL: shop.url, locale })
  const page = await context.newPage()
  const pages = {
    'own page': centre,
    'wish to be erased': `${centre}/erasure`,
    'wrong link': '/p/consent/guessed',
  }
  for (const [name, path] of Object.entries(pages)) await look(page, { name, path, language })
  await look(page, { name: 'reference', path: '/api/v1/reference', language, part: '#module-segments' })
  await context.close()
})
