import { expect, test, vi } from 'vitest'
import { dataFolder, eventually, run, serve, statusOf } from '#test/process'

vi.setConfig({ testTimeout: 90_000 })

const WORKSPACE = {
  name: 'Shop',
  language: 'en',
  timeZone: 'Asia/Tehran',
  currency: 'IRR',
  moneyDisplay: 'toman',
  calendar: 'persian',
  weekStart: 6,
}

test('beside the running server, members are listed and one who lost the password gets a link that signs in once', async () => {
  const folder = dataFolder()
  const { url, said } = await serve(folder)
  await eventually(() => said().includes('token='))
  const send = (method: string, path: string, body: object) =>
    fetch(`${url}/api/${path}`, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  const token = (text: string) => /token=(\S+)/.exec(text)?.[1]
  const owner = { token: token(said()), name: 'Sara', email: 'sara@example.com', password: 'a long password', workspace: WORKSPACE }
  expect((await send('POST', 'setup', owner)).status).toBe(204)

  const user = async (...args: string[]) => {
    const command = run(['app/cli.ts', 'user', ...args], { BAZGASHT_DATA: folder })
    return { code: await command.ended, text: command.said() }
  }
  const [listed, unknown, nobody] = await Promise.all([user('list'), user('link', 'omid@example.com'), user('link')])
  expect(listed.text).toBe('sara@example.com\tSara\towner\tShop\toperator\n')
  expect(unknown.code).toBe(1)
  expect(nobody.code).toBe(2)
  const { code, text } = await user('link', 'sara@example.com')
  expect(code).toBe(0)
  expect((await send('POST', 'auth/sign-in/link', { token: token(text) })).status).toBe(204)
  expect((await send('POST', 'auth/sign-in/link', { token: token(text) })).status).toBe(409)
  const [ended, all, neither] = [await user('sign-out', 'sara@example.com'), await user('sign-out', '--everybody'), await user('sign-out')]
  expect([ended.text, all.text, neither.code]).toEqual(['Sessions ended: 2\n', 'Sessions ended: 0\n', 2])
  expect(await statusOf(`${url}/readyz`)).toBe(200)
})
