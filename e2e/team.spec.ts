import type { Browser, Page } from '@playwright/test'
import { codeOf, stepAt } from '../modules/accounts/second-factor/totp.ts'
import { enterOn, tabTo, typeInto } from './keys.ts'
import { doorOf } from './living-shop.ts'
import { lookAround } from './look.ts'
import { addMember, emailOf } from './members.ts'
import { OWNER, type Shop } from './shop.ts'
import { expect, test } from './test.ts'
import type { Language, Words } from './words.ts'

test.use({ stage: 'empty', only: 'team' })
test.describe.configure({ mode: 'serial' })

const NAMES = {
  fa: { newcomer: 'نیما رضایی', desk: 'میز پذیرش', other: 'فروشگاه دوم' },
  en: { newcomer: 'Nima Rezaei', desk: 'Front desk', other: 'Second shop' },
} as const
const NEWCOMER = { email: 'nima@example.com', password: 'the other side of the hill' }
const LOST = 'viewer'

/** A browser in which nobody is signed in. */
function stranger(browser: Browser, { url }: Shop, language: Language): Promise<Page> {
  return browser.newPage({ baseURL: url, locale: language === 'fa' ? 'fa-IR' : 'en-GB', storageState: { cookies: [], origins: [] } })
}

/** Signs in without a mouse. */
async function signIn(page: Page, t: Words, { email, password }: { email: string; password: string }): Promise<void> {
  await typeInto(page, page.getByLabel(t('accounts:sign_in.email'), { exact: true }), email)
  await typeInto(page, page.getByLabel(t('accounts:sign_in.password'), { exact: true }), password)
  await page.keyboard.press('Enter')
}

/** Chooses what can be done about a member. */
async function pickFor(page: Page, t: Words, name: string, choice: string): Promise<void> {
  await page.getByRole('button', { name: t('workspaces-members:list.more', { name }) }).click()
  await page.getByRole('menuitem', { name: choice }).click()
}

/** The link that is shown once, in the dialog that is closed then. */
async function linkIn(page: Page, t: Words): Promise<string> {
  const link = await page.getByRole('group', { name: t('workspaces-members:link.label') }).textContent()
  await page.getByRole('button', { name: t('workspaces-members:link.done') }).click()
  return link ?? ''
}

const placesOf = (page: Page, t: Words) => page.getByRole('navigation', { name: t('web:places.label') }).getByRole('link')

test('Somebody comes by a link, sees what the role lets them, gets a role made here, and goes', async ({
  page,
  browser,
  shop,
  language,
  t,
}) => {
  const door = doorOf(shop, shop.owner)
  const { newcomer, desk } = NAMES[language]
  await page.goto('/settings/members')
  await page.getByRole('button', { name: t('workspaces-members:invite.action') }).click()
  await page.getByRole('button', { name: t('workspaces-members:invite.go') }).click()
  const theirs = await stranger(browser, shop, language)
  await theirs.goto(await linkIn(page, t))
  await expect(theirs.getByText(t('workspaces-members:page.as', { role: t('workspaces-roles:ours.agent') }))).toBeVisible()
  await typeInto(theirs, theirs.getByLabel(t('workspaces-members:page.name'), { exact: true }), newcomer)
  await typeInto(theirs, theirs.getByLabel(t('workspaces-members:page.email'), { exact: true }), NEWCOMER.email)
  await typeInto(theirs, theirs.getByLabel(t('workspaces-members:page.password'), { exact: true }), NEWCOMER.password)
  await theirs.keyboard.press('Enter')
  const word = (place: string) => t(`web:places.${place}`)
  await expect(placesOf(theirs, t)).toHaveText(['customers', 'orders', 'settings'].map(word))

  // Two customers are in their charge.
  const { rows } = await door('GET', '/api/members')
  const { id } = rows.find(({ name }: { name: string }) => name === newcomer)
  for (const name of ['Sara', 'Ali']) {
    const customer = await door('POST', '/api/customers', { name })
    await door('PUT', `/api/customers/${customer.id}/fields`, { fields: { ownerId: id }, attributes: {} })
  }
  await page.goto('/settings/roles')
  await page.getByRole('button', { name: t('workspaces-roles:own.add') }).click()
  await page.getByLabel(t('workspaces-roles:form.name'), { exact: true }).fill(desk)
  await page.getByText(t('permissions:names.orders_read'), { exact: true }).last().click()
  await page.getByRole('button', { name: t('workspaces-roles:form.create') }).click()
  await expect(page.getByRole('columnheader', { name: desk })).toBeVisible()

  await theirs.goto('/customers')
  await expect(theirs.getByRole('heading', { level: 1, name: t('customers:list.title') })).toBeVisible()
  await page.goto('/settings/members')
  await pickFor(page, t, newcomer, t('workspaces-members:role.action'))
  // While the dialog is still coming, a list that opens in it closes again.
  await expect(async () => {
    await page.getByRole('button', { name: t('workspaces-members:role.label') }).click({ timeout: 2_000 })
    await page.getByRole('option', { name: desk }).click({ timeout: 2_000 })
  }).toPass()
  await page.getByRole('button', { name: t('web:actions.save') }).click()
  await expect(page.getByText(t('workspaces-members:role.done', { name: newcomer }))).toBeVisible()
  await expect(placesOf(theirs, t)).toHaveText(['orders', 'settings'].map(word))
  await expect(theirs.getByText(t('web:errors.forbidden'))).toBeVisible()

  await pickFor(page, t, newcomer, t('workspaces-members:going.remove'))
  const going = page.getByRole('alertdialog', { name: t('workspaces-members:going.remove_title', { name: newcomer }) })
  await expect(going).toContainText(t('workspaces-members:belongings.customers', { count: 2 }))
  await going.getByRole('button', { name: t('workspaces-members:going.successor') }).click()
  await page.getByRole('option', { name: OWNER.name }).click()
  await going.getByRole('button', { name: t('workspaces-members:going.remove') }).click()
  await expect(page.getByText(t('workspaces-members:going.removed', { name: newcomer }))).toBeVisible()
  await expect(theirs.getByRole('navigation')).toHaveCount(0)
  await theirs.close()
})

test('A lost password is set anew by a link of the owner', async ({ page, browser, shop, language, t }) => {
  await addMember(shop, 'viewer', LOST)
  await page.goto('/settings/members')
  await pickFor(page, t, LOST, t('workspaces-members:reset.action'))
  await page.getByRole('button', { name: t('workspaces-members:reset.go') }).click()
  const theirs = await stranger(browser, shop, language)
  await theirs.goto(await linkIn(page, t))
  await typeInto(theirs, theirs.getByLabel(t('accounts-reset:reset.password'), { exact: true }), NEWCOMER.password)
  await theirs.keyboard.press('Enter')
  await enterOn(theirs, theirs.getByRole('link', { name: t('accounts-reset:reset.sign_in') }))
  await signIn(theirs, t, { email: emailOf(LOST), password: NEWCOMER.password })
  await expect(placesOf(theirs, t)).toHaveText(['today', 'insights', 'settings'].map((place) => t(`web:places.${place}`)))
  await theirs.close()
})

test('Two shops stay apart, in two tabs as well, and are closed to who works in one of them', async ({
  page,
  browser,
  shop,
  language,
  t,
}) => {
  const { other } = NAMES[language]
  const { name, handle } = await doorOf(shop, shop.owner)('GET', '/api/workspace')
  const here = (tab: Page, shown: string) => tab.getByRole('button', { name: `${t('web:shell.workspace')} ${shown}` })
  await page.goto('/orders')
  await enterOn(page, here(page, name))
  await enterOnChoice(page, t('web:shell.new_workspace'))
  await typeInto(page, page.getByLabel(t('workspaces:settings.name'), { exact: true }), other)
  await page.keyboard.press('Enter')
  await expect(here(page, other)).toBeVisible()
  const place = new URL(page.url()).pathname

  const second = await page.context().newPage()
  await second.goto(`/in/${handle}/orders`)
  await expect(here(second, name)).toBeVisible()
  await page.goto(`${place}/orders`)
  await expect(here(page, other)).toBeVisible()
  await second.reload()
  await expect(here(second, name)).toBeVisible()
  await enterOn(second, here(second, name))
  await enterOnChoice(second, other)
  await expect(here(second, other)).toBeVisible()
  await expect(second).toHaveURL(new RegExp(`${place}/orders$`))

  const theirs = await stranger(browser, shop, language)
  await theirs.goto('/sign-in')
  await signIn(theirs, t, { email: emailOf(LOST), password: NEWCOMER.password })
  await expect(placesOf(theirs, t)).toHaveCount(3)
  await theirs.goto(`${place}/settings`)
  await expect(theirs.getByRole('heading', { name: t('workspaces:errors.not_found') })).toBeVisible()
  await enterOn(theirs, theirs.getByRole('button', { name: t('web:not_found.own_shops') }))
  await expect(placesOf(theirs, t)).toHaveCount(3)
  await theirs.close()
})

/** Goes down an open menu to a choice. */
async function enterOnChoice(page: Page, name: string): Promise<void> {
  const choice = page.getByRole('menuitem', { name }).or(page.getByRole('menuitemradio', { name }))
  await choice.waitFor()
  for (let at = 0; at < 10 && (await choice.getAttribute('data-focused')) === null; at++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

test('A second step is set up, asked for, passed with a backup code, and asked of everybody', async ({ browser, shop, language, t }) => {
  const words = (key: string) => t(`accounts-second-factor:${key}`)
  const page = await stranger(browser, shop, language)
  await page.request.post('/api/auth/sign-in/email', { data: OWNER, headers: { origin: shop.url } })
  await page.goto('/settings/account')
  await enterOn(page, page.getByRole('button', { name: words('turn_on') }))
  await typeInto(page, page.getByLabel(words('password'), { exact: true }), OWNER.password)
  await page.keyboard.press('Enter')
  const first = page.getByLabel(words('first_code'), { exact: true })
  await first.waitFor()
  await expect(page.getByRole('img', { name: words('picture') })).toBeVisible()
  await lookAround(page, { name: 'first code', language })
  const secret = (await page.locator('.code-run', { hasText: /^[A-Z2-7]{4}( [A-Z2-7]{4})+$/ }).innerText()).replaceAll(' ', '')
  const step = stepAt(new Date())
  await typeInto(page, first, codeOf(secret, step))
  await page.keyboard.press('Enter')
  const backup = await page
    .getByRole('list', { name: words('codes_title') })
    .getByRole('listitem')
    .first()
    .innerText()
  await lookAround(page, { name: 'backup codes', language })
  await enterOn(page, page.getByRole('button', { name: words('codes_done') }))
  await expect(page.getByText(t('accounts-second-factor:codes_left', { count: 10 }))).toBeVisible()

  const leave = async () => {
    await enterOn(page, page.getByRole('button', { name: t('web:shell.account') }).filter({ visible: true }))
    await enterOnChoice(page, t('web:shell.sign_out'))
    await signIn(page, t, OWNER)
  }
  await leave()
  // Each code works once: that of the next half minute is good already.
  await typeInto(page, page.getByLabel(words('ask.app_code'), { exact: true }), codeOf(secret, step + 1))
  await page.keyboard.press('Enter')
  await expect(placesOf(page, t).first()).toBeVisible()
  await leave()
  await enterOn(page, page.getByRole('button', { name: words('ask.use_backup') }))
  await lookAround(page, { name: 'code', language })
  await typeInto(page, page.getByLabel(words('ask.backup_code'), { exact: true }), backup)
  await page.keyboard.press('Enter')
  await expect(placesOf(page, t).first()).toBeVisible()

  const { handle } = await doorOf(shop, shop.owner)('GET', '/api/workspace')
  await page.goto(`/in/${handle}/settings/members`)
  await tabTo(page, page.getByRole('switch', { name: t('workspaces-requirement:required') }))
  await page.keyboard.press('Space')
  await expect(page.getByRole('switch', { name: t('workspaces-requirement:required') })).toBeChecked()
  await page.close()

  const theirs = await stranger(browser, shop, language)
  await theirs.goto('/sign-in')
  await signIn(theirs, t, { email: emailOf(LOST), password: NEWCOMER.password })
  await expect(theirs.getByText(words('gate.text'))).toBeVisible()
  await lookAround(theirs, { name: 'gate', language })
  await expect(theirs.getByRole('navigation')).toHaveCount(0)
  await theirs.close()
})

test('All of it stands in the audit log, and is found by who did it', async ({ page, shop, language, t }) => {
  const { newcomer, desk } = NAMES[language]
  const { handle } = await doorOf(shop, shop.owner)('GET', '/api/workspace')
  const said = (sentence: string, actor: string, subject = '') => t(`audit:sentences.${sentence}`, { actor, subject })
  await page.goto(`/in/${handle}/settings/audit`)
  const entries = page.getByRole('list', { name: t('audit:log.label') }).getByRole('listitem')
  for (const [sentence, subject] of [
    ['member_invited'],
    ['role_created', desk],
    ['member_removed', newcomer],
    ['second_factor_enabled'],
    ['second_factor_used_backup'],
  ] as const) {
    await expect(entries.filter({ hasText: said(sentence, OWNER.name, subject) }).first()).toBeVisible()
  }
  await expect(entries.filter({ hasText: said('member_joined', '', newcomer) })).toHaveCount(1)
  await typeInto(page, page.getByRole('combobox', { name: t('audit:filter.actor') }), LOST)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/actor=/)
  await expect(entries.filter({ hasText: said('session_opened', LOST) }).first()).toBeVisible()
  await expect(entries.filter({ hasText: OWNER.name })).toHaveCount(0)
})
