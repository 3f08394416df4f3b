import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { logOptions } from '#core/log'
import { testApp, testCtx, type TestApp } from '#test/lab'

let app: TestApp
let stranger: Awaited<ReturnType<TestApp['otherWorkspace']>>
const lines: Record<string, unknown>[] = []

beforeAll(async () => {
  const ctx = await testCtx()
  const log = pino(logOptions('info'), { write: (line: string) => void lines.push(JSON.parse(line)) })
  app = await testApp({ ...ctx, server: { ...ctx.server, log } })
  stranger = await app.otherWorkspace()
})

/** The line that is written about a request. */
async function lineOf(ask: () => Promise<{ status: number }>) {
  lines.length = 0
  const { status } = await ask()
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ status, time: expect.any(Number), request: expect.any(String), route: expect.any(String) })
  return lines[0]
}

test('a line says when, who by id, where, what and how it ended', async () => {
  const { user } = (await app.as('owner').get('/api/session')).body
  const line = await lineOf(() => app.as('owner').get('/api/workspace'))
  expect(line).toMatchObject({ method: 'GET', route: '/api/workspace', status: 200, user: user.id, workspace: app.workspace.id })
  expect(line).not.toHaveProperty('code')
})

test('whoever is refused is named too, with the reason', async () => {
  const viewer = (await app.as('viewer').get('/api/session')).body.user.id
  expect(await lineOf(() => app.as('viewer').get('/api/tokens'))).toMatchObject({
    status: 403,
    code: 'core.forbidden',
    user: viewer,
    workspace: app.workspace.id,
  })
  const foreign = (await stranger.as('owner').get('/api/session')).body.user.id
  const peeks = () => stranger.as('owner').get('/api/workspace', { 'x-workspace': app.workspace.id })
  expect(await lineOf(peeks)).toMatchObject({ status: 404, code: 'workspaces.not_found', user: foreign, workspace: null })
})

test('what is tried against the guards is told by its code', async () => {
  const anonymous = app.anonymous()
  const signIn = (email: string, headers = {}) => anonymous.post('/api/auth/sign-in/email', { email, password: 'x' }, headers)
  expect(await lineOf(() => anonymous.get('/api/workspace'))).toMatchObject({ status: 401, code: 'core.sign_in_first' })
  expect(await lineOf(() => signIn('a@example.com', { origin: 'https://evil.example' }))).toMatchObject({ code: 'core.foreign_page' })
  expect(await lineOf(() => signIn('no address'))).toMatchObject({ status: 400, code: 'core.invalid_input' })
  expect(await lineOf(() => signIn('a@example.com'))).toMatchObject({ status: 401, code: 'accounts.wrong_password' })
})
