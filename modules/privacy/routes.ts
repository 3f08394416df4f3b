import { routes } from '#core/http'
import {
  AffectedRequest,
  AffectedResponse,
  ErasureRequest,
  ErasureRow,
  ErasuresResponse,
  ExportQuery,
  IdParam,
  IncidentRequest,
  IncidentsResponse,
  KindParam,
  ListExportQuery,
  Made,
  PrivacySettings,
  RetentionRequest,
  SettingsResponse,
} from './api.ts'
import { countAffected } from './affected.ts'
import { endErasure, eraseNow, executeErasure } from './erase-customer.ts'
import { exportIncident, listIncidents, tellIncident } from './incidents.ts'
import { erasureFor, listErasures } from './list-erasures.ts'
import { listRetention, readSettings, saveRetention, saveSettings } from './settings.ts'
import { exportCustomer } from './tell-customer.ts'

/** What members do for people's rights, and what they can look up about each other. */
export const privacyRoutes = routes('privacy')

privacyRoutes.get('/settings', {
  summary: 'How long data is kept, and how wishes to be erased are handled',
  may: 'privacy:read',
  gives: SettingsResponse,
  run: async ({ ctx, server }) => ({
    ...(await readSettings(ctx)),
    retention: await listRetention(ctx),
    canMail: server.config.smtpUrl !== null,
  }),
})

privacyRoutes.put('/settings', {
  summary: 'Days between a wish to be erased and the erasure',
  may: 'privacy:configure',
  body: PrivacySettings,
  gives: 204,
  run: ({ ctx, body }) => saveSettings(ctx, body),
})

privacyRoutes.put('/retention/:kind', {
  summary: 'How long a kind of data is kept',
  may: 'privacy:configure',
  params: KindParam,
  body: RetentionRequest,
  gives: 204,
  run: ({ ctx, params, body }) => saveRetention(ctx, params.kind, body.days),
})

privacyRoutes.get('/erasures', {
  summary: 'Wishes to be erased',
  may: 'privacy:read',
  gives: ErasuresResponse,
  run: async ({ ctx, server }) => ({ rows: await listErasures(ctx, server) }),
})

privacyRoutes.post('/erasures', {
  summary: 'Erases a customer at once, and cannot be taken back',
  may: 'privacy:erase',
  body: ErasureRequest,
  gives: ErasureRow,
  status: 201,
  run: async ({ ctx, server, body }) => erasureFor(ctx, server, await eraseNow(ctx, body.customerId, body.reason)),
})

privacyRoutes.get('/erasures/:id', {
  summary: 'One wish to be erased, with the certificate once it is done',
  may: 'privacy:read',
  params: IdParam,
  gives: ErasureRow,
  run: ({ ctx, server, params }) => erasureFor(ctx, server, params.id),
})

privacyRoutes.put('/erasures/:id/execution', {
  summary: 'Erases before the days of grace are over',
  may: 'privacy:erase',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => executeErasure(ctx, params.id),
})

privacyRoutes.put('/erasures/:id/refusal', {
  summary: 'Refuses a wish to be erased',
  may: 'privacy:erase',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => endErasure(ctx, params.id, 'refused'),
})

privacyRoutes.get('/customers/:id/export', {
  summary: 'Everything kept about a customer, for them to read',
  may: 'privacy:read',
  params: IdParam,
  query: ExportQuery,
  gives: 'stream',
  run: ({ ctx, params, query }) => exportCustomer(ctx, params.id, query.format, query.language),
})

privacyRoutes.get('/incidents', {
  summary: 'Incidents, and how those affected are told',
  may: 'privacy:read',
  gives: IncidentsResponse,
  run: async ({ ctx }) => ({ rows: await listIncidents(ctx) }),
})

privacyRoutes.post('/incidents', {
  summary: 'Records an incident and tells those affected',
  may: 'privacy:configure',
  body: IncidentRequest,
  gives: Made,
  status: 201,
  run: async ({ ctx, server, body }) => ({ id: await tellIncident(ctx, server, body) }),
})

privacyRoutes.post('/incidents/affected', {
  summary: 'How many an incident notice would reach, and how',
  may: 'privacy:configure',
  body: AffectedRequest,
  gives: AffectedResponse,
  run: ({ ctx, server, body }) => countAffected(ctx, body.affected, server.config.smtpUrl !== null),
})

privacyRoutes.get('/incidents/:id/export', {
  summary: 'Everybody affected, as a list to tell by hand',
  may: 'privacy:read',
  params: IdParam,
  query: ListExportQuery,
  gives: 'stream',
  run: ({ ctx, params, query }) => exportIncident(ctx, params.id, query.language),
})
