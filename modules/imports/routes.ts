import { invalid } from '#core/errors'
import { routes } from '#core/http'
import { IdParam } from '#api/customers'
import { ImportPlan, ImportPreview, ImportResponse, ImportsResponse, ImportWithPreview, SkippedResponse } from './api.ts'
import { importFor, listImports, responseOf } from './queries.ts'
import { importSample } from './sample.ts'
import { cancelImport, queueImport, settlePlan } from './settle-import.ts'
import { downloadSkipped, listSkipped } from './skipped.ts'
import { deleteImport } from './undo-import.ts'
import { receiveImport, showPreview } from './upload.ts'

export const importsRoutes = routes('imports')

importsRoutes.post('/', {
  summary: 'Upload a file of orders',
  may: 'imports:run',
  gives: ImportWithPreview,
  status: 201,
  upload: true,
  streams: true,
  run: async ({ ctx, request }) => {
    const file = await request.file()
    if (!file) throw invalid('imports.no_file')
    return receiveImport(ctx, { fileName: file.filename, content: file.file, truncated: () => file.file.truncated })
  },
})

importsRoutes.post('/sample', {
  summary: 'Import the sample shop',
  may: 'imports:run',
  gives: ImportResponse,
  status: 202,
  streams: true,
  run: ({ ctx }) => importSample(ctx),
})

importsRoutes.get('/', {
  summary: 'Imports, newest first',
  may: 'imports:read',
  gives: ImportsResponse,
  run: async ({ ctx }) => ({ rows: await listImports(ctx) }),
})

importsRoutes.get('/:id', {
  summary: 'One import',
  may: 'imports:read',
  params: IdParam,
  gives: ImportResponse,
  run: async ({ ctx, params }) => responseOf(await importFor(ctx, params.id)),
})

importsRoutes.delete('/:id', {
  summary: 'Take an import back',
  may: 'imports:run',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => deleteImport(ctx, params.id),
})

importsRoutes.get('/:id/preview', {
  summary: 'The file as it would come in',
  may: 'imports:read',
  params: IdParam,
  gives: ImportPreview,
  run: ({ ctx, params }) => showPreview(ctx, params.id),
})

importsRoutes.put('/:id/plan', {
  summary: 'Settle the columns',
  may: 'imports:run',
  params: IdParam,
  body: ImportPlan,
  gives: ImportPreview,
  run: ({ ctx, params, body }) => settlePlan(ctx, params.id, body),
})

importsRoutes.put('/:id/run', {
  summary: 'Start the import',
  may: 'imports:run',
  params: IdParam,
  gives: ImportResponse,
  status: 202,
  run: ({ ctx, params }) => queueImport(ctx, params.id),
})

importsRoutes.delete('/:id/run', {
  summary: 'Stop the import',
  may: 'imports:run',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => cancelImport(ctx, params.id),
})

importsRoutes.get('/:id/skipped', {
  summary: 'Rows that were left out',
  may: 'imports:read',
  params: IdParam,
  gives: SkippedResponse,
  run: ({ ctx, params }) => listSkipped(ctx, params.id),
})

importsRoutes.get('/:id/skipped/file', {
  summary: 'All rows that were left out, as CSV',
  may: 'imports:read',
  params: IdParam,
  gives: 'stream',
  streams: true,
  run: ({ ctx, params }) => downloadSkipped(ctx, params.id),
})
