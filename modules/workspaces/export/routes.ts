import { createReadStream } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { inTransaction } from '#core/context'
import { AppError } from '#core/errors'
import { routes } from '#core/http'
import { savedAs } from '#pure/file-names'
import { ExportsResponse } from './api.ts'
import { askForExport, fileOf, listExports, readyExport, removeExport } from './queue.ts'

/** Everything of a shop in one file. */
export const exportRoutes = routes('workspaces')

const IdParam = z.object({ id: z.uuid() })

exportRoutes.get('/', {
  summary: 'Exports of everything',
  may: 'workspaces:export',
  screensOnly: true,
  gives: ExportsResponse,
  run: async ({ ctx }) => ({ exports: await listExports(ctx) }),
})

exportRoutes.post('/', {
  summary: 'Asks for everything in one file',
  may: 'workspaces:export',
  screensOnly: true,
  gives: z.object({ id: z.uuid() }),
  status: 202,
  run: ({ ctx }) => askForExport(ctx),
})

exportRoutes.delete('/:id', {
  summary: 'Stops an export, or throws its file away',
  may: 'workspaces:export',
  screensOnly: true,
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => removeExport(ctx, params.id),
})

exportRoutes.get('/:id/file', {
  summary: 'The file of an export; broken downloads go on where they stopped',
  may: 'workspaces:export',
  screensOnly: true,
  streams: true,
  params: IdParam,
  gives: 'stream',
  run: async ({ ctx, params, request, reply }) => {
    const { bytes, sha256 } = await inTransaction(ctx, (ctx) => readyExport(ctx, params.id))
    const path = ctx.files.path('exports', fileOf(params.id))
    await sendPart(request, reply, { path, bytes, tag: `"${sha256}"`, name: `${ctx.workspace.handle}.zip` })
    return null
  },
})

interface Wanted {
  readonly path: string
  readonly bytes: number
  readonly tag: string
  readonly name: string
}

/** The whole file, or the rest of it from where a broken connection left it (RFC 9110, 14.2). */
async function sendPart({ headers }: FastifyRequest, reply: FastifyReply, { path, bytes, tag, name }: Wanted): Promise<void> {
  const range = headers['if-range'] === undefined || headers['if-range'] === tag ? /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') : null
  const from = range ? Number(range[1]) : 0
  const to = range?.[2] ? Math.min(Number(range[2]), bytes - 1) : bytes - 1
  if (from > to) throw new AppError('invalid', 'core.invalid_input', { fields: ['headers.range'] })
  if (range) void reply.status(206).header('content-range', `bytes ${from}-${to}/${bytes}`)
  await reply
    .type('application/zip')
    .headers({ 'accept-ranges': 'bytes', 'content-length': String(to - from + 1), etag: tag, 'cache-control': 'private, no-store' })
    .header('content-disposition', savedAs(name))
    .send(createReadStream(path, { start: from, end: to }))
}
