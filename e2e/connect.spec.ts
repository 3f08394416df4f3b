import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Page } from '@playwright/test'
import { doorOf } from './living-shop.ts'
import { expect, test } from './test.ts'
import type { Words } from './words.ts'

test.use({ stage: 'empty', only: 'connect' })
test.describe.configure({ mode: 'serial' })

test('A source of events gets a key that is shown once; what comes with it is seen, and so is what is refused', async ({
  page,
  shop,
  t,
}) => {
  await page.goto('/settings/tracking')
  await page.getByRole('button', { name: t('tracking:sources.add') }).click()
  const form = page.getByRole('dialog', { name: t('tracking:form.add') })
  await form.getByRole('textbox', { name: t('tracking:form.name') }).fill('Kiosk')
  await form.getByRole('radio', { name: t('tracking:kind.server') }).check({ force: true })
  await form.getByRole('button', { name: t('web:actions.save') }).click()
  const made = page.getByRole('alertdialog', { name: t('tracking:key.title', { name: 'Kiosk' }) })
  const key = (await made.getByRole('region', { name: t('tracking:key.label') }).innerText()).trim()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await made
    .getByRole('button', { name: t('web:copy.action') })
    .first()
    .click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key)
  await made.getByRole('button', { name: t('tracking:key.done') }).click()
  await expect(page.getByText(key)).toHaveCount(0)

  const send = (message: object) =>
    fetch(`${shop.url}/v1/track`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`, 'content-type': 'application/json' },
      body: JSON.stringify(message),
    })
  expect((await send({ userId: 'k1', event: 'Bell rung' })).status).toBe(200)
  expect((await send({ userId: 'k1' })).status).toBe(400)
  await page.reload()
  const row = page.getByRole('row').filter({ hasText: 'Bell rung' })
  await expect(row).toContainText(t('tracking:state.digested'))
  await expect(page.getByText(t('tracking:errors.no_event_name'))).toBeVisible()
  await row.getByRole('link', { name: t('tracking:messages.open') }).click()
  await expect(page).toHaveURL(/\/customers\//)
})

test('A shop of any kind is connected, seen live, and what failed is worked on again once it can be', async ({ page, shop, t }) => {
  await page.goto('/settings/shops')
  const plain = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: t('shops:platform.plain') }) })
  await plain.getByRole('button', { name: t('shops:list.connect') }).click()
  await expect(page.getByText(t('shops:steps.plainTest'))).toBeVisible()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const door = await doorOf(shop, shop.owner)('GET', `/api/shops/${id}/door`)
  const say = async (message: object) => {
    const body = JSON.stringify(message)
    const time = Math.floor(Date.now() / 1000)
    const hash = createHmac('sha256', door.secret).update(`${time}.${body}`).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-bazgasht-signature': `t=${time},v1=${hash}` }
    const answer = await fetch(shop.url + new URL(door.url).pathname, { method: 'POST', headers, body })
    expect(answer.status).toBe(200)
  }
  // Deleted, before we heard that it was ever placed.
  await say({ type: 'order_deleted', at: new Date().toISOString(), order: { number: '77' } })
  // No reload: the page hears of it.
  await expect(page.getByText(t('shops:said.state.failed')).first()).toBeVisible()
  const at = new Date(Date.now() - 60_000).toISOString()
  const order = (number: string) => ({ number, orderedAt: at, currency: 'IRR', total: '1200000', state: 'paid', items: [] })
  await say({ type: 'order', at, customer: { id: 'c1', phone: '09121112233' }, order: order('77') })
  await say({ type: 'order', at, customer: { id: 'c1', phone: '09121112233' }, order: order('78') })
  await expect(page.getByText(t('shops:said.state.done')).nth(1)).toBeVisible()
  // Once a minute the product tries again by itself, and may have been first.
  const again = page.getByRole('button', { name: t('shops:said.replayAll', { count: 1 }) })
  await expect(again.or(page.getByText(t('shops:said.state.done')).nth(2)).first()).toBeVisible()
  if (await again.isVisible()) await again.click({ timeout: 3_000 }).catch(() => undefined)
  await expect(page.getByText(t('shops:said.state.done'))).toHaveCount(3)
  const { rows } = await doorOf(shop, shop.owner)('GET', '/api/orders')
  expect(rows.map(({ number }: { number: string }) => number).toSorted()).toEqual(['77', '78'])
})

test('Another system is told by webhook, and its delivery is seen', async ({ page, t }) => {
  const got: string[] = []
  const receiver = createServer((request, response) => {
    got.push(String(request.headers['webhook-signature']))
    response.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const address = receiver.address()
  await page.goto('/settings/webhooks')
  await page.getByRole('button', { name: t('webhooks:add') }).click()
  const form = page.getByRole('dialog', { name: t('webhooks:form.title') })
  await form
    .getByRole('textbox', { name: t('webhooks:form.url') })
    .fill(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/in`)
  await form.getByRole('button', { name: t('web:actions.save') }).click()
  await page.getByRole('button', { name: t('webhooks:one.ping') }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'webhook.ping' })
  await expect(line).toContainText(t('webhooks:delivery.sent'))
  expect(got).toEqual([expect.stringMatching(/^v1,/)])
  receiver.closeAllConnections()
  receiver.close()
})

test('A program gets a token, works with it, and is shut out once it is revoked', async ({ page, shop, t }) => {
  await page.goto('/settings/tokens')
  await page.getByRole('button', { name: t('tokens:add') }).click()
  const form = page.getByRole('dialog', { name: t('tokens:form.title') })
  await form.getByRole('textbox', { name: t('tokens:form.name') }).fill('Reports')
  await chooseReading(form.page(), t)
  await form.getByRole('button', { name: t('tokens:form.create') }).click()
  const made = page.getByRole('alertdialog', { name: t('tokens:key.title') })
  const key = (await made.locator('.font-mono').innerText()).trim()
  await made.getByRole('button', { name: t('tokens:key.done') }).click()
  const status = async () => (await fetch(`${shop.url}/api/v1/customers`, { headers: { authorization: `Bearer ${key}` } })).status
  expect(await status()).toBe(200)
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Reports' })
    .getByRole('button', { name: t('tokens:revoke.action') })
    .click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: t('tokens:revoke.action') })
    .click()
  await expect(page.getByText(t('tokens:state.revoked'))).toBeVisible()
  expect(await status()).toBe(401)
})

async function chooseReading(page: Page, t: Words): Promise<void> {
  await page.getByRole('checkbox', { name: t('permissions:names.customers_read'), exact: true }).check({ force: true })
}
