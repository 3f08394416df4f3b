import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ask, type Shop } from './shop.ts'
import { expect, test } from './test.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Every page of somebody who is signed in, with one customer, order and import each. */
async function pagesOf(shop: Shop): Promise<Readonly<Record<string, string>>> {
  const idOf = async (path: string) => (await (await ask(shop.url, shop.owner, 'GET', path)).json()).rows[0].id
  return {
    today: '/',
    customers: '/customers',
    customer: `/customers/${await idOf('/api/customers?sort=-purchases')}`,
    orders: '/orders',
    order: `/orders/${await idOf('/api/orders?kind=refund')}`,
    imports: '/imports',
    import: `/imports/${await idOf('/api/imports')}`,
    return: '/insights/return',
    settings: '/settings',
    missing: '/nowhere',
  }
}

/** Opens a page and waits until it has said everything it has to say. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading').first().waitFor()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  if (path === '/insights/return') await expect(page.locator('canvas, svg[role=img], [role=application] svg').first()).toBeVisible()
}

/** What a person reads on the page, without codes, names and addresses of the data, which stand in isolation. */
async function textOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement
    for (const each of copy.querySelectorAll('script, style, bdi, kbd, .code-run, [dir=ltr], [dir=auto]')) each.remove()
    document.body.append(copy)
    const text = copy.innerText
    copy.remove()
    return text
  })
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme })

    test('axe finds nothing on any page', async ({ page, shop }) => {
      test.setTimeout(120_000)
      for (const [name, path] of Object.entries(await pagesOf(shop))) {
        await open(page, path)
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
        expect
          .soft(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`),
            name,
          )
          .toEqual([])
      }
    })

    test('axe finds nothing where nobody is signed in', async ({ browser, shop, locale }) => {
      const context = await browser.newContext({ baseURL: shop.url, locale, colorScheme: theme })
      const page = await context.newPage()
      for (const path of ['/sign-in', '/setup?token=guessed']) {
        await open(page, path)
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
        expect
          .soft(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`),
            path,
          )
          .toEqual([])
      }
      await context.close()
    })
  })
}

test('No page scrolls sideways on a telephone', async ({ page, shop }) => {
  const pages = await pagesOf(shop)
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 800 })
    for (const [name, path] of Object.entries(pages)) {
      await open(page, path)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect.soft(over, `${name} at ${width}`).toBeLessThanOrEqual(0)
    }
  }
})

test('Every page speaks the language: its direction, its digits, and no raw keys', async ({ page, shop, language }) => {
  for (const [name, path] of Object.entries(await pagesOf(shop))) {
    await open(page, path)
    await expect(page.locator('html')).toHaveAttribute('dir', language === 'fa' ? 'rtl' : 'ltr')
    const text = await textOf(page)
    expect.soft(text.match(/\b[a-z]+[a-z_]*(?:[.:][a-zA-Z_-]+)+\b/g) ?? [], `${name}: keys`).toEqual([])
    expect.soft(text.match(language === 'fa' ? /[0-9]/g : /[۰-۹]/g) ?? [], `${name}: digits`).toEqual([])
  }
})
