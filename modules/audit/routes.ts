import { routes } from '#core/http'
import { ActorsResponse, AuditExportQuery, AuditPage, AuditQuery, AuditSettings } from './api.ts'
import { exportLog } from './export-log.ts'
import { listActors } from './list-actors.ts'
import { readLog } from './read-log.ts'
import { readSettings, saveSettings } from './settings.ts'

export const auditRoutes = routes('audit')

auditRoutes.get('/', {
  summary: 'Who saw and changed what, newest first',
  may: 'audit:read',
  query: AuditQuery,
  gives: AuditPage,
  run: ({ ctx, query }) => readLog(ctx, query),
})

auditRoutes.get('/actors', {
  summary: 'Whose acts the log can be filtered by',
  may: 'audit:read',
  gives: ActorsResponse,
  run: async ({ ctx }) => ({ rows: await listActors(ctx) }),
})

auditRoutes.get('/export', {
  summary: 'The audit log as a file',
  may: 'audit:export',
  query: AuditExportQuery,
  gives: 'stream',
  streams: true,
  run: ({ ctx, query }) => exportLog(ctx, query),
})

auditRoutes.get('/settings', {
  summary: 'How long the audit log is kept',
  may: 'audit:read',
  gives: AuditSettings,
  run: ({ ctx }) => readSettings(ctx),
})

auditRoutes.put('/settings', {
  summary: 'Changes how long the audit log is kept',
  may: 'privacy:configure',
  body: AuditSettings,
  gives: 204,
  run: ({ ctx, body }) => saveSettings(ctx, body),
})
