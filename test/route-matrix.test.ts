import { expect, test } from 'vitest'
import { ALL, API, GUARDED } from './matrix/routes.ts'

// Which routes there are. Who may call them is tested in test/matrix, for every route that is declared.

/** Everything that answers somebody who has not signed in. A new public route is added here on purpose. */
const PUBLIC = [
  'GET /healthz',
  'GET /readyz',
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-in/link',
  'POST /api/auth/sign-in/code',
  'POST /api/auth/sign-out',
  'GET /api/auth/reset',
  'POST /api/auth/reset',
  'PUT /api/auth/reset',
  'PUT /api/auth/email',
  'GET /api/setup',
  'GET /api/invitation',
  'POST /api/invitation/acceptance',
  'POST /api/invitation/account',
  'POST /api/setup',
  'GET /p/logo/:workspace/:hash',
  'GET /p/consent/:token',
  'POST /p/consent/:token',
  'POST /p/consent/:token/stop',
  'POST /p/consent/:token/correction',
  'GET /p/consent/:token/data',
  'GET /p/consent/:token/erasure',
  'POST /p/consent/:token/erasure',
  'POST /p/consent/:token/erasure/cancel',
  'GET /p/erasure/:token',
  'GET /p/confirm/:token',
  'POST /p/confirm/:token',
  'GET /p/unsubscribe/:token',
  'POST /p/unsubscribe/:token',
  'POST /hooks/:key',
  'POST /v1/identify',
  'POST /v1/i',
  'POST /v1/track',
  'POST /v1/t',
  'POST /v1/page',
  'POST /v1/p',
  'POST /v1/screen',
  'POST /v1/s',
  'POST /v1/group',
  'POST /v1/g',
  'POST /v1/alias',
  'POST /v1/a',
  'POST /v1/batch',
  'POST /v1/b',
  'POST /v1/m',
  'GET /v1/projects/:key/settings',
]

/** What programs cannot call, although members can. A new one is added here on purpose. */
const SCREENS_ONLY = [
  'GET /api/operations/health',
  'GET /api/operations/backups',
  'GET /api/operations/backups/worry',
  'POST /api/operations/backups',
  'PUT /api/operations/backups/schedule',
  'POST /api/operations/backups/:id/verification',
  'POST /api/operations/backups/:id/download',
  'GET /api/operations/backups/:id/file',
  'DELETE /api/operations/backups/:id',
  'GET /api/live',
  'GET /api/session',
  'GET /api/members/own-belongings',
  'POST /api/members/departure',
  'GET /api/account',
  'PUT /api/account/name',
  'PUT /api/account/password',
  'PUT /api/account/email',
  'GET /api/account/sessions',
  'DELETE /api/account/sessions',
  'DELETE /api/account/sessions/:id',
  'POST /api/account/reset-links/:userId',
  'POST /api/workspaces',
  'POST /api/workspace/logo',
  'DELETE /api/workspace/logo',
  'POST /api/hours/calendars',
  'GET /api/workspace/exports',
  'POST /api/workspace/exports',
  'DELETE /api/workspace/exports/:id',
  'GET /api/workspace/exports/:id/file',
  'PUT /api/workspace/closing',
  'DELETE /api/workspace/closing',
  'GET /api/workspace/second-factor',
  'PUT /api/workspace/second-factor',
  'PUT /api/account/preferences',
  'GET /api/account/second-factor',
  'POST /api/account/second-factor/enrolment',
  'POST /api/account/second-factor/confirmation',
  'POST /api/account/second-factor/backup-codes',
  'POST /api/account/second-factor/removal',
  'DELETE /api/account/second-factor/trusted-devices',
  'POST /api/insights/monthly/letters',
  'GET /api/shops/:id/door',
  'PUT /api/shops/:id/credentials',
  'PUT /api/shops/:id/secret',
]

test('only the routes on the list are public', () => {
  const open = ALL.filter(({ endpoint }) => endpoint.may === 'public').map(({ title }) => title)
  expect(open.toSorted()).toEqual(PUBLIC.toSorted())
})

test('no two routes share an address', () => {
  expect(new Set(ALL.map(({ title }) => title)).size).toBe(ALL.length)
})

test('the management API is what members call, without what only screens need', () => {
  const below = GUARDED.filter(({ url, endpoint }) => url.startsWith('/api/') && !endpoint.screensOnly).map(({ title }) => title)
  expect(API.map(({ title }) => title.replace('/api/v1', '/api'))).toEqual(below)
  expect(
    GUARDED.filter(({ endpoint }) => endpoint.screensOnly)
      .map(({ title }) => title)
      .toSorted(),
  ).toEqual(SCREENS_ONLY.toSorted())
})
