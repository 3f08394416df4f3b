import { routes } from '#core/http'
import { ReturnExportQuery, ReturnQuery, ReturnReport, TodayResponse } from './api.ts'
import { reportTable } from './domain-tables.ts'
import { figuresFile } from './figures-file.ts'
import { loadReturnReport } from './reports.ts'
import { loadToday } from './today.ts'
import { waitingOn } from './time/waiting.ts'

export const insightsRoutes = routes('insights')

insightsRoutes.get('/today', {
  summary: 'The home page: the return rate, what moved, what is worth doing now',
  may: 'insights:read',
  gives: TodayResponse,
  run: ({ ctx }) => loadToday(ctx),
})

insightsRoutes.get('/return', {
  summary: 'The return report, of everybody or of a segment',
  may: 'insights:read',
  query: ReturnQuery,
  gives: ReturnReport,
  streams: true,
  run: ({ ctx, query, reply }) => loadReturnReport(ctx, query, waitingOn(ctx, reply, query.ask)),
})

insightsRoutes.get('/return/export', {
  summary: 'One part of the return report as CSV or XLSX',
  may: 'insights:export',
  query: ReturnExportQuery,
  gives: 'stream',
  run: async ({ ctx, query }) =>
    figuresFile(ctx, { report: 'return', format: query.format }, reportTable(await loadReturnReport(ctx, query), query.part, query)),
})
