import type { Page } from '@playwright/test'
import { addMember } from './members.ts'
import { OWNER } from './shop.ts'
import { expect, test } from './test.ts'
import type { Words } from './words.ts'

test.use({ stage: 'empty', only: 'people' })

async function signIn(page: Page, t: Words, email: string, password: string): Promise<void> {
  await page.getByLabel(t('accounts:sign_in.email'), { exact: true }).fill(email)
  await page.getByLabel(t('accounts:sign_in.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: t('accounts:sign_in.submit') }).click()
}

test.describe('Before anybody is signed in', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('A wrong password says so and keeps the e-mail; the right one leads where one wanted to go', async ({ page, t }) => {
    await page.goto('/orders?kind=refund')
    await expect(page).toHaveURL(/sign-in/)
    await signIn(page, t, OWNER.email, 'not the password')
    await expect(page.getByText(t('accounts:errors.wrong_password'))).toBeVisible()
    await expect(page.getByLabel(t('accounts:sign_in.email'), { exact: true })).toHaveValue(OWNER.email)
    await signIn(page, t, OWNER.email, OWNER.password)
    await expect(page.getByRole('heading', { level: 1, name: t('orders:list.title') })).toBeVisible()
    await expect(page).toHaveURL(/\/orders\?kind=refund/)
  })

  test('Signing out ends the session', async ({ page, t }) => {
    await page.goto('/sign-in')
    await signIn(page, t, OWNER.email, OWNER.password)
    await page
      .getByRole('button', { name: t('web:shell.account') })
      .filter({ visible: true })
      .click()
    await page.getByRole('menuitem', { name: t('web:shell.sign_out') }).click()
    await expect(page.getByRole('heading', { name: t('accounts:sign_in.title') })).toBeVisible()
    await page.goto('/customers')
    await expect(page).toHaveURL(/sign-in/)
  })

  test('After too many attempts one is asked to wait', async ({ page, t, shop }) => {
    await page.goto('/sign-in')
    const data = { email: 'stranger@example.com', password: 'a guess' }
    for (let at = 0; at < 10; at++) await page.request.post('/api/auth/sign-in/email', { data, headers: { origin: shop.url } })
    await signIn(page, t, data.email, data.password)
    // How many seconds are left depends on when it is asked.
    const [before = ''] = t('accounts:errors.too_many_attempts', { seconds: '|' }).split('|')
    await expect(page.getByText(before.trim())).toBeVisible()
  })
})

test('Somebody finds their own page, changes their name, and ends a session that they do not know', async ({ page, t, shop }) => {
  const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const headers = { 'content-type': 'application/json', origin: shop.url, 'user-agent': agent }
  await fetch(`${shop.url}/api/auth/sign-in/email`, { method: 'POST', headers, body: JSON.stringify(OWNER) })
  const { rows } = await (await page.request.get('/api/account/sessions')).json()
  await page.goto('/')
  await page
    .getByRole('button', { name: t('web:shell.account') })
    .filter({ visible: true })
    .click()
  await page.getByRole('menuitem', { name: t('web:settings.account') }).click()
  await expect(page.getByRole('heading', { level: 1, name: t('accounts-account:title') })).toBeVisible()
  await page.getByLabel(t('accounts-account:who.name'), { exact: true }).fill('Sara A.')
  await page.getByRole('button', { name: t('web:actions.save') }).click()
  await expect(page.getByText(t('accounts-account:who.saved'))).toBeVisible()
  await expect(page.getByText('Sara A.')).not.toHaveCount(0)
  const lines = page.getByRole('region', { name: t('accounts-account:sessions.title') }).getByRole('listitem')
  await expect(lines).toHaveCount(rows.length)
  await lines.filter({ hasText: 'Firefox' }).getByRole('button').click()
  await expect(lines).toHaveCount(rows.length - 1)
})

const SEEN = {
  viewer: ['today', 'insights', 'settings'],
  agent: ['customers', 'orders', 'settings'],
  marketer: ['today', 'customers', 'orders', 'insights', 'imports', 'settings'],
} as const

for (const [role, places] of Object.entries(SEEN)) {
  test(`Somebody with the role of ${role} sees its places, and no others by their address`, async ({ browser, shop, t, locale }) => {
    const storageState = await addMember(shop, role)
    const page = await browser.newPage({ baseURL: shop.url, storageState, locale })
    await page.goto('/settings')
    const links = page.getByRole('navigation', { name: t('web:places.label') }).getByRole('link')
    await expect(links).toHaveText(places.map((place) => t(`web:places.${place}`)))
    if (role === 'viewer') {
      await page.goto('/customers')
      await expect(page.getByText(t('web:errors.forbidden'))).toBeVisible()
    }
    if (role === 'marketer') {
      await page.goto('/imports')
      await expect(page.getByText(t('imports:list.empty'))).toBeVisible()
      await expect(page.getByText(t('imports:list.bring'))).toHaveCount(0)
    }
    await page.close()
  })
}
