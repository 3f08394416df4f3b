import { IdParam } from '#api/customers'
import { routes } from '#core/http'
import { figuresFile } from '../figures-file.ts'
import {
  LensQuery,
  ProductsExportQuery,
  ProductsReport,
  ProductsStudiedQuery,
  StudyAnswer,
  StudyRequest,
  WhyExportQuery,
  WhyReport,
} from './api.ts'
import { askForStudy, cancelStudy } from './ask-for-study.ts'
import { factorsTable, productsTable } from './domain-why-tables.ts'
import { latestStudy, lensIdOf, showProducts, showWhy } from './show-reports.ts'

export const whyRoutes = routes('insights')

whyRoutes.get('/why', {
  summary: 'What distinguishes customers who return',
  may: 'insights:read',
  query: LensQuery,
  gives: WhyReport,
  run: ({ ctx, query }) => showWhy(ctx, query.segment ?? null),
})

whyRoutes.get('/why/export', {
  summary: 'What distinguishes customers who return, as CSV or XLSX',
  may: 'insights:export',
  query: WhyExportQuery,
  gives: 'stream',
  run: async ({ ctx, query }) => {
    const { content } = await showWhy(ctx, query.segment ?? null)
    return figuresFile(ctx, { report: 'why', format: query.format }, factorsTable(content?.factors ?? [], query.language))
  },
})

whyRoutes.get('/products', {
  summary: 'Which products bring customers back, go together, follow one another, come before silence or go back',
  may: 'insights:read',
  query: ProductsStudiedQuery,
  gives: ProductsReport,
  run: ({ ctx, query }) => showProducts(ctx, query.view, query.segment ?? null),
})

whyRoutes.get('/products/export', {
  summary: 'One view of products as CSV or XLSX',
  may: 'insights:export',
  query: ProductsExportQuery,
  gives: 'stream',
  run: async ({ ctx, query }) => {
    const { content } = await showProducts(ctx, query.view, query.segment ?? null)
    return figuresFile(ctx, { report: 'products', format: query.format }, productsTable(content, query.view, query.language))
  },
})

whyRoutes.get('/studies', {
  summary: 'How the latest study of all orders, or of those of a segment, goes or went',
  may: 'insights:read',
  query: LensQuery,
  gives: StudyAnswer,
  run: async ({ ctx, query }) => ({ study: await latestStudy(ctx, await lensIdOf(ctx, query.segment ?? null)) }),
})

whyRoutes.post('/studies', {
  summary: 'Study all orders anew, or those of a segment',
  may: 'insights:read',
  body: StudyRequest,
  gives: StudyAnswer,
  status: 202,
  run: async ({ ctx, body }) => {
    const lens = await lensIdOf(ctx, body.segment)
    await askForStudy(ctx, lens)
    return { study: await latestStudy(ctx, lens) }
  },
})

whyRoutes.delete('/studies/:id', {
  summary: 'Stop a study; what the one before found stays',
  may: 'insights:configure',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => cancelStudy(ctx, params.id),
})
