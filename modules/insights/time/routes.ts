import { routes } from '#core/http'
import { figuresFile } from '../figures-file.ts'
import { CohortCut, CohortsExportQuery, CohortsQuery } from './api.ts'
import { loadCohorts } from './cohorts.ts'
import { cutTable } from './domain-cut-tables.ts'
import { waitingOn } from './waiting.ts'

export const timeRoutes = routes('insights')

timeRoutes.get('/cohorts', {
  summary: 'Cohorts by any measure, grain, calendar and kind of first purchase, with retention and the gaps between purchases',
  may: 'insights:read',
  query: CohortsQuery,
  gives: CohortCut,
  streams: true,
  run: ({ ctx, query, reply }) => loadCohorts(ctx, query, waitingOn(ctx, reply, query.ask)),
})

timeRoutes.get('/cohorts/export', {
  summary: 'Cohorts, their retention or the gaps between purchases as CSV or XLSX',
  may: 'insights:export',
  query: CohortsExportQuery,
  gives: 'stream',
  streams: true,
  run: async ({ ctx, query, reply }) => {
    const cut = await loadCohorts(ctx, query, waitingOn(ctx, reply, query.ask))
    return figuresFile(ctx, { report: 'cohorts', format: query.format }, cutTable(cut, query.part, query.language))
  },
})
