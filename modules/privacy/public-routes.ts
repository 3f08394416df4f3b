import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { inTransaction } from '#core/context'
import { AppError } from '#core/errors'
import { routes } from '#core/http'
import type { Server } from '#core/server'
import { readToken, signToken } from '#core/signed-links'
import { answerLost, centreVisit, proofOf } from '#modules/consent'
import { answerElsewhere, answerPage, FORM_LIMIT, languageOfVisitor, readForm } from '#public/page'
import { Certificate } from './api.ts'
import { correctPerson, readCentre, saveChoices, stopEverything } from './centre.ts'
import { centreView, certificateView, erasureView, type Around } from './centre-view.ts'
import { PAGE_WORDS } from './domain-public-words.ts'
import { askForErasure, endErasure } from './erase-customer.ts'
import { certificateLink, certificateVisit } from './list-erasures.ts'
import { readSettings } from './settings.ts'
import { customerFile } from './tell-customer.ts'

/** One customer's own page: choices, data, corrections, erasure; and the certificate that stays. */
export const privacyPublicRoutes = routes('privacy')

const TokenParam = z.object({ token: z.string().max(500) })

privacyPublicRoutes.get('/consent/:token', {
  summary: "A customer's consent centre",
  may: 'public',
  perMinute: 60,
  params: TokenParam,
  gives: 'stream',
  run: async ({ server, params, request, reply }) => {
    const visit = await centreVisit(server, request, params.token)
    if (!visit) return answerLost(request, reply)
    const around = aroundOf(visit, request)
    const centre = await inTransaction(visit.ctx, (ctx) => readCentre(ctx, visit.customerId, around.language))
    const title = PAGE_WORDS[around.language].title
    return answerPage(reply, {
      language: around.language,
      shop: visit.ctx.workspace.name,
      looks: visit.ctx.workspace,
      title,
      content: centreView(around, centre),
    })
  },
})

privacyPublicRoutes.post('/consent/:token', {
  summary: 'Stores the choices',
  may: 'public',
  perMinute: 60,
  params: TokenParam,
  raw: FORM_LIMIT,
  gives: 'stream',
  run: ({ server, params, bytes, request, reply }) =>
    taken({ server, token: params.token, bytes, request, reply }, async ({ ctx, customerId, language, form, proof }) => {
      const written = await saveChoices(ctx, customerId, { on: new Set(form.getAll('on')), language, proof })
      return written === 0 ? 'unchanged' : 'saved'
    }),
})

privacyPublicRoutes.post('/consent/:token/stop', {
  summary: 'Stops everything',
  may: 'public',
  perMinute: 60,
  params: TokenParam,
  raw: FORM_LIMIT,
  gives: 'stream',
  run: ({ server, params, bytes, request, reply }) =>
    taken({ server, token: params.token, bytes, request, reply }, async ({ ctx, customerId, language, proof }) => {
      await stopEverything(ctx, customerId, language, proof)
      return 'stopped'
    }),
})

privacyPublicRoutes.post('/consent/:token/correction', {
  summary: 'Corrects what is kept about oneself',
  may: 'public',
  perMinute: 60,
  params: TokenParam,
  raw: FORM_LIMIT,
  gives: 'stream',
  run: ({ server, params, bytes, request, reply }) =>
    taken({ server, token: params.token, bytes, request, reply }, async ({ ctx, customerId, form }) => {
      const typed = (name: string) => form.get(name) ?? ''
      await correctPerson(ctx, customerId, {
        name: typed('name'),
        email: typed('email'),
        phone: typed('phone'),
        birthday: typed('birthday'),
      })
      return 'corrected'
    }),
})

privacyPublicRoutes.get('/consent/:token/data', {
  summary: 'Everything that is kept about oneself, as a file',
  may: 'public',
  perMinute: 60,
  params: TokenParam,
  gives: 'stream',
  query: z.object({ format: z.enum(['json', 'html']).default('html') }),
  run: async ({ server, params, query, request, reply }) => {
    const visit = await centreVisit(server, request, params.token)
    if (!visit) return answerLost(request, reply)
    const language = languageOfVisitor(request, visit.ctx.workspace.language)
    return inTransaction(visit.ctx, (ctx) => customerFile(ctx, visit.customerId, query.format, language))
  },
})

privacyPublicRoutes.get('/consent/:token/erasure', {
  summary: 'Asks once more whether to erase',
  may: 'public',
  perMinute: 60,
  params: TokenParam,
  gives: 'stream',
  run: async ({ server, params, request, reply }) => {
    const visit = await centreVisit(server, request, params.token)
    if (!visit) return answerLost(request, reply)
    const around = aroundOf(visit, request)
    const { eraseAfterDays } = await inTransaction(visit.ctx, readSettings)
    const title = PAGE_WORDS[around.language].erase_title
    return answerPage(reply, {
      language: around.language,
      shop: visit.ctx.workspace.name,
      looks: visit.ctx.workspace,
      title,
      content: erasureView(around, eraseAfterDays),
    })
  },
})

privacyPublicRoutes.post('/consent/:token/erasure', {
  summary: 'Asks to be erased',
  may: 'public',
  perMinute: 60,
  params: TokenParam,
  raw: FORM_LIMIT,
  gives: 'stream',
  run: ({ server, params, bytes, request, reply }) =>
    taken({ server, token: params.token, bytes, request, reply }, async ({ ctx, customerId }) => {
      const { id, isDone } = await askForErasure(ctx, customerId)
      return isDone ? new URL(certificateLink(server, ctx, id)) : 'saved'
    }),
})

privacyPublicRoutes.post('/consent/:token/erasure/cancel', {
  summary: 'Takes the wish to be erased back',
  may: 'public',
  perMinute: 60,
  params: TokenParam,
  raw: FORM_LIMIT,
  gives: 'stream',
  run: ({ server, params, bytes, request, reply }) =>
    taken({ server, token: params.token, bytes, request, reply }, async ({ ctx, customerId, language }) => {
      const { erasureId } = await inTransaction(ctx, (ctx) => readCentre(ctx, customerId, language))
      if (erasureId === null) return 'unchanged'
      await endErasure(ctx, erasureId, 'cancelled')
      return 'cancelled'
    }),
})

privacyPublicRoutes.get('/erasure/:token', {
  summary: 'The certificate of an erasure',
  may: 'public',
  perMinute: 60,
  params: TokenParam,
  gives: 'stream',
  run: async ({ server, params, request, reply }) => {
    const visit = await certificateVisit(server, params.token)
    const row = visit && (await inTransaction(visit.ctx, (ctx) => erasureRow(ctx, visit.erasureId)))
    if (!visit || !row?.certificate || !row.ended_at) return answerLost(request, reply)
    const { ctx } = visit
    const language = languageOfVisitor(request, ctx.workspace.language)
    const told = {
      id: visit.erasureId,
      requestedAt: row.requested_at,
      endedAt: row.ended_at,
      certificate: Certificate.parse(row.certificate),
    }
    const content = certificateView({ ctx, language }, told)
    return answerPage(reply, {
      language,
      shop: ctx.workspace.name,
      looks: ctx.workspace,
      title: PAGE_WORDS[language].certificate_title,
      content,
    })
  },
})

type Visit = NonNullable<Awaited<ReturnType<typeof centreVisit>>>

function erasureRow(ctx: Visit['ctx'], id: string) {
  const query = ctx.db.selectFrom('privacy_erasures').select(['requested_at', 'ended_at', 'certificate'])
  return query.where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).executeTakeFirst()
}

interface Sent {
  readonly server: Server
  readonly token: string
  readonly bytes: Buffer
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

interface Doing extends Visit {
  readonly language: Around['language']
  readonly form: URLSearchParams
  readonly proof: Readonly<Record<string, string | null>>
}

/** Reads a form of the page, does what it says, and goes back to the page, which tells what was done; or to the address that `work` gives. */
async function taken({ server, token, bytes, request, reply }: Sent, work: (doing: Doing) => Promise<string | URL>): Promise<null> {
  const visit = await centreVisit(server, request, token)
  if (!visit) return answerLost(request, reply)
  const form = readForm(bytes)
  const language = languageOfVisitor(request, visit.ctx.workspace.language)
  const doing = { ...visit, language, form, proof: { ...proofOf(visit.ctx, request, 'centre'), language } }
  const done = isOwnForm(visit, form.get('form') ?? '') ? await orFailed(work(doing)) : 'failed'
  if (done instanceof URL) return answerElsewhere(reply, `${done.pathname}?lang=${language}`)
  return answerElsewhere(reply, `/p/consent/${token}?lang=${language}&told=${done}`)
}

async function orFailed(work: Promise<string | URL>): Promise<string | URL> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError) return 'failed'
    throw error
  }
}

const FORM_LIFE = 12 * 3_600_000
const FormSays = z.tuple([z.string(), z.int()])

/** A form is worth something for half a day, and for this customer only. */
function formToken({ server, customerId, ctx }: Visit): string {
  return signToken(server.config.secret, 'privacy.form', [customerId, ctx.now.getTime()])
}

function isOwnForm({ server, customerId, ctx }: Visit, token: string): boolean {
  const says = readToken(server.config.secret, 'privacy.form', FormSays, token)
  return says !== null && says[0] === customerId && ctx.now.getTime() - says[1] < FORM_LIFE
}

function aroundOf(visit: Visit, request: FastifyRequest): Around {
  const { ctx, token } = visit
  const told = new URL(request.url, 'http://localhost').searchParams.get('told')
  const language = languageOfVisitor(request, ctx.workspace.language)
  return { ctx, language, base: `/p/consent/${token}`, form: formToken(visit), told }
}
