import { routes } from '#core/http'
import { LetterRequest, MonthlyQuery, MonthlyReport, ReadersRequest, ReadersResponse } from './api.ts'
import { sendMeNow } from './letters.ts'
import { loadMonthly, monthOfKey } from './load-monthly.ts'
import { setReaders, showReaders } from './readers.ts'

/** The report of a month: on one page, and by e-mail. */
export const monthlyRoutes = routes('insights')

monthlyRoutes.get('/monthly', {
  summary: 'The report of one month, beside the month and the year before',
  may: 'insights:read',
  query: MonthlyQuery,
  gives: MonthlyReport,
  run: ({ ctx, query }) => loadMonthly(ctx, query.month === undefined ? null : monthOfKey(query.month)),
})

monthlyRoutes.get('/monthly/readers', {
  summary: 'Who gets the report of each month by e-mail',
  may: 'insights:read',
  gives: ReadersResponse,
  run: ({ ctx, server }) => showReaders(ctx, hasMail(server)),
})

monthlyRoutes.put('/monthly/readers', {
  summary: 'Say who gets the report of each month by e-mail',
  may: 'insights:configure',
  body: ReadersRequest,
  gives: 204,
  run: ({ ctx, body }) => setReaders(ctx, body),
})

monthlyRoutes.post('/monthly/letters', {
  summary: 'Send me the report of a month now',
  may: 'insights:read',
  screensOnly: true,
  body: LetterRequest,
  gives: 204,
  run: ({ ctx, server, body }) => sendMeNow(ctx, body, hasMail(server)),
})

function hasMail({ config }: { readonly config: { readonly smtpUrl: string | null; readonly mailFrom: string | null } }): boolean {
  return Boolean(config.smtpUrl && config.mailFrom)
}
