import { IdParam } from '#api/customers'
import { routes } from '#core/http'
import { figuresFile } from '../figures-file.ts'
import { KindsExportQuery, KindsQuery, KindsReport, PersonalAnswers, ThresholdsRequest, TypesPreview } from './api.ts'
import { kindsTable } from './domain-kind-tables.ts'
import { previewTypes } from './retype.ts'
import { showAnswers } from './show-answers.ts'
import { showKinds } from './show-kinds.ts'

export const typesRoutes = routes('insights')

typesRoutes.get('/customers', {
  summary: 'What kinds of customers there are, and what each is worth',
  may: 'insights:read',
  query: KindsQuery,
  gives: KindsReport,
  run: ({ ctx, query }) => showKinds(ctx, query),
})

typesRoutes.get('/customers/export', {
  summary: 'One part of the report on kinds of customers as CSV or XLSX',
  may: 'insights:export',
  query: KindsExportQuery,
  gives: 'stream',
  run: async ({ ctx, query }) =>
    figuresFile(ctx, { report: 'customers', format: query.format }, kindsTable(await showKinds(ctx, query), query.part, query)),
})

typesRoutes.get('/types/preview', {
  summary: 'How many customers would be of each type by other thresholds',
  may: 'insights:configure',
  query: ThresholdsRequest,
  gives: TypesPreview,
  run: ({ ctx, query }) => previewTypes(ctx, query),
})

typesRoutes.get('/customers/:id/answers', {
  summary: 'What kind of customer this is, what is expected, and what brings people like this back',
  may: 'customers:read',
  params: IdParam,
  gives: PersonalAnswers,
  run: ({ ctx, params }) => showAnswers(ctx, params.id),
})
