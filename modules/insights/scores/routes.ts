import { IdParam } from '#api/customers'
import { routes } from '#core/http'
import { figuresFile } from '../figures-file.ts'
import { AskedFit, ExpectedExportQuery, ExpectedReport, FitStatus, InsightsSettings, InsightsSettingsRequest } from './api.ts'
import { askForFit, cancelFit } from './ask-for-fit.ts'
import { expectedTable } from './domain-expected-tables.ts'
import { loadExpected } from './expected-report.ts'
import { fitStatus } from './fit-status.ts'
import { saveSettings, showSettings } from './settings.ts'

/** How customers are judged, the fits of the models, and what is expected. */
export const scoresRoutes = routes('insights')

scoresRoutes.get('/settings', {
  summary: 'How customers are judged: the models, their unit of time, margin and discount rate',
  may: 'insights:read',
  gives: InsightsSettings,
  run: ({ ctx }) => showSettings(ctx),
})

scoresRoutes.put('/settings', {
  summary: 'Change how customers are judged',
  may: 'insights:configure',
  body: InsightsSettingsRequest,
  gives: InsightsSettings,
  run: ({ ctx, body }) => saveSettings(ctx, body),
})

scoresRoutes.post('/fits', {
  summary: 'Fit the models to all purchases, and score everybody, now',
  may: 'insights:configure',
  gives: AskedFit,
  status: 202,
  run: async ({ ctx }) => ({ id: await askForFit(ctx) }),
})

scoresRoutes.get('/fits/latest', {
  summary: 'How the latest fits stand',
  may: 'insights:read',
  gives: FitStatus,
  run: ({ ctx }) => fitStatus(ctx),
})

scoresRoutes.delete('/fits/:id', {
  summary: 'Stop a fit; scores stay as they were',
  may: 'insights:configure',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => cancelFit(ctx, params.id),
})

scoresRoutes.get('/expected', {
  summary: 'What is expected: who is still a customer, who is due, and the next twelve weeks',
  may: 'insights:read',
  gives: ExpectedReport,
  run: ({ ctx }) => loadExpected(ctx),
})

scoresRoutes.get('/expected/export', {
  summary: 'One part of what is expected as CSV or XLSX',
  may: 'insights:export',
  query: ExpectedExportQuery,
  gives: 'stream',
  run: async ({ ctx, query }) =>
    figuresFile(ctx, { report: 'expected', format: query.format }, expectedTable(await loadExpected(ctx), query)),
})
