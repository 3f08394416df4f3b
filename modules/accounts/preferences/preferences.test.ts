import { expect, test } from 'vitest'
import type { Preferences } from '#api/workspaces'
import { testApp } from '#test/lab'

const AS_USUAL = { language: null, theme: 'system', density: 'comfortable', digits: 'language', calendar: 'workspace' } as const
const CHOSEN: Preferences = { language: 'fa', theme: 'dark', density: 'compact', digits: 'latin', calendar: 'gregorian' }

test('each person reads in a way of their own, in every workspace', async () => {
  const app = await testApp()
  const read = async (role: 'agent' | 'owner') => (await app.as(role).get('/api/session')).body.preferences
  expect(await read('agent')).toEqual(AS_USUAL)
  const saved = await app.as('agent').put('/api/account/preferences', CHOSEN)
  expect([saved.status, saved.body]).toEqual([200, CHOSEN])
  expect(await read('agent')).toEqual(CHOSEN)
  expect(await read('owner')).toEqual(AS_USUAL)

  const wrong = await app.as('agent').put('/api/account/preferences', { ...CHOSEN, theme: 'pink' })
  expect([wrong.status, wrong.body.error.details.fields]).toEqual([400, ['body.theme']])
  const both = await Promise.all(
    (['light', 'dark'] as const).map((theme) => app.as('agent').put('/api/account/preferences', { ...CHOSEN, theme })),
  )
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(await app.server.db.selectFrom('auth_preferences').select('user_id').execute()).toHaveLength(1)
})
