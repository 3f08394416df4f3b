import { routes } from '#core/http'
import { figuresFile } from '../figures-file.ts'
import { HabitsQuery, HabitsReport, SeasonsExportQuery, SeasonsQuery, SeasonsReport } from './api.ts'
import { seasonsTable } from './domain-tables.ts'
import { loadHabits, loadSeasons } from './reports.ts'

/** Insights → Seasons. */
export const seasonsRoutes = routes('insights')

seasonsRoutes.get('/seasons', {
  summary: 'When people buy and when they come back: months, weeks, weekdays, events',
  may: 'insights:read',
  query: SeasonsQuery,
  gives: SeasonsReport,
  run: ({ ctx, query }) => loadSeasons(ctx, query),
})

seasonsRoutes.get('/seasons/habits', {
  summary: 'Who buys mostly on one weekday, against chance',
  may: 'insights:read',
  query: HabitsQuery,
  gives: HabitsReport,
  run: ({ ctx, query }) => loadHabits(ctx, query.segment),
})

seasonsRoutes.get('/seasons/export', {
  summary: 'One part of the seasons report as CSV or XLSX',
  may: 'insights:export',
  query: SeasonsExportQuery,
  gives: 'stream',
  run: async ({ ctx, query }) =>
    figuresFile(ctx, { report: 'seasons', format: query.format }, seasonsTable(await loadSeasons(ctx, query), query.part, query.language)),
})
